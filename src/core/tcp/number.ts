/**
 * Symbolic sequence numbers: linear forms over symbols, modulo 2^32.
 *
 * `x+1+n` is a *basis* (which symbols, how many times each) and an *offset*. A basis is made once and shared, so two
 * forms differ by a constant exactly if their bases are the same object, and the arithmetic of a TCP that writes
 * `x+1`, `x+101`, … costs as much as that of plain numbers.
 */
export class Form {
  readonly basis: Basis;
  /** The constant part modulo 2^32, held as a signed 32-bit integer. */
  readonly offset: number;

  constructor(basis: Basis, offset: number) {
    this.basis = basis;
    this.offset = offset | 0;
  }

  /** This form plus `n`, modulo 2^32. */
  plus(n: number): Form {
    return n === 0 ? this : new Form(this.basis, this.offset + n);
  }

  /** The value 0 to 2^32 − 1 of a form without symbols; undefined where there are some. */
  get constant(): number | undefined {
    return this.basis.terms.length === 0 ? this.offset >>> 0 : undefined;
  }
}

/** A multiple of a symbol; `factor` is a signed 32-bit integer, not 0. */
export interface Multiple {
  readonly symbol: number;
  readonly factor: number;
}

/** The symbolic part of a form. Only `SymbolSpace` makes these, one for each combination. */
export class Basis {
  readonly id: number;
  /** Ordered by symbol. */
  readonly terms: readonly Multiple[];
  /** 1 where every term is a positive multiple of a length, −1 where every one is a negative multiple, else 0. */
  readonly sign: -1 | 0 | 1;
  /** Whether a symbol is in it that has no name: bytes that were passed over. */
  readonly anonymous: boolean;

  constructor(id: number, terms: readonly Multiple[], sign: -1 | 0 | 1, anonymous: boolean) {
    this.id = id;
    this.terms = terms;
    this.sign = sign;
    this.anonymous = anonymous;
  }
}

/** What kind of number a symbol stands for: a position in the sequence space, or a count of bytes, which is never negative. */
export type SymbolKind = 'position' | 'length';

interface SymbolEntry {
  readonly name: string | null;
  readonly kind: SymbolKind;
}

const NOTHING = new Basis(0, [], 0, false);

/** The number `n` modulo 2^32. */
export function number(n: number): Form {
  return new Form(NOTHING, n);
}

/** The number 0. */
export const ZERO = number(0);

/** `a − b` is positive, by an unknown amount: a sum of lengths. Larger than any difference of two numbers. */
export const LATER = 2 ** 31;
/** `a − b` is negative, by an unknown amount. */
export const EARLIER = -(2 ** 31) - 1;

/**
 * The symbols that a diagram ever had, and the bases made of them. All readings of a diagram share it, so that equal
 * forms of two readings have the same basis.
 */
export class SymbolSpace {
  readonly #symbols: SymbolEntry[] = [];
  readonly #bases: Basis[] = [NOTHING];
  readonly #byKey = new Map<string, Basis>([['', NOTHING]]);
  readonly #sums = new Map<number, Basis>();
  readonly #byWord = new Map<string, number>();
  /** The symbols without a name, a position and a length in turn. */
  readonly #unnamed: number[] = [];

  /** The symbol that goes by `key`: the same each time. */
  named(key: string, name: string | null, kind: SymbolKind): number {
    let symbol = this.#byWord.get(key);
    if (symbol === undefined) {
      symbol = this.symbol(name, kind);
      this.#byWord.set(key, symbol);
    }
    return symbol;
  }

  /**
   * The `n`th symbol without a name that stands for such a number: the same each time. It comes behind those before it, whichever
   * reading has asked for one first.
   */
  unnamed(n: number, kind: SymbolKind): number {
    const place = 2 * n + (kind === 'position' ? 0 : 1);
    while (this.#unnamed.length <= place) {
      this.#unnamed.push(this.symbol(null, this.#unnamed.length % 2 === 0 ? 'position' : 'length'));
    }
    return this.#unnamed[place] as number;
  }

  /** A new symbol; without a name for bytes that were passed over. */
  symbol(name: string | null, kind: SymbolKind): number {
    this.#symbols.push({ name, kind });
    return this.#symbols.length - 1;
  }

  /** The name of a symbol; null where it has none. */
  name(symbol: number): string | null {
    return this.#symbols[symbol]?.name ?? null;
  }

  /** What a symbol stands for. */
  kind(symbol: number): SymbolKind {
    return this.#symbols[symbol]?.kind ?? 'position';
  }

  /** The basis of these multiples, in any order; a factor of 0 may not be among them. */
  basis(unordered: readonly Multiple[]): Basis {
    const terms = [...unordered].sort((a, b) => a.symbol - b.symbol);
    const key = terms.map(({ symbol, factor }) => `${String(symbol)}*${String(factor)}`).join();
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const anonymous = terms.some(({ symbol }) => this.name(symbol) === null);
    const basis = new Basis(this.#bases.length, terms, this.#sign(terms), anonymous);
    this.#bases.push(basis);
    this.#byKey.set(key, basis);
    return basis;
  }

  /** The basis of `a + b`, or of `a − b` where `sign` is −1. */
  sum(a: Basis, b: Basis, sign: 1 | -1): Basis {
    const key = (a.id * 0x2000000 + b.id) * sign;
    const known = this.#sums.get(key);
    if (known !== undefined) return known;
    const factors = new Map<number, number>();
    for (const { symbol, factor } of a.terms) factors.set(symbol, factor);
    for (const { symbol, factor } of b.terms) factors.set(symbol, ((factors.get(symbol) ?? 0) + sign * factor) | 0);
    const terms = [...factors].filter(([, factor]) => factor !== 0).map(([symbol, factor]) => ({ symbol, factor }));
    const basis = this.basis(terms);
    this.#sums.set(key, basis);
    return basis;
  }

  #sign(terms: readonly Multiple[]): -1 | 0 | 1 {
    const first = terms[0];
    if (first === undefined) return 0;
    const sign = first.factor > 0 ? 1 : -1;
    const alike = terms.every(
      ({ symbol, factor }) => this.#symbols[symbol]?.kind === 'length' && Math.sign(factor) === sign,
    );
    return alike ? sign : 0;
  }
}

