import type { Picture } from '../../core/picture/index.ts';
import type { StateName, TcbView } from '../../protocol/index.ts';
import type { Translator } from '../strings.ts';
import { html } from './dom.ts';
import { iconButton } from './icons.ts';

export interface StepperEvents {
  step(way: 'first' | 'back' | 'forward' | 'last'): void;
  leave(): void;
}

/** The table of both ends at one step of the diagram, with what changed and why. */
export class Stepper {
  readonly element: HTMLElement;
  readonly #body = html('div', { class: 'stepper-body' });
  readonly #count = html('span', { class: 'count' });
  readonly #next: HTMLButtonElement;
  readonly #t: Translator;
  readonly #state: (state: StateName) => string;

  constructor(t: Translator, state: (state: StateName) => string, events: StepperEvents) {
    [this.#t, this.#state] = [t, state];
    this.#next = iconButton('forward', t('Next step'), () => events.step('forward'));
    const bar = html(
      'div',
      { class: 'stepper-bar' },
      iconButton('first', t('First step'), () => events.step('first')),
      iconButton('back', t('Previous step'), () => events.step('back')),
      this.#count,
      this.#next,
      iconButton('last', t('Last step'), () => events.step('last')),
      iconButton('close', t('Leave the step-through'), () => events.leave()),
    );
    this.element = html(
      'section',
      { class: 'stepper', 'aria-label': t('Step through'), hidden: true },
      bar,
      this.#body,
    );
  }

  /** Takes the focus: where the reader looks, the keys step. */
  focus(): void {
    this.#next.focus({ preventScroll: true });
  }

  /** Shows a step; −1 hides the table. `n` of `total` counts what is stepped through. */
  update(picture: Picture | null, index: number, n: number, total: number): void {
    this.element.hidden = picture === null || index < 0;
    if (!picture || index < 0) return;
    this.#count.textContent = this.#t('Step {n} of {total}', { n, total });
    const loaded = picture.loaded(index);
    if (!loaded) {
      this.#body.replaceChildren(html('p', {}, this.#t('Loading…')));
      return;
    }
    this.#body.replaceChildren(
      html(
        'div',
        { class: 'words' },
        html('p', { class: 'what' }, loaded.words.what),
        html('p', { class: 'why' }, loaded.words.why),
        ...this.#problems(picture, index),
      ),
      html('div', { class: 'variables' }, this.#table(picture, index)),
    );
  }

  #problems(picture: Picture, index: number): HTMLElement[] {
    return picture
      .problems(index)
      .map(({ severity, message }) => html('p', { class: `problem ${severity}` }, `${this.#t(severity)}: ${message}`));
  }

  #table(picture: Picture, index: number): HTMLElement {
    const t = this.#t;
    const [before, after] = [picture.tcbsAfter(index - 1), picture.tcbsAfter(index)];
    const states = [picture.statesBefore(index), picture.statesBefore(index + 1)] as const;
    const names = involved(picture, index).filter((name) => states[1].has(name) || after[name]);
    const head = html(
      'tr',
      {},
      html('th', { scope: 'col' }, t('Variable')),
      ...names.map((name) => html('th', { scope: 'col' }, picture.label(name))),
    );
    const stateCells = names.map((name) =>
      this.#cell(this.#stateText(states[0].get(name)), this.#stateText(states[1].get(name)), states[1].get(name)),
    );
    const rows = [html('tr', {}, html('th', { scope: 'row' }, t('state')), ...stateCells)];
    for (const [variable, read] of VARIABLES) {
      // What nobody knows of any end is not worth a row.
      if (names.every((name) => read(before[name]) === null && read(after[name]) === null)) continue;
      const cells = names.map((name) => this.#cell(read(before[name]), read(after[name])));
      rows.push(html('tr', {}, html('th', { scope: 'row' }, variable), ...cells));
    }
    const ranges = names.map((name) => [rangesText(before[name]), rangesText(after[name])] as const);
    if (ranges.some(([was, now]) => was !== null || now !== null)) {
      rows.push(
        html(
          'tr',
          {},
          html('th', { scope: 'row' }, t('out of order received')),
          ...ranges.map(([was, now]) => this.#cell(was, now)),
        ),
      );
    }
    return html('table', {}, html('thead', {}, head), html('tbody', {}, ...rows));
  }

  #stateText(state: StateName | undefined): string | null {
    return state === undefined ? null : this.#state(state);
  }

  #cell(before: string | null, after: string | null, state?: StateName): HTMLElement {
    const cell = html('td', {}, after ?? '–');
    if (state !== undefined) cell.classList.add('state', `st-${state}`);
    if (before !== after) {
      cell.classList.add('changed');
      if (before !== null) cell.append(html('small', {}, this.#t('was {before}', { before })));
    }
    return cell;
  }
}

/** The ends that a step is about; for one that is about none, all. */
function involved(picture: Picture, index: number): string[] {
  const step = picture.loaded(index)?.step;
  if (step?.kind === 'segment')
    return picture.participants.map(({ name }) => name).filter((name) => name === step.from || name === step.to);
  return picture.participants.map(({ name }) => name);
}

const VARIABLES: readonly (readonly [name: string, read: (tcb: TcbView | undefined) => string | null])[] = [
  ['SND.UNA', (tcb) => tcb?.sndUna ?? null],
  ['SND.NXT', (tcb) => tcb?.sndNxt ?? null],
  ['SND.WND', (tcb) => tcb?.sndWnd ?? null],
  ['RCV.NXT', (tcb) => tcb?.rcvNxt ?? null],
  ['RCV.WND', (tcb) => tcb?.rcvWnd ?? null],
];

function rangesText(tcb: TcbView | undefined): string | null {
  if (!tcb || tcb.outOfOrder.length === 0) return null;
  return tcb.outOfOrder.map(([left, right]) => `${left}–${right}`).join(', ');
}
