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
import { exampleOf, FIELD_NAMES, fieldEntry, type FieldName } from './fields.ts';
import type { AnyFieldNode, CookieNode, DataNode, FieldNode, SackBlockNode, SackNode, TimestampNode } from './nodes.ts';
import { SegmentNode } from './nodes.ts';
import { readQuoted } from './text.ts';
import { NO_WORD } from './words.ts';

/** Whether a field may stand without a value. */
export function standsAlone(name: FieldName): boolean {
  const { form } = fieldEntry(name);
  return form === 'none' || form === 'cookie';
}

/**
 * Reads the value of the field with the number `field`, whose name stands from `from` to the cursor; the `=` (or what
 * was written in its place) is the next character if `valued`. A field whose value cannot be read keeps its span, but
 * is not present. A field that has been written before is read and forgotten.
 */
export function readField(c: Cursor, s: SegmentNode, field: number, from: number, valued: boolean): void {
  const node = s.fields[field] as AnyFieldNode;
  if (node.from >= 0) {
    readAgain(c, field, from, valued);
    return;
  }
  if (valued) c.pos++;
  node.present = readForm(c, node, valued);
  s.write(node, from - c.base, c.pos - c.base);
}

function readAgain(c: Cursor, field: number, from: number, valued: boolean): void {
  const problems = c.problems.count;
  readField(c, new SegmentNode(), field, from, valued);
  c.problems.keep(problems);
  const text = c.since(from);
  const fix = { title: 'remove', text: '', shown: text } as const;
  c.report('duplicate-field', 'field', from, c.pos, { word: FIELD_NAMES[field] ?? text }, [fix]);
}

function readForm(c: Cursor, node: AnyFieldNode, valued: boolean): boolean {
  switch (node.form) {
    case 'number':
      return readNumeric(c, node);
    case 'none':
      return !valued || readNothing(c, node.name);
    case 'ranges':
      return readSack(c, node);
    case 'pair':
      return readTimestamps(c, node);
    case 'cookie':
      return readCookie(c, node, valued);
    case 'text':
      return readData(c, node);
  }
}

function readNumeric(c: Cursor, node: FieldNode): boolean {
  if (!beginsValue(c, node) || !readValue(c, node.value)) return false;
  return fitsField(node) || reportRange(c, node, node.value.from + c.base);
}

/** Whether a field can hold its value, as far as that is known of one with symbols. */
export function fitsField({ value, most }: FieldNode): boolean {
  return value.symbol >= 0 || value.constant <= most;
}

function reportRange(c: Cursor, { name, most }: FieldNode, from: number): false {
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
function beginsValue(c: Cursor, node: AnyFieldNode): boolean {
  if ((c.kind() & WORD) !== 0) return true;
  const at = c.pos;
  c.skipBlanks();
  const unit = c.peek();
  const missing = c.atEnd() || unit === COMMA || unit === CLOSE || (c.pos > at && startsItem(c, node));
  if (!missing) return true;
  c.pos = at;
  c.report('syntax', 'value', at, at, { field: node.name, example: exampleOf(node.name) });
  return false;
}

function startsItem(c: Cursor, { form }: AnyFieldNode): boolean {
  if (c.peek() === QUOTE) return form !== 'text' && form !== 'cookie';
  const from = c.pos;
  const known = c.word() !== NO_WORD;
  c.skipBlanks();
  const named = c.pos > from && c.peek() === EQUALS;
  c.pos = from;
  return known || named;
}

function readNothing(c: Cursor, field: FieldName): boolean {
  const from = c.pos - 1;
  leaveValue(c);
  const fix = { title: 'remove', text: '', shown: c.since(from) } as const;
  c.report('syntax', 'noValue', from, c.pos, { field }, [fix]);
  return true;
}

/** `L-R/L-R`: as in tcpdump and RFC 2018, right edges are the first number that is not in the block. */
function readSack(c: Cursor, sack: SackNode): boolean {
  sack.clear();
  if (!beginsValue(c, sack)) return false;
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
  if (!beginsValue(c, ts)) return false;
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
  if (!beginsValue(c, tfo)) return false;
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
  if (!beginsValue(c, data)) return false;
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
