import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { ALL_CODES, isCode } from '../../src/core/findings/codes.ts';
import { describe as sentence, english } from '../../src/core/findings/finding.ts';
import { type Actual, assertFindings, extract } from '../support/annotations.ts';
import { allExamples, type Example, EXAMPLES_FOLDER } from '../support/examples.ts';

/**
 * What is found in an example, which is what its carets say: `bad-*.tcp` raises the code of its folder, `good-*.tcp` is a near miss.
 * Of hints only the folder's own are looked at, and those that the carets name.
 */
function actual({ text, code, analyze }: Example): Actual[] {
  const named = new Set(extract(text).expected.map((one) => `${String(one.line)} ${one.code}`));
  return analyze()
    .findings.filter(
      (one) => one.severity !== 'hint' || one.code === code || named.has(`${String(one.line)} ${one.code}`),
    )
    .map((finding) => ({ ...finding, message: sentence(finding, english), fix: finding.fixes.length > 0 }));
}

describe('Annotated examples', () => {
  it('there are of every code, and of nothing else', () => {
    assert.deepEqual(readdirSync(EXAMPLES_FOLDER).sort(), [...ALL_CODES].sort());
  });

  for (const code of readdirSync(EXAMPLES_FOLDER).filter(isCode)) {
    const examples = allExamples().filter((example) => example.code === code);
    const names = examples.map(({ name }) => name);

    it(`${code}: at least one is bad and one is good`, () => {
      assert.ok(names.some((name) => name.startsWith('bad-')));
      assert.ok(names.some((name) => name.startsWith('good-')));
      assert.ok(names.every((name) => /^(bad|good)-[\w-]+\.tcp$/.test(name)));
    });

    for (const example of examples) {
      const { name, text } = example;
      it(`${code}: ${name}`, () => {
        assertFindings(text, actual(example));
        const raised = extract(text).expected.filter((one) => one.code === code).length;
        assert.equal(raised > 0, name.startsWith('bad-'), 'a bad example raises its code, a good one does not');
        assert.match(text, /^# [A-Z].*[.?]\n/, 'an example begins with a sentence about it');
      });
    }
  }
});
