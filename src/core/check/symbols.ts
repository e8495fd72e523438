import type { Expression, Term } from '../notation/syntax.ts';
import { Algebra, type Form, type Multiple, number, type SymbolSpace, ZERO } from '../tcp/number.ts';
import type { Names } from '../text/names.ts';
import { countWhile } from '../text/sorted.ts';
import type { Binding } from './analysis.ts';
import { Log } from './log.ts';

/** A symbol of a diagram and the form that it stands for. */
export interface Bound {
  /** Number of the name in the document's `Names`. */
  readonly name: number;
  readonly form: Form;
  readonly how: Binding['how'];
  /** It stands for itself: nothing was known that it could have been bound to. */
  readonly free: boolean;
  /** It is an amount, as n of `ack=x+n` with 100 bytes sent: no other number is told with it. */
  readonly amount?: boolean;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** An unnamed number that has become known. */
export interface Pin {
  readonly symbol: number;
  readonly value: Form;
}

/** What a fresh symbol at a place is bound to. */
export type Role = 'isn' | 'seq' | 'ack' | 'length';

/** The symbols of one diagram, in the order of their binding. A symbol is bound once, at its first use. */
export class Symbols {
  readonly algebra: Algebra;
  readonly names: Names;
  readonly #log: Log<Bound>;
  readonly #pins: Log<Pin>;
  readonly #byName: (Bound | undefined)[] = [];
  /** The symbols by the id of the basis of what they stand for, each list by its offset, and by age where that is the same. */
  readonly #aliases = new Map<number, Bound[]>();
  /** How many of the symbols stand for something with this unnamed number in it. */
  readonly #naming = new Map<number, number>();

  /** Goes on from what the logs hold, and adds to them. */
  constructor(names: Names, space: SymbolSpace, log = new Log<Bound>(), pins = new Log<Pin>()) {
    this.names = names;
    this.algebra = new Algebra(space);
    this.#log = log;
    this.#pins = pins;
    for (const bound of log.list) this.#index(bound);
    for (const pin of pins.list) this.#learn(pin);
  }

  get count(): number {
    return this.#log.count;
  }

  /** Goes on from what other logs of the same diagram hold. What both have in common costs nothing. */
  restore(log: Log<Bound>, pins: Log<Pin>): void {
    const kept = this.#log.shared(log);
    for (let i = this.#log.count - 1; i >= kept; i--) this.#forget(this.#log.at(i));
    this.#log.restore(log);
    for (let i = kept; i < log.count; i++) this.#index(this.#log.at(i));
    const known = this.#pins.shared(pins);
    for (let i = this.#pins.count - 1; i >= known; i--) this.#unlearn(this.#pins.at(i));
    this.#pins.restore(pins);
    for (let i = known; i < pins.count; i++) this.#learn(this.#pins.at(i));
  }

  get bindings(): readonly Bound[] {
    return this.#log.list;
  }

  /** What a name is bound to. */
  lookup(name: number): Bound | undefined {
    return this.#byName[name];
  }

  bind(bound: Bound): void {
    this.#log.push(bound);
    this.#index(bound);
  }

  #index(bound: Bound | undefined): void {
    if (bound === undefined) return;
    this.#byName[bound.name] = bound;
    this.#countNumbers(bound.form, 1);
    if (bound.amount === true) return;
    const { basis, offset } = bound.form;
    const aliases = this.#aliases.get(basis.id);
    if (aliases === undefined) this.#aliases.set(basis.id, [bound]);
    else if ((aliases.at(-1)?.form.offset ?? 0) <= offset) aliases.push(bound);
    else aliases.splice(countUpTo(aliases, offset), 0, bound);
  }

  /** Takes the symbol that was bound last out of the index. */
  #forget(bound: Bound | undefined): void {
    if (bound === undefined) return;
    this.#byName[bound.name] = undefined;
    this.#countNumbers(bound.form, -1);
    if (bound.amount === true) return;
    const { basis, offset } = bound.form;
    const aliases = this.#aliases.get(basis.id) ?? [];
    aliases.splice(countUpTo(aliases, offset) - 1, 1);
  }

