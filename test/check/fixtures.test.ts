import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../../src/core/check/index.ts';
import { ALL_CODES, isCode } from '../../src/core/findings/codes.ts';
import { describe as sentence, english } from '../../src/core/findings/finding.ts';
import { type Actual, assertFindings, extract } from '../support/annotations.ts';

/**
 * Every code has a folder of examples: `bad-*.tcp` raises it, `good-*.tcp` is a near miss. Carets under a line say what is
 * found there, and nothing else may be found but hints: of these only the folder's own, and those that the carets name.
 */
const FOLDER = join(import.meta.dirname, '../fixtures/check');

function examples(code: string): string[] {
  return readdirSync(join(FOLDER, code)).sort();
}

function actual(text: string, code: string): Actual[] {
  const named = new Set(extract(text).expected.map((one) => `${String(one.line)} ${one.code}`));
  return analyze(text)
    .findings.filter(
      (one) => one.severity !== 'hint' || one.code === code || named.has(`${String(one.line)} ${one.code}`),
    )
    .map((finding) => ({ ...finding, message: sentence(finding, english), fix: finding.fixes.length > 0 }));
}

describe('Annotated examples', () => {
  it('there are of every code, and of nothing else', () => {
    assert.deepEqual(readdirSync(FOLDER).sort(), [...ALL_CODES].sort());
  });

  for (const code of readdirSync(FOLDER).filter(isCode)) {
    const names = examples(code);

    it(`${code}: at least one is bad and one is good`, () => {
      assert.ok(names.some((name) => name.startsWith('bad-')));
      assert.ok(names.some((name) => name.startsWith('good-')));
      assert.ok(names.every((name) => /^(bad|good)-[\w-]+\.tcp$/.test(name)));
    });

    for (const name of names) {
      it(`${code}: ${name}`, () => {
        const text = readFileSync(join(FOLDER, code, name), 'utf8').trimEnd();
        assertFindings(text, actual(text, code));
        const raised = extract(text).expected.filter((one) => one.code === code).length;
        assert.equal(raised > 0, name.startsWith('bad-'), 'a bad example raises its code, a good one does not');
        assert.match(text, /^# [A-Z].*[.?]\n/, 'an example begins with a sentence about it');
      });
    }
  }
});
