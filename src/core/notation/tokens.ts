import type { Span } from '../text/place.ts';
import { BLANK, CLASS, COLON, DIGIT, EQUALS, fold, foldText, MINUS, PLUS, STAR, WORD } from './chars.ts';
import type { EndpointSyntax, SegmentStatement, StateStatement, Statement } from './syntax.ts';
import { FIELD_NAMES, fieldsOf } from './fields.ts';

/** What a token is. `unknown` is a word that the parser has reported; `text` is prose. */
export type TokenKind =
  | 'blank'
  | 'keyword'
  | 'participant'
  | 'port'
  | 'arrow'
  | 'flag'
  | 'field'
  | 'variable'
  | 'number'
  | 'symbol'
  | 'operator'
  | 'punctuation'
  | 'string'
  | 'text'
  | 'state'
  | 'option'
  | 'code'
  | 'time'
  | 'comment'
  | 'unknown';

/** A piece of a line. The tokens of a line touch each other and cover all of it. */
export interface Token extends Span {
  readonly kind: TokenKind;
}

/** A part of the line that the statement knows: one token, or an assignment or an expression that consists of several. */
interface Mark extends Span {
  readonly kind: TokenKind | 'expression' | 'field=' | 'variable=' | 'flag=';
}

/** The tokens of a line, from the statement that was read from it. */
export function tokenize(statement: Statement, line: string): readonly Token[] {
  const marks = marksOf(statement).filter((mark) => mark.to > mark.from);
  marks.sort((a, b) => a.from - b.from);
  const tokens = new TokenList(line, wordKind(statement));
  for (const mark of marks) tokens.add(mark);
  return tokens.finish();
}

/** What a word is that no part of the statement covers. */
function wordKind(statement: Statement): TokenKind {
  if (statement.kind === 'note' || statement.kind === 'participant') return 'keyword';
  return statement.kind === 'ignored' ? 'text' : 'unknown';
}

function marksOf(statement: Statement): Mark[] {
  const marks = ownMarks(statement);
  if (statement.kind !== 'segment') marks.push({ ...bounds(statement.keyword), kind: keywordKind(statement) });
  if (statement.comment !== null) marks.push({ ...bounds(statement.comment), kind: 'comment' });
  return marks;
}

function keywordKind(statement: Statement): TokenKind {
  if (statement.kind === 'bad') return 'arrow';
  return 'keyword';
}

function ownMarks(statement: Statement): Mark[] {
  switch (statement.kind) {
    case 'segment':
      return segmentMarks(statement);
    case 'state':
      return stateMarks(statement);
    case 'diagram':
      return [{ ...bounds(statement.title), kind: 'text' }];
    case 'participant':
      return [...optional(statement.name, 'participant'), ...optional(statement.label, 'text')];
    case 'action':
      return [
        { ...bounds(statement.timeSpan), kind: 'time' },
        ...(statement.target === null ? [] : endpointMarks(statement.target)),
      ];
    case 'elision':
      return optional(statement.text, 'text');
    case 'note':
      return [
        ...statement.targets.map((target) => ({ ...bounds(target), kind: 'participant' }) as const),
        { ...bounds(statement.text), kind: 'text' },
      ];
    case 'let':
      return [...optional(statement.name, 'symbol'), ...optional(statement.value, 'expression')];
    case 'option':
      return statement.words.map((word, index) => ({ ...bounds(word), kind: index === 0 ? 'option' : 'text' }));
    case 'expect':
      return optional(statement.code, 'code');
    case 'blank':
    case 'ignored':
    case 'bad':
      return [];
  }
}

function optional(span: Span | null, kind: Mark['kind']): Mark[] {
  return span === null ? [] : [{ ...bounds(span), kind }];
}

function bounds(span: Span): Span {
  return { from: span.from, to: span.to };
}

function endpointMarks(endpoint: EndpointSyntax): Mark[] {
  const { from, nameTo, to } = endpoint;
  return [
    { from, to: nameTo, kind: 'participant' },
    { from: Math.min(nameTo + 1, to), to, kind: 'port' },
  ];
}

function segmentMarks(statement: SegmentStatement): Mark[] {
  const marks: Mark[] = [
    { ...bounds(statement.timeSpan), kind: 'time' },
    ...endpointMarks(statement.left),
    { ...bounds(statement.arrow), kind: 'arrow' },
    ...endpointMarks(statement.right),
    ...statement.flagTokens.map((flag) => ({ ...bounds(flag), kind: 'flag=' }) as const),
    ...(statement.loose
      ? statement.remarks.map((remark) => ({ ...bounds(remark), kind: 'string' }) as const)
      : optional(statement.label, 'string')),
  ];
  for (const name of FIELD_NAMES) marks.push({ ...bounds(statement[name]), kind: 'field=' });
  return marks;
}

function stateMarks(statement: StateStatement): Mark[] {
  return statement.assertions.flatMap((assertion) => [
    ...endpointMarks(assertion.target),
    { ...bounds(assertion.stateSpan), kind: assertion.state === null ? 'unknown' : 'state' } as const,
    ...assertion.variables.map((variable) => ({ ...bounds(variable), kind: 'variable=' }) as const),
  ]);
}

