import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { analyze } from '../../src/core/check/index.ts';
import { english } from '../../src/core/findings/finding.ts';
import { importText } from '../../src/core/intake/text/index.ts';
import { inQuotes } from '../../src/core/notation/text.ts';
import { pictureOf } from '../../src/core/picture-of.ts';
import { drawFile } from '../../src/core/picture/index.ts';
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
/** All that an SVG file shows, line after line. */
function drawn(label: string): string {
  const analysis = analyze(`client C\nserver S\nC -> S SYN seq=x ${inQuotes(label)}`);
  const data = pictureOf(analysis, analysis.diagrams[0]!, 0, { translate: english });
  const { svg } = drawFile(data, (state) => state, '');
  const texts = new JSDOM(svg, { contentType: 'image/svg+xml' }).window.document.querySelectorAll('text');
  return [...texts].map(({ textContent }) => textContent).join(' ');
}

describe('the text of a label', () => {
  it('comes out of a picture word by word', () => {
    fc.assert(
      fc.property(LABEL, (label) => {
        const shown = drawn(label);
        for (const word of label.split(' ')) assert.ok(shown.includes(word), `${word} of ${label} in ${shown}`);
      }),
      { numRuns: runs(100) },
    );
  });

  it('comes back from Mermaid as it went in', () => {
    fc.assert(
      fc.property(LABEL, (label) => {
        const { notation } = importText(write('mermaid', label));
        assert.ok(notation.includes(`SYN seq=x ${inQuotes(label)}\n`), notation);
      }),
      { numRuns: runs(300) },
    );
  });

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
      { numRuns: runs(300), examples: [['GET 服务器 example.org [z](w) [z](w)']] },
    );
  });
});
