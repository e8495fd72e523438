import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../../src/core/check/index.ts';
import { said } from '../support/said.ts';

/**
 * All that is said of the wrong examples of each rule, hints as well: place, sentence, reason, the lines that it follows from, and
 * what each fix makes of the text. It stands in `test/fixtures/said/CODE.txt`; `UPDATE=1` writes it anew, to be read as a diff.
 */
const EXAMPLES = join(import.meta.dirname, '../fixtures/check');
const FOLDER = join(import.meta.dirname, '../fixtures/said');
const update = process.env['UPDATE'] === '1';

/** An example without what it expects, so that lines are those that an author would have. */
function example(code: string, name: string): string {
  const lines = readFileSync(join(EXAMPLES, code, name), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.filter((line) => !/^\s*#\s*[\^<|]/.test(line)).join('\n');
}

function allSaid(code: string): string {
  const wrong = readdirSync(join(EXAMPLES, code)).filter((name) => name.startsWith('bad-'));
  return wrong
    .map((name) => {
      const analysis = analyze(example(code, name));
      return `${name}\n${analysis.findings.map((finding) => said(finding, analysis)).join('')}`;
    })
    .join('');
}

describe('What is said of a wrong example', () => {
  for (const code of readdirSync(EXAMPLES)) {
    it(`${code}: whole, from the place to the remedy`, () => {
      const golden = join(FOLDER, `${code}.txt`);
      const now = allSaid(code);
      if (update) writeFileSync(golden, now);
      assert.equal(now, readFileSync(golden, 'utf8'));
    });
  }
});
