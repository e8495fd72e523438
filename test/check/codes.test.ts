import assert from 'node:assert/strict';
import { type Analysis, analyze } from '../../src/core/check/index.ts';
import { ALL_CODES, CODES } from '../../src/core/findings/codes.ts';
import { describe as sentence, english } from '../../src/core/findings/finding.ts';

const codesOf = ({ findings }: Analysis): string[] => findings.map(({ code }) => code);

function told({ findings }: Analysis): string {
  return findings
    .map((finding) => `${String(finding.line + 1)}: ${finding.severity} ${finding.code}: ${sentence(finding, english)}`)
    .join('\n');
}

const EXAMPLES = ALL_CODES.map((code) => {
  const { bad, good, messages } = CODES[code];
  return { code, bad: analyze(bad), good: analyze(good), messages };
});

describe('Every code of the table', () => {
  for (const { code, bad, good, messages } of EXAMPLES) {
    it(`${code}: the bad example raises it once`, () => {
      assert.equal(codesOf(bad).filter((other) => other === code).length, 1, told(bad));
    });

    it(`${code}: the good example does not`, () => {
      assert.ok(!codesOf(good).includes(code), told(good));
    });

    it(`${code}: the good example is free of errors and warnings`, () => {
      const grave = good.findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
      assert.deepEqual(
        grave.map((finding) => finding.code),
        [],
        told(good),
      );
    });

    it(`${code}: its messages are sentences without a full stop`, () => {
      for (const message of Object.values(messages)) assert.doesNotMatch(message, /^[A-Z][a-z]|\.$/);
    });
  }
});

describe('Every fix that a rule offers', () => {
  for (const { code, bad: analysis } of EXAMPLES) {
    analysis.findings
      .filter((finding) => finding.code === code)
      .flatMap((finding) => finding.fixes)
      .forEach((fix, index) => {
        it(`${code}: fix ${String(index + 1)} makes the finding go and brings no new error or warning`, () => {
          const backwards = [...fix.edits].sort((a, b) => b.line - a.line || b.from - a.from);
          const after = backwards.reduce((current, edit) => current.edit(edit), analysis);
          const codes = after.findings.map((finding) => finding.code);
          assert.ok(!codes.includes(code), after.lines.text);
          const before = new Set(analysis.findings.map((finding) => finding.code));
          const grave = after.findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
          assert.deepEqual(
            grave.filter((finding) => !before.has(finding.code)).map((finding) => finding.code),
            [],
            after.lines.text,
          );
        });
      });
  }
});
