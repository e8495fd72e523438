import {
  arrivalSize,
  asideOf,
  geometryOf,
  headsHeight,
  headWidths,
  labelRoom,
  Lanes,
  makeRoom,
  mapRow,
  mapRows,
  type Picture,
  pieceSize,
  RowGeometry,
  type RowSize,
  rowInput,
  type RowMapping,
  smallSize,
  type Style,
  usualSize,
} from '../../core/picture/index.ts';
import type { StateName } from '../../protocol/index.ts';
import type { MermaidRows } from '../drawing/mermaid.ts';
import { html } from './dom.ts';
import { idle, Pieces, type Rows } from './pieces.ts';
import { fitZoom, MOST_ZOOM, LEAST_ZOOM, readableZoom, type ZoomMode } from './zoom.ts';
import type { RowLayer } from './rowList.ts';
import { Scene, type Emphasis } from './scene.ts';
import { BandNames, Heads } from './sticky.ts';

export interface StageEvents {
  /** The picture, the view or the zoom has changed. */
  changed(): void;
}

/** A row, and how far it is scrolled out at the top of the view, in unscaled pixels. */
export interface Place {
  readonly top: number;
  readonly offset: number;
}

/** How near to a slanted arrow it is meant, in unscaled pixels. */
const REACH = 6;

interface Plan {
  readonly geometry: RowGeometry;
  readonly anchor: Place;
  readonly range: Rows;
}

/**
 * The scrolling picture. It is as high as the whole diagram, but only the rows near the view are drawn; Mermaid is
 * given the rows that it has not drawn before, one small batch after the other.
 */
export class Stage {
  /** What scrolls. */
  readonly viewport: HTMLElement;
  readonly #sheet = html('div', { class: 'sheet' });
  readonly #canvas = html('div', { class: 'canvas' });
  readonly #bandNames = new BandNames();
  readonly #heads = new Heads();
  readonly #scene = new Scene();
  readonly #list: RowLayer;
  readonly #pieces: Pieces;
  readonly #style: Style;
  readonly #events: StageEvents;
  #picture: Picture | null = null;
  #geometry = new RowGeometry([]);
  #lanes = new Lanes([]);
  #mode: ZoomMode = 'auto';
  #zoom = 1;
  #emphasis: Emphasis = { cursor: -1, step: -1, change: -1, connection: 0 };
  /** Counts the pictures that were to be shown: an older one that is still being drawn gives up. */
  #generation = 0;
  #drawing = false;
  #again = false;
  #frame = 0;

