import assert from 'node:assert/strict';
import { TEMPLATES, type TemplateText } from '../../src/client/templates/index.ts';
import { analyze } from '../../src/core/check/index.ts';
import { FORMAT_DEFAULTS, formatText } from '../../src/core/notation/index.ts';

const VERSIONS = TEMPLATES.flatMap(({ id, en, zh }): readonly (readonly [name: string, text: TemplateText])[] => [
  [`${id} in English`, en],
  [`${id} in Chinese`, zh],
]);

describe('the templates of new diagrams', () => {
  for (const [name, { text }] of VERSIONS) {
    it(`${name}: nothing is wrong with it, and it is formatted`, () => {
      const { findings, diagrams } = analyze(text);
      const graver = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
      assert.deepEqual(
        graver.map(({ code, line }) => `${line + 1}: ${code}`),
        [],
      );
      assert.ok(diagrams.length > 0 && diagrams.every(({ title }) => title !== ''));
      assert.equal(formatText(text, FORMAT_DEFAULTS), text);
      assert.ok(text.endsWith('\n'));
    });
  }

  it('have ids of their own', () => {
    assert.equal(new Set(TEMPLATES.map(({ id }) => id)).size, TEMPLATES.length);
    assert.equal(TEMPLATES.length, 15);
  });

  it('say the same in both languages', () => {
    const words = /#.*$|^(diagram|note|client|server|participant|\.\.\.).*$/gm;
    for (const { id, en, zh } of TEMPLATES) {
      const bare = ({ text }: TemplateText): string[] =>
        text
          .replace(words, '')
          .split('\n')
          .map((line) => line.trim().replace(/ +/g, ' '));
      assert.deepEqual(bare(zh), bare(en), id);
      assert.match(zh.label + zh.detail + zh.text, /\p{Script=Han}/u, id);
      assert.doesNotMatch(en.label + en.detail + en.text, /\p{Script=Han}/u, id);
    }
  });
});
