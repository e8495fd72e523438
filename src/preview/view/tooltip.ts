import type { DiagramProblem } from '../../protocol/index.ts';
import type { Translator } from '../strings.ts';
import { html } from './dom.ts';
import { markdownNodes } from './markdown.ts';

/** Milliseconds that the pointer rests before the tooltip comes. */
const REST = 350;

/** What a row is about: its problems at once, and what the editor's hover says as soon as it is known. */
export class Tooltip {
  readonly element = html('div', { class: 'tooltip', role: 'tooltip', id: 'tooltip', hidden: true });
  readonly #t: Translator;
  #timer = 0;
  #anchor: HTMLElement | null = null;
  #line = -1;

  constructor(t: Translator) {
    this.#t = t;
  }

  /** Comes up beside `anchor` in a moment; `ask` is called when it does. */
  show(anchor: HTMLElement, line: number, problems: readonly DiagramProblem[], text: string, ask: () => void): void {
    if (anchor === this.#anchor) return;
    this.hide();
    this.#anchor = anchor;
    this.#timer = window.setTimeout(() => {
      this.#line = line;
      const list = problems.map(({ severity, message }) =>
        html('p', { class: `problem ${severity}` }, `${this.#t(severity)}: ${message}`),
      );
      this.element.replaceChildren(...list, html('div', { class: 'hover' }, html('p', {}, text)));
      this.element.hidden = false;
      anchor.setAttribute('aria-describedby', this.element.id);
      this.#place();
      ask();
    }, REST);
  }

  /** What the editor's hover says of a line. */
  fill(line: number, markdown: readonly string[]): void {
    const hover = this.element.querySelector('.hover');
    if (line !== this.#line || markdown.length === 0 || !hover || this.element.hidden) return;
    hover.replaceChildren(...markdown.flatMap(markdownNodes));
    this.#place();
  }

  /** True if there was one to hide. */
  hide(): boolean {
    window.clearTimeout(this.#timer);
    this.#anchor?.removeAttribute('aria-describedby');
    this.#anchor = null;
    this.#line = -1;
    const shown = !this.element.hidden;
    this.element.hidden = true;
    return shown;
  }

  #place(): void {
    if (!this.#anchor) return;
    const row = this.#anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = Math.max(8, Math.min(row.left + row.width / 2 - width / 2, window.innerWidth - width - 8));
    const below = row.bottom + 4;
    const top = below + height <= window.innerHeight - 8 ? below : Math.max(8, row.top - height - 4);
    this.element.style.left = `${String(left)}px`;
    this.element.style.top = `${String(top)}px`;
  }
}
