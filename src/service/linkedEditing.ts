import type { Position, Range } from 'vscode-languageserver-types';
import type { Context } from './context.ts';
import { unitAt } from './documents.ts';
import { occurrences, targetAt } from './occurrences.ts';

/** Ranges that change together while one of them is typed in. */
export interface LinkedRanges {
  readonly ranges: Range[];
  readonly wordPattern: string;
}

/**
 * All places of the name at a position, but only from where it is declared or bound: who types elsewhere may be about
 * to name another one.
 */
export function linkedEditing(position: Position, context: Context): LinkedRanges | null {
  const unit = unitAt(context.document, position);
  const target = unit && targetAt(unit, unit.spot(position));
  if (unit === undefined || target === undefined) return null;
  const places = occurrences(target, unit);
  const here = places.find(({ line, from }) => line === target.place.line && from === target.place.from);
  if (here?.declares !== true || places.length < 2) return null;
  const sameText = places.every(({ line, from, to }) => unit.analysis.lines.line(line).slice(from, to) === target.name);
  if (!sameText) return null;
  return { ranges: places.map((place) => unit.range(place)), wordPattern: String.raw`[\p{L}\p{M}\p{N}_]+` };
}
