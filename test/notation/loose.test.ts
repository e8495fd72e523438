import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse, parseLine } from '../../src/core/notation/index.ts';
import { strictLine } from '../../src/core/notation/strict.ts';
import { Names } from '../../src/core/text/names.ts';
import { fc, runs } from '../support/property.ts';
import { meaning } from '../support/meaning.ts';

const NOTES = readFileSync(new URL('../fixtures/notes/notes.txt', import.meta.url), 'utf8');
const LINES = NOTES.split(/^=== /m)
  .slice(1)
  .flatMap((part) => (part.split(/^---\n/m)[0] ?? '').split('\n').slice(1))
  .filter((line) => line.trim() !== '');

/** The words of a text, without their punctuation. */
const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

describe('what is read beside the strict notation', () => {
  it('can be written in it, and means the same then', () => {
    let loose = 0;
    for (const line of LINES) {
      const names = new Names();
      const statement = parseLine(line, names);
      if (statement.kind !== 'segment' || !statement.loose) continue;
      loose++;
      const strict = strictLine(statement, line, names);
      const again = parseLine(strict, names);
      assert.deepEqual(again.problems, [], strict);
      if (again.kind !== 'segment') {
        assert.equal(again.kind, 'note', strict);
        continue;
      }
      assert.equal(again.loose, false, strict);
      assert.deepEqual(meaning(again, names), meaning(statement, names), `${line} is not ${strict}`);
    }
    assert.ok(loose > 80, `${String(loose)} lines`);
  });

  it('never changes what a strict line means', () => {
    const item = fc.constantFrom('seq=x', 'ack=y+1', 'len=100', '"a label"', 'win=5', '(mss=1460)', 'sackok');
    const flags = fc.constantFrom('SYN', 'FIN,ACK', '[S.]', 'SYN=1 ACK=1', '');
    fc.assert(
      fc.property(
        fc.constantFrom('C -> S', 'C->>S:', 'A <- B', 'x-1 -x y'),
        flags,
        fc.uniqueArray(item),
        (head, first, items) => {
          const statement = parseLine([head, first, ...items].join(' '));
          assert.ok(statement.kind === 'segment' && !statement.loose);
          assert.deepEqual(statement.problems, []);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('a lone `=` is that of a field, and no end of an arrow', () => {
    for (const text of ['C <-- S tfo = cafe "a"', 'C <-- S tfo = cafe x', 'C <-- C tfo = cafe ( "a"']) {
      const statement = parseLine(text);
      assert.ok(statement.kind === 'segment' && statement.tfo.present, text);
      assert.deepEqual([statement.left.from, statement.right.from], [0, 6], text);
    }
  });

  it('what an end says to itself has the text and the comment that it would have to another end', () => {
    for (const items of ['"a"# "x"', ': "a" //c', '"a" "b" # c']) {
      const [self, other] = [parseLine(`C -> C ${items}`), parseLine(`C -> S ${items}`)];
      assert.ok(self.kind === 'segment' && other.kind === 'segment' && self.loose && self.application);
      assert.deepEqual([self.problems, self.label, self.comment], [[], other.label, other.comment], items);
    }
    // Nothing is said: it stays a segment, and a comment is no text of it.
    const [problem] = parseLine('C -> C: //c').problems;
    assert.equal(problem?.code, 'self-segment');
  });

  it('a sign of a comment in quotes is none, whatever quotes stand before it', () => {
    const statement = parseLine('C x- “a b” SYN...data="a”b" "# // x"');
    assert.ok(statement.kind === 'segment' && statement.loose);
    assert.equal(statement.comment, null);
    assert.equal(statement.remarks.at(-1)?.value, '# // x');
  });

  it('any text behind a colon is read, or is one line with a finding; no word of it is lost', () => {
    const word = fc.stringMatching(/^[A-Za-zäß中文]{1,9}[.!?]?$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (text) => {
        const written = text.join(' ');
        const statement = parseLine(`Alice ->> Bob: ${written}`);
        if (statement.problems.length > 0) return;
        assert.equal(statement.kind, 'segment');
        if (!statement.application) return;
        assert.deepEqual(words(statement.label?.value ?? ''), words(written));
      }),
      { numRuns: runs(500) },
    );
  });

  it('words without a colon are one finding, whose one fix keeps every word and reads back', () => {
    const word = fc.stringMatching(/^[a-zäß中文]{4,9}[."\\(),]?$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 9 }), (text) => {
        const line = `A -> B ${text.join(' ')}`;
        const { problems } = parseLine(line);
        if (problems.some(({ message }) => message.template.includes('did you mean'))) return;
        if (problems.length === 0) return;
        const [problem] = problems;
        assert.equal(problems.length, 1, line);
        assert.ok(problem !== undefined);
        const [fix] = problem.fixes;
        if (fix === undefined || problem.code !== 'unknown-flag') return;
        const fixed = line.slice(0, problem.from) + fix.text + line.slice(problem.to);
        assert.deepEqual(words(fixed), words(line));
        assert.deepEqual(parseLine(fixed).problems, [], fixed);
      }),
      { numRuns: runs(500) },
    );
  });

  for (const [text, column] of [
    ['A -> B diagram Active side causes half-open connection discovery (RFC 9293 figure 10)', 7],
    ['Q -> R picture of the passive side, which finds the half-open connection (RFC 9293 figure 11)', 7],
    ['B <- A state machine of the receiver, see section 3.6', 7],
    ['主机甲 -> 主机乙 图 三次握手的示意图（RFC 9293 图 6）', 11],
  ] as const) {
    it(`a figure behind the ends is one finding: ${text.slice(0, 24)}`, () => {
      assert.deepEqual(
        parseLine(text).problems.map(({ code, from, to }) => [code, from, to]),
        [['unknown-flag', column, text.length]],
      );
    });
  }

  it('what a statement lacks is said, with an example of it', () => {
    for (const [line, said] of [
      ['let n', /= and a value must follow/],
      ['let n =', /has no value; write for instance/],
      ['C -> S SYN seq=', /has no value; write for instance/],
      ['C -> S SYN,ACK seq=y ack=', /has no value; write for instance/],
      ['C -> S ACK ack=y+', /a number or a symbol must follow/],
      ['C -> S SYN=', /1 or 0 must follow/],
      ['C ->', /the other end must follow/],
      ['note over C', /a colon must stand before/],
      ['state C', /the name of a state must follow/],
    ] as const) {
      const { problems } = parseLine(line);
      assert.equal(problems.length, 1, line);
      assert.match(problems[0]?.message.template ?? '', said, line);
    }
  });

  it('a `#` is a comment where blanks stand around it, in every free text', () => {
    const text = [
      'diagram Bug #12 in C#',
      'client C as C# client',
      'note over C: retry #2 # to be seen',
      'note over C: https://example.org // a comment',
    ].join('\n');
    const tree = parse(text);
    const [diagram, client, note, address] = [0, 1, 2, 3].map((line) => tree.statement(line));
    assert.ok(diagram?.kind === 'diagram' && client?.kind === 'participant');
    assert.ok(note?.kind === 'note' && address?.kind === 'note');
    assert.equal(diagram.title.value, 'Bug #12 in C#');
    assert.equal(client.label?.value, 'C# client');
    assert.equal(note.text.value, 'retry #2');
    assert.equal(address.text.value, 'https://example.org');
    assert.ok(note.comment !== null && address.comment !== null);
  });
});
