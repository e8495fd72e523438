import assert from 'node:assert/strict';
import { importPasted } from '../../src/service/intake.ts';
import { action, afterAction, applyEdit, fenced, fixture, selection, URI } from './harness.ts';

const LADDER = 'Client -> Server: SYN (hello)\nServer -> Client: SYN-ACK\n';

/** `at` is where the cursor stands: a line, a column, and the column behind what is selected. */
function pasted(text: string, languageId: string, document: string, line = 0, from = 0, to = from) {
  const range = { start: { line, character: from }, end: { line, character: to } };
  return importPasted({ text, document: { languageId, text: document }, range });
}

describe('pasting text of other tools', () => {
  it('becomes notation in a .tcp file', () => {
    assert.deepEqual(pasted(LADDER, 'tcp', ''), {
      text: 'participant Client\nparticipant Server\n\nClient -> Server SYN "hello"\nServer -> Client: SYN-ACK\n',
      segments: 2,
      unread: 0,
      fenced: false,
      below: false,
    });
  });

  it('does not declare again what the diagram around declares', () => {
    const found = pasted(LADDER, 'tcp', 'client Client\nserver Server\n\n', 2);
    assert.equal(found?.text, 'Client -> Server SYN "hello"\nServer -> Client: SYN-ACK\n');
  });

  it('brings a fence of its own in a note, and stays in the quote where a fence is', () => {
    const outside = pasted(LADDER, 'markdown', 'Some text.\n\n', 1);
    assert.equal(outside?.fenced, true);
    assert.match(outside.text, /^```tcp\nparticipant Client\n[^`]*\n```\n$/);
    const quoted = pasted(LADDER, 'markdown', '> ```tcp\n> client Client\n> server Server\n> \n> ```\n', 3, 2);
    assert.equal(quoted?.text, 'Client -> Server SYN "hello"\n> Server -> Client: SYN-ACK\n> ');
  });

  it('cuts no line in two: behind a word it comes below the line, and a part of a line is replaced', () => {
    const document = 'client Client\nserver Server\nClient -> Server SYN\n';
    const [segments] = [['Client -> Server SYN "hello"', 'Server -> Client: SYN-ACK'].join('\n')];
    assert.deepEqual(pasted(LADDER, 'tcp', document, 2, 9), {
      text: `\n${segments}`,
      below: true,
      segments: 2,
      unread: 0,
      fenced: false,
    });
    assert.deepEqual(pasted(LADDER, 'tcp', document, 2, 9, 16)?.text, `\n${segments}\n`);
    assert.deepEqual(pasted(LADDER.trimEnd(), 'tcp', document, 2, 0, 20)?.text, segments);
    assert.deepEqual(pasted(LADDER.trimEnd(), 'tcp', document, 2, 0)?.text, `${segments}\n`);
    const note = pasted(LADDER, 'markdown', '> Seen on Monday:\n', 0, 17);
    assert.equal(note?.below, true);
    assert.match(note.text, /^\n>\n> ```tcp\n> participant Client\n(?:>.*\n)+> ```$/);
  });

  it('leaves alone what is notation, what is none of TCP, and what goes into a fence of another language', () => {
    assert.equal(pasted('A -> B SYN seq=x\n', 'tcp', ''), null);
    assert.equal(pasted('See SYN -> ACK for more.\n', 'tcp', ''), null);
    assert.equal(pasted(LADDER, 'markdown', '```text\n\n```\n', 1), null);
    assert.equal(pasted(LADDER.repeat(40_000), 'tcp', ''), null);
  });
});

describe('Convert to segments', () => {
  const TITLE = 'Convert to segments';

  it('takes the lines around the cursor that cannot be read', () => {
    const source =
      'client C\nserver S\n# seen:\n$0IP C.5000 > S.80: Flags [S], seq 7, win 1000, length 0\nIP S.80 > C.5000: Flags [R.], seq 0, ack 8, win 0, length 0\n# that is all\n';
    assert.equal(
      afterAction(source, TITLE),
      'client C\nserver S\n# seen:\nC:5000 -> S:80 SYN seq=7 len=0 win=1000\nC:5000 <- S:80 RST,ACK seq=0 ack=8 len=0 win=0\n# that is all\n',
    );
  });

  it('takes what is selected, in a fence and in a note', () => {
    const lines = '$0C ---- SYN (seq=x) ----> S\nC <---- RST,ACK (ack=x+1) ---- S$1\n';
    const fixed = fenced(lines);
    const quoted = applyEdit(fixed.text, action(fixed, TITLE).edit);
    assert.match(
      quoted,
      /^> ```tcp\n> participant C\n> participant S\n>\n> C -> S SYN seq=x\n> C <- S RST,ACK ack=x\+1\n/m,
    );
    const note = fixture(`Some words.\n\n${lines}\nMore.\n`, { kind: 'markdown' });
    assert.equal(
      applyEdit(note.text, action(note, TITLE).edit),
      'Some words.\n\n```tcp\nparticipant C\nparticipant S\n\nC -> S SYN seq=x\nC <- S RST,ACK ack=x+1\n```\n\nMore.\n',
    );
  });

  for (const marks of ['```', '````', '~~~', '~~~~~']) {
    it(`keeps the marks of a fence, ${marks}, so that it still ends where it did`, () => {
      const note = fixture(`Before\n\n${marks}text\n$0A > B: SYN\nB > A: RST, ACK\n${marks}\n\nAfter\n`, {
        kind: 'markdown',
      });
      assert.equal(
        applyEdit(note.text, action(note, TITLE).edit),
        `Before\n\n${marks}tcp\nparticipant A\nparticipant B\n\nA -> B SYN\nB -> A RST,ACK\n${marks}\n\nAfter\n`,
      );
    });
  }

  it('makes a tcp fence of one in another language', () => {
    const note = fixture('- item\n\n  ```text\n  $0A > B: SYN\n  B > A: RST, ACK\n  ```\n', { kind: 'markdown' });
    assert.equal(
      applyEdit(note.text, action(note, TITLE).edit),
      '- item\n\n  ```tcp\n  participant A\n  participant B\n\n  A -> B SYN\n  B -> A RST,ACK\n  ```\n',
    );
  });

  it('is not offered where there is nothing to convert', () => {
    for (const source of ['C $0-> S SYN seq=x\n', '$0nonsense it is\n', '$0C -> S SYN seq=x\n$1']) {
      const fixed = fixture(source);
      const titles = fixed.service.codeActions(URI, selection(fixed), ['refactor']).map(({ title }) => title);
      assert.ok(!titles.includes(TITLE), source);
    }
  });
});
