import type {
  EndpointSyntax,
  Expression,
  FieldSyntax,
  NameSyntax,
  SegmentStatement,
  StateName,
  StateStatement,
  Statement,
  TcbVariable,
} from '../core/notation/syntax.ts';
import type { FieldName } from '../core/notation/words.ts';
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
  const rule = words[0]?.value.toLowerCase() === 'rule';
  words.forEach((word, index) => {
    if (rule && index === 1) parts.push({ kind: 'code', code: word.value, ...span(word) });
    else parts.push({ kind: 'text', ...span(word) });
  });
}

function addSegment(segment: SegmentStatement, parts: Part[]): void {
  if (segment.timeSpan.to > segment.timeSpan.from) parts.push({ kind: 'time', ...span(segment.timeSpan) });
  addEndpoint(segment.left, parts);
  addEndpoint(segment.right, parts);
  for (const flag of segment.flagTokens) parts.push({ kind: 'flag', bit: flag.bit, ...span(flag) });
  for (const field of NUMBER_FIELDS) addField(segment[field], field, parts);
  for (const field of ['sackok', 'tfo', 'data'] as const) {
    if (segment[field].present) parts.push({ kind: 'field', field, ...span(segment[field]) });
  }
  if (segment.sack.present) {
    parts.push({ kind: 'field', field: 'sack', ...span(segment.sack) });
    for (const block of segment.sack.blocks) {
      addExpression(block.left, 'sack', parts);
      addExpression(block.right, 'sack', parts);
    }
  }
  if (segment.ts.present) {
    parts.push({ kind: 'field', field: 'ts', ...span(segment.ts) });
    addExpression(segment.ts.value, 'ts', parts);
    addExpression(segment.ts.echo, 'ts', parts);
  }
  if (segment.label !== null) parts.push({ kind: 'text', ...span(segment.label) });
}

const NUMBER_FIELDS = ['seq', 'ack', 'len', 'win', 'urg', 'mss', 'wscale'] as const;

function addField(field: FieldSyntax, name: (typeof NUMBER_FIELDS)[number], parts: Part[]): void {
  if (!field.present) return;
  parts.push({ kind: 'field', field: name, ...span(field) });
  addExpression(field.value, name, parts);
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
