import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';

/**
 * A number that skips ahead has two likely causes: a line is missing, or a length above is too small. Which one is told is
 * what the author most likely did; the other way the lines are right as well.
 */
const HEAD = 'A -> B SYN seq=0\nB -> A SYN,ACK seq=70000 ack=1\nA -> B ACK seq=1 ack=70001\n';

/** A sends so many bytes on one line each; its next line begins `off` bytes behind them. What is said, and what mends it. */
function said(lengths: readonly number[], off: number, flags = 'ACK'): string[] {
  let seq = 1;
  const lines: string[] = [];
  for (const len of lengths) {
    lines.push(`A -> B ${flags} seq=${String(seq)} ack=70001 len=${String(len)}`);
    seq += len;
  }
  seq += off;
  lines.push(`A -> B ACK seq=${String(seq)} ack=70001 len=7`, `B -> A ACK seq=70001 ack=${String(seq + 7)}`);
  return analyze(HEAD + lines.join('\n'))
    .findings.filter(({ severity }) => severity !== 'hint')
    .map(({ code, line, fixes }) => `${String(line - 2)} ${code}: ${fixes[0]?.edits[0]?.text.trim() ?? 'nothing'}`);
}

/** The last of the lengths should be another one. */
const isLength = (lengths: readonly number[], off: number): void => {
  const last = lengths.at(-1) ?? 0;
  assert.deepEqual(said(lengths, off), [`${String(lengths.length)} len-mismatch: ${String(last + off)}`]);
};

/** A line with so many bytes is missing behind the lines. */
const isLine = (lengths: readonly number[], off: number): void => {
  const seq = 1 + lengths.reduce((sum, len) => sum + len, 0);
  const line = `A -> B PSH,ACK seq=${String(seq)} ack=70001 len=${String(off)}`;
  assert.deepEqual(said(lengths, off), [`${String(lengths.length + 1)} segment-missing: ${line}`]);
};

describe('Bytes that nothing tells of: a wrong length, or a line that is missing', () => {
  it('a length that is written twice is meant', () => {
    isLength([312], 20);
    isLine([312, 312], 20);
  });

  it('a length that lacks its header of 20 bytes is wrong', () => {
    isLength([312], 20);
    isLine([312], 21);
    isLine([312], 19);
  });

  it('a length that would be that of another line is wrong', () => {
    isLine([312], 500);
    isLength([812, 312], 500);
    isLine([813, 312], 500);
  });

  it('bytes that are as many as those of another line are a line', () => {
    isLine([20, 312], 20);
    isLength([21, 312], 20);
  });

  it('a digit that was left out is a slip of the pen, wherever it stood', () => {
    isLength([15], 150 - 15);
    isLength([1500], 15_000 - 1500);
    isLength([460], 1460 - 460);
    isLength([160], 1460 - 160);
    isLine([150], 1460 - 150);
    isLine([46], 1460 - 46);
  });

  it('another last digit is one, too', () => {
    isLength([152], 6);
    isLength([31], 8);
    isLine([26], 12);
  });

  it('few bytes are a slip of the hand, ten are a segment', () => {
    isLength([312], 9);
    isLine([312], 10);
  });

  it('few are less than a quarter of the length, and of every other one', () => {
    isLength([38], 9);
    isLine([36], 9);
    isLength([37, 38], 9);
    isLine([36, 38], 9);
  });

  it('more bytes than a segment holds are no line', () => {
    assert.match(said([312], 65_535).join(), /^2 segment-missing/);
    assert.equal(said([312], 65_536)[0], '2 seq-gap: 313');
  });

  it('one byte behind the last text may be a FIN, and its end sends no more', () => {
    const last = (text: string): string[] =>
      analyze(`${HEAD}A -> B PSH,ACK seq=1 ack=70001 len=312\n${text}`)
        .findings.filter(({ severity }) => severity !== 'hint')
        .map(({ code, line }) => `${String(line + 1)} ${code}`);
    assert.deepEqual(last('B -> A ACK seq=70001 ack=314\nA -> B ACK seq=314 ack=70001'), ['5 segment-missing']);
    // Whoever sends more text has not closed.
    assert.deepEqual(last('B -> A ACK seq=70001 ack=314\nA -> B ACK seq=314 ack=70001 len=5'), ['4 len-mismatch']);
  });

  it('one byte behind a bare ACK is an ACK that was counted, which takes up no number; two bytes are a line (RFC 9293 §3.4)', () => {
    const codes = (text: string): string[] =>
      analyze(HEAD + text)
        .findings.filter(({ severity }) => severity !== 'hint')
        .map(({ code, line, fixes }) => `${String(line + 1)} ${code}: ${fixes[0]?.edits[0]?.text.trim() ?? ''}`);
    const talk = 'B -> A ACK seq=70001 ack=1 len=5\nA -> B ACK seq=1 ack=70006\n';
    assert.deepEqual(codes(`${talk}A -> B ACK seq=2 ack=70006 len=9\nB -> A ACK seq=70006 ack=11`), ['6 seq-gap: 1']);
    assert.deepEqual(codes(`${talk}A -> B ACK seq=3 ack=70006 len=9\nB -> A ACK seq=70006 ack=12`), [
      '6 segment-missing: A -> B PSH,ACK seq=1 ack=70006 len=2',
    ]);
    // Behind text it is a byte.
    assert.deepEqual(
      codes('A -> B ACK seq=1 ack=70001 len=40\nA -> B ACK seq=42 ack=70001 len=9\nB -> A ACK seq=70001 ack=51'),
      ['4 len-mismatch: 41'],
    );
  });
});

describe('A segment', () => {
  it('has 65,535 bytes at most: more were neither meant as its length nor sent on one line', () => {
    isLength([6553], 65_535 - 6553);
    isLine([6553], 65_536 - 6553);
    isLine([312], 65_535);
    assert.equal(said([312], 65_536)[0], '2 seq-gap: 313');
  });
});
