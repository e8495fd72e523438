import { html } from './dom.ts';
import { fitZoom, LEAST_ZOOM, MOST_ZOOM, readableZoom, type ZoomMode } from './zoom.ts';

/** How large a picture is, in unscaled pixels. */
export interface SheetSize {
  readonly width: number;
  readonly height: number;
  /** The heads of the lifelines stay in view above it. */
  readonly heads: number;
  /** Its smallest letters. */
  readonly smallest: number;
}

/** A point of the viewport, in pixels of the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the picture is drawn on: it scrolls in its viewport, as large as the zoom makes it. */
export class Sheet {
  /** What scrolls. */
  readonly viewport: HTMLElement;
  readonly #canvas: HTMLElement;
  readonly #sheet: HTMLElement;
  #mode: ZoomMode = 'auto';
  #zoom = 1;

  /** `layers` lie over each other below the heads. */
  constructor(heads: Element, layers: readonly Element[]) {
    this.#canvas = html('div', { class: 'canvas' }, ...layers);
    this.#sheet = html('div', { class: 'sheet' }, heads, this.#canvas);
    this.viewport = html('div', { class: 'viewport' }, this.#sheet);
  }

  get zoom(): number {
    return this.#zoom;
  }

  get mode(): ZoomMode {
    return this.#mode;
  }

  /** The height of the picture that is at the top of the view, in unscaled pixels. */
  get top(): number {
    return this.viewport.scrollTop / this.#zoom;
  }

  /** The height of the view, in unscaled pixels. */
  get height(): number {
    return this.viewport.clientHeight / this.#zoom;
  }

  /** Puts a height of the picture, in unscaled pixels, at the top of the view. */
  scrollTo(y: number): void {
    this.viewport.scrollTop = y * this.#zoom;
  }

  /** Makes room for a picture of this size, with the zoom that its mode gives. */
  fit({ width, height, heads, smallest }: SheetSize): void {
    this.#zoom = fitZoom(this.#mode, this.viewport.clientWidth, width, readableZoom(smallest));
    this.#sheet.style.width = `${String(Math.ceil(width * this.#zoom))}px`;
    this.#canvas.style.height = `${String(Math.ceil(height * this.#zoom) + 24)}px`;
    this.#sheet.style.setProperty('--hs-heads', `${String(heads * this.#zoom)}px`);
    this.#sheet.style.setProperty('--hs-zoom', String(this.#zoom));
  }

  /** Zooms a picture; the point stays where it is, or the middle and the top of the view. */
  setMode(mode: ZoomMode, size: SheetSize, at?: Point): void {
    const { viewport } = this;
    const point = at ?? { x: viewport.clientWidth / 2, y: viewport.clientHeight / 2 };
    const before = this.#zoom;
    const left = this.#sheet.offsetLeft;
    const x = (viewport.scrollLeft + point.x - left) / before;
    const top = viewport.scrollTop;
    this.#mode = mode;
    this.fit(size);
    const factor = this.#zoom / before;
    viewport.scrollTop = at
      ? (top + point.y - size.heads * before) * factor - point.y + size.heads * this.#zoom
      : top * factor;
    viewport.scrollLeft = x * this.#zoom + this.#sheet.offsetLeft - point.x;
  }

  /** The mode for a zoom by a factor. */
  times(factor: number): ZoomMode {
    return Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, this.#zoom * factor));
  }
}
