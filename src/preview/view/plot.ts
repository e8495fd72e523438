import { round, svg, type PictureFile, type Style } from '../../core/picture/index.ts';
import {
  areaOf,
  columnsOf,
  drawPlot,
  isTimed,
  kept,
  markText,
  nearestMark,
  panned,
  placeOf,
  plotFile,
  wholeView,
  zoomed,
  type PlotArea,
  type PlotAxis,
  type PlotColumns,
  type PlotView,
} from '../../core/plot/index.ts';
import type { PlotResult } from '../../protocol/index.ts';
import { toElement } from '../drawing/svg.ts';
import type { Translator } from '../strings.ts';
import { html, setText } from './dom.ts';
import { iconButton } from './icons.ts';

/** What the plot asks of the preview. */
export interface PlotHost {
  /** A plot is wanted: of this direction, or of the one in which most was sent. */
  ask(direction: number | null): void;
  /** Go to a line of the text. */
  reveal(line: number): void;
  /** Tell a screen reader. */
  announce(text: string): void;
  save(format: 'svg' | 'png', picture: PictureFile): void;
}

const ZOOM_STEP = 1.5;
const PAN_STEP = 0.2;
/** A mark is meant from so far, in pixels. */
const NEAR = 28;
/** A pointer moves so far before it is taken to drag, in pixels. */
const DRAG = 4;

/** The time–sequence plot of one direction of a connection: beside the diagram where there is room, else in its place. */
export class PlotPane {
  readonly element: HTMLElement;
  readonly #t: Translator;
  readonly #style: Style;
  readonly #host: PlotHost;
  readonly #direction = html('select', {});
  readonly #axis: HTMLButtonElement;
  readonly #view: HTMLElement;
  readonly #picture = toElement(svg('svg', { class: 'hs-picture', 'aria-hidden': 'true' }));
  readonly #tip = html('div', { class: 'plot-tip', hidden: true });
  readonly #description = html('p', { id: 'plot-description', class: 'sr-only' });
  readonly #nothing: HTMLElement;
  #result: PlotResult | null = null;
  #columns: PlotColumns | null = null;
  #whole: PlotView | null = null;
  /** What is looked at; null for all of it. */
  #near: PlotView | null = null;
  #by: PlotAxis = 'time';
  #area: PlotArea | null = null;
  /** The mark that is looked at, or −1. */
  #mark = -1;
  #frame = 0;

