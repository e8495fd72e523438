import { isCode, template } from '../../findings/codes.ts';
import type { ExpectStatement, LetStatement, NoteStatement, OptionStatement } from '../../notation/syntax.ts';
import { readSetting } from '../../notation/options.ts';
import { remove, replace, report, WORDLESS } from '../report.ts';
import { applySetting } from '../settings.ts';
import type { DiagramState } from '../state.ts';
import { resolve } from './participants.ts';

/** `let NAME = EXPR`. */
export function define(state: DiagramState, statement: LetStatement, line: number): void {
  const { name, value } = statement;
  if (name === null || value === null) return;
  const [unbound] = state.symbols.fresh(value);
  if (unbound !== undefined) {
    report(state, 'symbol-undefined', 'undefined', line, unbound, { symbol: state.names.text(unbound.symbol) });
    return;
  }
  const form = state.symbols.evaluate(value);
  const existing = state.symbols.lookup(name.name);
  if (existing === undefined) {
    const amount = form.basis.terms.length === 0;
    state.symbols.bind({ name: name.name, form, how: 'let', free: false, amount, line, from: name.from, to: name.to });
    return;
  }
  if (state.symbols.algebra.equal(existing.form, form)) return;
  const args = {
    symbol: state.names.text(name.name),
    was: state.symbols.write(existing.form) ?? WORDLESS,
    value: state.symbols.write(form) ?? WORDLESS,
    line: existing.line + 1,
  };
  const why = { template: template('symbol-conflict', 'related'), args: { symbol: args.symbol } };
  report(state, 'symbol-conflict', 'bound', line, name, args, { related: [{ ...place(existing), why }] });
}

function place({ line, from, to }: { line: number; from: number; to: number }): {
  line: number;
  from: number;
  to: number;
} {
  return { line, from, to };
}

/** `option NAME VALUE`: a line with a mistake sets nothing. */
export function setOption(state: DiagramState, statement: OptionStatement, line: number): void {
  const { words, keyword } = statement;
  if (words.length === 0) return;
  const result = readSetting(statement);
  if ('option' in result) {
    state.settings = applySetting(state.settings, result, (name) => state.names.intern(name));
    return;
  }
  const { word, key, known } = result;
  const place = words[word] ?? words.at(-1) ?? keyword;
  const option = words
    .slice(0, Math.max(1, word))
    .map(({ value }) => value)
    .join(' ');
  const fixes =
    key === 'closest'
      ? [replace(line, place, known)]
      : key === 'extra'
        ? [remove(line, place, words[word]?.value ?? '')]
        : [];
  report(state, 'unknown-option', key, line, place, { word: words[word]?.value ?? '', option, known }, { fixes });
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
