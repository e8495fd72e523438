import { CLOSE, COMMA, DIGIT, EQUALS, fold, MINUS, QUOTE, SLASH, WORD } from './chars.ts';
import type { Cursor } from './cursor.ts';
import {
  endsValue,
  leaveValue,
  missingOperand,
  operandFollows,
  readExpression,
  readValue,
  startsExpression,
} from './expressions.ts';
import {
  type CookieNode,
  type DataNode,
  type ExpressionNode,
  type FieldNode,
  type SackBlockNode,
  type SackNode,
  SegmentNode,
  type TimestampNode,
  type WrittenField,
} from './nodes.ts';
import { readQuoted } from './text.ts';
import { FIELD_NAMES, meaningOf, NO_WORD } from './words.ts';

/** The largest window that a scale can give (RFC 7323 §2.2), so the most that can be under way at once. */
const LARGEST_WINDOW = 65535 * 2 ** 14;
const SIXTEEN_BITS = 65535;
const THIRTY_TWO_BITS = 2 ** 32 - 1;

/** The largest constant of each field with one number, in the order of `FIELD_NAMES`. */
const MOST = Float64Array.of(
  THIRTY_TWO_BITS,
  THIRTY_TWO_BITS,
  LARGEST_WINDOW,
  SIXTEEN_BITS,
  SIXTEEN_BITS,
  SIXTEEN_BITS,
  THIRTY_TWO_BITS,
);

/** Fields below this number hold one number. */
export const NUMERIC_FIELDS = MOST.length;
const SACKOK = FIELD_NAMES.indexOf('sackok');
const SACK = FIELD_NAMES.indexOf('sack');
const TS = FIELD_NAMES.indexOf('ts');
const TFO = FIELD_NAMES.indexOf('tfo');
const DATA = FIELD_NAMES.indexOf('data');

/** What a message shows for a field without a value. */
const EXAMPLES: Readonly<Record<string, string>> = {
  ack: 'ack=x+1',
  len: 'len=100',
  win: 'win=65535',
  urg: 'urg=1',
  mss: 'mss=1460',
  wscale: 'wscale=7',
  sack: 'sack=200-300',
  ts: 'ts=100/50',
  tfo: 'tfo=76d2c1c530f51f79',
  data: 'data="GET /"',
};

/** Whether a field may stand without a value. */
export function standsAlone(field: number): boolean {
  return field === SACKOK || field === TFO;
}

/** The value that a message shows for a field. */
export function exampleOf(field: number): string {
  return EXAMPLES[FIELD_NAMES[field] ?? ''] ?? 'seq=x';
}

/**
 * Reads the value of the field with the number `field`, whose name stands from `from` to the cursor; the `=` (or what
 * was written in its place) is the next character if `valued`. A field whose value cannot be read keeps its span, but
 * is not present. A field that has been written before is read and forgotten.
 */
export function readField(c: Cursor, s: SegmentNode, field: number, from: number, valued: boolean): void {
  const bit = 1 << field;
  if ((s.written & bit) !== 0) {
    readAgain(c, field, from, valued);
    return;
  }
  s.written |= bit;
  if (valued) c.pos++;
  if (field < NUMERIC_FIELDS) {
    const numeric = s.numeric[field] as FieldNode;
    numeric.present = readNumeric(c, field, numeric.value);
    numeric.from = from - c.base;
    numeric.to = c.pos - c.base;
  } else {
    const special = s.special[field - NUMERIC_FIELDS] as WrittenField;
    special.present = readSpecial(c, s, field, valued);
    special.from = from - c.base;
    special.to = c.pos - c.base;
  }
}

function readAgain(c: Cursor, field: number, from: number, valued: boolean): void {
  const problems = c.problems.count;
  readField(c, new SegmentNode(), field, from, valued);
  c.problems.keep(problems);
  const text = c.since(from);
  const fix = { title: 'remove', text: '', shown: text } as const;
  c.report('duplicate-field', 'field', from, c.pos, { word: FIELD_NAMES[field] ?? text }, [fix]);
}

function readNumeric(c: Cursor, field: number, value: ExpressionNode): boolean {
  if (!beginsValue(c, field) || !readValue(c, value)) return false;
  return fitsField(field, value) || reportRange(c, field, value.from + c.base);
}

/** Whether a field can hold a value, as far as that is known of one with symbols. */
export function fitsField(field: number, value: ExpressionNode): boolean {
  return value.symbol >= 0 || value.constant <= (MOST[field] as number);
}

function readSpecial(c: Cursor, s: SegmentNode, field: number, valued: boolean): boolean {
  if (field === SACKOK) return !valued || readNothing(c, field);
  if (field === TFO) return readCookie(c, s.tfo, valued);
  if (field === SACK) return readSack(c, s.sack);
  return field === TS ? readTimestamps(c, s.ts) : readData(c, s.data);
}

function reportRange(c: Cursor, field: number, from: number): false {
  const name = FIELD_NAMES[field] ?? '';
  const most = MOST[field] as number;
  if (fold(c.text.charCodeAt(from)) === MINUS) {
    c.report('number-range', 'negative', from, c.pos, { field: name });
  } else {
    const fixes = [{ title: 'change', text: String(most) }] as const;
    c.report('number-range', 'field', from, c.pos, { field: name, most, text: c.since(from) }, fixes);
  }
  return false;
}

