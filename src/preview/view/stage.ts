import {
  headsHeight,
  type Lanes,
  type Picture,
  type RowGeometry,
  smallSize,
  type Style,
} from '../../core/picture/index.ts';
import type { StateName } from '../../protocol/index.ts';
import type { MermaidRows } from '../drawing/mermaid.ts';
import { Arrangement, type Place, type Plan } from './arrangement.ts';
import { idle, Pieces, type Rows } from './pieces.ts';
import type { RowLayer } from './rowList.ts';
import { Scene, type Emphasis } from './scene.ts';
import { type Point, Sheet, type SheetSize } from './sheet.ts';
import { BandNames, Heads } from './sticky.ts';
import type { ZoomMode } from './zoom.ts';

export interface StageEvents {
  /** The picture, the view or the zoom has changed. */
  changed(): void;
}

/** How near to a slanted arrow it is meant, in unscaled pixels. */
const REACH = 6;

/**
 * The scrolling picture. It is as high as the whole diagram, but only the rows near the view are drawn; Mermaid is
 * given the rows that it has not drawn before, one small batch after the other.
 */
export class Stage {
  readonly #sheet: Sheet;
  readonly #rows: Arrangement;
  readonly #bandNames = new BandNames();
  readonly #heads = new Heads();
  readonly #scene = new Scene();
  readonly #list: RowLayer;
  readonly #pieces: Pieces;
  readonly #style: Style;
  readonly #events: StageEvents;
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
    this.#rows = new Arrangement(style);
    this.#sheet = new Sheet(this.#heads.element, [this.#bandNames.element, this.#scene.element, list.element]);
    this.viewport.addEventListener('scroll', () => this.#soon(), { passive: true });
    new ResizeObserver(() => this.#resized()).observe(this.viewport);
  }

  /** What scrolls. */
  get viewport(): HTMLElement {
    return this.#sheet.viewport;
  }

  get picture(): Picture | null {
    return this.#rows.picture;
  }

  get geometry(): RowGeometry {
    return this.#rows.geometry;
  }

  get lanes(): Lanes {
    return this.#rows.lanes;
  }

  get zoom(): number {
    return this.#sheet.zoom;
  }

  get zoomMode(): ZoomMode {
    return this.#sheet.mode;
  }

  get mermaid(): MermaidRows {
    return this.#pieces.mermaid;
  }

  /** The rows in view. */
  get visible(): Rows {
    const [top, bottom] = this.#view();
    return this.geometry.visible(top, bottom);
  }

  /** The row at the top of the view, and how far it is scrolled out of it, in unscaled pixels. */
  get place(): Place {
    return this.#rows.placeAt(this.#sheet.top);
  }

  /**
   * Shows a picture as soon as what is in view is drawn; until then the last one stays. `place`: the row that is to be
   * at the top, where it is not to stay as it is. False where another picture was to be shown meanwhile.
   */
  async show(picture: Picture | null, sameDiagram: boolean, place?: Place): Promise<boolean> {
    const generation = ++this.#generation;
    if (!picture) {
      this.#clear();
      return true;
    }
    const plan = this.#plan(picture, sameDiagram, place);
    const sameHeads = sameDiagram && this.picture?.result.picture.head === picture.result.picture.head;
    const lanes = this.#rows.lanesFor(picture, sameHeads, this.viewport.clientWidth);
    if (!(await this.#pieces.drawAll(picture, plan.range, () => generation !== this.#generation))) return false;
    this.#commit(picture, plan, lanes);
    return true;
  }

  /** The rows that would be in view if this picture were shown. */
  wantedBy(picture: Picture, sameDiagram: boolean, place?: Place): Rows {
    return this.#plan(picture, sameDiagram, place).range;
  }

  #plan(picture: Picture, sameDiagram: boolean, place?: Place): Plan {
    const height = Math.max(this.viewport.clientHeight, 200) / this.zoom;
    return this.#rows.plan(picture, sameDiagram, { top: this.#sheet.top, height }, place);
  }

  /** The fonts of the style have changed: everything is drawn anew, where it is. */
  async restyle(): Promise<void> {
    const { picture, place } = this;
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

  /** Zooms; the point of the viewport stays where it is, or the middle and the top of the view. */
  setZoomMode(mode: ZoomMode, at?: Point): void {
    this.#sheet.setMode(mode, this.#size, at);
    this.#refresh();
  }

  zoomBy(factor: number, at?: Point): void {
    this.setZoomMode(this.#sheet.times(factor), at);
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
    const [x, y] = [(clientX - box.left) / this.zoom, (clientY - box.top) / this.zoom + top];
    // Near its own arrow a row is meant, and not what crosses it.
    const row = this.geometry.at(y);
    const level = this.picture?.travel(row) === undefined;
    if (level && Math.abs(y - this.geometry.arrow(row)) < REACH) return -1;
    const travel = this.#scene.travelAt(x, y, REACH);
    if (!travel) return -1;
    const { from, to } = this.visible;
    return travel.sent >= from && travel.sent < to ? travel.sent : travel.arrived;
  }

  /** Scrolls a row into view, and not at all where it is in view. */
  reveal(index: number): void {
    const { geometry } = this;
    if (index < 0 || index >= geometry.count) return;
    const [top, bottom] = this.#view();
    const [rowTop, rowBottom] = [geometry.top(index), geometry.top(index + 1)];
    if (rowTop >= top && rowBottom <= bottom) return;
    this.scrollTo(rowTop - Math.max(0, (bottom - top - (rowBottom - rowTop)) / 2));
  }

  /** Puts a height of the picture, in unscaled pixels, at the top of the view. */
  scrollTo(y: number): void {
    this.#sheet.scrollTo(y);
    this.#soon();
  }

  #view(): [top: number, bottom: number] {
    const { top, height } = this.#sheet;
    return [top, top + Math.max(1, height - headsHeight(this.picture))];
  }

  get #size(): SheetSize {
    return {
      width: this.lanes.width,
      height: this.geometry.total,
      heads: headsHeight(this.picture),
      smallest: smallSize(this.#style.fonts),
    };
  }

  #clear(): void {
    this.#rows.take(null);
    this.#scene.element.toggleAttribute('hidden', true);
    this.#scene.clear();
    this.#heads.clear();
    this.#bandNames.clear();
    this.#events.changed();
  }

  #commit(picture: Picture, { geometry, anchor }: Plan, lanes: Lanes): void {
    this.#rows.take(picture, geometry, lanes);
    this.#scene.element.toggleAttribute('hidden', false);
    this.#room(geometry.visible(geometry.top(anchor.top), geometry.top(anchor.top) + 2000));
    this.#fitAt(anchor);
    this.#refresh();
  }

  #resized(): void {
    const { place } = this;
    if (this.#rows.setViewWidth(this.viewport.clientWidth)) {
      // Labels have another width to be broken to: the row at the top stays there.
      this.#room(this.#rows.around(this.visible));
    } else if (!this.picture || this.zoomMode === this.zoom) {
      this.#soon();
      return;
    }
    this.#fitAt(place);
    this.#refresh();
  }

