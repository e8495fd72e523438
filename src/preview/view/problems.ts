import type { DiagramProblem } from '../../protocol/index.ts';
import type { Translator } from '../strings.ts';
import { html } from './dom.ts';

/** A long diagram may have thousands; the editor's Problems view has them all. */
const MOST = 200;

const SEVERITIES = [
  ['error', 'Errors: {n}'],
  ['warning', 'Warnings: {n}'],
  ['info', 'Remarks: {n}'],
] as const;

/** What is wrong, as a list under the picture; a click goes to the line. */
export class Problems {
  readonly element: HTMLElement;
  readonly #list = html('ul', { role: 'list' });
  readonly #summary = html('summary');
  readonly #t: Translator;
  #key = '';

  constructor(t: Translator, reveal: (line: number) => void) {
    this.#t = t;
    this.element = html('details', { class: 'problems', open: true, hidden: true }, this.#summary, this.#list);
    this.#list.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (button) reveal(Number(button.dataset['line']));
    });
  }

  /** Leaves but the summary, or shows the list again. */
  fold(folded: boolean): void {
    this.element.toggleAttribute('open', !folded);
  }

  update(problems: readonly DiagramProblem[]): void {
    const shown = problems.filter(({ severity }) => severity !== 'hint');
    const key = JSON.stringify(shown);
    if (key === this.#key) return;
    this.#key = key;
    this.element.hidden = shown.length === 0;
    const counts = SEVERITIES.map(([severity, text]) => {
      const n = shown.filter((problem) => problem.severity === severity).length;
      return n === 0 ? '' : this.#t(text, { n });
    });
    const text = counts.filter((part) => part !== '').join(' · ');
    this.#summary.replaceChildren(html('strong', {}, this.#t('Problems')), html('span', { class: 'counts' }, text));
    this.#list.replaceChildren(...shown.slice(0, MOST).map((problem) => this.#item(problem)));
  }

  #item({ severity, message, code, line }: DiagramProblem): HTMLElement {
    const button = html(
      'button',
      { type: 'button', 'data-line': line },
      html('span', { class: `severity ${severity}` }, this.#t(severity)),
      html('span', { class: 'message' }, message),
      html('span', { class: 'code' }, code),
      html('span', { class: 'line' }, this.#t('Line {line}', { line: line + 1 })),
    );
    return html('li', {}, button);
  }
}
