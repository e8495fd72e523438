import assert from 'node:assert/strict';
import { applyEdits, countErrors } from '../../src/core/check/mend.ts';
import { describe as sentence, english, type Sentence } from '../../src/core/findings/finding.ts';
import { allExamples } from '../support/examples.ts';

/** Fixes after which more is wrong than before, and rightly so. */
const EXCEPTIONS: ReadonlySet<string> = new Set([
  // The lines below go on with the number of the second SYN.
  'seq-mismatch/bad-another-isn.tcp',
  'seq-mismatch/bad-another-isn-goes-on.tcp',
  // The mistake is there on purpose.
  'expect-unmet/good-mistake-on-purpose.tcp',
]);

/* The annotated examples again: what is said of each finding besides its place, and what its fixes do. */

describe('Every fix of an annotated example', () => {
  for (const { code: folder, name: file, analyze } of allExamples()) {
    const name = `${folder}/${file}`;
    it(`${name}: makes its finding go and brings no error more`, () => {
      const analysis = analyze();
      for (const finding of analysis.findings) {
        for (const fix of finding.fixes) {
          const after = applyEdits(analysis, fix.edits);
          const places = new Set([finding.line, finding.line + after.lines.count - analysis.lines.count]);
          const left = after.findings.filter(({ code, line }) => code === finding.code && places.has(line));
          assert.deepEqual(left, [], after.lines.text);
          if (!EXCEPTIONS.has(name)) assert.ok(countErrors(after) <= countErrors(analysis), after.lines.text);
        }
      }
    });
  }
});

describe('What is found in the annotated examples', () => {
  for (const { code: folder, name: file, analyze } of allExamples()) {
    const name = `${folder}/${file}`;
    it(`${name}: stands in its line, and says so in whole sentences`, () => {
      const { lines, findings } = analyze();
      for (const finding of findings) {
        const { line, from, to, related, fixes } = finding;
        assert.ok(line >= 0 && line < lines.count && from >= 0 && from <= to && to <= lines.length(line));
        const sentences = [sentence(finding, english), ...fixes.map(({ title }) => fill(title))];
        for (const one of related) {
          assert.ok(one.line >= 0 && one.line < lines.count && lines.line(one.line).trim() !== '#', String(one.line));
          assert.notEqual(one.line, line, 'what it is related to stands elsewhere');
          sentences.push(fill(one.why));
        }
        for (const said of sentences) assert.doesNotMatch(said, /[{}]|undefined|null|NaN|\[object|^$/, said);
      }
    });
  }
});

function fill({ template, args }: Sentence): string {
  return english(template, args);
}