/** Sums and comparisons of the numbers of one reading of a diagram, with what it has learnt of the unnamed ones. */
export class Algebra {
  readonly space: SymbolSpace;
  readonly #known = new Map<number, Form>();

  constructor(space = new SymbolSpace()) {
    this.space = space;
  }

  /** An unnamed number has become known: from now on it counts as `value` wherever it is compared or written. */
  learn(symbol: number, value: Form): void {
    this.#known.set(symbol, value);
  }

  /** What an unnamed number is, is open again. */
  unlearn(symbol: number): void {
    this.#known.delete(symbol);
  }

  /** The form with every unnamed number that has become known replaced. */
  resolve(form: Form): Form {
    if (!form.basis.anonymous || this.#known.size === 0) return form;
    for (const { symbol } of form.basis.terms) {
      const value = this.#known.get(symbol);
      if (value !== undefined) return this.resolve(this.substitute(form, symbol, value));
    }
    return form;
  }

  /** The value 0 to 2^32 − 1 of a form in which no symbol is left; undefined where there are some. */
  constant(form: Form): number | undefined {
    return this.resolve(form).constant;
  }

  /** The form that is one symbol. */
  form(symbol: number): Form {
    return new Form(this.space.basis([{ symbol, factor: 1 }]), 0);
  }

  /** `a + b`. */
  add(a: Form, b: Form): Form {
    if (b.basis === NOTHING) return a.plus(b.offset);
    if (a.basis === NOTHING) return b.plus(a.offset);
    return new Form(this.space.sum(a.basis, b.basis, 1), a.offset + b.offset);
  }

  /** `a − b`. */
  subtract(a: Form, b: Form): Form {
    if (b.basis === NOTHING) return a.plus(-b.offset);
    if (a.basis === b.basis) return number(a.offset - b.offset);
    return new Form(this.space.sum(a.basis, b.basis, -1), a.offset - b.offset);
  }

  /** `factor · a`. */
  multiply(a: Form, factor: number): Form {
    const terms = a.basis.terms.map(({ symbol, factor: own }) => ({ symbol, factor: Math.imul(own, factor) }));
    return new Form(this.space.basis(terms.filter((term) => term.factor !== 0)), Math.imul(a.offset, factor));
  }

  /**
   * How far `a` lies behind `b` in the sequence space, in bytes: a signed 32-bit integer, positive where `a` comes
   * later (RFC 9293 §3.4). `LATER` or `EARLIER` where the difference is a sum of lengths. NaN, of which every
   * comparison is false, where nothing can be said. With `n` it is how far `a` lies behind `b + n`.
   */
  distance(a: Form, b: Form, n = 0): number {
    if (a.basis === b.basis) return (a.offset - b.offset - n) | 0;
    if (this.#known.size > 0 && (a.basis.anonymous || b.basis.anonymous)) {
      return this.#compare(this.resolve(a), this.resolve(b), n);
    }
    return this.#compare(a, b, n);
  }

  #compare(a: Form, b: Form, n: number): number {
    const constant = (a.offset - b.offset - n) | 0;
    if (a.basis === b.basis) return constant;
    const difference = this.space.sum(a.basis, b.basis, -1);
    if (difference.sign === 1 && constant >= 0) return LATER;
    if (difference.sign === -1 && constant <= 0) return EARLIER;
    return NaN;
  }

  /** The form in which `symbol` is replaced by `value`. */
  substitute(form: Form, symbol: number, value: Form): Form {
    const term = form.basis.terms.find((candidate) => candidate.symbol === symbol);
    if (term === undefined) return form;
    const rest = form.basis.terms.filter((candidate) => candidate !== term);
    return this.add(new Form(this.space.basis(rest), form.offset), this.multiply(value, term.factor));
  }

  /** The two are the same number, whatever the symbols stand for. */
  equal(a: Form, b: Form): boolean {
    return this.distance(a, b) === 0;
  }

  /** `a` comes after `b`, whatever the symbols stand for. */
  surelyAfter(a: Form, b: Form): boolean {
    return this.distance(a, b) > 0;
  }

  /** `a` comes before `b`, whatever the symbols stand for. */
  surelyBefore(a: Form, b: Form): boolean {
    return this.distance(a, b) < 0;
  }

  /** `a` is `b` or comes after it, whatever the symbols stand for. */
  surelyAtOrAfter(a: Form, b: Form): boolean {
    return this.distance(a, b) >= 0;
  }

  /** `a` is `b` or comes before it, whatever the symbols stand for. */
  surelyAtOrBefore(a: Form, b: Form): boolean {
    return this.distance(a, b) <= 0;
  }

  /** Nothing says that `a` is `b` or comes before it. */
  maybeAfter(a: Form, b: Form): boolean {
    return !(this.distance(a, b) <= 0);
  }

  /** Nothing says that `a` comes before `b`. */
  maybeAtOrAfter(a: Form, b: Form): boolean {
    return !(this.distance(a, b) < 0);
  }

  /** Nothing says that `a` comes after `b`. */
  maybeAtOrBefore(a: Form, b: Form): boolean {
    return !(this.distance(a, b) > 0);
  }
}
