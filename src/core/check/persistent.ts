import { equal } from '../tcp/equal.ts';

/** Items, or rows below, as far as there are any; a list of no more than `WIDTH` items is one row. */
type Row<T> = readonly (T | Row<T> | undefined)[];

const BITS = 5;
const WIDTH = 1 << BITS;

/**
 * A list that is never changed: what is put into it gives another list, which shares with this one all but a few short rows.
 * A checkpoint after every segment of a diagram of thousands of connections would else hold all of them each time.
 */
export class PersistentList<T> {
  static readonly #EMPTY = new PersistentList<never>([], 0, 0);

  static empty<T>(): PersistentList<T> {
    return PersistentList.#EMPTY;
  }

  readonly length: number;
  readonly #root: Row<T>;
  /** Rows above the items. */
  readonly #depth: number;

  private constructor(root: Row<T>, depth: number, length: number) {
    this.#root = root;
    this.#depth = depth;
    this.length = length;
  }

  at(index: number): T | undefined {
    if (index < 0 || index >= this.length) return undefined;
    let row: Row<T> = this.#root;
    for (let shift = this.#depth * BITS; shift > 0; shift -= BITS) {
      const below = row[(index >> shift) % WIDTH] as Row<T> | undefined;
      if (below === undefined) return undefined;
      row = below;
    }
    return row[index % WIDTH] as T | undefined;
  }

  /** The list with another item at a place; places between its end and that one are empty. */
  with(index: number, item: T): PersistentList<T> {
    return this.withAll([{ index, item }]);
  }

  /** As `with`, for several places: a row is copied once, however many of its items are others. */
  withAll(items: readonly { readonly index: number; readonly item: T }[]): PersistentList<T> {
    if (items.length === 0) return this;
    let [root, depth, length] = [this.#root, this.#depth, this.length];
    const copies = new Set<Row<T>>();
    for (const { index, item } of items) {
      if (index < 0) throw new RangeError(`no place ${String(index)} in a list`);
      while (index >> (depth * BITS) >= WIDTH) [root, depth] = [[root], depth + 1];
      root = withItem(root, depth * BITS, index, item, copies);
      length = Math.max(length, index + 1);
    }
    return new PersistentList(root, depth, length);
  }

  /** The items, as far as there are any. */
  *[Symbol.iterator](): Iterator<T> {
    for (let index = 0; index < this.length; index++) {
      const item = this.at(index);
      if (item !== undefined) yield item;
    }
  }

  /** The first items. */
  first(count: number): PersistentList<T> {
    return count >= this.length ? this : new PersistentList(this.#root, this.#depth, count);
  }

  /** The places of this list at which another one may hold something else; what both share is passed over. */
  differences(other: PersistentList<T>): Iterable<number> {
    return this.#root === other.#root && this.length <= other.length ? [] : this.#differences(other);
  }

  *#differences(other: PersistentList<T>): Iterable<number> {
    const both = Math.min(this.length, other.length);
    if (this.#depth === other.#depth) yield* differing(this.#root, other.#root, this.#depth * BITS, 0, both);
    else for (let index = 0; index < both; index++) yield index;
    for (let index = both; index < this.length; index++) yield index;
  }

  equals(other: unknown): boolean {
    if (!(other instanceof PersistentList) || other.length !== this.length) return false;
    for (const index of this.differences(other as PersistentList<T>)) {
      if (!equal(this.at(index), (other as PersistentList<T>).at(index))) return false;
    }
    return true;
  }
}

function withItem<T>(row: Row<T> | undefined, shift: number, index: number, item: T, copies: Set<Row<T>>): Row<T> {
  const copy = row !== undefined && copies.has(row) ? (row as (T | Row<T> | undefined)[]) : [...(row ?? [])];
  copies.add(copy);
  const at = (index >> shift) % WIDTH;
  copy[at] = shift === 0 ? item : withItem(row?.[at] as Row<T> | undefined, shift - BITS, index, item, copies);
  return copy;
}

function* differing<T>(own: Row<T>, other: Row<T>, shift: number, from: number, to: number): Iterable<number> {
  if (own === other) return;
  for (let at = 0; at < Math.max(own.length, other.length); at++) {
    const index = from + (at << shift);
    if (index >= to) return;
    if (own[at] === other[at]) continue;
    if (shift === 0) yield index;
    else yield* differing((own[at] ?? []) as Row<T>, (other[at] ?? []) as Row<T>, shift - BITS, index, to);
  }
}
