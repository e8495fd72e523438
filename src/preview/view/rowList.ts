import { type Picture, RowGeometry } from '../../core/picture/index.ts';
import type { Describe } from './describe.ts';
import { html, setAttribute } from './dom.ts';

export interface RowListEvents {
  /** A click, Enter or Space. */
  activated(index: number): void;
  /** The pointer or the focus is on a row, or has left the rows (−1). */
  pointed(index: number): void;
  /** The focus moved to this row: it should be in view. */
  focused(index: number): void;
  /** The row of a slanted arrow at a point of the window; −1 where there is none. */
  crossing(clientX: number, clientY: number): number;
}

/** Rows that stand out, −1 for none. */
export type Marks = Readonly<Record<'cursor' | 'step' | 'change', number>>;

/** What lies over the rows of a picture. */
export interface RowLayer {
  readonly element: Element;
  /** The row that Tab leads to. */
  readonly current: number;
  /** Shows the rows `from` to `to` (exclusive) of a picture. `current` is the row that Tab leads to. */
  update(picture: Picture, geometry: RowGeometry, zoom: number, from: number, to: number, current: number): void;
  /** Says which row the cursor is in, which the step-through is at, and which change is looked at; −1 for none. */
  mark(rows: Marks): void;
}

/**
 * The rows of the picture as a list of buttons that lie over it, invisible: they are what is clicked, focused, and read
 * out. Only those near the view exist; each knows its place among all of them.
 */
export class RowList implements RowLayer {
  readonly element: HTMLOListElement;
  readonly #buttons = new Map<number, HTMLButtonElement>();
  readonly #describe: Describe;
  readonly #events: RowListEvents;
  #picture: Picture | null = null;
  #geometry: RowGeometry | null = null;
  #zoom = 1;
  /** The row that Tab leads to. */
  #current = 0;
  /** The row that the pointer is at, or −1. */
  #pointed = -1;

