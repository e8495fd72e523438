import {
  BLANK,
  CLASS,
  CLOSE,
  COMMA,
  DIGIT,
  DOT,
  EQUALS,
  foldText,
  isLetter,
  MINUS,
  NINE,
  OPEN,
  PLUS,
  QUOTE,
  SEMICOLON,
  SLASH,
  SPACE,
  STAR,
  WORD,
  ZERO,
} from './chars.ts';
import type { Cursor } from './cursor.ts';
import { NO_NAME, readSymbol } from './naming.ts';
import type { ExpressionNode } from './nodes.ts';
import { readQuoted } from './text.ts';

/** Whether `-` subtracts, or ends the expression because it stands between the edges of a range. */
export type MinusMeaning = 'subtracts' | 'ends';

const LARGEST = 0xffffffff;
const MODULUS = 0x100000000n;
/** So many digits never overflow a small integer. */
const SAFE_DIGITS = 9;
const DEEPEST = 32;

/** There is no number here, or it is out of range. */
const NO_NUMBER = -1;

/** Whether a term of an expression can begin with the next character. */
export function startsExpression(c: Cursor): boolean {
  if ((c.kind() & WORD) !== 0) return true;
  const unit = c.peek();
  return unit === OPEN || unit === MINUS || unit === PLUS;
}

/**
 * Reads the sum at the next character into `into`. On a mistake reports it and returns false; the cursor then stands
 * somewhere behind the mistake.
 */
export function readExpression(c: Cursor, into: ExpressionNode, minus: MinusMeaning = 'subtracts'): boolean {
  return readPlainExpression(c, into, minus) || readAnyExpression(c, into, minus);
}

function readAnyExpression(c: Cursor, into: ExpressionNode, minus: MinusMeaning): boolean {
  into.begin(c.pos - c.base);
  const fine = readSum(c, into, 1, minus, 0);
  into.to = c.pos - c.base;
  if (into.more !== null || (into.symbol >= 0 && into.factor === 0)) into.settle();
  return fine;
}

/** As `readExpression`, and nothing may be attached to the sum: `1.5` and `x^2` are none. */
export function readValue(c: Cursor, into: ExpressionNode): boolean {
  const from = c.pos;
  if (!readExpression(c, into)) return leaveValue(c);
  return endsValue(c) || reportValue(c, from);
}

/** Reports the value that begins at `from` as one that cannot be read, and skips it. */
function reportValue(c: Cursor, from: number): false {
  leaveValue(c);
  c.report('syntax', 'expression', from, c.pos, { text: c.since(from) });
  return false;
}

/** What else may stand behind a value in notes: `<SEQ=100>`, `[seq=x]`, `seq=x.`, `seq=x|`. */
const LENIENT_ENDS: ReadonlySet<number> = new Set([...'<>]|(。'].map((sign) => sign.charCodeAt(0)));

/** Whether the next character can stand behind a value. */
export function endsValue(c: Cursor): boolean {
  const unit = c.peek();
  if (c.atEnd() || c.kind() === BLANK || unit === COMMA || unit === CLOSE || unit === QUOTE || unit === SEMICOLON)
    return true;
  if (!c.lenient) return false;
  // The full stop of a sentence, but not the point of 1.5.
  return LENIENT_ENDS.has(unit) || (unit === DOT && (c.kindAt(1) & WORD) === 0);
}

/** Skips what is left of a value that cannot be read, so that it is one mistake. */
export function leaveValue(c: Cursor): false {
  if (!endsValue(c)) c.skipToken();
  return false;
}

/**
 * Reads `x`, `x+100` or `100` into `into`, if that is all the expression: nearly every number of a diagram is one of
 * them, so it is tried first. Returns false, and has read nothing, for anything else.
 */
export function readPlainExpression(c: Cursor, into: ExpressionNode, minus: MinusMeaning = 'subtracts'): boolean {
  const { text, end } = c;
  const from = c.pos;
  let pos = from;
  while (pos < end && isLetter(text.charCodeAt(pos))) pos++;
  const symbolTo = pos;
  let number = 0;
  if (pos === from || (pos < end && text.charCodeAt(pos) === PLUS)) {
    if (pos > from) pos++;
    const digits = pos;
    while (pos < end) {
      const digit = text.charCodeAt(pos) - ZERO;
      if (digit < 0 || digit > 9) break;
      number = number * 10 + digit;
      pos++;
    }
    if (pos === digits || pos - digits > PLAIN_DIGITS || number > LARGEST) return false;
  }
  if (!endsPlainly(text, pos, end, minus)) return false;
  into.begin(from - c.base);
  into.constant = number;
  if (symbolTo > from) {
    into.symbol = c.names.intern(text, from, symbolTo);
    into.factor = 1;
    into.symbolFrom = from - c.base;
    into.symbolTo = symbolTo - c.base;
  }
  into.to = pos - c.base;
  c.pos = pos;
  return true;
}

