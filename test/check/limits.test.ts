import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';

/**
 * How far the search for an explanation looks (`explain/trial.ts`): what stands just within is found, and what stands just
 * beyond has no part in it, so that an edit is never felt further away.
 */
const OPEN = 'A -> B SYN seq=0\nB -> A SYN,ACK seq=7000 ack=1\nA -> B ACK seq=1 ack=7001\n';
const FIRST = 4;

/** What is said of the lines behind the handshake: the line, counted from it, the code and what the first fix writes. */
function said(...lines: readonly string[]): string[] {
  return analyze(OPEN + lines.join('\n'))
    .findings.filter(({ severity }) => severity !== 'hint')
    .map(({ line, code, fixes }) => `${String(line + 1 - FIRST)} ${code}: ${fixes[0]?.edits[0]?.text.trim() ?? ''}`);
}

const times = (count: number, line: (i: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => line(i));

describe('How far a slip is looked for', () => {
  it('the twelfth segment below still decides between two explanations, the thirteenth does not', () => {
    // Nobody acknowledges what is on its way: only the next line of A shows whether ten bytes are missing.
    const below = (count: number): string[] =>
      said(
        'A ->... B ACK seq=1 ack=7001 len=312',
        'A ->... B ACK seq=323 ack=7001 len=55',
        ...times(count - 1, (i) => `B ->... A ACK seq=${String(7001 + 5 * i)} ack=1 len=5`),
        'A ->... B ACK seq=378 ack=7001 len=9',
      );
    assert.deepEqual(below(12), ['1 segment-missing: A -> B PSH,ACK seq=313 ack=7001 len=10']);
    assert.deepEqual(below(13), ['1 seq-gap: 313', '14 seq-gap: 368']);
  });

  it('segments of other connections are not counted, nor are blanks and comments, but within 48 lines', () => {
    const below = (count: number, between: string): string[] =>
      said(
        'A ->... B ACK seq=1 ack=7001 len=312',
        'A ->... B ACK seq=323 ack=7001 len=55',
        ...times(count - 1, () => between),
        'A ->... B ACK seq=378 ack=7001 len=9',
      );
    for (const between of ['', '# ...', 'P -x Q SYN seq=5']) {
      assert.equal(below(48, between)[0], '1 segment-missing: A -> B PSH,ACK seq=313 ack=7001 len=10', between);
      assert.equal(below(49, between)[0], '1 seq-gap: 313', between);
    }
  });

  it('a slip is found 64 lines above, and no further', () => {
    const above = (count: number): string[] =>
      said(
        'A -> B ACK seq=1 ack=7001 len=15',
        ...times(count - 1, () => '# ...'),
        'A -> B ACK seq=151 ack=7001 len=55',
        'B -> A ACK seq=7001 ack=206',
      );
    assert.deepEqual(above(64), ['0 len-mismatch: 150']);
    assert.deepEqual(above(65), ['65 segment-missing: A -> B PSH,ACK seq=16 ack=7001 len=135']);
  });

  it('where twelve of the sixteen segments above are wrong, no slip is looked for: half of the conversation is missing', () => {
    const wrong = (count: number): string[] =>
      said(
        ...times(16, (i) => `A -> B ACK seq=1 ack=${String(i < count ? 7500 + 7 * i : 7001)}`),
        'A -> B PSH,ACK seq=7001 ack=1 len=5',
        'A -> B ACK seq=1 ack=7006',
      ).slice(count);
    assert.deepEqual(wrong(11), ['16 arrow-reversed: B']);
    assert.deepEqual(wrong(12), [
      '16 seq-gap: 1',
      '16 ack-regressed: 7001',
      '17 seq-mismatch: 6',
      '17 ack-unsent: 7001',
    ]);
    // They are counted 64 lines above.
    const apart = (between: number): string[] =>
      said(
        'A -> B ACK seq=1 ack=7500',
        ...times(between, () => '# ...'),
        ...times(11, (i) => `A -> B ACK seq=1 ack=${String(7507 + 7 * i)}`),
        ...times(4, () => 'A -> B ACK seq=1 ack=7001'),
        'A -> B PSH,ACK seq=7001 ack=1 len=5',
        'A -> B ACK seq=1 ack=7006',
      ).slice(12);
    assert.equal(apart(48)[0], '64 seq-gap: 1');
    assert.deepEqual(apart(49), ['65 arrow-reversed: B']);
    // Whatever was wrong further above.
    assert.deepEqual(
      said(
        ...times(20, (i) => `A -> B ACK seq=1 ack=${String(7500 + 7 * i)}`),
        ...times(5, () => 'A -> B ACK seq=1 ack=7001'),
        'A -> B PSH,ACK seq=7001 ack=1 len=5',
        'A -> B ACK seq=1 ack=7006',
      ).slice(20),
      ['25 arrow-reversed: B'],
    );
  });
});
