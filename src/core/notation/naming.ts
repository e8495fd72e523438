import {
  ALPHA,
  CLASS,
  COLON,
  DIGIT,
  DOT,
  foldText,
  isLetter,
  LOWER_X,
  MINUS,
  NINE,
  OTHER_WORD,
  QUOTE,
  SPACE,
  UPPER_X,
  WORD,
  ZERO,
} from './chars.ts';
import type { Cursor } from './cursor.ts';
import type { EndpointNode } from './nodes.ts';
import { readQuoted, unescape } from './text.ts';

/** No name stands here. */
export const NO_NAME = -1;

const MOST_PORT = 65535;

/**
 * Reads the symbol at the next character: letters of any script, digits behind the first, underscores. Returns its
 * number, or `NO_NAME` where no letter stands.
 */
export function readSymbol(c: Cursor): number {
  const { text, end } = c;
  const from = c.pos;
  let pos = from;
  let kinds = 0;
  while (pos < end) {
    const kind = CLASS[text.charCodeAt(pos)] as number;
    if ((kind & WORD) === 0) break;
    kinds |= kind;
    pos++;
  }
  if (pos === from) return NO_NAME;
  c.pos = pos;
  return intern(c, from, kinds);
}

/** The number of the word from `from` to the next character; full-width letters are those of ASCII. */
function intern(c: Cursor, from: number, kinds: number): number {
  const foldable = (kinds & OTHER_WORD) !== 0 && (kinds & (ALPHA | DIGIT)) !== 0;
  if (foldable) return c.names.intern(foldText(c.since(from)));
  return c.names.intern(c.text, from, c.pos);
}

/**
 * Moves behind the name of a participant: a word, with single dots and hyphens inside (`10.0.0.1`, `web-1`), or a text
 * in quotes. Returns the classes of its characters, `QUOTED`, or 0 where no name stands.
 */
function scanName(c: Cursor): number {
  const { text, end } = c;
  const from = c.pos;
  let pos = from;
  let kinds = 0;
  for (; pos < end; pos++) {
    const unit = text.charCodeAt(pos);
    if (unit === SPACE) break;
    const kind = isLetter(unit) ? ALPHA : (CLASS[unit] as number);
    if ((kind & WORD) !== 0) kinds |= kind;
    else if (pos === from || !joins(c, pos)) break;
  }
  c.pos = pos;
  return pos === from && c.peek() === QUOTE ? skipQuotedName(c) : kinds;
}

/** Instead of classes: the name is in quotes. */
export const QUOTED = 0x100;

/** Whether the character at `pos` joins two parts of a name. As in Mermaid, `-x` is an arrow. */
function joins(c: Cursor, pos: number): boolean {
  const unit = c.text.charCodeAt(pos);
  if (unit !== MINUS && unit !== DOT) return false;
  if (pos + 1 >= c.end) return false;
  const next = c.text.charCodeAt(pos + 1);
  if (unit === MINUS && (next === LOWER_X || next === UPPER_X)) return false;
  return ((CLASS[next] as number) & WORD) !== 0;
}

function skipQuotedName(c: Cursor): number {
  const from = c.pos;
  if (readQuoted(c).trim() === '') c.report('syntax', 'empty', from, c.pos);
  return QUOTED;
}

/** The number of the name that `scanName` has just read. */
function nameSince(c: Cursor, from: number, kinds: number): number {
  if (kinds !== QUOTED) return intern(c, from, kinds);
  const inner = c
    .since(from)
    .replace(/["＂“”„‟]$/, '')
    .slice(1);
  return c.names.intern(unescape(inner).trim());
}

/** Reads the name of a participant and returns its number, or `NO_NAME`. */
export function readName(c: Cursor): number {
  const from = c.pos;
  const kinds = scanName(c);
  return kinds === 0 ? NO_NAME : nameSince(c, from, kinds);
}

/** Reads `NAME` or `NAME:PORT` into `into`; false where no name stands. */
export function readEndpoint(c: Cursor, into: EndpointNode): boolean {
  const kinds = scanEndpoint(c, into);
  if (kinds === 0) return false;
  nameEndpoint(c, into, kinds);
  return true;
}

/**
 * As `readEndpoint`, but the name gets no number until `nameEndpoint` is called: the first word of a line may be a
 * keyword, which is no name. Returns 0 where no name stands, else what `nameEndpoint` wants to know.
 */
export function scanEndpoint(c: Cursor, into: EndpointNode): number {
  const from = c.pos;
  const kinds = scanName(c);
  if (kinds === 0) return 0;
  into.from = from - c.base;
  into.nameTo = c.pos - c.base;
  into.port = c.raw() !== SPACE && c.peek() === COLON ? readPort(c) : null;
  into.to = c.pos - c.base;
  return kinds;
}

/** Gives the name of an endpoint that has been scanned its number. */
export function nameEndpoint(c: Cursor, endpoint: EndpointNode, kinds: number): void {
  const pos = c.pos;
  c.pos = endpoint.nameTo + c.base;
  endpoint.name = nameSince(c, endpoint.from + c.base, kinds);
  c.pos = pos;
}

/** Reads `:PORT`, if a digit follows the colon; else the colon belongs to something else and nothing is read. */
function readPort(c: Cursor): number | null {
  if ((c.kindAt(1) & DIGIT) === 0) return null;
  c.pos++;
  const from = c.pos;
  let port = 0;
  for (let unit = c.peek(); unit >= ZERO && unit <= NINE; unit = c.peek()) {
    port = Math.min(port * 10 + unit - ZERO, MOST_PORT + 1);
    c.pos++;
  }
  if ((c.kind() & WORD) !== 0 && !isLostArrow(c)) {
    while ((c.kind() & WORD) !== 0) c.pos++;
    c.report('syntax', 'port', from, c.pos, { text: c.since(from) });
    return null;
  }
  if (port <= MOST_PORT) return port;
  c.report('number-range', 'port', from, c.pos, { text: c.since(from) });
  return null;
}

/** Whether `x-` is next, the arrow of a lost segment that comes from the right. */
export function isLostArrow(c: Cursor): boolean {
  const unit = c.peek();
  return (unit === LOWER_X || unit === UPPER_X) && c.peekAt(1) === MINUS;
}
