import assert from 'node:assert/strict';
import { english } from '../../src/core/findings/finding.ts';
import { pictureFile, wholeText } from '../../src/core/report/index.ts';
import { createLanguageService, DEFAULT_SETTINGS, type LanguageService } from '../../src/service/index.ts';

const URI = 'file:///a.tcp';
/** Turns the text round it, clears a terminal, and isolates what follows. */
const TRICKS = '\u202e\u001b[2J\u2066';
const TEXT = `diagram T${TRICKS}itle
client C as a${TRICKS}b
server "S${TRICKS}"
note over C: n${TRICKS}ote
C -> "S${TRICKS}" SYN seq=x "te${TRICKS}xt"
C <- "S${TRICKS}" SYN,ACK seq=y ack=x
C -> "S${TRICKS}" PSH,ACK seq=x+1 ack=y+1 len=5 "w${TRICKS}"
... la${TRICKS}ter
C -> Q SYM
`;
const LINES = TEXT.split('\n');
const WHOLE = { start: { line: 0, character: 0 }, end: { line: LINES.length, character: 0 } };

/** Every text in an answer that is shown; edits and file names are the text itself. */
function shown(answer: unknown): string[] {
  if (typeof answer === 'string') return [answer];
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([key, value]) => (HIDDEN.has(key) ? [] : shown(value)));
}

const HIDDEN = new Set([
  'edit',
  'newText',
  'textEdit',
  'additionalTextEdits',
  'command',
  'data',
  'insertText',
  'filterText',
  'sortText',
  'uri',
]);

/** Acts on a terminal, or on the order of the text round it. */
const ACTS = /(?!\n)[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

describe('What is invisible in names and texts, and acts on the text round it, is shown as such', () => {
  let service: LanguageService;

  before(() => {
    service = createLanguageService({
      settings: () => DEFAULT_SETTINGS,
      client: { snippets: true, versionedEdits: false, lazyEdits: false, vscodeCommands: true },
      translate: english,
      ruleLink: () => '',
    });
    service.open(URI, 'tcp', 1, TEXT);
  });

  /** At every third column: the words with tricks in them are longer. */
  const everywhere = <T>(ask: (line: number, character: number) => T): T[] =>
    LINES.flatMap((line, index) => Array.from({ length: Math.ceil(line.length / 3) }, (_, n) => ask(index, 3 * n)));

  const places: Readonly<Record<string, () => unknown>> = {
    'the outline': () => service.documentSymbols(URI),
    'symbols of the workspace': () => service.workspaceSymbols(''),
    diagnostics: () => service.diagnostics(URI),
    hover: () => everywhere((line, character) => service.hover(URI, { line, character })),
    'the hover of a picture': () => LINES.map((_, line) => service.lineHover(URI, line)),
    'inlay hints': () => service.inlayHints(URI, WHOLE),
    lenses: () => service.codeLenses(URI).map(({ command }) => command?.title),
    completion: () =>
      everywhere((line, character) =>
        service
          .completion(URI, { line, character })
          ?.items.map(({ label, detail, documentation }) => ({ label, detail, documentation })),
      ),
    'code actions': () => service.codeActions(URI, WHOLE).map(({ title }) => title),
    'the list of diagrams': () => service.diagrams(URI),
    plots: () => {
      const plot = service.plot(URI, 0, null);
      return { names: plot?.names, words: plot?.words };
    },
    'a picture': () => {
      const part = wholeText(TEXT);
      return part.analysis.diagrams.map((diagram) =>
        pictureFile(part, diagram, english).svg.replace(/<metadata>.*?<\/metadata>/s, ''),
      );
    },
    'a plot in a file': () => service.plotFile(URI, 0)?.text.replace(/<metadata>.*?<\/metadata>/s, ''),
    'a table': () => service.exportAs(URI, null, 'table')?.text,
    'a ladder': () => service.exportAs(URI, null, 'ladder')?.text,
    Mermaid: () => service.exportAs(URI, null, 'mermaid')?.text,
  };

  for (const [place, ask] of Object.entries(places)) {
    it(`in ${place}`, () => {
      const texts = shown(ask());
      assert.notEqual(texts.length, 0);
      for (const text of texts) assert.doesNotMatch(text, ACTS);
    });
  }
});
