import type { Position, Range } from 'vscode-languageserver-types';

/** Negative, zero or positive, as `a` stands before, at or behind `b`. */
export function comparePositions(a: Position, b: Position): number {
  return a.line === b.line ? a.character - b.character : a.line - b.line;
}

/** Whether two ranges share a character or touch each other; an empty range touches what it stands at. */
export function overlaps(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}

/** Whether `outer` holds every character of `inner`. */
export function contains(outer: Range, inner: Range): boolean {
  return comparePositions(outer.start, inner.start) <= 0 && comparePositions(inner.end, outer.end) <= 0;
}

/** The empty range at a position. */
export function emptyRange(position: Position): Range {
  return { start: position, end: position };
}
