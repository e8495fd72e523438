import { CodeActionKind, type Range, type TextEdit as LspEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../../core/check/analysis.ts';
import { analyze } from '../../core/check/index.ts';
import { fenceLanguage, type Fence } from '../../core/text/fences.ts';
import { NO_ARGS, type Context } from '../context.ts';
import { fenceAt } from '../intake.ts';
import { Unit } from '../unit.ts';
import { changeArrow } from './arrows.ts';
import { applyEdits } from '../../core/check/mend.ts';
import type { Refactoring } from './refactoring.ts';
import { segmentsBetween } from './statements.ts';

/** Makes a `tcp` fence of a `mermaid` fence that holds a sequence diagram of TCP messages. */
export const CONVERT_MERMAID: Refactoring = {
  name: 'mermaid',
  kind: CodeActionKind.RefactorRewrite,
  offer: (range, context) =>
    mermaidFence(range, context) === undefined
      ? undefined
      : { template: 'Convert the Mermaid diagram to a tcp fence', args: NO_ARGS },
  edits: (range, context) => {
    const fence = mermaidFence(range, context);
    return fence === undefined ? [] : conversion(fence, context);
  },
};

/** The fence at a position, if TCP messages are in it. */
function mermaidFence({ start }: Range, { document }: Context): Fence | undefined {
  const { text } = document.lines;
  if (document.kind === 'tcp' || !text.includes('sequenceDiagram')) return undefined;
  const fence = fenceAt(text, start.line);
  if (fence === undefined || fenceLanguage(fence).toLowerCase() !== 'mermaid') return undefined;
  return /^\s*sequenceDiagram\b/m.test(fence.text) && MESSAGE.test(fence.text) ? fence : undefined;
}

/** A message of TCP's: an arrow, a colon, and a flag or a number behind it. */
const MESSAGE = /-\s*[->)x].*:.*\b(?:SYN|ACK|FIN|RST|seq\s*=)/i;

function conversion(fence: Fence, context: Context): LspEdit[] {
  const text = readable(analyze(fence.text, { severities: {} }));
  const newText = text
    .split('\n')
    .map((line) => (fence.prefix + line).trimEnd())
    .join('\n');
  const opening = context.document.lines.line(fence.line);
  const at = opening.toLowerCase().lastIndexOf('mermaid');
  return [
    { range: span(fence.line, at, fence.line, at + 'mermaid'.length), newText: 'tcp' },
    { range: span(fence.contentLine, 0, fence.contentEnd, 0), newText: newText === '' ? '' : `${newText}\n` },
  ];
}

/** Mermaid's own lines go, its arrows become ours; what the notation cannot read stays for the author to see. */
function readable(analysis: Analysis): string {
  const unit = new Unit(analysis, { line: 0, columns: null, prefix: '' });
  const count = analysis.lines.count;
  const edits = segmentsBetween(unit, 0, count).map((segment) => changeArrow(segment, {}));
  const after = applyEdits(analysis, edits);
  const kept: string[] = [];
  for (let line = 0; line < count; line++) {
    const statement = after.statement(line);
    if (statement.kind === 'ignored') continue;
    const text = after.lines.line(line).trim();
    kept.push(statement.kind === 'segment' ? text.replace(/^([^:]*?)\s*:\s*/, '$1 ') : text);
  }
  return kept.join('\n');
}

function span(line: number, character: number, endLine: number, endCharacter: number): Range {
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}
