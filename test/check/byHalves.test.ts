import assert from 'node:assert/strict';
import { writeByHalves } from '../support/halves.ts';
import { runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';
import { graveOf } from '../support/told.ts';

describe('Conversations that are written by halves', () => {
  it('nothing is wrong with what may be right: numbers left out, messages, words, time passed over, a beginning in the middle', () => {
    const first = seed();
    for (let number = first; number < first + runs(1500); number++) {
      const text = writeByHalves(new Random(number));
      assert.deepEqual(graveOf(text), [], `Random ${String(number)}\n${text}`);
    }
  });
});
