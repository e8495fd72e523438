import type { DiagramResult, PictureData } from '../../protocol/index.ts';

/**
 * Lines of the text as it is, and of the older text that a stale picture shows: the half-typed line may be a new one, or
 * one may have been taken away.
 */
export class StaleLines {
  readonly #at: number;
  readonly #shift: number;

  /** Lines from `at` on have moved by `shift`. */
  constructor(at = 0, shift = 0) {
    this.#at = at;
    this.#shift = shift;
  }

  static between(shown: PictureData, current: DiagramResult): StaleLines {
    return new StaleLines(current.unreadable[0] ?? 0, current.trace.endLine - shown.trace.endLine);
  }

  /** The line of the older text that stands at `line` now; −1 for a line that is new. */
  toOld(line: number): number {
    if (line < this.#at || this.#shift === 0) return line;
    return line < this.#at + this.#shift ? -1 : line - this.#shift;
  }

  /** Where a line of the older text stands now. */
  toNew(line: number): number {
    return line < this.#at ? line : Math.max(this.#at, line + this.#shift);
  }
}
