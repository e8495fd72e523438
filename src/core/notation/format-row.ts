import type { Span } from '../text/place.ts';
import { BLANK, CLASS, COLON, fold, foldText, QUOTE } from './chars.ts';
import { FLAG_NAMES } from './flags.ts';
import type { EndpointSyntax, FlagToken, SegmentStatement, StateStatement, Statement, TextSyntax } from './syntax.ts';
import { FIELD_NAMES, FIELDS, type FieldName } from './fields.ts';

/** The columns of a segment. Fields that not every line has, and the label, share the last one. */
export const COLUMNS = ['time', 'left', 'arrow', 'right', 'flags', 'seq', 'ack', 'len', 'rest'] as const;
const SEQ_COLUMN = COLUMNS.indexOf('seq');
const ALIGNED_FIELDS: readonly FieldName[] = ['seq', 'ack', 'len'];

/** A line as it should be written, without indentation and comment. */
export type Row =
  /** A segment: one cell for each of `COLUMNS`. */
  | { readonly kind: 'segment'; readonly cells: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  /** A line that nobody should touch. */
  | { readonly kind: 'kept' };

/** How the statement that was read from `line` should be written. Never anything that would be read otherwise. */
export function rowOf(statement: Statement, line: string): Row {
  if (statement.problems.length > 0 || statement.kind === 'bad') return { kind: 'kept' };
  // What is written as in notes stays as it is: a fix writes it in the strict notation.
  if (statement.kind === 'segment' && statement.loose)
    return { kind: 'text', text: trim(line.slice(0, statement.comment?.from ?? line.length)) };
  if (statement.kind === 'segment') return { kind: 'segment', cells: segmentCells(statement, line) };
  return { kind: 'text', text: plainText(statement, line) };
}

function plainText(statement: Exclude<Statement, SegmentStatement>, line: string): string {
  const keyword = foldText(slice(line, statement.keyword)).toLowerCase().replace(/\s+/g, ' ');
  switch (statement.kind) {
    case 'diagram':
      return join([keyword + colonOf(statement, line), quotedWhole(slice(line, statement.title))]);
    case 'participant':
      return join([keyword, statement.name && quoted(slice(line, statement.name)), labelText(statement.label, line)]);
    case 'action':
      return join([
        foldText(slice(line, statement.timeSpan)),
        keyword,
        statement.target && endpoint(statement.target, line),
      ]);
    case 'state':
      return `state ${statesText(statement, line)}`;
    case 'elision':
      return join(['...', statement.text && slice(line, statement.text)]);
    case 'note': {
      const place = statement.position === 'over' ? 'over' : `${statement.position} of`;
      const targets = statement.targets.map((target) => quoted(slice(line, target))).join(',');
      return join([`note ${place} ${targets}:`, slice(line, statement.text)]);
    }
    case 'let':
      return join(['let', statement.name && slice(line, statement.name), '=', expression(line, statement.value)]);
    case 'option':
      return join(['option', ...statement.words.map((word) => slice(line, word))]);
    case 'expect':
      return join(['expect', statement.code && slice(line, statement.code)]);
    case 'blank':
    case 'ignored':
    case 'bad':
      return trim(line.slice(0, statement.comment?.from ?? line.length));
  }
}

/** The colon behind the keyword of a title, where it tells the title from an arrow: `title: -> S`. */
function colonOf({ keyword, title }: { readonly keyword: Span; readonly title: TextSyntax }, line: string): string {
  const plain = /^(?!x-)[\p{L}\p{N}":]/iu.test(foldText(slice(line, title)));
  return !plain && foldText(line.slice(keyword.to, title.from)).includes(':') ? ':' : '';
}

function labelText(label: TextSyntax | null, line: string): string | null {
  return label === null ? null : `as ${quotedWhole(slice(line, label))}`;
}

function statesText(statement: StateStatement, line: string): string {
  return statement.assertions
    .map((assertion) =>
      join([
        endpoint(assertion.target, line),
        assertion.state,
        ...assertion.variables.map((one) => `${one.variable}=${expression(line, one.value) ?? ''}`),
      ]),
    )
    .join(', ');
}

function segmentCells(statement: SegmentStatement, line: string): string[] {
  const fields = FIELD_NAMES.filter((name) => statement[name].from >= 0);
  fields.sort((a, b) => statement[a].from - statement[b].from);
  const label = statement.label === null ? null : quoted(slice(line, statement.label));
  const cells: string[] = [
    foldText(slice(line, statement.timeSpan)),
    endpoint(statement.left, line),
    arrowText(slice(line, statement.arrow)),
    endpoint(statement.right, line) + (hasColon(statement, line) ? ':' : ''),
    flagsText(statement, line),
    '',
    '',
    '',
  ];
  const rest = fields.splice(aligned(fields));
  for (const name of fields) cells[SEQ_COLUMN + ALIGNED_FIELDS.indexOf(name)] = fieldText(statement, name, line);
  cells.push(join([...rest.map((name) => fieldText(statement, name, line)), label]));
  return cells;
}

/** How many of the fields have columns of their own: those that come first, in the order of the columns. */
function aligned(fields: readonly FieldName[]): number {
  let column = -1;
  for (const [index, name] of fields.entries()) {
    const next = ALIGNED_FIELDS.indexOf(name);
    if (next <= column) return index;
    column = next;
  }
  return fields.length;
}

function hasColon(statement: SegmentStatement, line: string): boolean {
  let at = statement.right.to;
  while (CLASS[line.charCodeAt(at)] === BLANK) at++;
  return fold(line.charCodeAt(at)) === COLON;
}

const ARROW_TWINS: Readonly<Record<string, string>> = { '→': '->', '←': '<-', '…': '...', X: 'x' };

function arrowText(written: string): string {
  return foldText(written)
    .replace(/…+/g, '…')
    .replace(/[→←…X]/g, (unit) => ARROW_TWINS[unit] ?? unit);
}

/** The flags in upper case with commas between, each as it was written: a name, or `NAME=0`. */
function flagsText(statement: SegmentStatement, line: string): string {
  if (!statement.flagsWritten) return '';
  const flags = statement.flagTokens.map((flag) => flagText(flag, line));
  if (acknowledges(statement, line)) flags.push('ACK');
  return flags.length === 0 ? '[none]' : flags.join(',');
}

const ACK_BIT = 1 << FLAG_NAMES.indexOf('ACK');

/** Whether the flag stands in the name of the number alone, `SYN,ACK=x+1`, which is written in lower case. */
function acknowledges({ flags, flagTokens, ack }: SegmentStatement, line: string): boolean {
  if ((flags & ACK_BIT) === 0 || !slice(line, ack).startsWith('ACK')) return false;
  return !flagTokens.some(({ bit }) => bit === ACK_BIT);
}

function flagText(flag: FlagToken, line: string): string {
  const [name = '', value] = foldText(slice(line, flag)).split('=');
  const bit = FLAG_NAMES[31 - Math.clz32(flag.bit)];
  return value === undefined ? (bit ?? name) : `${trim(name).toUpperCase()}=${trim(value)}`;
}

function fieldText(statement: SegmentStatement, name: FieldName, line: string): string {
  const written = slice(line, statement[name]);
  const equals = foldText(written).indexOf('=');
  if (equals < 0 || FIELDS[name].form === 'none') return name;
  const value = trim(written.slice(equals + 1));
  const { form } = FIELDS[name];
  return `${name}=${form === 'text' || form === 'cookie' ? quoted(value) : foldText(value)}`;
}

function endpoint(written: EndpointSyntax, line: string): string {
  const name = quoted(line.slice(written.from, written.nameTo));
  return written.port === null ? name : `${name}:${foldText(line.slice(written.nameTo + 1, written.to))}`;
}

function expression(line: string, span: Span | null): string | null {
  return span && foldText(slice(line, span));
}

/** A text with plain quotes, if it is in typographic ones. */
function quoted(written: string): string {
  if (written.length < 2 || fold(written.charCodeAt(0)) !== QUOTE) return written;
  return `"${written.slice(1, -1)}"`;
}

/** As `quoted`, if the quotes are around all of the text and not around two parts of it. */
function quotedWhole(written: string): string {
  return /^["“”„‟＂](?:\\.|[^\\"“”„‟＂])*["“”„‟＂]$/s.test(written) ? quoted(written) : written;
}

function slice(line: string, span: Span): string {
  return span.from < 0 ? '' : line.slice(span.from, span.to);
}

/** A text without the blanks of the notation around it. */
export function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && CLASS[text.charCodeAt(from)] === BLANK) from++;
  while (to > from && CLASS[text.charCodeAt(to - 1)] === BLANK) to--;
  return text.slice(from, to);
}

/** The parts that there are, with one blank between. */
function join(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ');
}
