import type { Position, Range, SelectionRange } from 'vscode-languageserver-types';
import type { Context } from './context.ts';
import { unitAt } from './documents.ts';
import { partsOf } from './parts.ts';
import { phasesOf } from './phases.ts';
import { comparePositions, contains, emptyRange } from './ranges.ts';
import type { Spot, Unit } from './unit.ts';

/** What a selection grows to from a position: the word, the value, the field, the statement, the line, the phase, the diagram. */
export function selectionRange(position: Position, context: Context): SelectionRange {
  const unit = unitAt(context.document, position);
  const ranges = unit === undefined ? [] : rangesAround(unit.spot(position), unit);
  let selection: SelectionRange | undefined;
  for (const range of distinctOutwards(ranges)) {
    selection = selection === undefined ? { range } : { range, parent: selection };
  }
  return selection ?? { range: emptyRange(position) };
}

/** From the outermost to the innermost, each inside the one before it. */
function distinctOutwards(ranges: readonly Range[]): Range[] {
  const kept: Range[] = [];
  for (const range of ranges) {
    const outer = kept.at(-1);
    const same =
      outer && comparePositions(outer.start, range.start) === 0 && comparePositions(outer.end, range.end) === 0;
    if (outer === undefined || (same !== true && contains(outer, range))) kept.push(range);
  }
  return kept;
}

function rangesAround({ line, column }: Spot, unit: Unit): Range[] {
  const { analysis } = unit;
  const text = analysis.lines.line(line);
  const diagram = analysis.diagramAt(line);
  const statement = analysis.statement(line);
  const end = text.slice(0, statement.comment?.from ?? text.length).trimEnd().length;
  const start = Math.min(text.length - text.trimStart().length, end);
  const ranges: Range[] = [unit.linesRange(0, analysis.lines.count)];
  if (diagram !== undefined) {
    ranges.push(unit.linesRange(diagram.line, diagram.endLine));
    const phase = phasesOf(diagram, unit).find((lines) => lines.line <= line && line < lines.endLine);
    if (phase !== undefined) ranges.push(unit.linesRange(phase.line, phase.endLine));
  }
  ranges.push(unit.range({ line, from: 0, to: text.length }));
  if (column >= start && column <= end) ranges.push(unit.range({ line, from: start, to: end }));
  for (const part of partsOf(statement)) {
    if (part.from <= column && column <= part.to) ranges.push(unit.range({ line, from: part.from, to: part.to }));
  }
  return ranges;
}
