import assert from 'node:assert/strict';
import { TextEdit, type CompletionItem } from 'vscode-languageserver-types';
import { placeOf } from '../../src/service/completion/place.ts';
import { applyEdits, cursor, fenced, fixture, URI, type Fixture, type FixtureOptions } from './harness.ts';

/** The list at the cursor, as an editor sorts it. */
function list(fixed: Fixture): CompletionItem[] {
  const items = fixed.service.completion(URI, cursor(fixed))?.items ?? [];
  return items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

const labels = (source: string, make: (source: string) => Fixture = fixture): string[] =>
  list(make(source)).map(({ label }) => label);

/** The text after the first completion with a label is accepted. */
function accept(fixed: Fixture, label?: string): string {
  const item = list(fixed).find((one) => label === undefined || one.label === label);
  assert.ok(item?.textEdit && TextEdit.is(item.textEdit), `no ${label ?? 'completion'}`);
  return applyEdits(fixed.text, [item.textEdit]);
}

const OPEN = 'client C\nserver S\nC -> S SYN seq=x\n';

describe('completion of whole segments', () => {
  it('puts the required reply first, with its numbers', () => {
    assert.equal(labels(`${OPEN}$0`)[0], 'S -> C SYN,ACK seq=y ack=x+1');
  });

  it('writes as the author does: a ladder stays one', () => {
    const source =
      'client C\nserver S\nC -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\nC <- S PSH,ACK seq=y+1 ack=x+1 len=9\n$0';
    assert.ok(labels(source).some((label) => label.startsWith('C <- S')));
    assert.ok(!labels(source).some((label) => label.startsWith('S ->')));
  });

  it('keeps to what is typed already, from either end', () => {
    assert.equal(labels(`${OPEN}C <- $0`)[0], 'C <- S SYN,ACK seq=y ack=x+1');
    assert.equal(labels(`${OPEN}S -> C SYN,$0`)[0], 'S -> C SYN,ACK seq=y ack=x+1');
    const fixed = fixture(`${OPEN}S  ->  C $0`);
    assert.equal(accept(fixed), `${OPEN}S  ->  C SYN,ACK seq=y ack=x+1\n`);
  });

  it('goes on to the next line, and asks again there', () => {
    const fixed = fixture(`${OPEN}$0`);
    const [first] = list(fixed);
    assert.equal(first?.command?.command, 'editor.action.triggerSuggest');
    assert.equal(accept(fixed), `${OPEN}S -> C SYN,ACK seq=y ack=x+1\n`);
  });

  it('stays on a line that others follow', () => {
    const fixed = fixture(`${OPEN}$0\nnote over C: end\n`);
    assert.equal(accept(fixed), `${OPEN}S -> C SYN,ACK seq=y ack=x+1\nnote over C: end\n`);
  });

  it('stays in the quote of a fence', () => {
    const fixed = fenced(`${OPEN}$0`);
    assert.match(accept(fixed), /\n> C -> S SYN seq=x\n> S -> C SYN,ACK seq=y ack=x\+1\n> \n> ```\n/);
  });

  it('compares with the whole line, so that an editor does not filter it out', () => {
    const [first] = list(fixture(`${OPEN}S -> $0`));
    assert.equal(first?.filterText, 'S -> C SYN,ACK seq=y ack=x+1');
    assert.deepEqual(first.textEdit && TextEdit.is(first.textEdit) && first.textEdit.range.start, {
      line: 3,
      character: 0,
    });
  });

  it('calls no command of VS Code in another editor, and writes no tab stops without snippets', () => {
    const options: FixtureOptions = { client: { vscodeCommands: false, snippets: false } };
    for (const item of list(fixture(`${OPEN}$0`, options))) {
      assert.equal(item.command, undefined);
      assert.equal(item.insertTextFormat, 1);
      assert.ok(!(item.textEdit && TextEdit.is(item.textEdit) && item.textEdit.newText.includes('${')));
    }
  });

  it('acknowledges what has arrived, then lets the one go on who sent it', () => {
    const established = `${OPEN}S -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\n`;
    const fromServer = `${established}S -> C PSH,ACK seq=y+1 ack=x+1 len=9\n`;
    assert.deepEqual(labels(`${fromServer}$0`).slice(0, 2), [
      'C -> S ACK seq=x+1 ack=y+10',
      'S -> C PSH,ACK seq=y+10 ack=x+1 len=100',
    ]);
    assert.equal(labels(`${established}$0`)[0], 'C -> S PSH,ACK seq=x+1 ack=y+1 len=100');
  });

  it('writes a whole connection by its first entries alone, but for the FIN', () => {
    let text = '';
    for (const label of [
      'client C, server S',
      'C -> S SYN seq=x',
      'S -> C SYN,ACK seq=y ack=x+1',
      'C -> S ACK seq=x+1 ack=y+1',
      'C -> S PSH,ACK seq=x+1 ack=y+1 len=100',
      'S -> C ACK seq=y+1 ack=x+101',
      'C -> S FIN,ACK seq=x+101 ack=y+1',
      'S -> C ACK seq=y+1 ack=x+102',
      'S -> C FIN,ACK seq=y+1 ack=x+102',
      'C -> S ACK seq=x+102 ack=y+2',
    ]) {
      const fixed = fixture(`${text}$0`);
      const place = list(fixed).findIndex((item) => item.label === label);
      assert.equal(place, label.includes('C -> S FIN') ? 2 : 0, label);
      text = accept(fixed, label);
    }
    assert.deepEqual(fixture(text).service.diagnostics(URI), []);
  });

  it('begins an empty document with its two ends', () => {
    assert.equal(accept(fixture('$0')), 'client C\nserver S\n');
    assert.equal(labels('client A\nserver B\n$0')[0], 'A -> B SYN seq=x');
  });
});

describe('completion of words', () => {
  it('offers arrows behind an end, the other end behind an arrow', () => {
    assert.ok(labels(`${OPEN}C $0`).includes('-x'));
    assert.deepEqual(labels(`${OPEN}C -x $0`), ['S']);
    assert.deepEqual(labels('client "R 1"\nserver S\nS -x $0'), ['"R 1"']);
  });

  it('offers the flags that are legal here first, then fields', () => {
    const found = labels(`${OPEN}C <- S $0`);
    assert.equal(found[1], 'SYN,ACK');
    assert.ok(found.indexOf('SYN') < found.indexOf('URG'));
    assert.ok(found.indexOf('URG') < found.indexOf('seq='));
  });

  it('offers what is still missing behind a comma', () => {
    const found = labels(`${OPEN}C -> S SYN,$0`).filter((label) => !label.includes(' '));
    assert.ok(found.includes('ACK') && !found.includes('SYN') && !found.includes('seq='));
  });

  it('offers fields with the values that the rules require', () => {
    const found = labels(`${OPEN}C <- S SYN,ACK seq=9 $0`);
    assert.equal(found[0], 'ack=x+1');
    assert.ok(found.includes('mss=') && !found.includes('seq=') && !found.includes('sack='));
    assert.equal(accept(fixture(`${OPEN}C <- S SYN,ACK seq=9 a$0`), 'ack=x+1'), `${OPEN}C <- S SYN,ACK seq=9 ack=x+1 `);
  });

  it('offers the required value behind the equals sign, then symbols', () => {
    const found = labels(`${OPEN}C <- S SYN,ACK seq=9 ack=$0`).filter((label) => !label.includes(' '));
    assert.deepEqual(found.slice(0, 2), ['x+1', 'x']);
    assert.equal(accept(fixture(`${OPEN}C <- S SYN,ACK seq=9 ack=x$0`), 'x+1'), `${OPEN}C <- S SYN,ACK seq=9 ack=x+1`);
  });

  it('offers no options of a SYN elsewhere, and no ack without its flag', () => {
    assert.ok(!labels(`${OPEN}C -> S ACK $0`).includes('mss='));
    assert.ok(!labels(`${OPEN}C -> S SYN $0`).some((label) => label.startsWith('ack=')));
  });

  it('offers the states as they are, then all', () => {
    assert.equal(labels(`${OPEN}state $0`)[0], 'C SYN-SENT, S SYN-RECEIVED');
    assert.deepEqual(labels(`${OPEN}state C $0`).slice(0, 2), ['SYN-SENT', 'CLOSED']);
    const underscores: FixtureOptions = { settings: { stateSpelling: 'SYN_SENT' } };
    assert.equal(labels(`${OPEN}state C $0`, (source) => fixture(source, underscores))[0], 'SYN_SENT');
  });

  it('offers codes, options and severities', () => {
    assert.ok(labels('expect $0').includes('ack-mismatch'));
    assert.deepEqual(labels('option $0'), [
      'capture',
      'msl',
      'numbering',
      'numbers',
      'rfc1337',
      'rule',
      'states',
      'syncookies',
      'timescale',
    ]);
    assert.ok(labels('option rule $0').includes('seq-gap'));
    assert.deepEqual(labels('option rule seq-gap $0'), ['error', 'warning', 'info', 'hint', 'off']);
    assert.deepEqual(labels(`${OPEN}option capture $0`), ['C', 'S']);
  });

  it('offers of very many hosts those whose names hold what is typed, and no line of a thousand states', () => {
    const hosts = Array.from({ length: 1100 }, (_, i) => `host Web${String(i)}\n`).join('');
    assert.equal(labels(`${hosts}note over $0`).length, 500);
    assert.deepEqual(labels(`${hosts}note over b109$0`), [
      'Web109',
      ...Array.from({ length: 10 }, (_, i) => `Web109${String(i)}`),
    ]);
    assert.ok(labels(`${hosts}state $0`).every((label) => !label.includes(',')));
  });

  it('offers of very many symbols the last ones that hold what is typed', () => {
    const lets = Array.from({ length: 1100 }, (_, i) => `let num${String(i)} = 1\n`).join('');
    const all = labels(`${lets}${OPEN}C -> S ACK seq=$0`);
    assert.ok(all.length >= 500 && all.length <= 501 && all.includes('num1099') && !all.includes('num0'));
    assert.deepEqual(
      labels(`${lets}${OPEN}C -> S ACK seq=NUM109$0`).filter((label) => label.startsWith('num')),
      ['num109', ...Array.from({ length: 10 }, (_, i) => `num109${String(i)}`)],
    );
  });

  it('offers the parts of notes and calls', () => {
    assert.deepEqual(labels(`${OPEN}note $0`), ['over', 'left of', 'right of']);
    assert.deepEqual(labels(`${OPEN}note over $0`), ['C', 'S']);
    assert.deepEqual(labels(`${OPEN}note left of $0`), ['C', 'S']);
    assert.deepEqual(labels(`${OPEN}close $0`), ['C', 'S']);
  });

  it('offers keywords with their documentation', () => {
    const item = list(fixture('$0')).find(({ label }) => label === 'crash');
    assert.ok(item?.documentation && typeof item.documentation === 'object');
    assert.match(item.documentation.value, /loses all state/);
  });

  it('offers nothing in titles, comments, texts, and outside of fences', () => {
    for (const source of ['diagram $0', 'C -> S SYN # $0', 'C -> S ACK "$0', 'note over C: $0'])
      assert.deepEqual(labels(source), [], source);
    assert.deepEqual(
      labels('C -> $0', (source) => fixture(source, { kind: 'markdown' })),
      [],
    );
  });
});

describe('the place of a completion', () => {
  const kinds: readonly (readonly [text: string, kind: string])[] = [
    ['', 'start'],
    ['  C', 'start'],
    ['@1.5 C', 'start'],
    ['客户', 'start'],
    ['C ', 'arrow'],
    ['C -', 'arrow'],
    ['web-1 -', 'arrow'],
    ['C ->', 'receiver'],
    ['C->', 'receiver'],
    ['C x- ', 'receiver'],
    ['C ->... ', 'receiver'],
    ['C ...-> S', 'receiver'],
    ['"R 1" -> ', 'receiver'],
    ['客户端 → 服务器 ', 'body'],
    ['客户端 -> 服务器：', 'body'],
    ['C:1 -> S:80 SYN ', 'body'],
    ['C->>S: ', 'body'],
    ['C -> S SYN seq=', 'value'],
    ['C -> S SYN seq＝x', 'value'],
    ['state C ', 'statement'],
    ['note over C: text', 'none'],
    ['C -> S SYN # seq=', 'none'],
    ['C -> S SYN "a # ', 'none'],
    ['client C as C# ', 'statement'],
    ['1. C -> S: ', 'body'],
    ['- C -> S: SYN ', 'body'],
    ['C->>S: SYN, see bug #12 ', 'body'],
    ['C->>S: SYN, bug #12, acknum=', 'value'],
    ['Mail client -> Mail server: SYN, seq=', 'value'],
    ['Client --SYN--> Server ', 'none'],
  ];
  for (const [text, kind] of kinds) {
    it(`behind “${text}” is ${kind}`, () => assert.equal(placeOf(text).kind, kind));
  }
});

describe('writing by accepting', () => {
  /** Writes with as few keys as an editor needs: one opens the list in the empty file, one accepts, one for each step down. */
  function write(wanted: readonly RegExp[]): { text: string; keys: number } {
    let text = '';
    let keys = 1;
    for (const pattern of wanted) {
      const lines = text.split('\n');
      const fixed = fixture(`${text}$0`);
      assert.equal(cursor(fixed).line, lines.length - 1);
      const items = list(fixed);
      const index = items.findIndex(({ label }) => pattern.test(label));
      assert.ok(index >= 0, `${String(pattern)} is none of: ${items.map(({ label }) => label).join(' | ')}`);
      keys += index + 1;
      text = accept(fixed, items[index]?.label);
    }
    return { text, keys };
  }

  it('takes fewer than 60 keys for a handshake, ten data segments and the close, and it is valid', () => {
    const data = Array.from({ length: 10 }, () => /^C -> S PSH,ACK /);
    const { text, keys } = write([
      /^client C/,
      /^C -> S SYN /,
      /^S -> C SYN,ACK /,
      /^C -> S ACK /,
      ...data,
      /^S -> C ACK /,
      /^C -> S FIN,ACK /,
      /^S -> C ACK /,
      /^S -> C FIN,ACK /,
      /^C -> S ACK /,
    ]);
    assert.ok(keys < 60, `${keys} keys`);
    const { service } = fixture(text);
    assert.deepEqual(service.diagnostics(URI), []);
    assert.equal(service.diagrams(URI)?.diagrams[0]?.segments, 18);
  });
});
