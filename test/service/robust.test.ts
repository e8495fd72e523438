import assert from 'node:assert/strict';
import type { Position, Range } from 'vscode-languageserver-types';
import type { Kind } from '../../src/service/index.ts';
import { fixture, URI, type Fixture } from './harness.ts';
import { fc, runs } from '../support/property.ts';

const WORDS = [
  'C',
  'S',
  '"R 1',
  '"R 2"',
  '客户端',
  '->',
  '<-',
  '-x',
  '->...',
  '...->',
  '→',
  ':',
  '：',
  'SYN',
  'ACK',
  'SYN,ACK',
  'FIN',
  'RST',
  'seq=',
  'ack=',
  'seq=x',
  'ack=x+1',
  'len=5',
  'win=0',
  'sack=1-2/3-4',
  'ts=1/2',
  'data="a',
  'tfo=00',
  '@1.5',
  'state',
  'ESTABLISHED',
  'note over',
  'left of',
  'let',
  '=',
  'option',
  'rule',
  'seq-gap',
  'off',
  'expect',
  'ack-mismatch',
  'client',
  'server',
  'diagram',
  '...',
  '#',
  '//',
  '\n',
  '\n',
  '\n',
  '\r\n',
  '```tcp\n',
  '```\n',
  '> ',
  '- ',
  '```mermaid\nsequenceDiagram\n',
  '\u{1F600}',
  '$',
  '\\',
  '`',
] as const;

const texts = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(' '));
const positions: fc.Arbitrary<Position> = fc.record({ line: fc.nat(15), character: fc.nat(60) });

/** Every range that is told must lie inside the text. */
function inside(range: Range, { text }: Fixture): void {
  const lines = text.split(/\r\n|\r|\n/);
  const { start, end } = range;
  for (const { line, character } of [start, end]) {
    assert.ok(line < lines.length && character <= (lines[line] ?? '').length, JSON.stringify(range));
  }
  assert.ok(
    start.line < end.line || (start.line === end.line && start.character <= end.character),
    JSON.stringify(range),
  );
}

describe('the service', () => {
  for (const kind of ['tcp', 'markdown'] satisfies Kind[]) {
    it(`answers everything about any ${kind} text and any position, within the text`, () => {
      const ask = (source: string, position: Position): void => {
        const text = kind === 'tcp' ? source : `> \`\`\`tcp\n> ${source.replace(/\n/g, '\n> ')}\n> \`\`\`\n${source}`;
        const fixed = fixture('', { kind, client: { lazyEdits: false } });
        fixed.service.open(URI, kind, 1, text);
        askAll({ ...fixed, text }, position);
      };
      fc.assert(fc.property(texts, positions, ask), {
        numRuns: runs(300),
        // Something is selected up to a line behind the last one; a fence is never closed.
        examples: [
          ['SYN,ACK C → S', { line: 3, character: 0 }],
          ['```\n C <- S ACK', { line: 4, character: 0 }],
        ],
      });
    });
  }
});

function askAll(fixed: Fixture, position: Position): void {
  const { service } = fixed;
  const range: Range = { start: position, end: { line: position.line + 2, character: 0 } };
  const check = (other: Range): void => inside(other, fixed);
  for (const diagnostic of service.diagnostics(URI)) {
    check(diagnostic.range);
    for (const { location } of diagnostic.relatedInformation ?? []) check(location.range);
  }
  for (const { edit } of service.codeActions(URI, range)) {
    for (const change of Object.values(edit?.changes ?? {}).flat()) check(change.range);
  }
  for (const { edit } of service.codeActions(URI, range, ['source'])) {
    for (const change of Object.values(edit?.changes ?? {}).flat()) check(change.range);
  }
  for (const { textEdit } of service.completion(URI, position)?.items ?? [])
    if (textEdit && 'range' in textEdit) check(textEdit.range);
  const hover = service.hover(URI, position);
  if (hover?.range) check(hover.range);
  for (const hint of service.inlayHints(URI, range)) check({ start: hint.position, end: hint.position });
  for (const { targetRange } of service.definition(URI, position)) check(targetRange);
  for (const location of service.references(URI, position, true)) check(location.range);
  for (const { range: marked } of service.highlights(URI, position)) check(marked);
  for (const linked of service.linkedEditing(URI, position)?.ranges ?? []) check(linked);
  const start = service.prepareRename(URI, position);
  if (start) check(start.range);
  service.rename(URI, position, 'name');
  for (const { range: whole, selectionRange } of service.documentSymbols(URI)) [whole, selectionRange].forEach(check);
  for (const lens of service.codeLenses(URI)) check(lens.range);
  for (const edit of service.formatting(URI, undefined, { insertSpaces: true, tabSize: 2 })) check(edit.range);
  service.formattingOnType(URI, position, { insertSpaces: true, tabSize: 2 });
  service.semanticTokens(URI);
  service.foldingRanges(URI);
  service.selectionRanges(URI, [position]);
  service.workspaceSymbols('c');
  service.diagrams(URI);
  service.diagram({ uri: URI, line: position.line });
  for (const exported of ['mermaid', 'markdown', 'table', 'ladder'] as const) {
    service.exportAs(URI, null, exported);
    service.exportIntoNote(URI, position.line, exported);
  }
}
