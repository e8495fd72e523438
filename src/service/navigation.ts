import {
  DocumentHighlightKind,
  type DocumentHighlight,
  type Location,
  type LocationLink,
  type Position,
} from 'vscode-languageserver-types';
import type { Place } from '../core/text/place.ts';
import type { Context } from './context.ts';
import { unitAt } from './documents.ts';
import { declaration, occurrences, targetAt, type Occurrence } from './occurrences.ts';
import { partAt, type Part } from './parts.ts';
import type { Unit } from './unit.ts';

/**
 * Where what stands at a position comes from: a participant's declaration, the place where a symbol is bound, the
 * segment that an `ack` acknowledges, the line that sent a segment which arrives now.
 */
export function definition(position: Position, context: Context): LocationLink[] {
  const unit = unitAt(context.document, position);
  if (unit === undefined) return [];
  const spot = unit.spot(position);
  const part = partAt(unit.analysis.statement(spot.line), spot.column);
  if (part === undefined) return [];
  const origin = { line: spot.line, from: part.from, to: part.to };
  const target = targetAt(unit, spot);
  const declared = target && declaration(target, unit, occurrences(target, unit));
  const links = [sourceLine(part, spot.line, unit), declared].filter((place) => place !== undefined);
  return distinct(links).map((place) => toLink(place, origin, unit, context));
}

/** Every place that names what stands at a position; the declaration only where it is asked for. */
export function references(position: Position, withDeclaration: boolean, context: Context): Location[] {
  return placesAt(position, context)
    .filter(({ place }) => withDeclaration || !place.declares)
    .map(({ unit, place }) => ({ uri: context.document.uri, range: unit.range(place) }));
}

/** The same places in this document, to be marked while the cursor stands there. */
export function highlights(position: Position, context: Context): DocumentHighlight[] {
  return placesAt(position, context).map(({ unit, place }) => ({
    range: unit.range(place),
    kind: place.declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

function placesAt(position: Position, context: Context): { unit: Unit; place: Occurrence }[] {
  const unit = unitAt(context.document, position);
  const target = unit && targetAt(unit, unit.spot(position));
  if (unit === undefined || target === undefined) return [];
  return occurrences(target, unit).map((place) => ({ unit, place }));
}

/** The segment that a number or an arrival refers to. */
function sourceLine(part: Part, line: number, unit: Unit): Place | undefined {
  const acknowledges = (part.kind === 'field' && part.field === 'ack') || ('owner' in part && part.owner === 'ack');
  if (acknowledges) return wholeLine(unit.analysis.acknowledged(line), unit);
  if (part.kind !== 'arrow') return undefined;
  const step = unit.analysis.step(line);
  return step?.kind === 'segment' ? wholeLine(step.sentLine ?? undefined, unit) : undefined;
}

function wholeLine(line: number | undefined, unit: Unit): Place | undefined {
  if (line === undefined) return undefined;
  const text = unit.analysis.lines.line(line);
  return { line, from: text.length - text.trimStart().length, to: text.trimEnd().length };
}

/** The acknowledged segment and the binding of the symbol are often the same line: the binding says it more precisely. */
function distinct(places: readonly Place[]): Place[] {
  return places.filter((place, index) => places.findLastIndex(({ line }) => line === place.line) === index);
}

function toLink(place: Place, origin: Place, unit: Unit, context: Context): LocationLink {
  const range = unit.range(place);
  return {
    originSelectionRange: unit.range(origin),
    targetUri: context.document.uri,
    targetRange: range,
    targetSelectionRange: range,
  };
}
