import assert from 'node:assert/strict';
import { analyze, DEFAULT_OPTIONS } from '../../src/core/check/index.ts';
import { BLOCKS, edited, editAtRandom, everything, longText } from '../support/edits.ts';
import { runs, SEED } from '../support/property.ts';
import { Random } from '../support/random.ts';

/** Findings, trace, hints, tokens and symbols; many and longer texts are tried in `edits.long.test.ts`. */
describe('A text after edits', () => {
  for (const blockLines of BLOCKS) {
    it(`is known as one that is read afresh, in blocks of ${String(blockLines)}`, () => {
      editAtRandom(blockLines, 1, runs(10), 15);
    });
  }

  it('says the same in blocks of any size', () => {
    const text = longText(new Random(SEED), 12);
    const [first, ...others] = BLOCKS.map((blockLines) => everything(analyze(text, DEFAULT_OPTIONS, blockLines)));
    for (const other of others) assert.deepEqual(other, first);
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
