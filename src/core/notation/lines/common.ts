import type { Span } from '../../text/place.ts';
import { BLANK, CLASS } from '../chars.ts';
import type { Cursor } from '../cursor.ts';
import { NO_NAME, readName } from '../naming.ts';
import type { NameSyntax, Problem, Statement } from '../syntax.ts';

/** Where a keyword stands that there is none of. */
export const NOWHERE: Span = Object.freeze({ from: 0, to: 0 });

/** The keyword of a statement as written, and in lower case. */
export interface Keyword extends Span {
  readonly word: string;
}

/** Reads what follows a keyword. The cursor stands behind it. */
export type LineReader = (c: Cursor, keyword: Keyword) => Statement;

/** What all statements have. */
export interface Ending {
  readonly keyword: Span;
  readonly comment: Span | null;
  readonly problems: readonly Problem[];
}

/** Ends a statement: what is left before the comment is reported, once. */
export function finish(c: Cursor, keyword: Span): Ending {
  c.skipBlanks();
  if (!c.atEnd()) skipRest(c);
  const comment = c.comment();
  return { keyword: { from: keyword.from, to: keyword.to }, comment, problems: c.problems.list };
}

/** Moves to the comment or to the end of the line, and reports what is passed over. */
function skipRest(c: Cursor): void {
  const from = c.pos;
  const to = skipToComment(c);
  const text = c.text.slice(from, to);
  c.report('syntax', 'unexpected', from, to, { text }, [{ title: 'comment', text: ` # ${text}` }]);
}

/** Moves to the comment or to the end of the line; returns the offset behind the last character passed over. */
export function skipToComment(c: Cursor): number {
  while (!c.atEnd()) c.pos++;
  let to = c.pos;
  while (to > c.base && CLASS[c.text.charCodeAt(to - 1)] === BLANK) to--;
  return to;
}

/** Reads a name behind a keyword; reports one that is missing. */
export function expectName(c: Cursor, keyword: Keyword): NameSyntax | null {
  const at = c.pos;
  c.skipBlanks();
  const from = c.pos;
  const name = readName(c);
  if (name !== NO_NAME) return { ...c.spanSince(from), name };
  reportMissing(c, at, 'name', keyword.word);
  return null;
}

/**
 * Reports that something must follow `word`: at the place behind it at the end of the line, else at what stands there
 * instead, which is passed over.
 */
export function reportMissing(c: Cursor, at: number, key: 'name' | 'symbol', word: string): void {
  if (c.atEnd()) {
    c.report('syntax', key, at, at, { word });
    return;
  }
  const from = c.pos;
  c.skipToken();
  c.report('syntax', key, from, c.pos, { word });
}
