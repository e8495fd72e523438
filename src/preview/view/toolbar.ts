import { titleOf } from '../model/choice.ts';
import type { DiagramSummary, ExportKind, PreviewCommand } from '../../protocol/index.ts';
import type { Translator } from '../strings.ts';
import { html } from './dom.ts';
import { iconButton, type IconName } from './icons.ts';

export type ToolbarAction =
  | { readonly kind: 'select'; readonly line: number }
  | { readonly kind: 'pin' | 'lock' | 'steps' | 'plot' }
  | { readonly kind: 'command'; readonly command: PreviewCommand }
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
  readonly #menu: HTMLElement;
  readonly #menuButton: HTMLButtonElement;
  readonly #t: Translator;
  readonly #act: (action: ToolbarAction) => void;

  constructor(t: Translator, act: (action: ToolbarAction) => void) {
    [this.#t, this.#act] = [t, act];
    this.#select.setAttribute('aria-label', t('Diagram'));
    this.#select.addEventListener('change', () => act({ kind: 'select', line: Number(this.#select.value) }));
    this.#pin = iconButton('pin', t('Pin'), () => act({ kind: 'pin' }));
    this.#lock = iconButton('lock', t('Lock scrolling'), () => act({ kind: 'lock' }));
    this.#steps = iconButton('steps', t('Step through'), () => act({ kind: 'steps' }));
    this.#plot = iconButton('plot', t('Time–sequence plot'), () => act({ kind: 'plot' }));
    this.#menuButton = iconButton('export', t('Export'), () => this.#toggleMenu(this.#menu.hidden !== false));
    this.#menuButton.setAttribute('aria-haspopup', 'menu');
    this.#menuButton.setAttribute('aria-expanded', 'false');
    this.#menu = this.#exportMenu();
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
      html('div', { class: 'menu-anchor' }, this.#menuButton, this.#menu),
    );
    document.addEventListener('pointerdown', (event) => {
      if (event.target instanceof Node && !this.#menu.parentElement?.contains(event.target)) this.#toggleMenu(false);
    });
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

  #exportMenu(): HTMLElement {
    const t = this.#t;
    const entries: readonly (readonly [string, ToolbarAction])[] = [
      [t('Save as SVG…'), { kind: 'command', command: 'export-svg' }],
      [t('Save as PNG, {n}×…', { n: 1 }), { kind: 'png', scale: 1 }],
      [t('Save as PNG, {n}×…', { n: 2 }), { kind: 'png', scale: 2 }],
      [t('Save as PNG, {n}×…', { n: 4 }), { kind: 'png', scale: 4 }],
      [t('Copy as PNG'), { kind: 'command', command: 'copy-png' }],
      [t('Mermaid…'), { kind: 'export', as: 'mermaid' }],
      [t('Markdown…'), { kind: 'export', as: 'markdown' }],
      [t('Table…'), { kind: 'export', as: 'table' }],
      [t('Text ladder…'), { kind: 'export', as: 'ladder' }],
    ];
    const menu = html('div', { class: 'menu', role: 'menu', 'aria-label': t('Export'), hidden: true });
    for (const [label, action] of entries) {
      const item = html('button', { type: 'button', role: 'menuitem', tabindex: -1 }, label);
      item.addEventListener('click', () => {
        this.#toggleMenu(false);
        this.#menuButton.focus();
        this.#act(action);
      });
      menu.append(item);
    }
    menu.addEventListener('keydown', (event) => this.#onMenuKey(event));
    return menu;
  }

  #toggleMenu(open: boolean): void {
    this.#menu.hidden = !open;
    this.#menuButton.setAttribute('aria-expanded', String(open));
    if (open) this.#items()[0]?.focus();
  }

  #items(): HTMLElement[] {
    return [...this.#menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  }

  #onMenuKey(event: KeyboardEvent): void {
    const items = this.#items();
    const now = items.findIndex((item) => item === document.activeElement);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: (now + 1) % items.length,
      ArrowUp: (now - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) items[target]?.focus();
    else if (event.key === 'Escape') {
      this.#toggleMenu(false);
      this.#menuButton.focus();
    } else if (event.key === 'Tab') this.#toggleMenu(false);
    else return;
    event.stopPropagation();
    if (event.key !== 'Tab') event.preventDefault();
  }
}