/** Lays tokens one behind the other; what lies between two parts of the statement is told by its characters. */
class TokenList {
  readonly #line: string;
  readonly #wordKind: TokenKind;
  readonly #tokens: Token[] = [];
  #at = 0;

  constructor(line: string, kind: TokenKind) {
    this.#line = line;
    this.#wordKind = kind;
  }

  /** Adds a part of the statement. Parts come in the order of the line. */
  add(mark: Mark): void {
    this.#fill(mark.from, this.#wordKind);
    switch (mark.kind) {
      case 'expression':
        this.#fill(mark.to, 'symbol');
        break;
      case 'field=':
        this.#assignment(mark, 'field');
        break;
      case 'variable=':
        this.#assignment(mark, 'variable');
        break;
      case 'flag=':
        this.#assignment(mark, 'flag');
        break;
      default:
        this.#push(mark.to, mark.kind);
    }
  }

  /** All tokens, with what lies behind the last part. */
  finish(): readonly Token[] {
    this.#fill(this.#line.length, this.#wordKind);
    return this.#tokens;
  }

  /** A name, `=` and a value; a name alone. */
  #assignment(mark: Span, kind: TokenKind): void {
    const equals = equalsIn(this.#line, mark);
    let to = equals;
    while (to > mark.from && classAt(this.#line, to - 1) === BLANK) to--;
    this.#push(to, kind);
    if (isCookie(this.#line.slice(mark.from, to))) this.#cookie(mark.to);
    else this.#fill(mark.to, 'symbol');
  }

  /** A cookie looks like a number or a symbol, and is neither. */
  #cookie(to: number): void {
    this.#fill(Math.min(to, equalsIn(this.#line, { from: this.#at, to }) + 1), 'symbol');
    while (this.#at < to && classAt(this.#line, this.#at) === BLANK) this.#fill(this.#at + 1, 'symbol');
    this.#push(to, 'string');
  }

  #push(to: number, kind: TokenKind): void {
    if (to <= this.#at) return;
    const last = this.#tokens.at(-1);
    const joins = last?.kind === kind && (kind === 'blank' || kind === 'punctuation');
    if (joins) this.#tokens[this.#tokens.length - 1] = { from: last.from, to, kind };
    else this.#tokens.push({ from: this.#at, to, kind });
    this.#at = to;
  }

  /** Tells by their characters what the columns up to `to` are; words are of the kind `word`. */
  #fill(to: number, word: TokenKind): void {
    while (this.#at < to) {
      const kind = classAt(this.#line, this.#at);
      const unit = fold(this.#line.charCodeAt(this.#at));
      if (kind === BLANK) this.#push(this.#at + 1, 'blank');
      else if (word === 'text') this.#push(endOfText(this.#line, this.#at, to), 'text');
      else if ((kind & DIGIT) !== 0) this.#push(endOfNumber(this.#line, this.#at, to), 'number');
      else if ((kind & WORD) !== 0) this.#push(endOfWord(this.#line, this.#at, to), word);
      else if (unit === QUOTE_UNIT && word === 'symbol') this.#push(to, 'string');
      else this.#push(this.#at + 1, OPERATORS.has(unit) ? 'operator' : 'punctuation');
    }
  }
}

/** Whether the name of a field says that a cookie follows. */
function isCookie(name: string): boolean {
  const field = foldText(name).toLowerCase();
  return fieldsOf('cookie').some((one) => one === field);
}

const QUOTE_UNIT = 0x22;
const OPERATORS: ReadonlySet<number> = new Set([EQUALS, PLUS, MINUS, STAR]);

function classAt(line: string, column: number): number {
  return CLASS[line.charCodeAt(column)] ?? 0;
}

/** The column of the first `=`, or `:` in its place, in the span; without one that of the blank before the value. */
function equalsIn(line: string, span: Span): number {
  for (let at = span.from; at < span.to; at++) {
    const unit = fold(line.charCodeAt(at));
    if (unit === EQUALS || unit === COLON) return at;
  }
  const value = /\s\S*$/.exec(line.slice(span.from, span.to));
  return value === null ? span.to : span.from + value.index;
}

/** The end of the prose from `from`: the next blank. */
function endOfText(line: string, from: number, to: number): number {
  let at = from;
  while (at < to && classAt(line, at) !== BLANK) at++;
  return at;
}

function endOfWord(line: string, from: number, to: number): number {
  let at = from;
  while (at < to && (classAt(line, at) & WORD) !== 0) at++;
  return at;
}

/** The end of the digits from `from`, with underscores and hexadecimal digits; a symbol may follow without a blank. */
function endOfNumber(line: string, from: number, to: number): number {
  const word = foldText(line.slice(from, endOfWord(line, from, to)));
  const number = /^0x[0-9a-f_]+/i.exec(word) ?? /^[0-9]+(?:_+[0-9]+)*/.exec(word);
  return from + (number?.[0].length ?? 1);
}
