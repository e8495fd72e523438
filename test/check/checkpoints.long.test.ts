import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { type Checkpoint, DiagramState } from '../../src/core/check/state.ts';
import { equal } from '../../src/core/tcp/equal.ts';
import { BLOCKS, longText } from '../support/edits.ts';
import { seed } from '../support/property.ts';
import { Random } from '../support/random.ts';

/**
 * `mark` notes only what a segment that is refused may have changed, because it is asked before every segment. Whatever
 * is declared as a part of the state has to come back.
 */
describe('The state before a segment that was refused', () => {
  // oxlint-disable-next-line typescript/unbound-method -- they are called with the state that they are of
  const { mark, checkpointBefore } = DiagramState.prototype;
  const marked = new WeakMap<DiagramState, Checkpoint>();
  let refused = 0;

  before(() => {
    DiagramState.prototype.mark = function (): void {
      marked.set(this, this.checkpoint());
      mark.call(this);
    };
    DiagramState.prototype.checkpointBefore = function (): Checkpoint {
      const now = checkpointBefore.call(this);
      assert.ok(equal(now, marked.get(this)));
      refused++;
      return now;
    };
  });

  after(() => {
    Object.assign(DiagramState.prototype, { mark, checkpointBefore });
  });

  it('is what it was, in all that is declared', () => {
    const random = new Random(seed());
    for (const blockLines of BLOCKS) {
      const lines = longText(random, 12).split('\n');
      // Slips of all kinds: numbers, flags, a line that is missing, one that is turned round.
      const slips = lines.map((line) => {
        if (!line.includes('seq=') || !random.chance(0.1)) return line;
        const kinds = [
          line.replace(/seq=\S+/, 'seq=7'),
          line.replace(/ack=\S+/, 'ack=99999'),
          line.replace('ACK', 'FIN'),
          line.replace('ACK', 'SYN'),
          line.replace('->', '<-'),
          line.replace(/^\w+:\d+/, 'Q:9'),
          '...',
          '',
        ];
        return random.pick(kinds);
      });
      analyze(slips.join('\n'), { severities: {} }, blockLines);
    }
    assert.ok(refused > 20, `only ${String(refused)} segments were refused`);
  });
});