  #countNumbers({ basis }: Form, by: 1 | -1): void {
    if (!basis.anonymous) return;
    for (const { symbol } of basis.terms) this.#naming.set(symbol, (this.#naming.get(symbol) ?? 0) + by);
  }

  #learn(pin: Pin | undefined): void {
    if (pin !== undefined) this.algebra.learn(pin.symbol, pin.value);
  }

  #unlearn(pin: Pin | undefined): void {
    if (pin !== undefined) this.algebra.unlearn(pin.symbol);
  }

  /** The form of a symbol that stands for itself. The same name and kind give the same form each time. */
  self(name: number, kind: 'position' | 'length'): Form {
    return this.#symbol(`${kind} ${String(name)}`, this.names.text(name), kind);
  }

  /** The form of a number that is not known at all, the `n`th of this diagram. */
  unknown(n: number): Form {
    return this.#symbol(`unknown ${String(n)}`, null, 'position');
  }

  /** The `n`th count of bytes that were passed over in this diagram: never negative, and without a name. */
  passedOver(n: number): Form {
    return this.#symbol(`over ${String(n)}`, null, 'length');
  }

  #symbol(key: string, name: string | null, kind: 'position' | 'length'): Form {
    return this.algebra.form(this.algebra.space.named(key, name, kind));
  }

  /**
   * What the last unnamed number in `wanted` must be so that the whole is `given`; undefined where it cannot be so:
   * bytes that were passed over are not fewer than none.
   */
  solve(wanted: Form, given: Form): Pin | undefined {
    const required = this.algebra.resolve(wanted);
    if (!required.basis.anonymous) return undefined;
    for (let i = required.basis.terms.length - 1; i >= 0; i--) {
      const term = required.basis.terms[i];
      if (term?.factor !== 1 || this.algebra.space.name(term.symbol) !== null || this.#named(term.symbol)) continue;
      const value = this.algebra.subtract(given, this.algebra.substitute(required, term.symbol, ZERO));
      const negative = value.basis.terms.length === 0 ? value.offset < 0 : value.basis.sign < 0;
      const circular = value.basis.terms.some(({ symbol }) => symbol === term.symbol);
      if (circular || (negative && this.algebra.space.kind(term.symbol) === 'length')) return undefined;
      return { symbol: term.symbol, value };
    }
    return undefined;
  }

  /** Whether the author has given the number a name of his own: then it is that name, and no other number will do. */
  #named(symbol: number): boolean {
    return (this.#naming.get(symbol) ?? 0) > 0;
  }

  /** An unnamed number has become known. */
  pin(pin: Pin): void {
    this.#pins.push(pin);
    this.#learn(pin);
  }

  /** How many symbols of an expression nothing has bound yet, counted up to 2. */
  unbound(expression: Expression): number {
    if (expression.symbol < 0) return 0;
    let count = this.#byName[expression.symbol] === undefined ? 1 : 0;
    if (expression.more !== null) {
      for (const term of expression.more) if (this.#byName[term.symbol] === undefined) count++;
    }
    return count;
  }

  /** The terms of an expression whose symbols nothing has bound yet. */
  fresh(expression: Expression): readonly Term[] {
    return terms(expression).filter((term) => this.#byName[term.symbol] === undefined);
  }

  /** The value of an expression; a symbol that nothing has bound counts as 0. */
  evaluate(expression: Expression): Form {
    if (expression.symbol < 0) return number(expression.constant);
    const bound = this.#byName[expression.symbol];
    if (expression.more === null && expression.factor === 1 && bound !== undefined) {
      return this.algebra.resolve(bound.form).plus(expression.constant | 0);
    }
    let sum = number(expression.constant);
    for (const term of terms(expression)) {
      const value = this.#byName[term.symbol]?.form;
      if (value !== undefined)
        sum = this.algebra.add(sum, this.algebra.multiply(this.algebra.resolve(value), term.factor));
    }
    return sum;
  }

  /**
   * The value of an expression with exactly one unbound symbol, which is bound here: so that the whole is `required`,
   * or to itself where nothing is required.
   */
  define(expression: Expression, required: Form | null, role: Role, line: number): Form {
    const fresh = terms(expression).find((term) => this.#byName[term.symbol] === undefined);
    if (fresh === undefined) return this.evaluate(expression);
    const place = { line, from: fresh.from, to: fresh.to };
    const solvable = required !== null && Math.abs(fresh.factor | 0) === 1 && role !== 'length';
    if (solvable) {
      const rest = this.algebra.subtract(required, this.evaluate(expression));
      const form = fresh.factor === 1 ? rest : this.algebra.multiply(rest, -1);
      const amount = expression.more !== null;
      this.bind({ name: fresh.symbol, form, how: 'required', free: false, amount, ...place });
    } else {
      const form = this.self(fresh.symbol, role === 'length' ? 'length' : 'position');
      const how = role === 'isn' ? 'isn' : role === 'length' ? 'length' : 'adopted';
      this.bind({ name: fresh.symbol, form, how, free: true, ...place });
    }
    return this.evaluate(expression);
  }

  /** A form as the author would write it, or null where there are no words for it. */
  write(form: Form): string | null {
    return this.#write(this.algebra.resolve(form), -1);
  }

  #write(form: Form, except: number): string | null {
    const alias = this.#nearest(form, except);
    if (alias !== undefined) return sum(this.names.text(alias.name), form.offset - alias.form.offset);
    if (form.basis.terms.length === 0) return String(form.offset >>> 0);
    if (form.basis.anonymous) return null;
    const parts = this.#ordered(form.basis.terms).map(({ symbol, factor }) => {
      const name = this.algebra.space.name(symbol) ?? '?';
      return factor === 1
        ? `+${name}`
        : factor === -1
          ? `-${name}`
          : `${factor < 0 ? '' : '+'}${String(factor)}${name}`;
    });
    return sum(parts.join('').replace(/^\+/, ''), form.offset);
  }

  /** Positions before lengths, and each in the order of their binding, which is that of the text. */
  #ordered(terms: readonly Multiple[]): readonly Multiple[] {
    if (terms.length < 2) return terms;
    const ranked = terms.map((term) => {
      const name = this.algebra.space.name(term.symbol);
      const place = name === null ? undefined : this.#byName[this.names.intern(name)];
      return {
        term,
        last: this.algebra.space.kind(term.symbol) !== 'position',
        line: place?.line ?? -1,
        from: place?.from ?? -1,
      };
    });
    ranked.sort((a, b) => Number(a.last) - Number(b.last) || a.line - b.line || a.from - b.from);
    return ranked.map(({ term }) => term);
  }

  /** A form in words other than `name` itself: what a symbol is bound to. */
  writeWithout(form: Form, name: number): string | null {
    return this.#write(this.algebra.resolve(form), name);
  }

  /** The symbol whose value lies closest before a form, the last bound among equals: `u+1` rather than `x+102`. */
  #nearest({ basis, offset }: Form, except: number): Bound | undefined {
    const aliases = this.#aliases.get(basis.id);
    if (aliases === undefined) return undefined;
    const before = countUpTo(aliases, offset);
    // Where none lies before it, the numbers have begun again behind 2^32 - 1.
    for (let i = 0; i < aliases.length; i++) {
      const alias = aliases[(before - 1 - i + 2 * aliases.length) % aliases.length];
      if (alias?.name !== except) return alias;
    }
    return undefined;
  }
}

/** How many of the symbols, which are in the order of their offsets, have one of at most `offset`. */
function countUpTo(aliases: readonly Bound[], offset: number): number {
  return countWhile(aliases, ({ form }) => form.offset <= offset);
}

function terms(expression: Expression): readonly Term[] {
  if (expression.symbol < 0) return [];
  const { symbol, factor, symbolFrom, symbolTo } = expression;
  const first = { symbol, factor: factor | 0, from: symbolFrom, to: symbolTo };
  return expression.more === null ? [first] : [first, ...expression.more];
}

/** `x`, `x+1` or `x-1`. */
function sum(text: string, offset: number): string {
  const constant = offset | 0;
  if (constant === 0) return text;
  return constant > 0 ? `${text}+${String(constant)}` : `${text}-${String(-constant)}`;
}
