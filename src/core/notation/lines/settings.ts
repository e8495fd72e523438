import { BLANK, DIGIT, EQUALS, QUOTE } from '../chars.ts';
import type { Cursor } from '../cursor.ts';
import { readValue, startsExpression } from '../expressions.ts';
import { NO_NAME, readSymbol } from '../naming.ts';
import { ExpressionNode } from '../nodes.ts';
import type { Expression, NameSyntax, TextSyntax } from '../syntax.ts';
import { readQuoted } from '../text.ts';
import { finish, type LineReader, reportMissing } from './common.ts';

/** `option NAME VALUE…`. */
export const readOption: LineReader = (c, keyword) => {
  const at = c.pos;
  const words: TextSyntax[] = [];
  for (let word = readWord(c); word !== null; word = readWord(c)) words.push(word);
  if (words.length === 0) c.report('syntax', 'option', at, at);
  return { kind: 'option', words, ...finish(c, keyword) };
};

/** `expect CODE`. */
export const readExpect: LineReader = (c, keyword) => {
  const at = c.pos;
  const code = readWord(c);
  if (code === null) c.report('syntax', 'code', at, at);
  return { kind: 'expect', code, ...finish(c, keyword) };
};

/** What stands up to the next blank, or in quotes; null at the end of the line. */
function readWord(c: Cursor): TextSyntax | null {
  c.skipBlanks();
  if (c.atEnd()) return null;
  const from = c.pos;
  if (c.peek() === QUOTE) return { value: readQuoted(c), ...c.spanSince(from) };
  do c.pos++;
  while (!c.atEnd() && c.kind() !== BLANK);
  return { value: c.since(from), ...c.spanSince(from) };
}

/** `let NAME = EXPR`. */
export const readLet: LineReader = (c, keyword) => {
  const name = readLetName(c);
  const value = name === null ? null : readLetValue(c, name);
  return { kind: 'let', name, value, ...finish(c, keyword) };
};

function readLetName(c: Cursor): NameSyntax | null {
  const at = c.pos;
  c.skipBlanks();
  const from = c.pos;
  const name = startsWithDigit(c) ? NO_NAME : readSymbol(c);
  if (name !== NO_NAME) return { ...c.spanSince(from), name };
  reportMissing(c, at, 'symbol', 'let');
  skipRest(c);
  return null;
}

function readLetValue(c: Cursor, name: NameSyntax): Expression | null {
  const at = c.pos;
  c.skipBlanks();
  if (c.peek() !== EQUALS) {
    reportAssign(c, at, name);
    skipRest(c);
    return null;
  }
  c.pos++;
  const behind = c.pos;
  c.skipBlanks();
  const field = c.names.text(name.name);
  if (c.atEnd()) {
    c.report('syntax', 'value', behind, behind, { field, example: `${field}=100` });
    return null;
  }
  const value = new ExpressionNode();
  if (startsExpression(c) && readValue(c, value)) return value;
  if (c.problems.list.length === 0) reportExpression(c);
  skipRest(c);
  return null;
}

function reportAssign(c: Cursor, at: number, name: NameSyntax): void {
  const args = { name: c.names.text(name.name) };
  if (c.atEnd()) {
    c.report('syntax', 'assign', at, at, args);
    return;
  }
  const from = c.pos;
  c.skipToken();
  c.report('syntax', 'assign', from, c.pos, args);
}

function reportExpression(c: Cursor): void {
  const from = c.pos;
  c.skipToken();
  c.report('syntax', 'expression', from, c.pos, { text: c.since(from) });
}

function skipRest(c: Cursor): void {
  while (!c.atEnd()) c.pos++;
}

function startsWithDigit(c: Cursor): boolean {
  return (c.kind() & DIGIT) !== 0;
}
