import { connectionClass, connectionName } from '../../core/picture/index.ts';
import type { PictureData } from '../../protocol/index.ts';
import type { Translator } from '../strings.ts';
import { html } from './dom.ts';

/** So many connections have a button each; of more, one is picked from a list. */
const MOST_BUTTONS = 8;

/** The connections of a diagram by number, colour and name. One can be looked at by itself: the others are faded. */
export class Legend {
  readonly element: HTMLElement;
  readonly #t: Translator;
  readonly #choose: (connection: number) => void;
  #shown = '';
  #chosen = 0;

  /** `choose` is called with the number of a connection, or 0 for all of them. */
  constructor(t: Translator, choose: (connection: number) => void) {
    [this.#t, this.#choose] = [t, choose];
    this.element = html('div', {
      class: 'legend hs-legend',
      role: 'group',
      'aria-label': t('Connections'),
      hidden: true,
    });
  }

  /** Lists the connections of a diagram; one alone needs no list. */
  update(data: PictureData | null): void {
    const names = data?.connections.map((ends) => connectionName(data, ends)) ?? [];
    this.element.hidden = names.length === 0;
    if (JSON.stringify(names) === this.#shown) return;
    this.#shown = JSON.stringify(names);
    this.element.replaceChildren(...(names.length > MOST_BUTTONS ? [this.#list(names)] : this.#buttons(names)));
    this.mark(this.#chosen);
  }

  /** Says which connection is looked at, 0 for all. */
  mark(chosen: number): void {
    this.#chosen = chosen;
    for (const button of this.element.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(Number(button.dataset['connection']) === chosen));
    const select = this.element.querySelector('select');
    if (select) select.value = String(chosen);
  }

  #buttons(names: readonly string[]): HTMLElement[] {
    return names.map((name, i) => {
      const number = i + 1;
      const tag = html('span', { class: 'tag' }, String(number));
      const button = html(
        'button',
        { type: 'button', class: `chip ${connectionClass(number)}`, 'data-connection': number, title: name },
        tag,
        html('span', { class: 'chip-name' }, name),
      );
      // A second press shows all of them again.
      button.addEventListener('click', () => this.#choose(this.#chosen === number ? 0 : number));
      return button;
    });
  }

  #list(names: readonly string[]): HTMLSelectElement {
    const options = [this.#t('All connections'), ...names.map((name, i) => `${String(i + 1)}  ${name}`)];
    const select = html('select', { 'aria-label': this.#t('Connections') });
    select.append(...options.map((text, value) => html('option', { value }, text)));
    select.addEventListener('change', () => this.#choose(Number(select.value)));
    return select;
  }
}
