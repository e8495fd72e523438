import assert from 'node:assert/strict';
import { mostOf, seed } from './property.ts';
import { Random } from './random.ts';

describe('How many of a sample may fail', () => {
  it('none where none does, and any of very few', () => {
    assert.equal(mostOf(1000, 0), 0);
    assert.equal(mostOf(0, 0.5), 0);
    assert.equal(mostOf(3, 0.5), 3);
  });

  it('is beyond the share by five deviations, whatever the size', () => {
    for (const [tries, share, most] of [
      [20, 0.01, 5],
      [150, 0.01, 10],
      [10_000, 0.003, 59],
      [10_000, 0.5, 5238],
      [1_000_000, 0.025, 25_746],
    ] as const) {
      assert.equal(mostOf(tries, share), most);
    }
  });

  it('is not reached by chance, and is where three times as many fail', () => {
    const random = new Random(seed());
    for (let sample = 0; sample < 20; sample++) {
      let [usual, thrice] = [0, 0];
      for (let one = 0; one < 5000; one++) {
        if (random.chance(0.02)) usual++;
        if (random.chance(0.06)) thrice++;
      }
      assert.ok(usual <= mostOf(5000, 0.02));
      assert.ok(thrice > mostOf(5000, 0.02));
    }
  });
});
