import type { Range } from 'vscode-languageserver-types';
import type { SegmentStatement } from '../../core/notation/syntax.ts';
import type { Context } from '../context.ts';
import { unitsIn } from '../documents.ts';
import type { Unit } from '../unit.ts';

/** A segment of the text. */
export interface SegmentLine {
  readonly unit: Unit;
  readonly line: number;
  readonly statement: SegmentStatement;
}

/** The segments on the lines of a range, in order. */
export function segmentsIn(range: Range, context: Context): SegmentLine[] {
  return unitsIn(context.document, range).flatMap((unit) => {
    const last = lastLineOf(range);
    return segmentsBetween(unit, unit.lineOf(range.start.line), unit.lineOf(last) + 1);
  });
}

/** The segments on the lines `from` (inclusive) to `to` (exclusive) of a unit. */
export function segmentsBetween(unit: Unit, from: number, to: number): SegmentLine[] {
  const segments: SegmentLine[] = [];
  for (let line = from; line < to; line++) {
    const statement = unit.analysis.statement(line);
    if (statement.kind === 'segment') segments.push({ unit, line, statement });
  }
  return segments;
}

/** The first segment of a range, looking only at the line where it starts: cheap enough for every move of the cursor. */
export function segmentAt(range: Range, context: Context): SegmentLine | undefined {
  return segmentsIn({ start: range.start, end: range.start }, context)[0];
}

/** A selection that ends in front of a line does not mean that line. */
function lastLineOf({ start, end }: Range): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}
