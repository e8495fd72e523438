// The page that shows what a capture file holds: a table of connections, and the segments of the one that is looked at.
import type {
  CaptureConfig,
  CaptureSegment,
  CaptureSummary,
  CaptureVerdict,
  FromCapture,
  ToCapture,
} from '../../protocol/index.ts';
import { translator } from '../strings.ts';
import { html } from '../view/dom.ts';
import { type Cell, VirtualList } from './list.ts';
import { type Column, filterRows, type Row, sortRows, type Sorting } from './rows.ts';
import type { CaptureString } from './strings.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromCapture): void };

const ROW_HEIGHT = 24;

const host = acquireVsCodeApi();
const config = JSON.parse(document.body.dataset['config'] ?? '{}') as CaptureConfig;

const t = translator<CaptureString>(config.strings);
const number = new Intl.NumberFormat(config.language);

const COLUMNS: readonly { readonly column: Column; readonly title: string }[] = [
  { column: 'number', title: t('No.') },
  { column: 'left', title: t('Client') },
  { column: 'right', title: t('Server') },
  { column: 'packets', title: t('Packets') },
  { column: 'bytes', title: t('Bytes') },
  { column: 'seconds', title: t('Duration') },
  { column: 'flags', title: t('First flags') },
  { column: 'problems', title: t('What is wrong') },
];

class CapturePage {
  #rows: readonly Row[] = [];
  #sorting: Sorting = { column: 'number', descending: false };
  #shown: number | undefined;
  readonly #status = html('div', { class: 'status' });
  readonly #progress = html('progress', { class: 'progress' });
  readonly #cancel = button(t('Cancel'), () => host.postMessage({ type: 'cancel' }));
  readonly #filter = html('input', { class: 'filter' });
  readonly #head = html('div', { class: 'head' });
  readonly #actions = [
    button(t('Open Preview'), () => this.#preview()),
    button(t('Insert into Note'), () => this.#send('insert')),
    button(t('Open as Notation'), () => this.#send('open')),
    button(t('Names…'), () => host.postMessage({ type: 'names' })),
  ];
  readonly #table = new VirtualList<Row>(
    t('Connections'),
    ROW_HEIGHT,
    COLUMNS.length,
    {
      cells: (row) => cellsOf(row),
      selected: () => this.#selected(),
      opened: () => this.#preview(),
    },
    this.#head,
  );
  readonly #segments = new VirtualList<CaptureSegment>(t('Segments'), ROW_HEIGHT, 2, {
    cells: ({ frame, text }) => [
      { text: number.format(frame), className: 'count' },
      { text, className: 'line' },
    ],
    selected: () => this.#name(),
    opened: () => this.#preview(),
  });

  constructor() {
    this.#filter.type = 'search';
    this.#filter.placeholder = t('Filter by address, port, flag or label');
    this.#filter.setAttribute('aria-label', this.#filter.placeholder);
    this.#filter.addEventListener('input', () => this.#draw());
    this.#status.setAttribute('role', 'status');
    this.#table.element.id = 'connections';
    this.#segments.element.id = 'segments';
    this.#head.setAttribute('role', 'row');
    this.#progress.setAttribute('aria-labelledby', (this.#status.id = 'status'));
    document.body.append(
      html('header', { class: 'bar' }, this.#filter, html('div', { class: 'actions' }, ...this.#actions)),
      html(
        'main',
        { class: 'lists' },
        html('h1', { class: 'sr-only' }, t('Packet Capture')),
        this.#table.element,
        this.#segments.element,
      ),
      html('footer', { class: 'state' }, this.#status, this.#progress, this.#cancel),
    );
    this.#drawHead();
    this.#selected();
    window.addEventListener('message', ({ data }: MessageEvent<ToCapture>) => this.receive(data));
    host.postMessage({ type: 'ready' });
  }

  receive(message: ToCapture): void {
    switch (message.type) {
      case 'progress':
        this.#showProgress(message.read, message.size);
        return;
      case 'summary':
        this.#summarize(message.summary);
        return;
      case 'verdicts':
        this.#judge(message.verdicts);
        return;
      case 'segments':
        if (message.number === this.#shown) this.#segments.show(message.segments);
        this.#name();
    }
  }

  #showProgress(read: number, size: number): void {
    this.#progress.hidden = this.#cancel.hidden = false;
    this.#progress.max = Math.max(1, size);
    this.#progress.value = read;
    this.#status.textContent = t('{read} of {size} MB read', {
      read: number.format(mega(read)),
      size: number.format(mega(size)),
    });
  }

  #summarize({ frames, segments, leftOut, damage, rows }: CaptureSummary): void {
    this.#progress.hidden = this.#cancel.hidden = true;
    this.#rows = rows.map((row) => ({ ...row, verdict: undefined }));
    const kinds = listed(leftOut.map(({ name, count }) => `${number.format(count)} ${name}`));
    const parts = [
      t('Packets: {packets}, of TCP: {segments}, connections: {connections}', {
        packets: number.format(frames),
        segments: number.format(segments),
        connections: number.format(rows.length),
      }),
      ...(kinds === '' ? [] : [t('left out: {kinds}', { kinds })]),
      ...(damage === null ? [] : [t('not read to its end: {why}', { why: damage })]),
    ];
    this.#status.textContent = parts.reduce((first, second) => t('{first}; {second}', { first, second }));
    this.#draw();
  }

  #judge(verdicts: readonly CaptureVerdict[]): void {
    const byNumber = new Map(verdicts.map((verdict) => [verdict.number, verdict]));
    this.#rows = this.#rows.map((row) => ({ ...row, verdict: byNumber.get(row.number) ?? row.verdict }));
    this.#draw();
  }

  #draw(): void {
    const chosen = new Set(this.#chosen());
    const rows = sortRows(filterRows(this.#rows, this.#filter.value), this.#sorting);
    this.#table.show(rows, (row) => chosen.has(row.number));
    const none =
      this.#rows.length === 0 ? t('There is no TCP connection in this file.') : t('No connection fits the filter.');
    this.#table.explain(rows.length === 0 ? none : '');
    this.#selected();
  }

  #drawHead(): void {
    this.#head.className = 'head';
    this.#head.replaceChildren(
      ...COLUMNS.map(({ column, title }) => {
        const { column: by, descending } = this.#sorting;
        const sorting = by !== column ? 'none' : descending ? 'descending' : 'ascending';
        const sort = button(title, () => this.#sort(column));
        sort.className = 'sort';
        if (by === column) sort.append(html('span', { 'aria-hidden': 'true' }, descending ? ' ▾' : ' ▴'));
        return html('div', { class: `column ${column}`, role: 'columnheader', 'aria-sort': sorting }, sort);
      }),
    );
  }

  #sort(column: Column): void {
    const again = this.#sorting.column === column;
    this.#sorting = { column, descending: again && !this.#sorting.descending };
    this.#drawHead();
    this.#draw();
    this.#head.querySelector<HTMLElement>(`.${column} button`)?.focus();
  }

  #chosen(): readonly number[] {
    return this.#table.selection.flatMap((index) => this.#table.items[index]?.number ?? []);
  }

  #selected(): void {
    const chosen = this.#chosen();
    const shown = chosen.length === 1 ? chosen[0] : undefined;
    for (const action of this.#actions.slice(0, 3)) action.disabled = chosen.length === 0;
    if (this.#actions[0]) this.#actions[0].disabled = shown === undefined;
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#segments.show([]);
      if (shown !== undefined) host.postMessage({ type: 'segments', number: shown });
    }
    this.#segments.element.hidden = shown === undefined;
    this.#name();
  }

  /** The command says what it takes: rows that are selected, or all. */
  #name(): void {
    const [, insert] = this.#actions;
    const count = this.#segments.selection.length;
    if (insert)
      insert.textContent =
        count === 0 ? t('Insert into Note') : t('Insert Selected Segments into Note ({n})', { n: count });
  }

  #preview(): void {
    if (this.#shown !== undefined) host.postMessage({ type: 'preview', number: this.#shown });
  }

  #send(type: 'open' | 'insert'): void {
    const segments = this.#shown === undefined ? [] : this.#segments.selection;
    host.postMessage({ type, numbers: this.#chosen(), ...(segments.length > 0 && { segments }) });
  }
}

