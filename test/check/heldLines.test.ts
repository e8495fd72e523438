import assert from 'node:assert/strict';
import { LINES_AHEAD, LINES_BACK } from '../../src/core/check/explain/trial.ts';
import { heldLines } from '../../src/core/check/held-lines.ts';
import type { LineParser } from '../../src/core/notation/index.ts';
import type { Statement } from '../../src/core/notation/syntax.ts';
import { Names } from '../../src/core/text/names.ts';

/** As many lines are looked at together at most: those above one that is explained, those below, and itself. */
const TOGETHER = LINES_BACK + 1 + LINES_AHEAD;

describe('The lines that are held while a diagram is checked', () => {
  let read: number[] = [];
  const parse = (line: number, parser: LineParser): Statement => {
    read.push(line);
    const text = `A -> B ACK seq=${String(line)}`;
    return parser.parse(text, 0, text.length);
  };
  const seqOf = (statement: Statement | undefined): number | undefined =>
    statement?.kind === 'segment' ? statement.seq.value.constant : undefined;
  const hold = (line: number): number | undefined => seqOf(heldLines.hold(line, parse));

  beforeEach(() => {
    heldLines.begin(new Names());
    read = [];
  });

  it('are read once, and there until the next diagram', () => {
    assert.equal(heldLines.at(5), undefined);
    assert.deepEqual([hold(5), hold(7), hold(5), seqOf(heldLines.at(7))], [5, 7, 5, 7]);
    assert.equal(heldLines.at(6), undefined);
    assert.equal(heldLines.at(8), undefined);
    assert.deepEqual(read, [5, 7]);
    heldLines.begin(new Names());
    assert.equal(heldLines.at(5), undefined);
    assert.equal(hold(5), 5);
    assert.deepEqual(read, [5, 7, 5]);
  });

  it('stay as they are while as many others are read as are ever looked at together', () => {
    const first = heldLines.hold(0, parse);
    for (let line = 1; line < TOGETHER; line++) assert.equal(hold(line), line);
    assert.equal(seqOf(first), 0);
    for (let line = 0; line < TOGETHER; line++) assert.equal(seqOf(heldLines.at(line)), line);
    assert.equal(read.length, TOGETHER);
    assert.equal(hold(TOGETHER), TOGETHER);
    assert.equal(heldLines.at(0), undefined, 'the one that is furthest above goes');
    assert.equal(seqOf(heldLines.at(1)), 1);
  });

  it('are not driven out by a line that is passed over', () => {
    hold(5);
    assert.equal(seqOf(heldLines.pass(5 + TOGETHER, parse)), 5 + TOGETHER);
    assert.equal(seqOf(heldLines.pass(5, parse)), 5);
    assert.equal(heldLines.at(5 + TOGETHER), undefined);
    assert.deepEqual(read, [5, 5 + TOGETHER]);
  });

  it('name their ends by the names of their own document', () => {
    hold(5);
    const names = new Names();
    names.intern('C');
    heldLines.begin(names);
    const statement = heldLines.hold(5, parse);
    assert.equal(statement.kind === 'segment' ? names.text(statement.left.name) : '', 'A');
  });
});
