import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { analyze, DEFAULT_OPTIONS } from '../../src/core/check/index.ts';
import { english } from '../../src/core/findings/finding.ts';
import { EXPORT_KINDS, exportText } from '../../src/core/render/index.ts';
import { displayWidth } from '../../src/core/text/width.ts';

/**
 * Each `.tcp` file of the folder has its pictures beside it: `.mmd`, `.table` and `.ladder`. `UPDATE=1` writes
 * them anew, to be read as a diff; where tests are only run (`CI=1`) it is refused.
 */
const FOLDER = new URL('../fixtures/render/', import.meta.url);
const ENDINGS = { mermaid: 'mmd', table: 'table', ladder: 'ladder' } as const;
const update = process.env['UPDATE'] === '1';

describe('the pictures of a diagram', () => {
  if (update) assert.ok(process.env['CI'] === undefined, 'expected results are not written in CI');
  const fixtures = readdirSync(FOLDER).filter((file) => file.endsWith('.tcp'));

  for (const file of fixtures) {
    const analysis = analyze(readFileSync(new URL(file, FOLDER), 'utf8'), DEFAULT_OPTIONS);
    const name = file.slice(0, -'.tcp'.length);

    for (const [kind, ending] of Object.entries(ENDINGS) as [keyof typeof ENDINGS, string][]) {
      it(`${name}.${ending}`, () => {
        const text = exportText(kind, analysis, analysis.diagrams, {
          translate: english,
          meaning: true,
          analogy: true,
        });
        const golden = new URL(`${name}.${ending}`, FOLDER);
        if (update) writeFileSync(golden, text);
        assert.equal(text, readFileSync(golden, 'utf8'));
      });
    }

    it(`${name}: the ladder keeps to 72 columns`, () => {
      const ladder = exportText('ladder', analysis, analysis.diagrams, { translate: english });
      for (const line of ladder.split('\n')) assert.ok(displayWidth(line) <= 72, line);
    });
  }

  it('belong to a diagram each', () => {
    for (const file of readdirSync(FOLDER)) {
      assert.ok(existsSync(new URL(file.replace(/\.\w+$/, '.tcp'), FOLDER)), `${file} has no diagram`);
    }
    assert.equal(EXPORT_KINDS.length, 4);
  });
});
