import { FIELD_NAMES, FLAG_NAMES } from '../../src/core/notation/index.ts';
import type {
  EndpointSyntax,
  Expression,
  SegmentStatement,
  Statement,
  TextSyntax,
} from '../../src/core/notation/index.ts';
import type { Names } from '../../src/core/text/names.ts';

/** What a statement says, without where it stands: two spellings of the same mean the same. */
export function meaning(statement: Statement, names: Names): unknown {
  const name = (one: { readonly name: number } | null): string | null => one && names.text(one.name);
  const end = (one: EndpointSyntax | null): string | null =>
    one && (one.port === null ? names.text(one.name) : `${names.text(one.name)}:${String(one.port)}`);
  const value = (one: TextSyntax | null): string | null => one?.value ?? null;
  switch (statement.kind) {
    case 'segment':
      return segmentMeaning(statement, names, end);
    case 'diagram':
      return { kind: statement.kind, title: statement.title.value };
    case 'participant':
      return { kind: statement.kind, role: statement.role, name: name(statement.name), label: value(statement.label) };
    case 'action':
      return { kind: statement.kind, action: statement.action, target: end(statement.target), time: statement.time };
    case 'state':
      return {
        kind: statement.kind,
        assertions: statement.assertions.map(({ target, state, variables }) => ({
          target: end(target),
          state,
          variables: variables.map((one) => `${one.variable}=${sum(one.value, names)}`),
        })),
      };
    case 'elision':
      return { kind: statement.kind, text: value(statement.text) };
    case 'note':
      return {
        kind: statement.kind,
        position: statement.position,
        targets: statement.targets.map(name),
        text: statement.text.value,
      };
    case 'let':
      return {
        kind: statement.kind,
        name: name(statement.name),
        value: statement.value && sum(statement.value, names),
      };
    case 'option':
      return { kind: statement.kind, words: statement.words.map(value) };
    case 'expect':
      return { kind: statement.kind, code: value(statement.code) };
    case 'blank':
    case 'ignored':
    case 'bad':
      return { kind: statement.kind };
  }
}

function segmentMeaning(
  statement: SegmentStatement,
  names: Names,
  end: (one: EndpointSyntax) => string | null,
): Record<string, unknown> {
  const said: Record<string, unknown> = {
    kind: statement.kind,
    time: statement.time,
    way: `${end(statement.left) ?? ''} ${statement.mirrored ? '<' : '>'} ${end(statement.right) ?? ''}`,
    delivery: statement.delivery,
    flags: FLAG_NAMES.filter((_, index) => (statement.flags & (1 << index)) !== 0).join(','),
    flagsWritten: statement.flagsWritten,
    label: statement.label?.value ?? null,
  };
  for (const field of FIELD_NAMES) if (statement[field].present) said[field] = fieldMeaning(statement, field, names);
  return said;
}

function fieldMeaning(statement: SegmentStatement, field: (typeof FIELD_NAMES)[number], names: Names): unknown {
  switch (field) {
    case 'sackok':
      return true;
    case 'sack':
      return statement.sack.blocks.map((block) => `${sum(block.left, names)}-${sum(block.right, names)}`).join('/');
    case 'ts':
      return `${sum(statement.ts.value, names)}/${sum(statement.ts.echo, names)}`;
    case 'tfo':
      return statement.tfo.cookie;
    case 'data':
      return `${statement.data.text} (${String(statement.data.bytes)})`;
    default:
      return sum(statement[field].value, names);
  }
}

/** A sum as text: its terms in the order of their symbols, then the constant. */
export function sum(expression: Expression, names: Names): string {
  const terms = [...(expression.more ?? [])].map((term) => ({ symbol: names.text(term.symbol), factor: term.factor }));
  if (expression.symbol >= 0) terms.push({ symbol: names.text(expression.symbol), factor: expression.factor });
  terms.sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const shown = terms.map(({ symbol, factor }) => (factor === 1 ? symbol : `${String(factor | 0)}${symbol}`));
  return [...shown, ...(expression.constant !== 0 || shown.length === 0 ? [String(expression.constant)] : [])].join(
    '+',
  );
}
