import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const TESTS = path.join(import.meta.dirname, '..');
/** Draws with what `HANDSHAKE_SEED` says, and what a red run prints. */
const SEEDED = /^import \{[^}]*\b(?:fc|seed)\b[^}]*\} from '(?:\.\.?\/)+(?:support\/)?property\.ts';$/m;
const DRAWS = /^import .* from '(?:\.\.?\/)+(?:support\/)?random\.ts';$/m;
const BY_ITSELF = /^import .* from 'fast-check';$|\bnew Random\(\d|\bMath\.random\(/m;

describe('Tests that draw at random', () => {
  it('take all that they draw from the seed that is printed (test/support/property.ts)', () => {
    const tests = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => ({ name, text: readFileSync(path.join(TESTS, name), 'utf8') }));
    assert.ok(tests.filter(({ text }) => SEEDED.test(text)).length > 20);
    const unseeded = tests.filter(({ text }) => BY_ITSELF.test(text) || (DRAWS.test(text) && !SEEDED.test(text)));
    assert.deepEqual(
      unseeded.map(({ name }) => name),
      [],
    );
  });
});
