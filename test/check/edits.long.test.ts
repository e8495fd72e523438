import assert from 'node:assert/strict';
import { BLOCK_LINES } from '../../src/core/check/incremental.ts';
import { analyze, DEFAULT_OPTIONS } from '../../src/core/check/index.ts';
import { BLOCKS, edited, editAtRandom, everything, longText, slipAtRandom } from '../support/edits.ts';
import { PATIENCE, runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';

describe('Long texts after many edits', function () {
  this.timeout(PATIENCE);

  for (const blockLines of BLOCKS) {
    it(`are known as ones that are read afresh, in blocks of ${String(blockLines)}`, () => {
      editAtRandom(blockLines, runs(2), Math.min(10, runs(20)), 40);
    });
  }

  it('say the same in blocks of any size', () => {
    const text = longText(new Random(seed()), 12);
    const [first, ...others] = BLOCKS.map((blockLines) => everything(analyze(text, DEFAULT_OPTIONS, blockLines)));
    for (const other of others) assert.deepEqual(other, first);
  });

  it('are known where nearly every line is wrong, too, and no slip is looked for any more', () => {
    const random = new Random(seed());
    const wrong = (): string => `S -> C ACK seq=y+${String(random.integer(2, 90))} ack=x+1`;
    const lines = ['C -> S SYN seq=x', 'S -> C SYN,ACK seq=y ack=x+1', 'C -> S ACK seq=x+1 ack=y+1'];
    for (let i = 0; i < 45; i++) lines.push(i % 7 === 3 ? 'C -> S ACK seq=x+1 ack=y+1' : wrong());
    const [first, ...others] = BLOCKS.map((blockLines) =>
      everything(analyze(lines.join('\n'), DEFAULT_OPTIONS, blockLines)),
    );
    for (const other of others) assert.deepEqual(other, first);
    for (const blockLines of BLOCKS) {
      let analysis = analyze(lines.join('\n'), DEFAULT_OPTIONS, blockLines);
      const now = [...lines];
      for (let count = 0; count < runs(8); count++) {
        const line = random.integer(3, now.length - 1);
        const text = random.pick([wrong(), '', 'C -> S ACK seq=x+1 ack=y+1', 'C -> S PSH,ACK seq=x+1 ack=y+1 len=5']);
        analysis = edited(analysis, { line, from: 0, to: (now[line] ?? '').length, text }, blockLines);
        now[line] = text;
        assert.equal(analysis.lines.text, now.join('\n'));
      }
    }
  });
});

describe('A slip that is typed, or mended', function () {
  this.timeout(PATIENCE);

  for (const blockLines of [1, 3, 16, BLOCK_LINES, 50]) {
    it(`explains the lines around it as a fresh reading does, in blocks of ${String(blockLines)}`, () => {
      slipAtRandom(blockLines, runs(40));
    });
  }
});