  constructor(label: string, describe: Describe, events: RowListEvents) {
    this.element = html('ol', { class: 'rows', role: 'list', 'aria-label': label });
    this.#describe = describe;
    this.#events = events;
    this.element.addEventListener('click', (event) => this.#onClick(event));
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('focusin', (event) => this.#onFocus(event));
    this.element.addEventListener('focusout', () => events.pointed(-1));
    this.element.addEventListener('pointermove', (event) => this.#onMove(event));
    this.element.addEventListener('pointerleave', () => this.#point(-1));
  }

  update(picture: Picture, geometry: RowGeometry, zoom: number, from: number, to: number, current: number): void {
    const focused = this.element.contains(document.activeElement) ? this.#current : -1;
    [this.#picture, this.#geometry, this.#zoom, this.#current] = [
      picture,
      geometry,
      zoom,
      this.#nearest(geometry, current),
    ];
    const wanted = new Set<number>();
    for (let i = from; i < to; i++) if (geometry.height(i) > 0) wanted.add(i);
    if (picture.count > 0 && geometry.height(this.#current) > 0) wanted.add(this.#current);
    for (const [index, button] of this.#buttons) {
      if (wanted.has(index)) continue;
      this.#buttons.delete(index);
      button.parentElement?.remove();
    }
    for (const index of [...wanted].sort((a, b) => a - b)) this.#place(index);
    if (focused >= 0 && focused !== this.#current) this.#buttons.get(this.#current)?.focus({ preventScroll: true });
  }

  get current(): number {
    return this.#current;
  }

  button(index: number): HTMLButtonElement | undefined {
    return this.#buttons.get(index);
  }

  mark({ cursor, step, change }: Marks): void {
    for (const [i, button] of this.#buttons) {
      setAttribute(button, 'data-change', String(i === change));
      setAttribute(button, 'data-cursor', String(i === cursor));
      if (i === step) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    }
  }

  #nearest(geometry: RowGeometry, index: number): number {
    let nearest = Math.max(0, Math.min(index, geometry.count - 1));
    while (nearest < geometry.count - 1 && geometry.height(nearest) === 0) nearest++;
    return nearest;
  }

  #place(index: number): void {
    const [picture, geometry] = [this.#picture, this.#geometry];
    if (!picture || !geometry) return;
    let button = this.#buttons.get(index);
    if (!button) {
      button = html('button', { type: 'button', 'data-row': index });
      this.#buttons.set(index, button);
      this.element.insertBefore(html('li', {}, button), this.#after(index));
    }
    const item = button.parentElement as HTMLLIElement;
    item.style.top = `${String(geometry.top(index) * this.#zoom)}px`;
    item.style.height = `${String(geometry.height(index) * this.#zoom)}px`;
    setAttribute(item, 'aria-posinset', String(index + 1));
    setAttribute(item, 'aria-setsize', String(picture.count));
    setAttribute(button, 'aria-label', this.#describe(picture, index));
    setAttribute(button, 'data-line', String(picture.line(index)));
    const fold = picture.fold(index);
    if (fold) setAttribute(button, 'aria-expanded', String(fold.open));
    else button.removeAttribute('aria-expanded');
    button.tabIndex = index === this.#current ? 0 : -1;
  }

  /** The item before which a new row stands, so that the order of the document is that of the picture. */
  #after(index: number): Node | null {
    let next: number | undefined;
    for (const other of this.#buttons.keys()) if (other > index && (next === undefined || other < next)) next = other;
    return next === undefined ? null : (this.#buttons.get(next)?.parentElement ?? null);
  }

  #indexOf(target: EventTarget | null): number {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[data-row]') : null;
    return button ? Number(button.dataset['row']) : -1;
  }

  /** Says what is pointed at, once. A slanted arrow crosses rows that are not its own. */
  #onMove(event: PointerEvent): void {
    const crossing = this.#events.crossing(event.clientX, event.clientY);
    this.#point(crossing >= 0 ? crossing : this.#indexOf(event.target));
  }

  #point(index: number): void {
    if (index === this.#pointed) return;
    this.#buttons.get(this.#pointed)?.classList.remove('pointed');
    this.#pointed = index;
    this.#buttons.get(index)?.classList.add('pointed');
    this.#events.pointed(index);
  }

  #onClick(event: MouseEvent): void {
    // A key makes a click without a place.
    const crossing = event.detail > 0 ? this.#events.crossing(event.clientX, event.clientY) : -1;
    const index = crossing >= 0 ? crossing : this.#indexOf(event.target);
    if (index >= 0) this.#events.activated(index);
  }

  #onFocus(event: FocusEvent): void {
    const index = this.#indexOf(event.target);
    if (index < 0) return;
    this.#setCurrent(index);
    this.#events.pointed(index);
  }

  #setCurrent(index: number): void {
    const before = this.#buttons.get(this.#current);
    if (before) before.tabIndex = -1;
    this.#current = index;
    const now = this.#buttons.get(index);
    if (now) now.tabIndex = 0;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const target = this.#target(event.key);
    if (target === undefined) return;
    event.preventDefault();
    this.#setCurrent(target);
    this.#place(target);
    this.#events.focused(target);
    this.#buttons.get(target)?.focus({ preventScroll: true });
  }

  #target(key: string): number | undefined {
    switch (key) {
      case 'ArrowDown':
        return this.#step(1, 1);
      case 'ArrowUp':
        return this.#step(-1, 1);
      case 'PageDown':
        return this.#step(1, 10);
      case 'PageUp':
        return this.#step(-1, 10);
      case 'Home':
        return this.#nearest(this.#geometry ?? EMPTY, 0);
      case 'End':
        return this.#step(1, Infinity);
      default:
        return undefined;
    }
  }

  #step(way: 1 | -1, times: number): number {
    const geometry = this.#geometry ?? EMPTY;
    let index = this.#current;
    for (let i = index + way, left = times; left > 0 && i >= 0 && i < geometry.count; i += way) {
      if (geometry.height(i) === 0) continue;
      index = i;
      left--;
    }
    return index;
  }
}

const EMPTY = new RowGeometry([]);
