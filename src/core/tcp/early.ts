import { equal } from './equal.ts';
import type { Algebra, Form } from './number.ts';
import type { Range } from './segment.ts';

/** A range, and how many came before it. */
interface Arrived extends Range {
  readonly order: number;
}

/** Ranges in the order of their sequence numbers; never none. */
type Row = readonly Arrived[];

/** A longer row is cut into two. */
const LONGEST_ROW = 64;

/**
 * The ranges that have come beyond RCV.NXT, none of which touches another. It is never changed, and there may be thousands:
 * they stand in the order of their sequence numbers, in short rows of which the others are shared with the version before.
 */
export class EarlyRanges {
  static readonly NONE = new EarlyRanges([], 0, null);

  readonly #rows: readonly Row[];
  /** How many they are. */
  readonly size: number;
  /** The one that came last, or to which the last one was joined; null where there is none. */
  readonly newest: Arrived | null;

  private constructor(rows: readonly Row[], size: number, newest: Arrived | null) {
    this.#rows = rows;
    this.size = size;
    this.newest = newest;
  }

  get lowest(): Range | undefined {
    return this.#rows[0]?.[0];
  }

  get highest(): Range | undefined {
    return this.#rows.at(-1)?.at(-1);
  }

  /** The most recent first, as a receiver tells of them (RFC 2018 §4). */
  get newestFirst(): readonly Range[] {
    return this.#rows.flat().sort((a, b) => b.order - a.order);
  }

  /** No more than so many: all of them, the most recent first; of more the newest, and then the lowest. */
  some(most: number): readonly Range[] {
    if (this.size <= most || this.newest === null) return this.newestFirst;
    const lowest: Range[] = [];
    for (const row of this.#rows) {
      if (lowest.length >= most) break;
      lowest.push(...row.filter((range) => range !== this.newest));
    }
    return [this.newest, ...lowest.slice(0, most - 1)];
  }

  /** With one more; ranges that touch become one. */
  with(algebra: Algebra, { left, right }: Range): EarlyRanges {
    const rows = this.#rows;
    const at = Math.max(0, this.#rowOf(algebra, left));
    const row = rows[at] ?? [];
    let from = countUpTo(algebra, row, left);
    let [end, to] = [at, from];
    let { size } = this;
    const below = row[from - 1];
    if (below !== undefined && algebra.surelyAtOrAfter(below.right, left)) {
      from--;
      size--;
      left = below.left;
      if (algebra.surelyAfter(below.right, right)) right = below.right;
    }
    for (;;) {
      const next = rows[end]?.[to];
      if (next === undefined && end + 1 < rows.length) {
        [end, to] = [end + 1, 0];
        continue;
      }
      if (next === undefined || !algebra.surelyAtOrBefore(next.left, right)) break;
      if (algebra.surelyAfter(next.right, right)) right = next.right;
      to++;
      size--;
    }
    const added = { left, right, order: (this.newest?.order ?? 0) + 1 };
    const joined = [...row.slice(0, from), added, ...(rows[end]?.slice(to) ?? [])];
    return new EarlyRanges(rows.toSpliced(at, end - at + 1, ...shortRows(joined)), size + 1, added);
  }

  /** The last range that begins at or before a sequence number; undefined for none. */
  at(algebra: Algebra, number: Form): Range | undefined {
    const row = this.#rows[this.#rowOf(algebra, number)];
    return row?.[countUpTo(algebra, row, number) - 1];
  }

  /** What is left of them where everything before RCV.NXT has come, and how far that moves over those that it has reached. */
  reached(algebra: Algebra, rcvNxt: Form): { readonly early: EarlyRanges; readonly rcvNxt: Form } {
    let next = rcvNxt;
    let { newest } = this;
    let [rows, at, count] = [0, 0, 0];
    for (let range = this.lowest; range !== undefined; range = this.#rows[rows]?.[at]) {
      if (!algebra.surelyAtOrBefore(range.left, next)) break;
      if (algebra.surelyAfter(range.right, next)) next = range.right;
      if (range === newest) newest = null;
      at++;
      count++;
      if (at === this.#rows[rows]?.length) [rows, at] = [rows + 1, 0];
    }
    if (count === 0) return { early: this, rcvNxt: next };
    const first = this.#rows[rows]?.slice(at) ?? [];
    const rest = first.length === 0 ? [] : [first, ...this.#rows.slice(rows + 1)];
    return { early: new EarlyRanges(rest, this.size - count, newest ?? newestOf(rest)), rcvNxt: next };
  }

  equals(other: unknown): boolean {
    if (!(other instanceof EarlyRanges)) return false;
    if (other.size !== this.size) return false;
    const theirs = other.newestFirst;
    return this.newestFirst.every(
      ({ left, right }, i) => equal(left, theirs[i]?.left) && equal(right, theirs[i]?.right),
    );
  }

  /** The last row that begins at or before a sequence number; −1 for none. */
  #rowOf(algebra: Algebra, number: Form): number {
    return countWhile(this.#rows, ([first]) => first !== undefined && algebra.surelyAtOrBefore(first.left, number)) - 1;
  }
}

/** How many ranges of a row begin at or before a sequence number. */
const countUpTo = (algebra: Algebra, row: Row, number: Form): number =>
  countWhile(row, ({ left }) => algebra.surelyAtOrBefore(left, number));

/** How many items at the beginning of a list something holds of, where it holds of none behind them. */
function countWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function shortRows(row: Row): Row[] {
  if (row.length <= LONGEST_ROW) return [row];
  const half = row.length >> 1;
  return [row.slice(0, half), row.slice(half)];
}

function newestOf(rows: readonly Row[]): Arrived | null {
  let newest: Arrived | null = null;
  for (const row of rows) for (const range of row) if (newest === null || range.order > newest.order) newest = range;
  return newest;
}
