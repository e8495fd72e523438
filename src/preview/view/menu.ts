import { html } from './dom.ts';

/** What a menu offers: something to do, or something to choose. */
export interface MenuItem {
  readonly label: string;
  /** One of several that exclude each other, or on and off; left out: something to do. */
  readonly kind?: 'radio' | 'checkbox';
  readonly checked?: boolean;
  readonly press: () => void;
}

/** Items of one kind; those of a choice have a heading. */
export interface MenuGroup {
  readonly heading?: string;
  readonly items: readonly MenuItem[];
}

/** A button and the menu that it opens, with the keys that menus have. */
export class Menu {
  readonly element: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #menu: HTMLElement;
  /** What it offers, asked for whenever it opens. */
  readonly #groups: () => readonly MenuGroup[];

  /** `button` has no action of its own. */
  constructor(button: HTMLButtonElement, label: string, groups: () => readonly MenuGroup[]) {
    [this.#button, this.#groups] = [button, groups];
    this.#menu = html('div', { class: 'menu', role: 'menu', 'aria-label': label, hidden: true });
    this.element = html('div', { class: 'menu-anchor' }, button, this.#menu);
    button.setAttribute('aria-haspopup', 'menu');
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', () => this.#toggle(this.#menu.hidden !== false));
    this.#menu.addEventListener('keydown', (event) => this.#onKey(event));
    document.addEventListener('pointerdown', (event) => {
      if (event.target instanceof Node && !this.element.contains(event.target)) this.#toggle(false);
    });
  }

  #toggle(open: boolean): void {
    if (open) this.#menu.replaceChildren(...this.#groups().map((group) => this.#group(group)));
    this.#menu.hidden = !open;
    this.#button.setAttribute('aria-expanded', String(open));
    if (!open) return;
    this.#stayInside();
    const items = this.#items();
    (items.find((item) => item.getAttribute('aria-checked') === 'true') ?? items[0])?.focus();
  }

  /** Moves the menu to the right where it would begin outside of the window. */
  #stayInside(): void {
    this.#menu.style.right = '0';
    const { left } = this.#menu.getBoundingClientRect();
    if (left < 4) this.#menu.style.right = `${String(left - 4)}px`;
  }

  #group({ heading, items }: MenuGroup): HTMLElement {
    const children = items.map((item) => this.#item(item));
    if (heading === undefined) return html('div', { role: 'none' }, ...children);
    const title = html('div', { class: 'menu-heading', 'aria-hidden': 'true' }, heading);
    return html('div', { role: 'group', 'aria-label': heading }, title, ...children);
  }

  #item({ label, kind, checked, press }: MenuItem): HTMLButtonElement {
    const role = kind === undefined ? 'menuitem' : `menuitem${kind}`;
    const item = html('button', { type: 'button', role, tabindex: -1 }, label);
    if (kind !== undefined) item.setAttribute('aria-checked', String(checked === true));
    item.addEventListener('click', () => {
      this.#toggle(false);
      this.#button.focus();
      press();
    });
    return item;
  }

  #items(): HTMLElement[] {
    return [...this.#menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  }

  #onKey(event: KeyboardEvent): void {
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
      this.#toggle(false);
      this.#button.focus();
    } else if (event.key === 'Tab') this.#toggle(false);
    else return;
    event.stopPropagation();
    if (event.key !== 'Tab') event.preventDefault();
  }
}
