import assert from 'node:assert/strict';
import { complaints, said } from './read.ts';
import { SPELLINGS } from './spellings.ts';

const COUNT = Object.values(SPELLINGS).flat().length;

describe(`${String(COUNT)} spellings that mean the same as a plain one`, () => {
  for (const [group, pairs] of Object.entries(SPELLINGS)) {
    it(`${group} (${String(pairs.length)})`, () => {
      for (const [written, plain] of pairs) {
        assert.deepEqual(complaints(written), [], written);
        assert.deepEqual(complaints(plain), [], plain);
        assert.deepEqual(said(written), said(plain), `${written} is not ${plain}`);
      }
    });
  }
});
