import { CodeActionKind, type Range, type TextEdit as LspEdit } from 'vscode-languageserver-types';
import type { TextEdit } from '../../core/text/place.ts';
import { NO_ARGS, type Context } from '../context.ts';
import { impliedNumbers } from '../implied.ts';
import type { Unit } from '../unit.ts';
import type { Refactoring } from './refactoring.ts';
import { segmentAt, segmentsBetween, segmentsIn, type SegmentLine } from './statements.ts';

/** Writes out the numbers that were left out on the selected lines. */
export const WRITE_NUMBERS: Refactoring = {
  name: 'numbers.write',
  kind: CodeActionKind.RefactorRewrite,
  offer: (range, context) => {
    const segment = segmentAt(range, context);
    return segment === undefined || written(segment).length === 0
      ? undefined
      : { template: 'Write out the implied numbers', args: NO_ARGS };
  },
  edits: (range, context) => toLsp(segmentsIn(range, context), written),
};

/** Writes out the numbers that were left out in the whole diagram. */
export const WRITE_ALL_NUMBERS: Refactoring = {
  name: 'numbers.writeAll',
  kind: CodeActionKind.RefactorRewrite,
  offer: (range, context) => {
    const segment = segmentAt(range, context);
    return segment === undefined || written(segment).length === 0
      ? undefined
      : { template: 'Write out all implied numbers of the diagram', args: NO_ARGS };
  },
  edits: (range, context) => toLsp(diagramSegments(range, context), written),
};

/** Leaves out the numbers of the selected lines that the rules require anyway. */
export const IMPLY_NUMBERS: Refactoring = {
  name: 'numbers.imply',
  kind: CodeActionKind.RefactorRewrite,
  offer: (range, context) => {
    const segment = segmentAt(range, context);
    return segment === undefined || omitted(segment).length === 0
      ? undefined
      : { template: 'Leave out the numbers that are implied', args: NO_ARGS };
  },
  edits: (range, context) => toLsp(segmentsIn(range, context), omitted),
};

function toLsp(segments: readonly SegmentLine[], edits: (segment: SegmentLine) => TextEdit[]): LspEdit[] {
  return segments.flatMap((segment) => edits(segment).map((edit) => segment.unit.edit(edit)));
}

/** The segments of the diagram in which a range starts. */
export function diagramSegments(range: Range, context: Context): SegmentLine[] {
  const segment = segmentAt(range, context);
  const diagram = segment?.unit.analysis.diagramAt(segment.line);
  return segment === undefined || diagram === undefined
    ? []
    : segmentsBetween(segment.unit, diagram.line, diagram.endLine);
}

function written({ unit, line, statement }: SegmentLine): TextEdit[] {
  const step = unit.analysis.step(line);
  if (step?.kind !== 'segment') return [];
  const byColumn = new Map<number, string>();
  for (const { column, text } of impliedNumbers(statement, step)) {
    byColumn.set(column, `${byColumn.get(column) ?? ''} ${text}`);
  }
  return [...byColumn].map(([column, text]) => ({ line, from: column, to: column, text }));
}

/** A number can go where the rules give the same one without it, and where it binds no symbol. */
function omitted({ unit, line, statement }: SegmentLine): TextEdit[] {
  const step = unit.analysis.step(line);
  if (step?.kind !== 'segment') return [];
  return (['seq', 'ack'] as const).flatMap((name) => {
    const field = statement[name];
    if (!field.present || binds(unit, line, field)) return [];
    const edit = removal(unit, line, field);
    const after = unit.analysis.edit(edit).step(line);
    return after?.kind === 'segment' && after[name] === step[name] ? [edit] : [];
  });
}

function binds(unit: Unit, line: number, { from, to }: { from: number; to: number }): boolean {
  const diagram = unit.analysis.diagramAt(line);
  if (diagram === undefined) return true;
  return unit.analysis.bindings(diagram).some((bound) => bound.line === line && bound.from >= from && bound.to <= to);
}

/** Takes a field out together with the blanks and the comma in front of it. */
function removal(unit: Unit, line: number, { from, to }: { from: number; to: number }): TextEdit {
  const before = unit.analysis.lines.line(line).slice(0, from);
  return { line, from: before.replace(/[\s,，、]+$/u, '').length, to, text: '' };
}
