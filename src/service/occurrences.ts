import type { Diagram } from '../core/check/analysis.ts';
import { LineParser, type SegmentStatement, type Statement } from '../core/notation/index.ts';
import type { Place } from '../core/text/place.ts';
import { partAt, partsOf } from './parts.ts';
import type { Spot, Unit } from './unit.ts';

/** A participant or a symbol of one diagram. */
export interface Target {
  readonly kind: 'participant' | 'symbol';
  readonly name: string;
  readonly diagram: Diagram;
  /** Where it was found. */
  readonly place: Place;
}

/** A place where a target is named. */
export interface Occurrence extends Place {
  /** A declaration, or the place where a symbol is bound. */
  readonly declares: boolean;
}

/** The participant or symbol at a spot. */
export function targetAt(unit: Unit, { line, column }: Spot): Target | undefined {
  const diagram = unit.analysis.diagramAt(line);
  const part = partAt(unit.analysis.statement(line), column);
  if (diagram === undefined || part === undefined) return undefined;
  if (part.kind !== 'participant' && part.kind !== 'symbol') return undefined;
  const place = { line, from: part.from, to: part.to };
  return { kind: part.kind, name: unit.analysis.names.text(part.name), diagram, place };
}

/** Every place of its diagram that names a target, in the order of the text. */
export function occurrences({ kind, name, diagram }: Target, unit: Unit): Occurrence[] {
  const { analysis } = unit;
  const found: Occurrence[] = [];
  const number = analysis.names.intern(name);
  // One parser for all lines: its statements are looked at and not kept.
  const parser = new LineParser(analysis.names);
  const read = (text: string, from: number, to: number): Statement => parser.parse(text, from, to);
  for (let line = diagram.line; line < diagram.endLine; line++) {
    const statement = analysis.lines.read(line, read);
    if (kind === 'participant' && statement.kind === 'segment' && !isEnd(statement, number)) continue;
    for (const part of partsOf(statement)) {
      if (part.kind !== kind || part.name !== number) continue;
      found.push({ line, from: part.from, to: part.to, declares: part.declares });
    }
  }
  const bound = declaration({ kind, name, diagram }, unit, found);
  return found.map((place) => (place === bound ? { ...place, declares: true } : place));
}

/** Where a target is declared or bound: the declaration, the binding, or else its first place. */
export function declaration(
  { kind, name, diagram }: Pick<Target, 'kind' | 'name' | 'diagram'>,
  unit: Unit,
  places: readonly Occurrence[],
): Occurrence | undefined {
  const declared = places.find(({ declares }) => declares);
  if (declared !== undefined) return declared;
  const binding = kind === 'symbol' ? unit.analysis.binding(diagram, name) : undefined;
  const bound =
    binding && places.find(({ line, from, to }) => line === binding.line && from >= binding.from && to <= binding.to);
  return bound ?? places.find(({ line }) => line === binding?.line) ?? places[0];
}

/** Most lines of a long diagram are segments, and most questions are about their ends. */
function isEnd({ left, right }: SegmentStatement, name: number): boolean {
  return left.name === name || right.name === name;
}
