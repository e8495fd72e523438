import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rulesPage } from '../../scripts/rules.ts';
import { ALL_CODES } from '../../src/core/findings/codes.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/rules.md'), 'utf8');

describe('docs/rules.md', () => {
  it('is what the table of codes says (npm run rules)', () => {
    assert.equal(page, rulesPage());
  });

  it('has a heading for each code, where the editor looks for it', () => {
    const headings = [...page.matchAll(/^### `([a-z0-9-]+)`$/gm)].map((match) => match[1]);
    assert.deepEqual(headings, ALL_CODES);
  });
});
