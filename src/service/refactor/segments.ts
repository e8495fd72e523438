import { CodeActionKind, type Range, type TextEdit as LspEdit } from 'vscode-languageserver-types';
import { importText, isNotationAlone } from '../../core/intake/index.ts';
import { fenced } from '../../core/render/index.ts';
import { type Fence, isTcpInfo } from '../../core/text/fences.ts';
import { NO_ARGS, type Context } from '../context.ts';
import { unitAt } from '../documents.ts';
import { fenceAt, inDiagram } from '../intake.ts';
import type { Unit } from '../unit.ts';
import type { Refactoring } from './refactoring.ts';

/**
 * Makes segments of what is there already and is no notation: the selected lines, a fence of another language, or the
 * lines around the cursor that cannot be read.
 */
export const CONVERT_TO_SEGMENTS: Refactoring = {
  name: 'segments',
  kind: CodeActionKind.RefactorRewrite,
  offer: (range, context) =>
    conversion(range, context) === undefined ? undefined : { template: 'Convert to segments', args: NO_ARGS },
  edits: (range, context) => conversion(range, context)?.() ?? [],
};

/** More lines are not looked at while the cursor moves. */
const MOST_LINES = 400;

function conversion(range: Range, context: Context): (() => LspEdit[]) | undefined {
  const { document } = context;
  const unit = unitAt(document, range.start);
  const selected = range.end.line > range.start.line || range.end.character > range.start.character;
  if (unit !== undefined)
    return inUnit(selected ? linesOf(range) : unreadableAround(unit, range.start.line), unit, context);
  if (document.kind === 'tcp') return undefined;
  const fence = fenceAt(document.lines.text, range.start.line);
  if (fence !== undefined) return ofFence(fence, context);
  return selected ? ofNote(linesOf(range), context) : undefined;
}

/** Lines of a document, `to` exclusive. */
interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Whole lines: the one on which a selection ends counts only if something of it is selected. */
function linesOf({ start, end }: Range): LineRange {
  return { from: start.line, to: end.character === 0 && end.line > start.line ? end.line : end.line + 1 };
}

/** The lines that cannot be read around the one with the cursor. */
function unreadableAround(unit: Unit, line: number): LineRange | undefined {
  if (!unreadable(unit, line)) return undefined;
  let from = line;
  while (from > unit.startLine && line - from < MOST_LINES && unreadable(unit, from - 1)) from--;
  let to = line + 1;
  while (to < unit.endLine && to - line < MOST_LINES && unreadable(unit, to)) to++;
  return { from, to };
}

function unreadable(unit: Unit, line: number): boolean {
  return unit.analysis.statement(unit.lineOf(line)).problems.length > 0;
}

function inUnit(range: LineRange | undefined, unit: Unit, context: Context): (() => LspEdit[]) | undefined {
  if (range === undefined || range.to - range.from > MOST_LINES) return undefined;
  const lines: string[] = [];
  for (let line = range.from; line < Math.min(range.to, unit.endLine); line++)
    lines.push(unit.analysis.lines.line(unit.lineOf(line)));
  const intake = importText(lines.join('\n'));
  if (intake.segments === 0 || isNotationAlone(intake)) return undefined;
  return () => {
    const first = unit.lineOf(range.from);
    const kept = Array.from({ length: unit.analysis.lines.count }, (_, line) =>
      line >= first && line < first + lines.length ? '' : unit.analysis.lines.line(line),
    );
    const { prefix } = unit.frame;
    const inserted = inDiagram(intake.notation, kept.join('\n'), first);
    const newText = inserted.map((line, index) => (index === 0 ? line : (prefix + line).trimEnd())).join('\n');
    const last = range.from + lines.length - 1;
    const start = { line: range.from, character: context.document.lines.length(range.from) - (lines[0]?.length ?? 0) };
    return [{ range: { start, end: { line: last, character: context.document.lines.length(last) } }, newText }];
  };
}

function ofFence(fence: Fence, { document }: Context): (() => LspEdit[]) | undefined {
  if (isTcpInfo(fence.info) || fence.contentEnd - fence.contentLine > MOST_LINES) return undefined;
  const intake = importText(`${fence.info === '' ? '' : `\`\`\`${fence.info}\n`}${fence.text}`);
  if (intake.segments === 0) return undefined;
  return () => {
    // The closing line stays as it is, and closes only a fence that was opened with the same marks.
    const opening = document.lines.line(fence.line).slice(fence.prefix.length);
    const lines = [
      `${/^\s*(?:`{3,}|~{3,})/.exec(opening)?.[0] ?? '```'}tcp`,
      ...intake.notation
        .trimEnd()
        .split('\n')
        .map((line) => (fence.prefix + line).trimEnd()),
    ];
    const range = fromFence(fence, document);
    // A fence that is never closed ends with the text.
    const closed = range.end.line === fence.contentEnd;
    return [{ range, newText: lines.join('\n') + (closed ? '\n' : '') }];
  };
}

/** A fence from its marks to the line that closes it, or to the end of the text. */
function fromFence(fence: Fence, { lines }: Context['document']): Range {
  const last = lines.count - 1;
  const end =
    fence.contentEnd <= last ? { line: fence.contentEnd, character: 0 } : { line: last, character: lines.length(last) };
  return { start: { line: fence.line, character: fence.prefix.length }, end };
}

function ofNote(range: LineRange, { document }: Context): (() => LspEdit[]) | undefined {
  if (range.to - range.from > MOST_LINES) return undefined;
  const lines: string[] = [];
  const to = Math.min(range.to, document.lines.count);
  for (let line = range.from; line < to; line++) lines.push(document.lines.line(line));
  const intake = importText(lines.join('\n'));
  if (intake.segments === 0) return undefined;
  const last = to - 1;
  const end = { line: last, character: document.lines.length(last) };
  return () => [
    {
      range: { start: { line: range.from, character: 0 }, end },
      newText: fenced('tcp', intake.notation.trimEnd()).trimEnd(),
    },
  ];
}