  /** Makes the sheet as large as the picture, with a place at the top of the view. */
  #fitAt(place: Place): void {
    this.#sheet.fit(this.#size);
    this.#sheet.scrollTo(this.#rows.heightOf(place));
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
    const { picture } = this;
    if (!picture) return;
    const around = this.#rows.around(this.visible);
    if (this.#room(around)) this.#sheet.fit(this.#size);
    this.#paint(picture, around);
    this.#events.changed();
    void this.#fill(picture);
  }

  #room(rows: Rows): boolean {
    const { picture } = this;
    return picture !== null && this.#rows.makeRoom(rows, (i) => this.#pieces.fragment(picture, i));
  }

  #paint(picture: Picture, rows: Rows): void {
    const { from, to } = rows;
    const { place, geometry, lanes } = this;
    const before = geometry.total;
    this.#scene.draw(picture, geometry, lanes, this.#style, from, to, (i) => this.#pieces.fragment(picture, i));
    this.#scene.emphasize(this.#emphasis);
    if (geometry.total !== before) this.#fitAt(place);
    const { zoom } = this;
    const [y, height] = [geometry.top(from), geometry.top(to) - geometry.top(from)];
    const { element } = this.#scene;
    element.setAttribute('viewBox', `0 ${String(y)} ${String(lanes.width)} ${String(Math.max(1, height))}`);
    element.style.top = `${String(y * zoom)}px`;
    element.style.width = `${String(lanes.width * zoom)}px`;
    element.style.height = `${String(height * zoom)}px`;
    const { step, cursor } = this.#emphasis;
    const focused = this.#list.element.contains(document.activeElement);
    const current = focused
      ? this.#list.current
      : step >= 0
        ? step
        : cursor >= from && cursor < to
          ? cursor
          : this.visible.from;
    this.#list.update(picture, geometry, zoom, from, to, current);
    this.#list.mark(this.#emphasis);
    this.#drawHeads();
    this.#bandNames.draw(picture, geometry, rows, zoom);
  }

  /** Draws what is missing in view first, then the margin; one at a time, and only while it is still wanted. */
  async #fill(picture: Picture): Promise<void> {
    this.#again = true;
    if (this.#drawing) return;
    this.#drawing = true;
    try {
      while (this.#again && this.picture === picture) {
        this.#again = false;
        const { visible } = this;
        const around = this.#rows.around(visible);
        if (!(await this.#pieces.drawSome(picture, visible, around))) continue;
        if (this.picture !== picture) break;
        this.#again = true;
        if (this.#room(this.#rows.around(this.visible))) this.#sheet.fit(this.#size);
        this.#paint(picture, this.#rows.around(this.visible));
        this.#events.changed();
        await idle();
      }
    } finally {
      this.#drawing = false;
    }
    if (this.picture && this.picture !== picture) await this.#fill(this.picture);
  }

  #drawHeads(): void {
    const { picture } = this;
    if (!picture) return;
    const { step } = this.#emphasis;
    const states: ReadonlyMap<string, StateName> = picture.statesBefore(step >= 0 ? step + 1 : this.place.top);
    const heads = this.mermaid.actors(picture.result.picture.head);
    this.#heads.draw(picture, this.lanes, heads, states, this.zoom, this.#style);
  }
}