/**
 * Moves to the value behind the `=`; reports one that is missing, at the place where it should stand. Behind a blank,
 * a word that is a flag or the name of a field is not the value but the next item.
 */
function beginsValue(c: Cursor, field: number): boolean {
  if ((c.kind() & WORD) !== 0) return true;
  const at = c.pos;
  c.skipBlanks();
  const unit = c.peek();
  const missing = c.atEnd() || unit === COMMA || unit === CLOSE || (c.pos > at && startsItem(c, field));
  if (!missing) return true;
  c.pos = at;
  c.report('syntax', 'value', at, at, { field: FIELD_NAMES[field] ?? '', example: exampleOf(field) });
  return false;
}

function startsItem(c: Cursor, field: number): boolean {
  if (c.peek() === QUOTE) return field !== DATA && field !== TFO;
  const from = c.pos;
  const known = meaningOf(c.word()) !== NO_WORD;
  c.skipBlanks();
  const named = c.pos > from && c.peek() === EQUALS;
  c.pos = from;
  return known || named;
}

function readNothing(c: Cursor, field: number): boolean {
  const from = c.pos - 1;
  leaveValue(c);
  const fix = { title: 'remove', text: '', shown: c.since(from) } as const;
  c.report('syntax', 'noValue', from, c.pos, { field: FIELD_NAMES[field] ?? '' }, [fix]);
  return true;
}

/** `L-R/L-R`: as in tcpdump and RFC 2018, right edges are the first number that is not in the block. */
function readSack(c: Cursor, sack: SackNode): boolean {
  sack.clear();
  if (!beginsValue(c, SACK)) return false;
  do if (!readBlock(c, sack.add())) return false;
  while (nextBlock(c));
  return true;
}

function readBlock(c: Cursor, block: SackBlockNode): boolean {
  const from = c.pos;
  if (!startsExpression(c)) return missingOperand(c, from - 1);
  if (!readExpression(c, block.left, 'ends')) return leaveValue(c);
  const behind = c.pos;
  c.skipBlanks();
  const hyphen = c.pos;
  if (c.peek() !== MINUS) {
    c.pos = behind;
    return reportBlock(c, from);
  }
  c.pos++;
  c.skipBlanks();
  if (!operandFollows(c, hyphen)) return missingOperand(c, hyphen);
  if (!readExpression(c, block.right, 'ends')) return leaveValue(c);
  block.from = from - c.base;
  block.to = c.pos - c.base;
  return endsValue(c) || c.peek() === SLASH || reportBlock(c, from);
}

function reportBlock(c: Cursor, from: number): false {
  leaveValue(c);
  c.report('syntax', 'range', from, c.pos, { text: c.since(from) });
  return false;
}

/** Moves behind the `/` to the next block; a comma before a number is reported, and read as one. */
function nextBlock(c: Cursor): boolean {
  if (c.atEnd()) return false;
  const at = c.pos;
  if (c.peek() === COMMA) {
    c.pos++;
    c.skipBlanks();
    if ((c.kind() & DIGIT) !== 0) {
      const fixes = [{ title: 'change', text: '/' }] as const;
      c.report('syntax', 'blocks', at, at + 1, { text: c.text.charAt(at) }, fixes);
      return true;
    }
    c.pos = at;
    return false;
  }
  if (c.peek() !== SLASH) return false;
  c.pos++;
  return true;
}

/** `VAL/ECR` (RFC 7323 §3.2). */
function readTimestamps(c: Cursor, ts: TimestampNode): boolean {
  if (!beginsValue(c, TS)) return false;
  const from = c.pos;
  if (!readExpression(c, ts.value)) return leaveValue(c);
  if (c.peek() === SLASH && !c.atEnd()) {
    c.pos++;
    if (startsExpression(c)) {
      if (!readExpression(c, ts.echo)) return leaveValue(c);
      if (endsValue(c)) return true;
    }
  }
  leaveValue(c);
  c.report('syntax', 'pair', from, c.pos);
  return false;
}

/** `tfo`, or `tfo=COOKIE` (RFC 7413 §4.1.1). */
function readCookie(c: Cursor, tfo: CookieNode, valued: boolean): boolean {
  tfo.cookie = '';
  if (!valued) return true;
  if (!beginsValue(c, TFO)) return false;
  if (c.peek() === QUOTE) {
    tfo.cookie = readQuoted(c);
    return true;
  }
  const from = c.pos;
  c.skipToken();
  tfo.cookie = c.since(from);
  return true;
}

function readData(c: Cursor, data: DataNode): boolean {
  if (!beginsValue(c, DATA)) return false;
  if (c.peek() === QUOTE) {
    data.text = readQuoted(c);
    data.bytes = utf8Length(data.text);
    return true;
  }
  const from = c.pos;
  c.skipToken();
  c.report('syntax', 'quoted', from, c.pos, {}, [{ title: 'change', text: `"${c.since(from)}"` }]);
  return false;
}

/** The length of a text in UTF-8; a lone surrogate counts as the replacement character that it is encoded as. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) ?? 0;
    if (point > 0xffff) i++;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