/** As many digits as the largest number has. */
const PLAIN_DIGITS = 10;

/** Whether an expression that has been read up to `pos` surely ends there: no operator follows, not even after a blank. */
function endsPlainly(text: string, pos: number, end: number, minus: MinusMeaning): boolean {
  if (pos >= end) return true;
  const unit = text.charCodeAt(pos);
  if (unit === SPACE) return pos + 1 < end && isLetter(text.charCodeAt(pos + 1));
  return unit === COMMA || unit === SLASH || (unit === MINUS && minus === 'ends');
}

/** Adds `scale` times the sum at the next character to `into`. */
function readSum(c: Cursor, into: ExpressionNode, scale: number, minus: MinusMeaning, depth: number): boolean {
  let sign = scale;
  for (;;) {
    if (!readProduct(c, into, sign, minus, depth)) return false;
    const after = c.pos;
    if (c.kind() === BLANK) c.skipBlanks();
    const operator = c.peek();
    if (operator !== PLUS && (operator !== MINUS || minus === 'ends')) {
      c.pos = after;
      return true;
    }
    const at = c.pos;
    c.pos++;
    c.skipBlanks();
    if (!operandFollows(c, at)) return missingOperand(c, at);
    sign = operator === PLUS ? scale : -scale;
  }
}

/**
 * Whether an operand follows the operator at the offset `at`, behind which the cursor stands. Behind a blank, a word with
 * `=` after it is the next assignment.
 */
export function operandFollows(c: Cursor, at: number): boolean {
  return startsExpression(c) && (c.pos === at + 1 || !startsAssignment(c));
}

/** Whether a name with `=` behind it is next; the names of variables have a dot inside. */
function startsAssignment(c: Cursor): boolean {
  const from = c.pos;
  while ((c.kind() & WORD) !== 0 || c.peek() === DOT) c.pos++;
  const named = c.pos > from;
  c.skipBlanks();
  const assigned = named && c.peek() === EQUALS;
  c.pos = from;
  return assigned;
}

/** Reports that nothing follows the operator at `at`. */
export function missingOperand(c: Cursor, at: number): false {
  c.report('syntax', 'operand', at, at + 1, { text: c.text.charAt(at) });
  c.pos = at + 1;
  return false;
}

/** Adds `scale` times the product at the next character: a number, a symbol, `2n`, `2*n`, `n*2`, `2*(n+1)`, `-n`. */
function readProduct(c: Cursor, into: ExpressionNode, scale: number, minus: MinusMeaning, depth: number): boolean {
  const kind = c.kind();
  if ((kind & DIGIT) !== 0) return readMultiple(c, into, scale, minus, depth);
  if ((kind & WORD) !== 0) return readSymbolTerm(c, into, scale);
  if (depth >= DEEPEST) {
    c.report('syntax', 'nesting', c.pos, c.pos + 1);
    return false;
  }
  const unit = c.peek();
  if (unit === OPEN) return readGroup(c, into, scale, depth);
  if (unit === MINUS || unit === PLUS) return readSigned(c, into, unit === MINUS ? -scale : scale, minus, depth);
  const from = c.pos;
  if (unit === QUOTE) readQuoted(c);
  else c.skipToken();
  c.report('syntax', 'expression', from, c.pos, { text: c.since(from) });
  return false;
}

function readSigned(c: Cursor, into: ExpressionNode, scale: number, minus: MinusMeaning, depth: number): boolean {
  const at = c.pos;
  c.pos++;
  c.skipBlanks();
  if (!operandFollows(c, at)) return missingOperand(c, at);
  return readProduct(c, into, scale, minus, depth + 1);
}

function readGroup(c: Cursor, into: ExpressionNode, scale: number, depth: number): boolean {
  const at = c.pos;
  c.pos++;
  c.skipBlanks();
  if (!startsExpression(c)) return missingOperand(c, at);
  if (!readSum(c, into, scale, 'subtracts', depth + 1)) return false;
  c.skipBlanks();
  if (c.peek() !== CLOSE) {
    c.report('syntax', 'closing', at, at + 1, { text: c.text.charAt(at) });
    return false;
  }
  c.pos++;
  return true;
}

