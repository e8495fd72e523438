import type { Fragment, Picture } from '../../core/picture/index.ts';
import type { MermaidRows } from '../drawing/mermaid.ts';

/** Pieces that Mermaid gets at a time: few enough that the page stays alive meanwhile. */
const BATCH = 24;

/** Rows of a picture: `from` (inclusive) to `to` (exclusive). */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** What Mermaid has drawn of the rows of a picture, and has still to draw. */
export class Pieces {
  readonly mermaid: MermaidRows;

  constructor(mermaid: MermaidRows) {
    this.mermaid = mermaid;
  }

  /** What was drawn of a row; null where Mermaid could not draw it, undefined where it has not been asked yet. */
  fragment(picture: Picture, index: number): Fragment | null | undefined {
    const text = picture.loaded(index)?.text;
    if (text === undefined) return undefined;
    return text === '' ? [] : this.mermaid.fragment(picture.result.picture.head, text);
  }

  /** Has all of some rows drawn, in batches; false where `outdated` said meanwhile that they are not wanted any more. */
  async drawAll(picture: Picture, rows: Rows, outdated: () => boolean): Promise<boolean> {
    const { head } = picture.result.picture;
    for (;;) {
      const missing = this.#missing(picture, rows, BATCH);
      if (missing.length === 0 && this.mermaid.actors(head)) return !outdated();
      await this.mermaid.draw(head, missing);
      if (outdated()) return false;
      if (missing.length === 0) return true;
    }
  }

  /** Has a batch of rows drawn, those in view first, then those around; false where there is nothing left to draw. */
  async drawSome(picture: Picture, view: Rows, around: Rows): Promise<boolean> {
    const inView = this.#missing(picture, view, BATCH);
    const missing = inView.length > 0 ? inView : this.#missing(picture, around, BATCH / 2);
    if (missing.length === 0) return false;
    if (inView.length === 0) await idle();
    await this.mermaid.draw(picture.result.picture.head, missing);
    return true;
  }

  #missing(picture: Picture, { from, to }: Rows, most: number): string[] {
    const { head } = picture.result.picture;
    const missing = new Set<string>();
    for (let i = from; i < to && missing.size < most; i++) {
      const text = picture.loaded(i)?.text ?? '';
      if (text !== '' && this.mermaid.fragment(head, text) === undefined) missing.add(text);
    }
    return [...missing];
  }
}

/** Lets the page breathe: input goes first. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
