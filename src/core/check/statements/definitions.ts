import { ALL_CODES, isCode, template } from '../../findings/codes.ts';
import { SEVERITIES } from '../../findings/finding.ts';
import type { ExpectStatement, LetStatement, NoteStatement, OptionStatement } from '../../notation/syntax.ts';
import type { Span } from '../../text/place.ts';
import { report } from '../making.ts';
import { applyOption } from '../settings.ts';
import type { DiagramState } from '../state.ts';
import { resolve } from './participants.ts';

/** `let NAME = EXPR`. */
export function define(state: DiagramState, statement: LetStatement, line: number): void {
  const { name, value } = statement;
  if (name === null || value === null) return;
  if (state.symbols.unbound(value) > 0) {
    const unbound = firstUnbound(state, value);
    report(state, 'symbol-undefined', 'undefined', line, unbound, { symbol: state.names.text(unbound.symbol) });
    return;
  }
  const form = state.symbols.evaluate(value);
  const existing = state.symbols.lookup(name.name);
  if (existing === undefined) {
    state.symbols.bind({ name: name.name, form, how: 'let', free: false, line, from: name.from, to: name.to });
    return;
  }
  if (state.symbols.algebra.distance(existing.form, form) === 0) return;
  const args = {
    symbol: state.names.text(name.name),
    was: state.symbols.write(existing.form) ?? '?',
    value: state.symbols.write(form) ?? '?',
    line: existing.line + 1,
  };
  const why = { template: template('symbol-conflict', 'related'), args: { symbol: args.symbol } };
  report(state, 'symbol-conflict', 'bound', line, name, args, { related: [{ ...place(existing), why }] });
}

/** The first symbol of an expression that nothing has bound, and where it stands. */
function firstUnbound(
  state: DiagramState,
  value: NonNullable<LetStatement['value']>,
): Span & { readonly symbol: number } {
  const first = { symbol: value.symbol, from: value.symbolFrom, to: value.symbolTo };
  if (state.symbols.lookup(value.symbol) === undefined) return first;
  return value.more?.find(({ symbol }) => state.symbols.lookup(symbol) === undefined) ?? first;
}

function place({ line, from, to }: { line: number; from: number; to: number }): {
  line: number;
  from: number;
  to: number;
} {
  return { line, from, to };
}

/** `option NAME VALUE`. */
export function setOption(state: DiagramState, statement: OptionStatement, line: number): void {
  const result = applyOption(state.settings, statement, (name) => state.names.intern(name));
  if (!('word' in result)) {
    state.settings = result;
    return;
  }
  const word = statement.words[result.word] ?? statement.words.at(-1) ?? statement.keyword;
  const text = statement.words[result.word]?.value ?? '';
  const known = {
    value: '',
    name: '',
    code: ALL_CODES.slice(0, 3).join(', ') + ', …',
    severity: [...SEVERITIES, 'off'].join(', '),
  }[result.key];
  const key = result.key === 'name' ? 'name' : 'value';
  report(state, 'unknown-option', key, line, word, { word: text, option: statement.words[0]?.value ?? '', known });
}

/** `expect CODE`: remembered until the next statement. */
export function expectCode(state: DiagramState, statement: ExpectStatement, line: number): void {
  const { code } = statement;
  if (code === null) return;
  if (!isCode(code.value.toLowerCase())) {
    report(state, 'expect-unmet', 'unknown', line, code, { code: code.value });
    return;
  }
  state.expecting = { line, from: code.from, to: code.to, code: code.value.toLowerCase() };
}

/** The participants of a note count as used, and must exist. */
export function checkNote(state: DiagramState, statement: NoteStatement, line: number): void {
  for (const target of statement.targets) resolve(state, target, line);
}