/** A symbol, or a symbol times a number. */
function readSymbolTerm(c: Cursor, into: ExpressionNode, scale: number): boolean {
  const from = c.pos;
  const symbol = readSymbol(c);
  const to = c.pos;
  let factor = scale;
  const times = skipTimes(c);
  if (times >= 0) {
    if ((c.kind() & DIGIT) === 0) return missingFactor(c, times);
    const number = readNumber(c);
    if (number === NO_NUMBER) return false;
    factor = Math.imul(scale, number);
  }
  return into.addSymbol(symbol, factor, from - c.base, to - c.base) || reportTerms(c, from, to);
}

function reportTerms(c: Cursor, from: number, to: number): false {
  c.report('syntax', 'terms', from, to);
  return false;
}

/** A number, or a number times a symbol, a number or a group. */
function readMultiple(c: Cursor, into: ExpressionNode, scale: number, minus: MinusMeaning, depth: number): boolean {
  const number = readNumber(c);
  if (number === NO_NUMBER) return false;
  if ((c.kind() & WORD) !== 0) {
    const from = c.pos;
    const symbol = readSymbol(c);
    const factor = Math.imul(scale, number);
    if (symbol === NO_NAME || into.addSymbol(symbol, factor, from - c.base, c.pos - c.base)) return true;
    return reportTerms(c, from, c.pos);
  }
  const times = skipTimes(c);
  if (times < 0) {
    into.constant = (into.constant + Math.imul(scale, number)) >>> 0;
    return true;
  }
  if (depth >= DEEPEST || !operandFollows(c, times)) return missingOperand(c, times);
  return readProduct(c, into, Math.imul(scale, number), minus, depth + 1);
}

/** Reports that no number follows the `*` at `at`, behind which the cursor stands: the product of two symbols is no sum. */
function missingFactor(c: Cursor, at: number): false {
  if ((c.kind() & WORD) === 0 || !operandFollows(c, at)) return missingOperand(c, at);
  const from = c.pos;
  readSymbol(c);
  c.report('syntax', 'factor', from, c.pos, { text: c.since(from) });
  return false;
}

/** Skips a `*` with blanks around it and returns its offset; −1 where none stands. */
function skipTimes(c: Cursor): number {
  const from = c.pos;
  if (c.kind() === BLANK) c.skipBlanks();
  if (c.peek() !== STAR) {
    c.pos = from;
    return -1;
  }
  const at = c.pos;
  c.pos++;
  c.skipBlanks();
  return at;
}

/** Reads a number, 0 to 2^32 − 1, in decimal or hexadecimal; reports one that is none and returns `NO_NUMBER`. */
export function readNumber(c: Cursor): number {
  const { text } = c;
  const from = c.pos;
  const end = Math.min(c.end, from + SAFE_DIGITS);
  let pos = from;
  let value = 0;
  while (pos < end) {
    const unit = text.charCodeAt(pos);
    if (unit < ZERO || unit > NINE) break;
    value = (value * 10 + unit - ZERO) | 0;
    pos++;
  }
  if (pos > from && (pos >= c.end || ((CLASS[text.charCodeAt(pos)] as number) & WORD) === 0)) {
    c.pos = pos;
    return value;
  }
  return readUnusualNumber(c);
}

/** A number with more than nine digits, underscores, full-width digits, in hexadecimal, or with a symbol behind it. */
function readUnusualNumber(c: Cursor): number {
  const from = c.pos;
  while ((c.kind() & WORD) !== 0) c.pos++;
  const word = foldText(c.since(from));
  const written = (/^0x[0-9a-f]+(?:_[0-9a-f]+)*$/i.exec(word) ?? /^[0-9]+(?:_[0-9]+)*/.exec(word))?.[0] ?? '';
  const behind = word.slice(written.length);
  if (written === '' || behind.startsWith('_') || (behind !== '' && written.startsWith('0'))) {
    c.report('syntax', 'number', from, c.pos, { text: c.since(from) });
    return NO_NUMBER;
  }
  c.pos = from + written.length;
  const value = BigInt(written.replaceAll('_', ''));
  if (value <= BigInt(LARGEST)) return Number(value);
  const text = c.since(from);
  c.report('number-range', 'modulo', from, c.pos, { text }, [{ title: 'change', text: String(value % MODULUS) }]);
  return NO_NUMBER;
}
