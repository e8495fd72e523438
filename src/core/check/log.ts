import { equal } from '../tcp/equal.ts';

/**
 * A list that only grows. A copy costs nothing: copies share their items until one of them writes where another has
 * written already.
 */
export class Log<T> {
  #items: T[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get list(): readonly T[] {
    return this.#items.length === this.#count ? this.#items : this.#items.slice(0, this.#count);
  }

  at(index: number): T | undefined {
    return index < this.#count ? this.#items[index] : undefined;
  }

  push(item: T): void {
    if (this.#items.length !== this.#count) this.#items = this.#items.slice(0, this.#count);
    this.#items.push(item);
    this.#count++;
  }

  /** Holds from now on what another one holds: tells which items go, the last one first, and then which come. */
  restore(other: Log<T>, goes: (item: T) => void, comes: (item: T) => void): void {
    if (this.#items === other.#items && this.#count === other.#count) return;
    const kept = this.#shared(other);
    this.#items.slice(kept, this.#count).reverse().forEach(goes);
    this.#items = other.#items;
    this.#count = other.#count;
    this.#items.slice(kept, this.#count).forEach(comes);
  }

  /** How many items both have in common at their beginning. */
  #shared(other: Log<T>): number {
    const most = Math.min(this.#count, other.#count);
    if (this.#items === other.#items) return most;
    let count = 0;
    while (count < most && Object.is(this.#items[count], other.#items[count])) count++;
    return count;
  }

  /** A log that goes on from here, or from where this one had `count` items. */
  copy(count = this.#count): Log<T> {
    const copy = new Log<T>();
    copy.#items = this.#items;
    copy.#count = count;
    return copy;
  }

  equals(other: unknown): boolean {
    if (!(other instanceof Log)) return false;
    if (this.#count !== other.#count) return false;
    if (this.#items === other.#items) return true;
    for (let i = 0; i < this.#count; i++) if (!equal(this.#items[i], other.#items[i])) return false;
    return true;
  }
}
