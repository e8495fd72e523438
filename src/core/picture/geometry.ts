import type { TimeScale } from './time.ts';

/** How high a row is, and how far below its top its arrow is. */
export interface RowSize {
  readonly height: number;
  readonly arrow: number;
}

/**
 * Where the rows of a diagram stand: one row a step, each with a height of its own, most of them never drawn. With a scale
 * of time there is space below the rows: as much as the time to the next one asks for. All lengths are unscaled pixels.
 */
export class RowGeometry {
  readonly scale: TimeScale | null;
  readonly #sizes: RowSize[];
  #tops: Float64Array | null = null;

  constructor(sizes: readonly RowSize[], scale: TimeScale | null = null) {
    this.#sizes = [...sizes];
    this.scale = scale;
  }

  get count(): number {
    return this.#sizes.length;
  }

  /** The height of all rows together. */
  get total(): number {
    return this.#prefix()[this.count] ?? 0;
  }

  /** Where row `index` begins; the total height for one past the end. */
  top(index: number): number {
    return this.#prefix()[Math.max(0, Math.min(index, this.count))] ?? 0;
  }

  /** The height of a row with the space below it. */
  height(index: number): number {
    return index < 0 || index >= this.count ? 0 : this.top(index + 1) - this.top(index);
  }

  /** The size of a row by itself. */
  size(index: number): RowSize {
    return this.#sizes[index] ?? NO_SIZE;
  }

  /** Where the arrow of a row is. */
  arrow(index: number): number {
    return this.top(index) + this.size(index).arrow;
  }

  /** Changes the size of a row; true if it is another one than before. */
  setSize(index: number, size: RowSize): boolean {
    const before = this.#sizes[index];
    if (before === undefined || (before.height === size.height && before.arrow === size.arrow)) return false;
    this.#sizes[index] = size;
    this.#tops = null;
    return true;
  }

  /** The row at a height, the first or the last one for a place outside. −1 where there are no rows. */
  at(y: number): number {
    const tops = this.#prefix();
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((tops[middle] ?? 0) <= y) low = middle;
      else high = middle - 1;
    }
    return high < 0 ? -1 : low;
  }

  /** The rows that a view from `top` to `bottom` touches, as `from` (inclusive) and `to` (exclusive). */
  visible(top: number, bottom: number): { from: number; to: number } {
    if (this.count === 0) return { from: 0, to: 0 };
    return { from: this.at(top), to: this.at(Math.max(top, bottom - 1)) + 1 };
  }

  #prefix(): Float64Array {
    if (this.#tops !== null) return this.#tops;
    const tops = new Float64Array(this.count + 1);
    const spaces = this.scale?.spaces(this.#sizes);
    this.#sizes.forEach(({ height }, i) => {
      tops[i + 1] = (tops[i] ?? 0) + height + (spaces?.[i] ?? 0);
    });
    this.#tops = tops;
    return tops;
  }
}

const NO_SIZE: RowSize = { height: 0, arrow: 0 };
