import { FOLD_LONG } from '../../core/picture/index.ts';
import type { Picture, RowFold } from '../../core/picture/index.ts';
import type { DiagramResult, FoldWish } from '../../protocol/index.ts';
import type { Host } from '../host.ts';

/** Which runs of like segments are folded, as the reader wishes; the extension is told, and moves what is open with the text. */
export class Runs {
  readonly #host: Host;
  #wish: FoldWish = FOLD_LONG;

  constructor(host: Host) {
    this.#host = host;
  }

  get wish(): FoldWish {
    return this.#wish;
  }

  /** Opens a run, or closes it. `toNew` gives the line of the text for a line of the picture. */
  turn(picture: Picture, { row, last, open }: RowFold, toNew: (line: number) => number): void {
    const [first, end] = [toNew(picture.line(row)), toNew(last)];
    const others = this.#wish.open.filter((line) => line < first || line > end);
    this.set({ ...this.#wish, open: open ? others : [...others, first] });
  }

  set(wish: FoldWish): void {
    this.#wish = wish;
    this.#host.postMessage({ type: 'fold', fold: wish });
  }

  /** Takes over what is open in what is shown now. */
  follow({ folding, overview }: DiagramResult): void {
    if (!folding) return;
    const open = overview.folds.flatMap((fold) => (fold.open ? [overview.lines[fold.row] ?? 0] : []));
    this.#wish = { ...this.#wish, open };
  }
}
