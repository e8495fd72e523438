import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import type { Context } from './context.ts';
import { locateAll } from './diagrams.ts';
import { phasesOf } from './phases.ts';
import type { Unit } from './unit.ts';

/** What can be folded: diagrams, phases, comments of several lines, and what stands between `# region` and `# endregion`. */
export function foldingRanges(context: Context): FoldingRange[] {
  const diagrams = locateAll(context.document).flatMap(({ unit, diagram }) => [
    fold(diagram.line, lastLine(diagram.line, diagram.endLine, unit), unit, FoldingRangeKind.Region),
    ...phasesOf(diagram, unit).map(({ line, endLine }) => fold(line, endLine - 1, unit)),
  ]);
  const { units } = context.document;
  return [...diagrams, ...units.flatMap(comments), ...units.flatMap(regions)].filter(
    ({ startLine, endLine }) => startLine < endLine,
  );
}

function fold(first: number, last: number, unit: Unit, kind?: FoldingRangeKind): FoldingRange {
  const range: FoldingRange = { startLine: unit.startLine + first, endLine: unit.startLine + last };
  return kind === undefined ? range : { ...range, kind };
}

/** The last line with anything on it. */
function lastLine(from: number, to: number, unit: Unit): number {
  let last = to - 1;
  while (last > from && unit.analysis.lines.line(last).trim() === '') last--;
  return last;
}

function comments(unit: Unit): FoldingRange[] {
  const { lines } = unit.analysis;
  const ranges: FoldingRange[] = [];
  let start = -1;
  for (let line = 0; line <= lines.count; line++) {
    const comment = line < lines.count && lines.read(line, beginsWithComment);
    if (comment && start < 0) start = line;
    if (comment || start < 0) continue;
    ranges.push(fold(start, line - 1, unit, FoldingRangeKind.Comment));
    start = -1;
  }
  return ranges;
}

/** Whether the first thing at a place of a text, behind blanks, is a comment. Nothing is cut out of the text for it. */
function beginsWithComment(text: string, from: number): boolean {
  COMMENT.lastIndex = from;
  return COMMENT.test(text);
}

const COMMENT = /[^\S\r\n]*(?:#|\/\/)/y;

/** What the author has marked, one in another where they are nested; an end without a beginning is a comment as any other. */
function regions(unit: Unit): FoldingRange[] {
  const { lines } = unit.analysis;
  const ranges: FoldingRange[] = [];
  const open: number[] = [];
  for (let line = 0; line < lines.count; line++) {
    const mark = lines.read(line, regionMark);
    if (mark === 'region') open.push(line);
    const start = mark === 'endregion' ? open.pop() : undefined;
    if (start !== undefined) ranges.push(fold(start, line, unit, FoldingRangeKind.Region));
  }
  return ranges;
}

function regionMark(text: string, from: number): string | undefined {
  REGION.lastIndex = from;
  return REGION.exec(text)?.[1]?.toLowerCase();
}

const REGION = /[^\S\r\n]*(?:#|\/\/[^\S\r\n]*#?)[^\S\r\n]*(region|endregion)\b/iy;
