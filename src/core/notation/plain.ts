import { COMMA, EQUALS, GREATER, isLetter, LESS, MINUS, SLASH, SPACE } from './chars.ts';
import { type Cursor, END } from './cursor.ts';
import { readPlainExpression } from './expressions.ts';
import { fitsField } from './field-reader.ts';
import type { FlagReader } from './flag-reader.ts';
import type { EndpointNode, SegmentNode } from './nodes.ts';
import { FIELD_SHIFT, FLAG_PART, LONGEST_PACKED, meaningOfPacked, packLetter } from './words.ts';

/**
 * Reads the ends of a segment that is written in the usual way: two names of ASCII letters with `->` or `<-` and at most
 * one blank on each side of it, as in `C -> S`. Returns false, and has read nothing, for anything else.
 */
export function readPlainEnds(c: Cursor, s: SegmentNode): boolean {
  const { text, end } = c;
  const leftFrom = c.pos;
  const leftTo = endOfLetters(text, leftFrom, end);
  const arrowFrom = behindBlank(text, leftTo, end);
  const behind = behindBlank(text, arrowFrom + 2, end);
  const rightTo = endOfLetters(text, behind, end);
  if (leftTo === leftFrom || rightTo <= behind) return false;
  if (rightTo < end && text.charCodeAt(rightTo) !== SPACE) return false;
  const first = text.charCodeAt(arrowFrom);
  const second = text.charCodeAt(arrowFrom + 1);
  s.mirrored = first === LESS;
  if (s.mirrored ? second !== MINUS : first !== MINUS || second !== GREATER) return false;
  s.delivery = 'delivered';
  s.arrow.set(arrowFrom - c.base, arrowFrom + 2 - c.base);
  setEndpoint(c, s.left, leftFrom, leftTo);
  setEndpoint(c, s.right, behind, rightTo);
  c.pos = rightTo;
  return true;
}

function endOfLetters(text: string, from: number, end: number): number {
  let pos = from;
  while (pos < end && isLetter(text.charCodeAt(pos))) pos++;
  return pos;
}

function behindBlank(text: string, pos: number, end: number): number {
  return pos < end && text.charCodeAt(pos) === SPACE ? pos + 1 : pos;
}

function setEndpoint(c: Cursor, endpoint: EndpointNode, from: number, to: number): void {
  endpoint.from = from - c.base;
  endpoint.to = to - c.base;
  endpoint.nameTo = to - c.base;
  endpoint.port = null;
  endpoint.name = c.names.intern(c.text, from, to);
}

/**
 * Reads items as long as they are written in the usual way: flags with commas or blanks between, and fields with a plain
 * number, as in `PSH,ACK seq=x+101 ack=y+1 len=100`. Stops before the first that is not, which the segment reader knows
 * how to read. Nearly all items are plain, and one function without detours takes half the time.
 */
export function readPlainItems(c: Cursor, s: SegmentNode, flags: FlagReader): void {
  const { text, end } = c;
  let pos = c.pos;
  for (;;) {
    while (pos < end && text.charCodeAt(pos) === SPACE) pos++;
    const from = pos;
    let packed = 0;
    let unit = END;
    while (pos < end) {
      unit = text.charCodeAt(pos);
      if (!isLetter(unit)) break;
      packed = packLetter(packed, unit);
      pos++;
    }
    c.pos = from;
    if (pos === from || pos - from > LONGEST_PACKED) return;
    const meaning = meaningOfPacked(packed);
    if (pos < end && unit === EQUALS) {
      if (!readPlainField(c, s, (meaning >> FIELD_SHIFT) - 1, pos)) return;
      flags.running = false;
      pos = c.pos;
    } else {
      if ((meaning & FLAG_PART) === 0 || (pos < end && !endsFlag(text, pos, end))) return;
      c.pos = pos;
      flags.add(c, (meaning & FLAG_PART) - 1, from, true);
      if (unit === COMMA && pos < end) pos++;
    }
  }
}

/** Whether the flag that ends at `pos` surely stands alone: no `=` follows, not even after a blank. */
function endsFlag(text: string, pos: number, end: number): boolean {
  const unit = text.charCodeAt(pos);
  if (unit === COMMA) return true;
  return unit === SPACE && pos + 1 < end && isLetter(text.charCodeAt(pos + 1));
}

const LOWER_A = 0x61;

/** Reads the field whose name stands from the cursor to `nameTo`; false, and nothing read, if it is not a plain one. */
function readPlainField(c: Cursor, s: SegmentNode, field: number, nameTo: number): boolean {
  const from = c.pos;
  // `ACK=1` in upper case may be the flag.
  if (c.text.charCodeAt(from) < LOWER_A) return false;
  const target = s.fields[field];
  if (target?.form !== 'number' || target.from >= 0) return false;
  c.pos = nameTo + 1;
  // A pair of values is no number.
  const isOne = readPlainExpression(c, target.value) && (c.pos >= c.end || c.text.charCodeAt(c.pos) !== SLASH);
  if (!isOne || !fitsField(target)) {
    c.pos = from;
    return false;
  }
  s.write(target, from - c.base, c.pos - c.base);
  target.present = true;
  return true;
}
