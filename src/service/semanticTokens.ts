import type { Range, SemanticTokens } from 'vscode-languageserver-types';
import { LineParser, tokenize, type TokenKind } from '../core/notation/index.ts';
import type { Context } from './context.ts';
import { unitsIn } from './documents.ts';
import type { Unit } from './unit.ts';

/** The token types of the protocol that are used; a token names its type by its place in this list. */
export const TOKEN_TYPES = [
  'keyword',
  'variable',
  'number',
  'operator',
  'enumMember',
  'property',
  'parameter',
  'string',
  'type',
  'macro',
  'comment',
] as const;

type TokenType = (typeof TOKEN_TYPES)[number];

/** What each kind of token is shown as; null for what needs no colour of its own. */
const SHOWN_AS: Readonly<Record<TokenKind, TokenType | null>> = {
  blank: null,
  keyword: 'keyword',
  participant: 'variable',
  port: 'number',
  arrow: 'operator',
  flag: 'enumMember',
  field: 'property',
  variable: 'property',
  number: 'number',
  symbol: 'parameter',
  operator: 'operator',
  punctuation: null,
  string: 'string',
  text: 'string',
  state: 'type',
  option: 'property',
  code: 'macro',
  time: 'number',
  comment: 'comment',
  unknown: null,
};

/** The tokens of a range, or of the whole document without one, each told by its distance from the one before it. */
export function semanticTokens(range: Range | undefined, context: Context): SemanticTokens {
  const encoder = new Encoder();
  const units = range === undefined ? context.document.units : unitsIn(context.document, range);
  for (const unit of units) {
    const from = range === undefined ? 0 : unit.lineOf(range.start.line);
    const to = range === undefined ? unit.analysis.lines.count : unit.lineOf(range.end.line) + 1;
    // One parser for all lines: its statements are looked at and not kept.
    const parser = new LineParser(unit.analysis.names);
    for (let line = from; line < to; line++) encodeLine(unit, line, parser, encoder);
  }
  return { data: encoder.data };
}

function encodeLine(unit: Unit, line: number, parser: LineParser, encoder: Encoder): void {
  const text = unit.analysis.lines.line(line);
  if (text.trim() === '') return;
  for (const { from, to, kind } of tokenize(parser.parse(text, 0, text.length), text)) {
    const type = SHOWN_AS[kind];
    if (type === null) continue;
    const position = unit.position(line, from);
    encoder.add(position.line, position.character, to - from, TOKEN_TYPES.indexOf(type));
  }
}

class Encoder {
  readonly data: number[] = [];
  #line = 0;
  #character = 0;

  add(line: number, character: number, length: number, type: number): void {
    const fresh = line !== this.#line;
    this.data.push(line - this.#line, fresh ? character : character - this.#character, length, type, 0);
    this.#line = line;
    this.#character = character;
  }
}
