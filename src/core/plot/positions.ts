import { LineParser, type Expression } from '../notation/index.ts';
import { Names } from '../text/names.ts';

/** What an unknown length counts as, in bytes: of a symbol that nothing is known of, and of a message of an application. */
export const NOMINAL = 1000;

const MODULUS = 2 ** 32;

/** A number as symbols and a constant, modulo 2^32 (RFC 9293 §3.4). */
interface Sum {
  readonly terms: ReadonlyMap<number, number>;
  readonly constant: number;
}

/** A symbol of the diagram, and what it is bound to in terms of others; null where it stands for itself. */
export interface Bound {
  readonly name: string;
  readonly value: string | null;
}

/** The numbers that stand in a diagram, as sums of what nobody knows and of bytes. */
export class Numbers {
  readonly #names = new Names();
  readonly parser = new LineParser(this.#names);
  readonly #bound = new Map<number, Sum>();
  /** Symbols that are lengths. */
  readonly #lengths = new Set<number>();
  /** Whether some length was not known. */
  nominal = false;

  constructor(bindings: readonly Bound[]) {
    for (const { name, value } of bindings) {
      if (value === null) continue;
      const line = `A -> B seq=${value}`;
      const statement = this.parser.parse(line, 0, line.length);
      if (statement.kind === 'segment' && statement.seq.present)
        this.#bound.set(this.#names.intern(name), this.sum(statement.seq.value));
    }
  }

  sum({ constant, symbol, factor, more }: Expression): Sum {
    const terms = new Map<number, number>();
    let all = constant;
    const add = (one: number, times: number): void => {
      const known = this.#bound.get(one);
      if (known === undefined) addTo(terms, one, times);
      else {
        all += known.constant * times;
        for (const [other, own] of known.terms) addTo(terms, other, own * times);
      }
    };
    if (symbol >= 0) add(symbol, factor | 0);
    for (const term of more ?? []) add(term.symbol, term.factor | 0);
    return { terms, constant: modulo(all) };
  }

  /** A length in bytes; what is not known of it is nominal. */
  length(expression: Expression): number {
    const { terms, constant } = this.sum(expression);
    for (const symbol of terms.keys()) this.#lengths.add(symbol);
    if (terms.size > 0) this.nominal = true;
    return constant + nominalOf(terms);
  }

  unknownLength(): number {
    this.nominal = true;
    return NOMINAL;
  }

  /** How far `a` is behind `b` as symbols go, if they differ by lengths alone. */
  distance(a: Sum, b: Sum): number | undefined {
    const rest = new Map(a.terms);
    for (const [symbol, factor] of b.terms) addTo(rest, symbol, -factor);
    return [...rest.keys()].every((symbol) => this.#lengths.has(symbol)) ? nominalOf(rest) : undefined;
  }
}

/**
 * The sequence numbers of one end as places on an axis, counted in bytes from its first one. They are unwrapped: the place
 * of a number is the one nearest to the last byte that the end has sent.
 */
export class Positions {
  readonly #numbers: Numbers;
  /** Where the combinations of symbols stand that were met. */
  #bases: { readonly sum: Sum; readonly base: number }[] = [];
  /** The place behind the last byte that was sent. */
  next = 0;

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
  }

  /** The place of a number. One of which nothing is known (a fresh symbol) is where the end is now. */
  at(expression: Expression): number {
    const sum = this.#numbers.sum(expression);
    const place = this.#baseOf(sum) + sum.constant;
    return place - Math.round((place - this.next) / MODULUS) * MODULUS;
  }

  /** Takes note of what was sent, for what comes after. */
  sent(end: number): void {
    this.next = Math.max(this.next, end);
  }

  /** The end begins anew (a SYN of another connection between the same ports): its numbers go on where the axis is. */
  restart(): void {
    this.#bases = [];
  }

  #baseOf(sum: Sum): number {
    for (const known of this.#bases) {
      const behind = this.#numbers.distance(sum, known.sum);
      if (behind !== undefined) return known.base + behind;
    }
    const base = this.next - sum.constant;
    this.#bases.push({ sum, base });
    return base;
  }
}

function addTo(terms: Map<number, number>, symbol: number, times: number): void {
  const sum = (terms.get(symbol) ?? 0) + times;
  if (sum === 0) terms.delete(symbol);
  else terms.set(symbol, sum);
}

const modulo = (n: number): number => ((n % MODULUS) + MODULUS) % MODULUS;

const nominalOf = (terms: ReadonlyMap<number, number>): number =>
  [...terms.values()].reduce((sum, factor) => sum + factor * NOMINAL, 0);
