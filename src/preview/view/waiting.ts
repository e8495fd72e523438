import type { Translator } from '../strings.ts';
import { html, setText } from './dom.ts';

/** Milliseconds after which something that is waited for is said to be loading. */
const PATIENCE = 500;

/** Says that something is loading once it takes long, with a way to give it up. */
export class Waiting {
  readonly element = html('div', { class: 'loading', hidden: true });
  readonly #text = html('span', { role: 'status' });
  readonly #t: Translator;
  readonly #lacks: () => boolean;
  #timer = 0;

  /** `lacks`: whether something is still waited for; `giveUp`: it is not wanted any more. */
  constructor(t: Translator, lacks: () => boolean, giveUp: () => void) {
    [this.#t, this.#lacks] = [t, lacks];
    const cancel = html('button', { type: 'button' }, t('Cancel'));
    cancel.addEventListener('click', () => {
      giveUp();
      this.#stop();
    });
    this.element.append(this.#text, cancel);
  }

  /** Something has been asked for. */
  begin(): void {
    if (this.#timer !== 0) return;
    this.#timer = window.setTimeout(() => {
      this.element.hidden = !this.#lacks();
      setText(this.#text, this.element.hidden ? '' : this.#t('Loading…'));
    }, PATIENCE);
  }

  /** Something has come, perhaps all of it. */
  came(): void {
    if (!this.#lacks()) this.#stop();
  }

  #stop(): void {
    window.clearTimeout(this.#timer);
    this.#timer = 0;
    this.element.hidden = true;
  }
}