  constructor(mermaid: MermaidRows, list: RowLayer, style: Style, events: StageEvents) {
    this.#list = list;
    this.#style = style;
    this.#events = events;
    this.#pieces = new Pieces(mermaid);
    this.#canvas.append(this.#bandNames.element, this.#scene.element, list.element);
    this.#sheet.append(this.#heads.element, this.#canvas);
    this.viewport = html('div', { class: 'viewport' }, this.#sheet);
    this.viewport.addEventListener('scroll', () => this.#soon(), { passive: true });
    new ResizeObserver(() => this.#resized()).observe(this.viewport);
  }

  get picture(): Picture | null {
    return this.#picture;
  }

  get geometry(): RowGeometry {
    return this.#geometry;
  }

  get lanes(): Lanes {
    return this.#lanes;
  }

  get zoom(): number {
    return this.#zoom;
  }

  get zoomMode(): ZoomMode {
    return this.#mode;
  }

  get mermaid(): MermaidRows {
    return this.#pieces.mermaid;
  }

  /** The rows in view. */
  get visible(): Rows {
    const [top, bottom] = this.#view();
    return this.#geometry.visible(top, bottom);
  }

  /** The row at the top of the view, and how far it is scrolled out of it, in unscaled pixels. */
  get place(): Place {
    const y = this.viewport.scrollTop / this.#zoom;
    const top = Math.max(0, this.#geometry.at(y));
    return { top, offset: y - this.#geometry.top(top) };
  }

  /**
   * Shows a picture as soon as what is in view is drawn; until then the last one stays. `place`: the row that is to be
   * at the top, where it is not to stay as it is. False where another picture was to be shown meanwhile.
   */
  async show(picture: Picture | null, sameDiagram: boolean, place?: Place): Promise<boolean> {
    const generation = ++this.#generation;
    if (!picture) {
      this.#commit(null, new RowGeometry([]), new Lanes([]), null);
      return true;
    }
    const { geometry, anchor, range } = this.#plan(picture, sameDiagram, place);
    const sameHeads = sameDiagram && this.#picture?.result.picture.head === picture.result.picture.head;
    const lanes = this.#lanesFor(picture, sameHeads);
    if (!(await this.#pieces.drawAll(picture, range, () => generation !== this.#generation))) return false;
    this.#commit(picture, geometry, lanes, anchor);
    return true;
  }

  /** Where lifelines stand: as they are, for the same ones in a view of the same width; labels are as wide as it has room for. */
  #lanesFor(picture: Picture, same: boolean): Lanes {
    const [heads, aside] = [headWidths(picture, this.#style), asideOf(picture)];
    const widest = labelRoom(this.viewport.clientWidth, heads, aside);
    if (same && aside === this.#lanes.aside && widest === this.#style.widest) return this.#lanes;
    this.#style.widest = widest;
    return new Lanes(heads, aside);
  }

  /** The rows that would be in view if this picture were shown. */
  wantedBy(picture: Picture, sameDiagram: boolean, place?: Place): Rows {
    return this.#plan(picture, sameDiagram, place).range;
  }

  #plan(picture: Picture, sameDiagram: boolean, place?: Place): Plan {
    const old = sameDiagram ? this.#picture : null;
    const mapping = old && mapRows(old.result, picture.result);
    const geometry = this.#measure(picture, old, mapping);
    const anchor = place ?? (old && mapping ? this.#anchor(old, picture, mapping) : { top: 0, offset: 0 });
    const y = geometry.top(anchor.top) + anchor.offset;
    const height = Math.max(this.viewport.clientHeight, 200) / this.#zoom;
    return { geometry, anchor, range: geometry.visible(y, y + height) };
  }

  /** The fonts of the style have changed: everything is drawn anew, where it is. */
  async restyle(): Promise<void> {
    const [picture, place] = [this.#picture, this.place];
    this.mermaid.setFonts(this.#style.fonts);
    this.#scene.clear();
    this.#heads.outdate();
    if (picture) await this.show(picture, false, place);
  }

  /** Gives up what is to be shown, and stays with what there is. */
  giveUp(): void {
    this.#generation++;
  }

  /** More steps of the picture have come. */
  grown(): void {
    this.#soon();
  }

  setZoomMode(mode: ZoomMode, at?: { readonly x: number; readonly y: number }): void {
    const { viewport } = this;
    const point = at ?? { x: viewport.clientWidth / 2, y: viewport.clientHeight / 2 };
    const before = this.#zoom;
    const left = this.#sheet.offsetLeft;
    const x = (viewport.scrollLeft + point.x - left) / before;
    const top = viewport.scrollTop;
    this.#mode = mode;
    this.#applyZoom();
    const factor = this.#zoom / before;
    const heads = headsHeight(this.#picture);
    viewport.scrollTop = at ? (top + point.y - heads * before) * factor - point.y + heads * this.#zoom : top * factor;
    viewport.scrollLeft = x * this.#zoom + this.#sheet.offsetLeft - point.x;
    this.#refresh();
  }

  zoomBy(factor: number, at?: { readonly x: number; readonly y: number }): void {
    this.setZoomMode(Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, this.#zoom * factor)), at);
  }

  emphasize(emphasis: Partial<Emphasis>): void {
    this.#emphasis = { ...this.#emphasis, ...emphasis };
    this.#scene.emphasize(this.#emphasis);
    this.#list.mark(this.#emphasis);
    this.#drawHeads();
  }

  /** The row of the slanted arrow at a point of the window, where one is; −1 where there is none. */
  travelAt(clientX: number, clientY: number): number {
    const box = this.#scene.element.getBoundingClientRect();
    const [, top = 0] = (this.#scene.element.getAttribute('viewBox') ?? '').split(' ').map(Number);
    const [x, y] = [(clientX - box.left) / this.#zoom, (clientY - box.top) / this.#zoom + top];
    // Near its own arrow a row is meant, and not what crosses it.
    const row = this.#geometry.at(y);
    const level = this.#picture?.travel(row) === undefined;
    if (level && Math.abs(y - this.#geometry.arrow(row)) < REACH) return -1;
    const travel = this.#scene.travelAt(x, y, REACH);
    if (!travel) return -1;
    const { from, to } = this.visible;
    return travel.sent >= from && travel.sent < to ? travel.sent : travel.arrived;
  }

  /** Scrolls a row into view, and not at all where it is in view. */
  reveal(index: number): void {
    if (index < 0 || index >= this.#geometry.count) return;
    const [top, bottom] = this.#view();
    const [rowTop, rowBottom] = [this.#geometry.top(index), this.#geometry.top(index + 1)];
    if (rowTop >= top && rowBottom <= bottom) return;
    this.scrollTo(rowTop - Math.max(0, (bottom - top - (rowBottom - rowTop)) / 2));
  }

  /** Puts a height of the picture, in unscaled pixels, at the top of the view. */
  scrollTo(y: number): void {
    this.viewport.scrollTop = y * this.#zoom;
    this.#soon();
  }

  #view(): [top: number, bottom: number] {
    const top = this.viewport.scrollTop / this.#zoom;
    return [top, top + Math.max(1, this.viewport.clientHeight / this.#zoom - headsHeight(this.#picture))];
  }

  #measure(picture: Picture, old: Picture | null, mapping: RowMapping | null): RowGeometry {
    const { count } = picture;
    const shift = count - (old?.count ?? 0);
    const sizes = Array.from({ length: count }, (_, i): RowSize => {
      const loaded = picture.loaded(i);
      if (picture.travel(i) === 'arrives') return arrivalSize;
      if (loaded) return pieceSize(loaded.text, loaded.step.kind === 'action');
      if (mapping && i < mapping.prefix) return this.#geometry.size(i);
      if (mapping && i >= count - mapping.suffix) return this.#geometry.size(i - shift);
      return usualSize(picture.kind(i));
    });
    return geometryOf(picture, sizes);
  }

  /** What is at the top of the view stays there. */
  #anchor(old: Picture, picture: Picture, mapping: RowMapping): Place {
    if (this.viewport.scrollTop === 0) return { top: 0, offset: 0 };
    const { top, offset } = this.place;
    return { top: mapRow(mapping, top, old.count, picture.count), offset };
  }

  #commit(picture: Picture | null, geometry: RowGeometry, lanes: Lanes, anchor: Place | null): void {
    [this.#picture, this.#geometry, this.#lanes] = [picture, geometry, lanes];
    this.#scene.element.toggleAttribute('hidden', picture === null);
    if (!picture || !anchor) {
      this.#scene.clear();
      this.#heads.clear();
      this.#bandNames.clear();
      this.#events.changed();
      return;
    }
    this.#room(geometry.visible(geometry.top(anchor.top), geometry.top(anchor.top) + 2000));
    this.#applyZoom();
    this.viewport.scrollTop = (geometry.top(anchor.top) + anchor.offset) * this.#zoom;
    this.#refresh();
  }

  #resized(): void {
    const lanes = this.#picture ? this.#lanesFor(this.#picture, true) : this.#lanes;
    if (lanes !== this.#lanes) {
      // Labels have another width to be broken to: the row at the top stays there.
      const { top, offset } = this.place;
      this.#lanes = lanes;
      this.#room(this.#around(this.visible));
      this.#applyZoom();
      this.viewport.scrollTop = (this.#geometry.top(top) + offset) * this.#zoom;
      this.#refresh();
      return;
    }
    if (!this.#picture || this.#mode === this.#zoom) {
      this.#soon();
      return;
    }
    const { top, offset } = this.place;
    this.#applyZoom();
    this.viewport.scrollTop = (this.#geometry.top(top) + offset) * this.#zoom;
    this.#refresh();
  }

  #soon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#refresh();
    });
  }

  /** Draws what is there of the rows near the view, and sees to the rest. */
  #refresh(): void {
    const picture = this.#picture;
    if (!picture) return;
    const visible = this.visible;
    const around = this.#around(visible);
    if (this.#room(around)) this.#applyZoom();
    this.#paint(picture, around);
    this.#events.changed();
    void this.#fill(picture);
  }

  /** The rows to keep ready: those in view, and half as many on either side. */
  #around({ from, to }: Rows): Rows {
    const margin = Math.ceil((to - from) / 2);
    return { from: Math.max(0, from - margin), to: Math.min(this.#geometry.count, to + margin) };
  }

  #room({ from, to }: Rows): boolean {
    const picture = this.#picture;
    if (!picture) return false;
    const before = this.#lanes.width;
    let moved = false;
    for (let i = from; i < to; i++) {
      const fragment = this.#pieces.fragment(picture, i);
      const input = fragment ? rowInput(picture, i, fragment) : null;
      if (input) moved = makeRoom(input, this.#lanes, this.#style) || moved;
    }
    return moved || before !== this.#lanes.width;
  }

  #paint(picture: Picture, rows: Rows): void {
    const { from, to } = rows;
    const { top, offset } = this.place;
    const [geometry, lanes] = [this.#geometry, this.#lanes];
    const before = geometry.total;
    this.#scene.draw(picture, geometry, lanes, this.#style, from, to, (i) => this.#pieces.fragment(picture, i));
    this.#scene.emphasize(this.#emphasis);
    if (geometry.total !== before) {
      this.#applyZoom();
      this.viewport.scrollTop = (geometry.top(top) + offset) * this.#zoom;
    }
    const [y, height] = [geometry.top(from), geometry.top(to) - geometry.top(from)];
    const { element } = this.#scene;
    element.setAttribute('viewBox', `0 ${String(y)} ${String(lanes.width)} ${String(Math.max(1, height))}`);
    element.style.top = `${String(y * this.#zoom)}px`;
    element.style.width = `${String(lanes.width * this.#zoom)}px`;
    element.style.height = `${String(height * this.#zoom)}px`;
    const { step, cursor } = this.#emphasis;
    const focused = this.#list.element.contains(document.activeElement);
    const current = focused
      ? this.#list.current
      : step >= 0
        ? step
        : cursor >= from && cursor < to
          ? cursor
          : this.visible.from;
    this.#list.update(picture, geometry, this.#zoom, from, to, current);
    this.#list.mark(this.#emphasis);
    this.#drawHeads();
    this.#bandNames.draw(picture, geometry, rows, this.#zoom);
  }

  /** Draws what is missing in view first, then the margin; one at a time, and only while it is still wanted. */
  async #fill(picture: Picture): Promise<void> {
    this.#again = true;
    if (this.#drawing) return;
    this.#drawing = true;
    try {
      while (this.#again && this.#picture === picture) {
        this.#again = false;
        const { visible } = this;
        const around = this.#around(visible);
        if (!(await this.#pieces.drawSome(picture, visible, around))) continue;
        if (this.#picture !== picture) break;
        this.#again = true;
        if (this.#room(this.#around(this.visible))) this.#applyZoom();
        this.#paint(picture, this.#around(this.visible));
        this.#events.changed();
        await idle();
      }
    } finally {
      this.#drawing = false;
    }
    if (this.#picture && this.#picture !== picture) await this.#fill(this.#picture);
  }

  #drawHeads(): void {
    const picture = this.#picture;
    if (!picture) return;
    const { step } = this.#emphasis;
    const states: ReadonlyMap<string, StateName> = picture.statesBefore(step >= 0 ? step + 1 : this.place.top);
    const heads = this.mermaid.actors(picture.result.picture.head);
    this.#heads.draw(picture, this.#lanes, heads, states, this.#zoom, this.#style);
  }

  #applyZoom(): void {
    this.#zoom = fitZoom(
      this.#mode,
      this.viewport.clientWidth,
      this.#lanes.width,
      readableZoom(smallSize(this.#style.fonts)),
    );
    this.#sheet.style.width = `${String(Math.ceil(this.#lanes.width * this.#zoom))}px`;
    this.#canvas.style.height = `${String(Math.ceil(this.#geometry.total * this.#zoom) + 24)}px`;
    this.#sheet.style.setProperty('--hs-heads', `${String(headsHeight(this.#picture) * this.#zoom)}px`);
    this.#sheet.style.setProperty('--hs-zoom', String(this.#zoom));
  }
}
