import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { english } from '../../src/core/findings/finding.ts';
import { inQuotes } from '../../src/core/notation/text.ts';
import { exportText, type ExportKind } from '../../src/core/render/index.ts';
import { fc, runs } from '../support/property.ts';

/** Words that one of the forms might read as something else. */
const WORDS = [
  'GET',
  'seq=5',
  'SYN',
  '#12',
  'C#',
  '//',
  '"x"',
  'a|b',
  '<b>',
  '&lt;',
  '#35;',
  '50%',
  '`c`',
  '*x*',
  '_y_',
];
const MORE = ['[z](w)', '服务器', 'über', '→', '\\', '\\n', '~t~', '$5', 'a;b', 'end', '%%', ':', '-x', 'example.org'];
const LABEL = fc
  .array(fc.constantFrom(...WORDS, ...MORE), { minLength: 1, maxLength: 5 })
  .map((words) => words.join(' '));

const write = (kind: ExportKind, label: string): string => {
  const analysis = analyze(`client C\nserver S\nC -> S SYN seq=x ${inQuotes(label)}`);
  return exportText(kind, analysis, analysis.diagrams, { translate: english, meaning: true });
};

/** A cell of Markdown as it is shown. */
function shown(cell: string): string {
  return cell
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** Mermaid: `mermaid-text.long.test.ts`, by Mermaid's own parser. */
describe('the text of a label', () => {
  it('comes out of a table as it went in', () => {
    fc.assert(
      fc.property(LABEL, (label) => {
        assert.ok(shown(write('table', label)).includes(label), write('table', label));
      }),
      { numRuns: runs(300) },
    );
  });

  it('comes out of a ladder word by word', () => {
    fc.assert(
      fc.property(LABEL, (label) => {
        const ladder = write('ladder', label);
        for (const word of label.split(' ')) assert.ok(ladder.includes(word), ladder);
      }),
      { numRuns: runs(300) },
    );
  });
});
