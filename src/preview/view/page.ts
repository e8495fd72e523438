import type { Translator } from '../strings.ts';
import { html, setText } from './dom.ts';
import { emptyPage } from './empty.ts';

/** What the page is put together from. */
export interface PageParts {
  /** Bars above the picture. */
  readonly top: readonly Element[];
  /** The picture, and what stands beside it. */
  readonly main: readonly Element[];
  /** What is said of the picture, below it. */
  readonly notices: readonly Element[];
  readonly bottom: readonly Element[];
  /** What lies over all, or is seen by nobody. */
  readonly outside: readonly Element[];
}

/** The page of the preview: where its parts stand, and what is said of it to those who hear it. */
export class Page {
  readonly #main: HTMLElement;
  readonly #title = html('h1', { class: 'sr-only' });
  readonly #description = html('p', { id: 'description', class: 'sr-only' });
  readonly #empty: HTMLElement;
  readonly #live = html('div', { class: 'sr-only', role: 'status' });

  constructor(t: Translator, { top, main, notices, bottom, outside }: PageParts) {
    this.#empty = emptyPage(t);
    this.#main = html('main', { class: 'main' }, this.#title, this.#description, ...main);
    document.body.append(
      html(
        'div',
        { class: 'app' },
        html('header', { class: 'top' }, ...top),
        this.#main,
        html('div', { class: 'notices' }, ...notices),
        ...bottom,
        this.#empty,
      ),
      ...outside,
      this.#live,
    );
  }

  /** Shows the picture, or how to write a first segment. */
  setEmpty(empty: boolean): void {
    this.#empty.hidden = !empty;
    this.#main.hidden = empty;
  }

  /** A plot takes a part of the picture's room. */
  setPlotting(plotting: boolean): void {
    this.#main.classList.toggle('plotting', plotting);
  }

  /** What a screen reader says of the picture. */
  describe({ name, description }: { readonly name: string; readonly description: string }): void {
    setText(this.#title, name);
    setText(this.#description, description);
    this.#main.setAttribute('aria-describedby', this.#description.id);
  }

  /** Has a screen reader say what has just happened. */
  announce(text: string): void {
    setText(this.#live, text);
  }
}
