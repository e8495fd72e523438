import type { FormattingOptions, Position, Range, TextEdit } from 'vscode-languageserver-types';
import { FORMAT_DEFAULTS, formatLines, type FormatOptions } from '../core/notation/index.ts';
import type { Context } from './context.ts';
import { unitAt, unitsIn } from './documents.ts';
import type { Unit } from './unit.ts';

/** The edits that put a range in order, or the whole document without one. Text outside of fences is never touched. */
export function formatting(range: Range | undefined, options: FormattingOptions, context: Context): TextEdit[] {
  if (range === undefined) {
    return context.document.units.flatMap((unit) => formatted(unit, 0, unit.analysis.lines.count, options));
  }
  return unitsIn(context.document, range).flatMap((unit) => {
    const last = range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
    return formatted(unit, unit.lineOf(range.start.line), unit.lineOf(last) + 1, options);
  });
}

/** The edits that put the line in order which was just finished by a line break in front of a position. */
export function formattingOnType(position: Position, options: FormattingOptions, context: Context): TextEdit[] {
  const unit = unitAt(context.document, position);
  if (unit === undefined) return [];
  const { line } = unit.spot(position);
  return line === 0 ? [] : formatted(unit, line - 1, line, options);
}

function formatted(unit: Unit, from: number, to: number, { insertSpaces, tabSize }: FormattingOptions): TextEdit[] {
  const options: FormatOptions = { ...FORMAT_DEFAULTS, indent: insertSpaces ? ' '.repeat(tabSize) : '\t' };
  return formatLines(unit.analysis.lines, from, to, options).map((edit) => unit.edit(edit));
}
