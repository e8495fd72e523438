/** Rows are drawn a little beyond the edges, so that scrolling shows no gap. */
const MARGIN = 10;
/** No browser lays out a page higher than this (Chrome: 2^25 pixels); beyond it, places are scaled. */
const HIGHEST = 10_000_000;

export interface ListHost<Item> {
  /** The content of a row, cell by cell. */
  readonly cells: (item: Item) => readonly Cell[];
  /** Called when other rows are selected, or one is opened by Enter or a double click. */
  readonly selected: (indexes: readonly number[]) => void;
  readonly opened: (index: number) => void;
}

export interface Cell {
  readonly text: string;
  readonly className?: string;
  readonly title?: string;
}

/**
 * A list of any length, of which only the rows in sight are in the page. Selection as in VS Code's own lists: click,
 * Shift and Ctrl, arrow keys, Enter.
 */
export class VirtualList<Item> {
  readonly element = document.createElement('div');
  readonly #head: HTMLElement | undefined;
  readonly #nothing = document.createElement('p');
  readonly #space = document.createElement('div');
  readonly #host: ListHost<Item>;
  readonly #height: number;
  #items: readonly Item[] = [];
  #selected = new Set<number>();
  #focus = -1;
  #anchor = 0;

  /** `head` is a row of the names of the columns, which stays in sight. */
  constructor(label: string, height: number, columns: number, host: ListHost<Item>, head?: HTMLElement) {
    this.#host = host;
    this.#height = height;
    this.#head = head;
    const { element } = this;
    element.className = 'list';
    element.tabIndex = 0;
    element.setAttribute('role', 'grid');
    element.setAttribute('aria-label', label);
    element.setAttribute('aria-colcount', String(columns));
    element.setAttribute('aria-multiselectable', 'true');
    this.#space.className = 'space';
    this.#space.setAttribute('role', 'rowgroup');
    this.#nothing.className = 'nothing';
    this.#nothing.hidden = true;
    if (head) element.append(head);
    element.append(this.#nothing, this.#space);
    element.addEventListener('scroll', () => this.draw());
    element.addEventListener('click', (event) => this.#click(event));
    element.addEventListener('dblclick', () => this.#open());
    element.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => this.draw()).observe(element);
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  get selection(): readonly number[] {
    return [...this.#selected].sort((a, b) => a - b);
  }

  /** Says why there are no rows; '' where there are. */
  explain(text: string): void {
    this.#nothing.textContent = text;
    this.#nothing.hidden = text === '';
  }

  /** Shows other items; `keep` says which of them stay selected. */
  show(items: readonly Item[], keep: (item: Item) => boolean = () => false): void {
    this.#items = items;
    this.#selected = new Set(items.flatMap((item, index) => (keep(item) ? [index] : [])));
    this.#focus = this.selection[0] ?? -1;
    this.#anchor = Math.max(0, this.#focus);
    this.#space.style.height = `${Math.min(HIGHEST, items.length * this.#height)}px`;
    this.element.setAttribute('aria-rowcount', String(items.length + this.#rowsAbove));
    this.draw();
  }

  get #rowsAbove(): number {
    return this.#head ? 1 : 0;
  }

  /** The height in which rows are seen. */
  get #view(): number {
    return Math.max(this.#height, this.element.clientHeight - (this.#head?.offsetHeight ?? 0));
  }

  /** Draws the rows in sight. */
  draw(): void {
    const { scrollTop } = this.element;
    const clientHeight = this.#view;
    const total = this.#items.length * this.#height;
    const scaled = total <= HIGHEST ? scrollTop : (scrollTop / (HIGHEST - clientHeight)) * (total - clientHeight);
    const from = Math.max(0, Math.floor(scaled / this.#height) - MARGIN);
    const to = Math.min(this.#items.length, Math.ceil((scaled + clientHeight) / this.#height) + MARGIN);
    const offset = scrollTop - scaled;
    const rows: HTMLElement[] = [];
    for (let index = from; index < to; index++) rows.push(this.#row(index, index * this.#height + offset));
    this.#space.replaceChildren(...rows);
    const active = this.#focus >= from && this.#focus < to ? `row-${this.element.id}-${this.#focus}` : '';
    if (active === '') this.element.removeAttribute('aria-activedescendant');
    else this.element.setAttribute('aria-activedescendant', active);
  }

  #row(index: number, top: number): HTMLElement {
    const row = document.createElement('div');
    row.className = 'row';
    row.id = `row-${this.element.id}-${index}`;
    row.dataset['index'] = String(index);
    row.setAttribute('role', 'row');
    row.setAttribute('aria-rowindex', String(index + 1 + this.#rowsAbove));
    row.setAttribute('aria-selected', String(this.#selected.has(index)));
    row.classList.toggle('focused', index === this.#focus);
    row.style.transform = `translateY(${top}px)`;
    for (const { text, className = '', title } of this.#host.cells(this.#items[index] as Item)) {
      const cell = document.createElement('span');
      cell.setAttribute('role', 'gridcell');
      cell.className = className;
      cell.textContent = text;
      if (title !== undefined) cell.title = title;
      row.append(cell);
    }
    return row;
  }

  #click(event: MouseEvent): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('.row');
    if (row !== null) this.#select(Number(row.dataset['index']), event.shiftKey, event.ctrlKey || event.metaKey);
  }

  #select(index: number, range: boolean, toggle: boolean): void {
    if (index < 0 || index >= this.#items.length) return;
    if (range) {
      const [from, to] = [Math.min(this.#anchor, index), Math.max(this.#anchor, index)];
      this.#selected = new Set(Array.from({ length: to - from + 1 }, (_, offset) => from + offset));
    } else if (toggle) {
      if (!this.#selected.delete(index)) this.#selected.add(index);
      this.#anchor = index;
    } else {
      this.#selected = new Set([index]);
      this.#anchor = index;
    }
    this.#focus = index;
    this.draw();
    this.#host.selected(this.selection);
  }

  #open(): void {
    if (this.#focus >= 0) this.#host.opened(this.#focus);
  }

  #key(event: KeyboardEvent): void {
    // What stands in the head has keys of its own.
    if (event.target !== this.element) return;
    const page = Math.max(1, Math.floor(this.#view / this.#height) - 1);
    const last = this.#items.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(last, this.#focus + 1),
      ArrowUp: Math.max(0, this.#focus - 1),
      PageDown: Math.min(last, this.#focus + page),
      PageUp: Math.max(0, this.#focus - page),
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to !== undefined && last >= 0) {
      this.#select(to, event.shiftKey, false);
      this.#reveal(to);
    } else if (event.key === 'Enter') this.#open();
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      this.#selected = new Set(this.#items.keys());
      this.draw();
      this.#host.selected(this.selection);
    } else return;
    event.preventDefault();
  }

  #reveal(index: number): void {
    const { element } = this;
    const view = this.#view;
    const total = this.#items.length * this.#height;
    const scale = total <= HIGHEST ? 1 : (HIGHEST - view) / (total - view);
    const top = index * this.#height * scale;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + this.#height > element.scrollTop + view) element.scrollTop = top + this.#height - view;
  }
}
