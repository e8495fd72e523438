import type { Position, Range } from 'vscode-languageserver-types';
import type { Lines } from '../core/text/lines.ts';
import { comparePositions } from './ranges.ts';

/** A change as the protocol tells it; without a range, `text` is the whole new text. */
export interface Change {
  readonly range?: Range;
  readonly text: string;
}

/** Whether a change is one by its shape: with a text, and a range, if there is one, of lines and columns. */
export function isChange({ range, text }: { readonly range?: unknown; readonly text?: unknown }): boolean {
  if (typeof text !== 'string') return false;
  if (range === undefined) return true;
  const { start, end } = (range ?? {}) as { start?: unknown; end?: unknown };
  return isPosition(start) && isPosition(end);
}

function isPosition(value: unknown): boolean {
  const { line, character } = (value ?? {}) as { line?: unknown; character?: unknown };
  return isColumn(line) && isColumn(character);
}

const isColumn = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

/** One replacement: the characters `from`..`to` of the text become `text`; `line` is the line of `from`. */
export interface Splice {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The next change as a splice, together with those behind it that lie in front of it in the text. An editor sends the
 * edits of a format or of a rename from the last to the first: they are one splice then, and one analysis.
 * `splice` is null for a change of the whole text. `taken` says how many changes this was, at least 1.
 */
export function spliceOf(
  lines: Lines,
  changes: readonly Change[],
  first: number,
): { splice: Splice | null; taken: number } {
  const change = changes[first];
  if (change?.range === undefined) return { splice: null, taken: 1 };
  const { from: start, to } = offsets(lines, change.range);
  let from = start;
  const pieces = [change.text];
  let front = change.range.start;
  let next = first + 1;
  for (; next < changes.length && exists(lines, front); next++) {
    const other = changes[next];
    if (other?.range === undefined || comparePositions(other.range.end, front) > 0) break;
    const stretch = offsets(lines, other.range);
    pieces.push(lines.text.slice(stretch.to, from), other.text);
    from = stretch.from;
    front = other.range.start;
  }
  const splice = { line: lineAt(lines, from, front.line), from, to, text: pieces.reverse().join('') };
  return { splice, taken: next - first };
}

/** Whether a position is one of the text as it was, and not one that only a change before it could have made. */
function exists(lines: Lines, { line, character }: Position): boolean {
  return line < lines.count && character <= lines.length(line);
}

/** The smallest splice that makes `text` of the text of `lines`; null where they are the same. */
export function spliceBetween(lines: Lines, text: string): Splice | null {
  const before = lines.text;
  if (before === text) return null;
  const limit = Math.min(before.length, text.length);
  let head = 0;
  while (head < limit && before.charCodeAt(head) === text.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < limit - head && before.charCodeAt(before.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail))
    tail++;
  const line = lineAt(lines, head, lines.count - 1);
  return { line, from: head, to: before.length - tail, text: text.slice(head, text.length - tail) };
}

function offsets(lines: Lines, range: Range): { from: number; to: number } {
  const from = offset(lines, range.start);
  return { from, to: Math.max(from, offset(lines, range.end)) };
}

/** A column behind the end of its line counts as the end, a line behind the last as the end of the text. */
function offset(lines: Lines, position: Position): number {
  if (position.line >= lines.count) return lines.text.length;
  return Math.min(lines.start(position.line) + position.character, lines.end(position.line));
}

/** The line that holds an offset, which is on line `limit` or before it. */
function lineAt(lines: Lines, at: number, limit: number): number {
  let low = 0;
  let high = Math.min(limit, lines.count - 1);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines.start(middle) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
