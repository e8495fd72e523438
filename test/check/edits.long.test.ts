import { BLOCKS, editAtRandom } from '../support/edits.ts';
import { patience, runs } from '../support/property.ts';

describe('Long texts after many edits', function () {
  this.timeout(patience(600_000));

  for (const blockLines of BLOCKS) {
    it(`are known as ones that are read afresh, in blocks of ${String(blockLines)}`, () => {
      editAtRandom(blockLines, runs(3), 10, 40);
    });
  }
});
