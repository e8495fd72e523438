import { DEFAULT_LOOK, NUMBER_FORMS, type NumberForm } from '../../core/notation/look.ts';
import { EXPORT_KINDS, FORMS } from '../../core/render/forms.ts';
import { titleOf } from '../model/choice.ts';
import type { DiagramSummary, ExportKind, Look, LookWish, PreviewCommand } from '../../protocol/index.ts';
import type { StringKey, Translator } from '../strings.ts';
import { html } from './dom.ts';
import { iconButton, type IconName } from './icons.ts';
import { Menu, type MenuGroup, type MenuItem } from './menu.ts';

export type ToolbarAction =
  | { readonly kind: 'select'; readonly line: number }
  | { readonly kind: 'pin' | 'lock' | 'steps' | 'plot' }
  | { readonly kind: 'command'; readonly command: PreviewCommand }
  | { readonly kind: 'look'; readonly look: LookWish }
  | { readonly kind: 'fold'; readonly on: boolean }
  | { readonly kind: 'compare'; readonly with: 'saved' | 'revision' }
  | { readonly kind: 'png'; readonly scale: number }
  | { readonly kind: 'export'; readonly as: ExportKind };

/** Which switches are on. */
export interface Pressed {
  readonly pinned: boolean;
  readonly locked: boolean;
  readonly stepping: boolean;
  readonly plotting: boolean;
}

/** The tools above the picture: pale until the pointer or the focus comes near. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #select = html('select', {});
  readonly #pin: HTMLButtonElement;
  readonly #lock: HTMLButtonElement;
  readonly #steps: HTMLButtonElement;
  readonly #plot: HTMLButtonElement;
  readonly #t: Translator;
  readonly #act: (action: ToolbarAction) => void;
  #look: Look = DEFAULT_LOOK;
  #timed = false;
  #folding = false;

  constructor(t: Translator, act: (action: ToolbarAction) => void) {
    [this.#t, this.#act] = [t, act];
    this.#select.setAttribute('aria-label', t('Diagram'));
    this.#select.addEventListener('change', () => act({ kind: 'select', line: Number(this.#select.value) }));
    this.#pin = iconButton('pin', t('Pin'), () => act({ kind: 'pin' }));
    this.#lock = iconButton('lock', t('Lock scrolling'), () => act({ kind: 'lock' }));
    this.#steps = iconButton('steps', t('Step through'), () => act({ kind: 'steps' }));
    this.#plot = iconButton('plot', t('Time–sequence plot'), () => act({ kind: 'plot' }));
    this.element = html(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': t('Preview tools') },
      this.#select,
      this.#pin,
      this.#lock,
      this.#tool('out', t('Zoom out'), 'zoom-out'),
      this.#tool('in', t('Zoom in'), 'zoom-in'),
      this.#tool('full', t('Full size'), 'full-size'),
      this.#tool('fit', t('Fit to width'), 'fit-width'),
      this.#steps,
      this.#plot,
      this.#menu('look', t('View'), () => this.#choices()),
      this.#menu('export', t('Export'), () => this.#exports()),
    );
  }

  #menu(icon: IconName, label: string, groups: () => MenuGroup[]): HTMLElement {
    return new Menu(
      iconButton(icon, label, () => undefined),
      label,
      groups,
    ).element;
  }

  #tool(icon: IconName, label: string, command: PreviewCommand): HTMLButtonElement {
    return iconButton(icon, label, () => this.#act({ kind: 'command', command }));
  }

  /** Lists the diagrams; a single one needs no list. */
  update(diagrams: readonly DiagramSummary[], shownLine: number | null): void {
    this.#select.hidden = diagrams.length < 2;
    const options = diagrams.map((diagram, i) => {
      const title = titleOf(diagram, i, (n) => this.#t('Untitled diagram {n}', { n }));
      const problems = diagram.errors + diagram.warnings;
      const text = problems > 0 ? this.#t('{title} (problems: {n})', { title, n: problems }) : title;
      return html('option', { value: diagram.line, selected: diagram.line === shownLine }, text);
    });
    this.#select.replaceChildren(...options);
    if (shownLine !== null) this.#select.value = String(shownLine);
  }

  /** How the diagram that is shown looks, whether its segments have times, and whether its runs are folded. */
  setLook(look: Look, timed: boolean, folding: boolean): void {
    [this.#look, this.#timed, this.#folding] = [look, timed, folding];
  }

  /** Takes the focus, on the tool that begins and ends the step-through. */
  focusSteps(): void {
    this.#steps.focus({ preventScroll: true });
  }

  setPressed({ pinned, locked, stepping, plotting }: Pressed): void {
    this.#pin.setAttribute('aria-pressed', String(pinned));
    this.#lock.setAttribute('aria-pressed', String(locked));
    this.#steps.setAttribute('aria-pressed', String(stepping));
    this.#plot.setAttribute('aria-pressed', String(plotting));
  }

  #exports(): MenuGroup[] {
    const t = this.#t;
    const pictures: readonly (readonly [string, ToolbarAction])[] = [
      [t('Save as SVG…'), { kind: 'command', command: 'export-svg' }],
      ...[1, 2, 4].map((n) => [t('Save as PNG, {n}×…', { n }), { kind: 'png', scale: n }] as const),
      [t('Copy as PNG'), { kind: 'command', command: 'copy-png' }],
    ];
    const texts = EXPORT_KINDS.map(
      (as) => [t('{form}…', { form: t(FORMS[as].label) }), { kind: 'export', as }] as const,
    );
    return [{ items: [...pictures, ...texts].map(([label, action]) => ({ label, press: () => this.#act(action) })) }];
  }

  #choices(): MenuGroup[] {
    const t = this.#t;
    const items = NUMBER_FORMS.map((numbers): MenuItem => {
      const checked = numbers === this.#look.numbers;
      return { kind: 'radio', label: t(NUMBERS[numbers]), checked, press: () => this.#wish({ numbers }) };
    });
    const { timeScale } = this.#look;
    const time: MenuItem = {
      kind: 'checkbox',
      label: t('Space by time'),
      checked: timeScale,
      press: () => this.#wish({ timeScale: !timeScale }),
    };
    const fold: MenuItem = {
      kind: 'checkbox',
      label: t('Fold runs'),
      checked: this.#folding,
      press: () => this.#act({ kind: 'fold', on: !this.#folding }),
    };
    const compare: readonly MenuItem[] = [
      { label: t('Compare with Saved'), press: () => this.#act({ kind: 'compare', with: 'saved' }) },
      { label: t('Compare with Git Revision…'), press: () => this.#act({ kind: 'compare', with: 'revision' }) },
    ];
    return [
      { heading: t('Numbers'), items },
      // Without times there is nothing to space by.
      { heading: t('Rows'), items: this.#timed ? [fold, time] : [fold] },
      { heading: t('Compare'), items: compare },
    ];
  }

  #wish(look: LookWish): void {
    this.#act({ kind: 'look', look });
  }
}

/** What the forms of numbers are called. */
const NUMBERS = {
  absolute: 'As written',
  relative: 'Relative',
  flags: 'Flags only',
  all: 'All fields',
} as const satisfies Readonly<Record<NumberForm, StringKey>>;
