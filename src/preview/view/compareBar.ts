import type { Change } from '../../core/picture/index.ts';
import type { StringKey, Translator } from '../strings.ts';
import { html, setText } from './dom.ts';
import { iconButton } from './icons.ts';

export interface CompareEvents {
  readonly go: (way: 1 | -1) => void;
  readonly leave: () => void;
}

/** The signs of the picture, and what there is of each. */
const KINDS = [
  ['+', '+', 'added', 'Added: {n}'],
  ['-', '−', 'removed', 'Removed: {n}'],
  ['~', '~', 'changed', 'Changed: {n}'],
] as const satisfies readonly (readonly [Change, string, string, StringKey])[];

/** What the picture is compared with, what its signs and colours mean, and the way from change to change. */
export class CompareBar {
  readonly element: HTMLElement;
  readonly #name = html('span', { class: 'compared-with' });
  readonly #counts = html('span', { class: 'change-counts' });
  readonly #ways: readonly HTMLButtonElement[];
  readonly #t: Translator;

  constructor(t: Translator, { go, leave }: CompareEvents) {
    this.#t = t;
    this.#ways = [
      iconButton('up', t('Previous change'), () => go(-1)),
      iconButton('down', t('Next change'), () => go(1)),
    ];
    this.element = html(
      'div',
      { class: 'compare-bar', role: 'group', 'aria-label': t('Compare'), hidden: true },
      this.#name,
      this.#counts,
      html('span', { class: 'compare-ways' }, ...this.#ways, iconButton('close', t('Leave the comparison'), leave)),
    );
  }

  /** Says what is compared with, and what has changed; null: nothing is compared. */
  update(name: string | null, changes: string): void {
    this.element.hidden = name === null;
    if (name === null) return;
    const t = this.#t;
    setText(this.#name, t('Compared with {name}', { name }));
    this.#name.title = this.#name.textContent;
    const counts = KINDS.map(([change, sign, className, text]) => {
      const n = [...changes].filter((one) => one === change).length;
      return {
        n,
        element: html('span', { class: className }, html('b', { 'aria-hidden': 'true' }, sign), ` ${t(text, { n })}`),
      };
    });
    const some = counts.some(({ n }) => n > 0);
    this.#counts.replaceChildren(
      ...(some ? counts.map(({ element }) => element) : [html('span', {}, t('No differences'))]),
    );
    for (const way of this.#ways) way.disabled = !some;
  }

  /** What a screen reader is told. */
  get text(): string {
    return `${this.#name.textContent}. ${[...this.#counts.children].map(({ lastChild }) => lastChild?.textContent?.trim()).join(', ')}`;
  }
}

/** The first row of each change: rows next to each other are one. */
export function changeStarts(changes: string): number[] {
  return [...changes].flatMap((change, i) => (change !== '=' && (changes[i - 1] ?? '=') === '=' ? [i] : []));
}
