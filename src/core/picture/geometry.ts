/**
 * Where the rows of a diagram stand: one row a step, each with a height of its own, most of them never drawn. All
 * lengths are unscaled pixels.
 */
export class RowGeometry {
  readonly #heights: Float64Array;
  #tops: Float64Array | null = null;

  constructor(heights: ArrayLike<number>) {
    this.#heights = Float64Array.from(heights);
  }

  get count(): number {
    return this.#heights.length;
  }

  /** The height of all rows together. */
  get total(): number {
    return this.#prefix()[this.count] ?? 0;
  }

  /** Where row `index` begins; the total height for one past the end. */
  top(index: number): number {
    return this.#prefix()[Math.max(0, Math.min(index, this.count))] ?? 0;
  }

  height(index: number): number {
    return this.#heights[index] ?? 0;
  }

  /** Changes a height; true if it is another one than before. */
  setHeight(index: number, height: number): boolean {
    if (index < 0 || index >= this.count || this.#heights[index] === height) return false;
    this.#heights[index] = height;
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
    for (let i = 0, y = 0; i < this.count; i++) {
      y += this.#heights[i] ?? 0;
      tops[i + 1] = y;
    }
    this.#tops = tops;
    return tops;
  }
}