function cellsOf(row: Row): readonly Cell[] {
  const { verdict } = row;
  return [
    { text: number.format(row.number), className: 'count' },
    { text: row.left, title: row.left },
    { text: row.right, title: row.right },
    { text: number.format(row.packets), className: 'count' },
    { text: number.format(row.bytes), className: 'count' },
    { text: row.seconds === null ? '' : duration(row.seconds), className: 'count' },
    { text: row.flags },
    problemCell(verdict),
  ];
}

function problemCell(verdict: CaptureVerdict | undefined): Cell {
  if (verdict === undefined) return { text: '…' };
  const { errors, warnings, labels } = verdict;
  const parts = [
    ...(errors > 0 ? [t('errors: {n}', { n: errors })] : []),
    ...(warnings > 0 ? [t('warnings: {n}', { n: warnings })] : []),
    ...labels.map(([label, count]) => (count === 1 ? label : `${label} ×${count}`)),
  ];
  const text = listed(parts);
  return { text, title: text, className: errors > 0 ? 'error' : warnings > 0 ? 'warning' : '' };
}

/** One behind the other, with the comma of the language between. */
function listed(parts: readonly string[]): string {
  return parts.length === 0 ? '' : parts.reduce((first, second) => t('{first}, {second}', { first, second }));
}

const mega = (bytes: number): number => Math.round(bytes / 1e6);

function duration(seconds: number): string {
  if (seconds < 1) return t('{n} ms', { n: number.format(Number((seconds * 1000).toPrecision(3))) });
  if (seconds < 60) return t('{n} s', { n: number.format(Number(seconds.toPrecision(3))) });
  return t('{m} min {n} s', { m: number.format(Math.floor(seconds / 60)), n: Math.floor(seconds % 60) });
}

function button(title: string, action: () => void): HTMLButtonElement {
  const made = html('button', { type: 'button', class: 'action' }, title);
  made.addEventListener('click', action);
  return made;
}

new CapturePage();
