import assert from 'node:assert/strict';
import { analyze, DEFAULT_OPTIONS } from '../../src/core/check/index.ts';
import { edited, editAtRandom, slipAtRandom } from '../support/edits.ts';
import { runs } from '../support/property.ts';

/** Findings, trace, hints, tokens and symbols; many and longer texts are tried in `edits.long.test.ts`. */
describe('A text after edits', () => {
  it('is known as one that is read afresh', () => {
    editAtRandom(4, 1, runs(10), 8);
  });

  it('tells of a line that a slip blocks below is explained by what it says now', () => {
    const lines = ['A -> B SYN seq=0', 'B -> A SYN,ACK seq=4999 ack=1', ...Array.from({ length: 40 }, () => '# …')];
    lines.push('A -> B ACK seq=1 ack=5001', 'B -> A ACK seq=5001 ack=1 len=10', 'A -> B ACK seq=1 ack=5011');
    const before = analyze(lines.join('\n'), DEFAULT_OPTIONS, 16);
    const after = edited(before, { line: 1, from: 10, to: 14, text: '' }, 16);
    assert.deepEqual(
      after.findings.filter(({ code }) => code === 'seq-mismatch').map(({ line, from }) => [line, from]),
      [[1, 11]],
    );
  });

  it('takes numbers without a name in the order of its lines, and not in the one in which they were typed', () => {
    const text = [
      'C -> S SYN     seq=0',
      'S -> C SYN,ACK seq=0 ack=1',
      'C -> S ACK     seq=1 ack=1',
      'C -x S PSH,ACK seq=1  SYN=1 len=100',
      '... RTO',
      'S -> C ACK     seq=1 ack=101',
      'S -> C SYN,ACK seq=0 ack=1',
      'C -> S PSH,ACK seq=1 ack=1 len=10',
    ].join('\n');
    const first = edited(analyze(text), { line: 1, from: 19, to: 22, text: ' len=9' }, 32);
    const after = edited(first, { line: 2, from: 23, to: 26, text: '> ' }, 32);
    assert.deepEqual(after.findings, analyze(after.lines.text).findings);
  });

  it('forgets a segment in flight that was replaced by one with another option', () => {
    const text = [
      'C ->... S SYN seq=0 mss=1460',
      'C -x S SYN seq=0 mss=100',
      ...Array.from({ length: 130 }, (_, i) => `# ${String(i)}`),
      'C ...-> S SYN seq=0',
      'S -> C SYN,ACK seq=0 ack=1',
      'C -> S ACK seq=1 ack=1',
      'S -> C ACK seq=1 ack=1 len=600',
    ].join('\n');
    const before = analyze(text);
    const from = text.indexOf('1460');
    const after = edited(before, { line: 0, from, to: from + 4, text: '500' }, 128);
    assert.deepEqual(after.findings.map(({ code }) => code).toSorted(), ['data-unacknowledged', 'mss-exceeded']);
  });
});

/** What explains a slip stands lines above or below it. */
describe('A slip that is typed, or mended', () => {
  it('explains the lines around it as a fresh reading does', () => {
    slipAtRandom(16, runs(50));
  });

  it('is explained anew by an edit further above that changes nothing else', () => {
    const note = 'note over C: in between';
    const lines = [
      'C -> S SYN     seq=0',
      'S -> C SYN,ACK seq=0 ack=1',
      'C -> S ACK     seq=1 ack=1',
      'S -> C PSH,ACK seq=1 ack=1 len=308',
      'C -> S ACK     seq=1 ack=309',
      note,
      ...Array.from({ length: 40 }, () => '# ...'),
      'S -> C PSH,ACK seq=1 ack=1 len=308',
      'S -> C PSH,ACK seq=309 ack=1 len=100',
      'C -> S ACK     seq=1 ack=409',
    ];
    const codes = ({ findings }: ReturnType<typeof analyze>): string[] =>
      findings.filter(({ severity }) => severity === 'error').map(({ line, code }) => `${String(line)} ${code}`);
    for (const blockLines of [1, 2, 8, 128]) {
      const apart = analyze(lines.join('\n'), DEFAULT_OPTIONS, blockLines);
      // The two lines have changed places: only a note keeps them apart.
      const together = edited(apart, { line: 5, from: 0, to: note.length, text: '' }, blockLines);
      assert.deepEqual(codes(together), ['46 lines-swapped']);
      const again = edited(together, { line: 5, from: 0, to: 0, text: note }, blockLines);
      assert.deepEqual(codes(again), codes(apart));
      assert.ok(!codes(apart).join().includes('lines-swapped'));
    }
  });
});