  constructor(t: Translator, style: Style, host: PlotHost) {
    [this.#t, this.#style, this.#host] = [t, style, host];
    this.#direction.setAttribute('aria-label', t('Direction'));
    this.#direction.addEventListener('change', () => host.ask(Number(this.#direction.value)));
    this.#axis = iconButton('clock', t('By time'), () => this.#switchAxis());
    this.#nothing = html('p', { class: 'plot-nothing', hidden: true }, t('There is nothing to plot.'));
    this.#view = html(
      'div',
      { class: 'plot-view', tabindex: 0, role: 'application', 'aria-describedby': this.#description.id },
      this.#picture,
      this.#tip,
    );
    this.element = html(
      'section',
      { class: 'plot-pane', 'aria-label': t('Time–sequence plot'), hidden: true },
      html(
        'div',
        { class: 'plot-bar' },
        this.#direction,
        this.#axis,
        iconButton('out', t('Zoom out of the plot'), () => this.#zoom(1 / ZOOM_STEP)),
        iconButton('in', t('Zoom into the plot'), () => this.#zoom(ZOOM_STEP)),
        iconButton('whole', t('Show all of the plot'), () => this.#look(null)),
        html(
          'span',
          { class: 'plot-savers' },
          this.#saver('svg', t('Save plot as SVG…'), 'SVG…'),
          this.#saver('png', t('Save plot as PNG…'), 'PNG…'),
        ),
      ),
      this.#description,
      this.#view,
      this.#nothing,
    );
    new ResizeObserver(() => this.redraw()).observe(this.#view);
    this.#listen();
  }

  #saver(format: 'svg' | 'png', label: string, text: string): HTMLButtonElement {
    const button = html('button', { type: 'button', class: 'plot-save', title: label, 'aria-label': label }, text);
    button.addEventListener('click', () => {
      const file = this.#file();
      if (file) this.#host.save(format, file);
    });
    return button;
  }

  get shown(): boolean {
    return !this.element.hidden;
  }

  toggle(): void {
    this.element.hidden = !this.element.hidden;
    if (this.shown) this.#host.ask(this.#result?.direction ?? null);
  }

  /** The direction that is shown, to be asked for again when the text has changed. */
  get direction(): number | null {
    return this.#result?.direction ?? null;
  }

  /** Shows a plot. What was looked at closely stays in sight where it is the same direction of the same diagram. */
  show(result: PlotResult | null, same: boolean): void {
    const stays = same && result !== null && result.direction === this.#result?.direction;
    this.#result = result;
    this.#nothing.hidden = result !== null;
    this.#view.hidden = result === null;
    this.#direction.hidden = (result?.names.length ?? 0) < 2;
    if (result) {
      const options = result.names.map((name, i) =>
        html('option', { value: i, selected: i === result.direction }, name),
      );
      this.#direction.replaceChildren(...options);
      this.#direction.value = String(result.direction);
      this.#axis.hidden = !isTimed(result.plot);
      this.#view.setAttribute('aria-label', result.words.name);
      setText(
        this.#description,
        `${result.words.description} ${this.#t('Arrow keys go from mark to mark, Enter to its line.')}`,
      );
    }
    this.#mark = -1;
    this.#measure(stays);
  }

  #measure(stays: boolean): void {
    const plot = this.#result?.plot;
    if (!plot) {
      [this.#columns, this.#whole, this.#near] = [null, null, null];
      this.redraw();
      return;
    }
    const axis: PlotAxis = isTimed(plot) ? this.#by : 'line';
    this.#axis.setAttribute('aria-pressed', String(axis === 'time'));
    this.#columns = columnsOf(plot, axis);
    this.#whole = wholeView(this.#columns, axis);
    this.#near = stays && this.#near?.axis === axis ? kept(this.#near, this.#whole) : null;
    this.redraw();
  }

  #switchAxis(): void {
    this.#by = this.#by === 'time' ? 'line' : 'time';
    this.#measure(false);
  }

  /** Draws in the next frame what there is to see. */
  redraw(): void {
    if (this.#frame !== 0 || !this.shown) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  get #seen(): PlotView | null {
    return this.#near ?? this.#whole;
  }

  #draw(): void {
    const [result, columns, view] = [this.#result, this.#columns, this.#seen];
    const { clientWidth: width, clientHeight: height } = this.#view;
    if (!result || !columns || !view || width === 0 || height === 0) {
      this.#picture.replaceChildren();
      return;
    }
    const style = { measure: this.#style.measure, size: this.#style.fonts.size };
    this.#area = areaOf(view, width, height, style);
    const shapes = drawPlot(result.plot, columns, view, this.#area, style, result.words);
    const at = placeOf(this.#mark, columns, view, this.#area);
    if (at) shapes.push(svg('circle', { class: 'plot-here', cx: round(at.x), cy: round(at.y), r: 6 }));
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${String(width)} ${String(height)}` }))
      this.#picture.setAttribute(name, String(value));
    this.#picture.replaceChildren(...shapes.map(toElement));
    this.#showTip(at);
  }

  #showTip(at: { readonly x: number; readonly y: number } | null): void {
    this.#tip.hidden = at === null;
    if (!at) return;
    setText(this.#tip, this.#textOf(this.#mark));
    const { clientWidth: width, clientHeight: height } = this.#view;
    const { offsetWidth, offsetHeight } = this.#tip;
    const left = Math.max(4, Math.min(at.x - offsetWidth / 2, width - offsetWidth - 4));
    const top = at.y - offsetHeight - 12 > 0 ? at.y - offsetHeight - 12 : Math.min(at.y + 14, height - offsetHeight);
    this.#tip.style.left = `${String(left)}px`;
    this.#tip.style.top = `${String(top)}px`;
  }

  #textOf(mark: number): string {
    const result = this.#result;
    return result ? markText(result.plot, mark, result.words, (line) => this.#t('Line {line}', { line })) : '';
  }

  /** What is drawn now, as a file. */
  #file(): PictureFile | null {
    const [result, view] = [this.#result, this.#seen];
    return result && view ? plotFile(result.plot, result.title, result.words, { view }) : null;
  }

  // Looking around

  #look(view: PlotView | null): void {
    this.#near = view && this.#whole ? kept(view, this.#whole) : null;
    this.redraw();
  }

  #zoom(factor: number, x = 0.5, y = 0.5): void {
    const view = this.#seen;
    if (view) this.#look(zoomed(view, factor, factor, x, y));
  }

  #pan(right: number, up: number): void {
    const view = this.#seen;
    if (view) this.#look(panned(view, right, up));
  }

  /** Looks at a mark, and says what it is; the view follows it. */
  #point(mark: number, said: boolean): void {
    if (mark === this.#mark) return;
    this.#mark = mark;
    const [columns, view, whole, area] = [this.#columns, this.#seen, this.#whole, this.#area];
    if (said && mark >= 0 && columns && view && whole && area) {
      this.#host.announce(this.#textOf(mark));
      if (!placeOf(mark, columns, view, area)) {
        const [x, y] = [columns.x[mark] ?? 0, columns.low[mark] ?? 0];
        const [dx, dy] = [(view.x1 - view.x0) / 2, (view.y1 - view.y0) / 2];
        this.#near = kept({ axis: view.axis, x0: x - dx, x1: x + dx, y0: y - dy, y1: y + dy }, whole);
      }
    }
    this.redraw();
  }

  #listen(): void {
    const view = this.#view;
    const part = (event: MouseEvent): { x: number; y: number } => {
      const area = this.#area ?? { left: 0, right: 1, top: 0, bottom: 1 };
      const box = view.getBoundingClientRect();
      return {
        x: (event.clientX - box.left - area.left) / (area.right - area.left),
        y: (area.bottom - (event.clientY - box.top)) / (area.bottom - area.top),
      };
    };
    view.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        const { x, y } = part(event);
        const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
        this.#zoom(Math.exp(-Math.max(-90, Math.min(90, event.deltaY * lines)) / 250), x, y);
      },
      { passive: false },
    );
    let start: { readonly x: number; readonly y: number; readonly view: PlotView | null } | null = null;
    let dragged = false;
    view.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      dragged = false;
      start = { ...part(event), view: this.#seen };
      view.setPointerCapture(event.pointerId);
    });
    view.addEventListener('pointermove', (event) => {
      const { x, y } = part(event);
      if (!start?.view) {
        this.#point(this.#markAt(event), false);
        return;
      }
      const area = this.#area;
      if (!area) return;
      const far = Math.hypot((x - start.x) * (area.right - area.left), (y - start.y) * (area.bottom - area.top));
      if (!dragged && far < DRAG) return;
      dragged = true;
      this.#look(panned(start.view, start.x - x, start.y - y));
    });
    view.addEventListener('pointerup', () => (start = null));
    view.addEventListener('pointercancel', () => (start = null));
    view.addEventListener('pointerleave', () => {
      if (document.activeElement !== view) this.#point(-1, false);
    });
    view.addEventListener('click', (event) => {
      const mark = dragged ? -1 : this.#markAt(event);
      if (mark >= 0) this.#go(mark);
    });
    view.addEventListener('dblclick', () => this.#look(null));
    view.addEventListener('keydown', (event) => this.#onKey(event));
    view.addEventListener('blur', () => this.#point(-1, false));
  }

  #markAt(event: MouseEvent): number {
    const [columns, view, area] = [this.#columns, this.#seen, this.#area];
    if (!columns || !view || !area) return -1;
    const box = this.#view.getBoundingClientRect();
    return nearestMark({ x: event.clientX - box.left, y: event.clientY - box.top }, columns, view, area, NEAR);
  }

  #go(mark: number): void {
    const line = this.#result?.plot.lines[mark];
    if (line !== undefined) this.#host.reveal(line);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const count = this.#columns?.x.length ?? 0;
    const to = (mark: number) => () => this.#point(Math.max(0, Math.min(count - 1, mark)), true);
    const walk: Readonly<Record<string, () => void>> = event.shiftKey
      ? {
          ArrowRight: () => this.#pan(PAN_STEP, 0),
          ArrowLeft: () => this.#pan(-PAN_STEP, 0),
          ArrowUp: () => this.#pan(0, PAN_STEP),
          ArrowDown: () => this.#pan(0, -PAN_STEP),
        }
      : {
          ArrowRight: to(this.#mark + 1),
          ArrowLeft: to(this.#mark < 0 ? count - 1 : this.#mark - 1),
          Home: to(0),
          End: to(count - 1),
        };
    const others: Readonly<Record<string, () => void>> = {
      '+': () => this.#zoom(ZOOM_STEP),
      '=': () => this.#zoom(ZOOM_STEP),
      '-': () => this.#zoom(1 / ZOOM_STEP),
      '0': () => this.#look(null),
      Enter: () => this.#go(this.#mark),
    };
    const does = walk[event.key] ?? others[event.key];
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }
}
