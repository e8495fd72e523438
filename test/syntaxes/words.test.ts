import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { GRAMMAR, grammar } from '../../scripts/notation.ts';

describe('the words of the grammar', () => {
  it('are those of the tables of the notation', () => {
    const text = readFileSync(GRAMMAR, 'utf8');
    assert.equal(grammar(text), text, 'npm run notation is due');
  });
});
