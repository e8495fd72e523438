import type { Expression, Term } from '../notation/syntax.ts';
import { Algebra, type Basis, type Form, type Multiple, number, type SymbolSpace, ZERO } from '../tcp/number.ts';
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
    this.#log.restore(log, this.#forget, this.#index);
    this.#pins.restore(pins, this.#unlearn, this.#learn);
  }

  get bindings(): readonly Bound[] {
    return this.#log.list;
  }

  /** The symbol that was bound last. */
  get last(): Bound | undefined {
    return this.#log.at(this.#log.count - 1);
  }

  /** What a name is bound to. */
  lookup(name: number): Bound | undefined {
    return this.#byName[name];
  }

  bind(bound: Bound): void {
    this.#log.push(bound);
    this.#index(bound);
  }

  readonly #index = (bound: Bound): void => {
    this.#byName[bound.name] = bound;
    this.#countNumbers(bound.form, 1);
    if (bound.amount === true) return;
    const aliases = this.#aliasesOn(bound.form.basis);
    aliases.splice(countUpTo(aliases, bound.form.offset), 0, bound);
  };

  /** Takes the symbol that was bound last out of the index. */
  readonly #forget = (bound: Bound): void => {
    this.#byName[bound.name] = undefined;
    this.#countNumbers(bound.form, -1);
    if (bound.amount === true) return;
    const aliases = this.#aliasesOn(bound.form.basis);
    aliases.splice(countUpTo(aliases, bound.form.offset) - 1, 1);
  };

  #aliasesOn({ id }: Basis): Bound[] {
    let aliases = this.#aliases.get(id);
    if (aliases === undefined) this.#aliases.set(id, (aliases = []));
    return aliases;
  }

  #countNumbers({ basis }: Form, by: 1 | -1): void {
    if (!basis.anonymous) return;
    for (const { symbol } of basis.terms) this.#naming.set(symbol, (this.#naming.get(symbol) ?? 0) + by);
  }

  readonly #learn = ({ symbol, value }: Pin): void => {
    this.algebra.learn(symbol, value);
  };

  readonly #unlearn = ({ symbol }: Pin): void => {
    this.algebra.unlearn(symbol);
  };

  /** The form of a symbol that stands for itself. The same name and kind give the same form each time. */
  self(name: number, kind: 'position' | 'length'): Form {
    return this.algebra.form(this.algebra.space.named(`${kind} ${String(name)}`, this.names.text(name), kind));
  }

  /** The form of a number that is not known at all, the `n`th of this diagram. */
  unknown(n: number): Form {
    return this.algebra.form(this.algebra.space.unnamed(n, 'position'));
  }

  /** The `n`th count of bytes that were passed over in this diagram: never negative, and without a name. */
  passedOver(n: number): Form {
    return this.algebra.form(this.algebra.space.unnamed(n, 'length'));
  }

  /**
   * What the last unnamed number in `wanted` must be so that the whole is `given`; undefined where it cannot be so:
   * bytes that were passed over are not fewer than none.
   */
  solve(wanted: Form, given: Form): Pin | undefined {
    const required = this.algebra.resolve(wanted);
    const open = required.basis.terms.findLast(this.#isOpen)?.symbol;
    if (open === undefined) return undefined;
    const value = this.algebra.subtract(given, this.algebra.substitute(required, open, ZERO));
    const { basis, offset } = value;
    if (basis.terms.some(({ symbol }) => symbol === open)) return undefined;
    if (this.algebra.space.kind(open) !== 'length') return { symbol: open, value };
    const negative = basis.terms.length === 0 || basis.sign < 0;
    if (negative && offset < 0) return undefined;
    // Where several lengths are none together, each of them is none.
    return { symbol: open, value: basis.sign < 0 && offset === 0 ? ZERO : value };
  }

  /** Whether there is an unnamed number in a form that the next one which is written tells. */
  isOpen(form: Form): boolean {
    return this.algebra.resolve(form).basis.terms.some(this.#isOpen);
  }

  /** Where the author has given the number a name of his own it is that name, and no other number will do. */
  readonly #isOpen = ({ symbol, factor }: Multiple): boolean =>
    factor === 1 && this.algebra.space.name(symbol) === null && (this.#naming.get(symbol) ?? 0) === 0;

  /** An unnamed number has become known. */
  pin(pin: Pin): void {
    this.#pins.push(pin);
    this.#learn(pin);
  }

  /** Whether everything in an expression is bound, so that it can be evaluated. */
  knows({ symbol, more }: Expression): boolean {
    if (symbol < 0) return true;
    return this.#isBound(symbol) && (more === null || more.every((term) => this.#isBound(term.symbol)));
  }

  #isBound(symbol: number): boolean {
    return this.#byName[symbol] !== undefined;
  }

  /** The terms of an expression whose symbols nothing has bound yet. */
  fresh(expression: Expression): readonly Term[] {
    return terms(expression).filter(({ symbol }) => !this.#isBound(symbol));
  }

  /** The value of an expression; a symbol that nothing has bound counts as 0. */
  evaluate(expression: Expression): Form {
    const { symbol, factor, more, constant } = expression;
    if (symbol < 0) return number(constant);
    let sum = this.#times(symbol, factor).plus(constant);
    if (more !== null) for (const term of more) sum = this.algebra.add(sum, this.#times(term.symbol, term.factor));
    return sum;
  }

  #times(symbol: number, factor: number): Form {
    const bound = this.#byName[symbol];
    if (bound === undefined) return ZERO;
    const value = this.algebra.resolve(bound.form);
    return factor === 1 ? value : this.algebra.multiply(value, factor);
  }

  /**
   * The value of an expression with exactly one symbol that nothing has bound, which is bound here: so that the whole is `required`,
   * or to itself where nothing is required.
   */
  define(expression: Expression, required: Form | null, role: Role, line: number): Form {
    const [fresh] = this.fresh(expression);
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
    if (this.#log.count === 0 && form.basis.terms.length === 0) return String(form.offset >>> 0);
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
