import { countWhile } from './sorted.ts';

/** Columns of one line: `from` (inclusive) to `to` (exclusive), in UTF-16 code units counted from 0. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Columns of a line that is named: `line` is counted from 0. Every statement of the notation stands on one line. */
export interface Place extends Span {
  readonly line: number;
}

/** A change of the text of one line: the columns `from`..`to` of `line` become `text`; `text` may hold line breaks. */
export interface TextEdit extends Place {
  readonly text: string;
}

/** A line after edits of it, which all refer to the line as it is and do not overlap. */
export function editLine(text: string, edits: readonly TextEdit[]): string {
  const backwards = edits.toSorted((a, b) => b.from - a.from);
  return backwards.reduce((line, edit) => line.slice(0, edit.from) + edit.text + line.slice(edit.to), text);
}

/** The index of the first one at `line` or behind it, of places in the order of their lines. */
export function firstFrom(places: readonly { readonly line: number }[], line: number): number {
  return countWhile(places, (place) => place.line < line);
}
