import type {
  EndpointSyntax,
  Expression,
  NameSyntax,
  SegmentStatement,
  StateName,
  StateStatement,
  Statement,
  TcbVariable,
} from '../core/notation/syntax.ts';
import { FIELD_NAMES, fieldsOf, type FieldName } from '../core/notation/fields.ts';
import { foldText } from '../core/notation/chars.ts';
import { OPTION_NAMES, type OptionName } from '../core/notation/options.ts';
import type { Span } from '../core/text/place.ts';

/** What a value belongs to. */
export type Owner = FieldName | TcbVariable | 'let';

/** A part of a statement that something can be said of. Parts that hold others come before them. */
export type Part =
  | (Span & { readonly kind: 'keyword' | 'arrow' | 'text' | 'comment' | 'time' })
  | (Span & { readonly kind: 'participant'; readonly name: number; readonly declares: boolean })
  | (Span & { readonly kind: 'flag'; readonly bit: number })
  | (Span & { readonly kind: 'field'; readonly field: FieldName })
  | (Span & { readonly kind: 'value'; readonly owner: Owner })
  | (Span & { readonly kind: 'symbol'; readonly name: number; readonly owner: Owner; readonly declares: boolean })
  | (Span & { readonly kind: 'variable'; readonly variable: TcbVariable })
  | (Span & { readonly kind: 'state'; readonly state: StateName })
  | (Span & { readonly kind: 'option'; readonly option: OptionName })
  | (Span & { readonly kind: 'code'; readonly code: string });

/** The innermost part that a column stands in or directly behind. */
export function partAt(statement: Statement, column: number): Part | undefined {
  const parts = partsOf(statement);
  return (
    parts.findLast((part) => part.from <= column && column < part.to) ?? parts.findLast((part) => part.to === column)
  );
}

/** All parts of a statement. */
export function partsOf(statement: Statement): Part[] {
  const parts: Part[] = [];
  if (statement.keyword.to > statement.keyword.from) {
    parts.push({ kind: statement.kind === 'segment' ? 'arrow' : 'keyword', ...span(statement.keyword) });
  }
  addOwn(statement, parts);
  if (statement.comment !== null) parts.push({ kind: 'comment', ...span(statement.comment) });
  return parts;
}

function addOwn(statement: Statement, parts: Part[]): void {
  switch (statement.kind) {
    case 'segment':
      addSegment(statement, parts);
      break;
    case 'diagram':
      parts.push({ kind: 'text', ...span(statement.title) });
      break;
    case 'participant':
      addName(statement.name, true, parts);
      if (statement.label !== null) parts.push({ kind: 'text', ...span(statement.label) });
      break;
    case 'action':
      if (statement.target !== null) addEndpoint(statement.target, parts);
      break;
    case 'state':
      addState(statement, parts);
      break;
    case 'elision':
      if (statement.text !== null) parts.push({ kind: 'text', ...span(statement.text) });
      break;
    case 'note':
      for (const target of statement.targets) addName(target, false, parts);
      parts.push({ kind: 'text', ...span(statement.text) });
      break;
    case 'let':
      if (statement.name !== null) {
        parts.push({
          kind: 'symbol',
          owner: 'let',
          declares: true,
          name: statement.name.name,
          ...span(statement.name),
        });
      }
      if (statement.value !== null) addExpression(statement.value, 'let', parts);
      break;
    case 'expect':
      if (statement.code !== null) parts.push({ kind: 'code', code: statement.code.value, ...span(statement.code) });
      break;
    case 'option':
      addOption(statement.words, parts);
      break;
    case 'blank':
    case 'ignored':
    case 'bad':
      break;
  }
}

function addOption(words: readonly (Span & { readonly value: string })[], parts: Part[]): void {
  const name = foldText(words[0]?.value ?? '').toLowerCase();
  const option = OPTION_NAMES.find((one) => one === name);
  words.forEach((word, index) => {
    if (option !== undefined && index === 0) parts.push({ kind: 'option', option, ...span(word) });
    else if (option === 'rule' && index === 1) parts.push({ kind: 'code', code: word.value, ...span(word) });
    else parts.push({ kind: 'text', ...span(word) });
  });
}

function addSegment(segment: SegmentStatement, parts: Part[]): void {
  if (segment.timeSpan.to > segment.timeSpan.from) parts.push({ kind: 'time', ...span(segment.timeSpan) });
  addEndpoint(segment.left, parts);
  addEndpoint(segment.right, parts);
  for (const flag of segment.flagTokens) parts.push({ kind: 'flag', bit: flag.bit, ...span(flag) });
  for (const field of FIELD_NAMES) {
    if (!segment[field].present) continue;
    parts.push({ kind: 'field', field, ...span(segment[field]) });
  }
  for (const { owner, value } of fieldValues(segment)) addExpression(value, owner, parts);
  if (segment.loose) for (const remark of segment.remarks) parts.push({ kind: 'text', ...span(remark) });
  else if (segment.label !== null) parts.push({ kind: 'text', ...span(segment.label) });
}

/** The values of the fields of a segment that are expressions. */
export function fieldValues(segment: SegmentStatement): { readonly owner: FieldName; readonly value: Expression }[] {
  const values: { readonly owner: FieldName; readonly value: Expression }[] = [];
  for (const owner of fieldsOf('number')) {
    if (segment[owner].present) values.push({ owner, value: segment[owner].value });
  }
  for (const owner of fieldsOf('ranges')) {
    for (const { left, right } of segment[owner].present ? segment[owner].blocks : []) {
      values.push({ owner, value: left }, { owner, value: right });
    }
  }
  for (const owner of fieldsOf('pair')) {
    if (!segment[owner].present) continue;
    values.push({ owner, value: segment[owner].value }, { owner, value: segment[owner].echo });
  }
  return values;
}

function addState(statement: StateStatement, parts: Part[]): void {
  for (const assertion of statement.assertions) {
    addEndpoint(assertion.target, parts);
    if (assertion.state !== null) parts.push({ kind: 'state', state: assertion.state, ...span(assertion.stateSpan) });
    for (const variable of assertion.variables) {
      parts.push({ kind: 'variable', variable: variable.variable, ...span(variable) });
      addExpression(variable.value, variable.variable, parts);
    }
  }
}

function addEndpoint(endpoint: EndpointSyntax, parts: Part[]): void {
  parts.push({ kind: 'participant', declares: false, name: endpoint.name, from: endpoint.from, to: endpoint.nameTo });
}

function addName(name: NameSyntax | null, declares: boolean, parts: Part[]): void {
  if (name !== null) parts.push({ kind: 'participant', declares, name: name.name, ...span(name) });
}

function addExpression(value: Expression, owner: Owner, parts: Part[]): void {
  if (value.to <= value.from) return;
  parts.push({ kind: 'value', owner, ...span(value) });
  if (value.symbol >= 0) {
    parts.push({
      kind: 'symbol',
      owner,
      declares: false,
      name: value.symbol,
      from: value.symbolFrom,
      to: value.symbolTo,
    });
  }
  for (const term of value.more ?? []) {
    parts.push({ kind: 'symbol', owner, declares: false, name: term.symbol, ...span(term) });
  }
}

/** A fresh span: the parser may fill its own ones anew. */
function span({ from, to }: Span): Span {
  return { from, to };
}
