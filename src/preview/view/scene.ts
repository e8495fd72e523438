import {
  drawBands,
  drawLifelines,
  drawTime,
  drawRow,
  type Fragment,
  type Lanes,
  type Picture,
  type RowGeometry,
  type RowSize,
  rowInput,
  drawTravel,
  travelAt,
  travels,
  type Travel,
  type Style,
} from '../../core/picture/index.ts';
import type { Step } from '../../protocol/index.ts';
import { svg, toElement } from '../drawing/svg.ts';

/** What the rows of a scene look like beyond what they say. */
export interface Emphasis {
  /** The row of the cursor, or −1. */
  readonly cursor: number;
  /** The row of the step-through, or −1; later rows are faint. */
  readonly step: number;
  /** The row of the change that is looked at, or −1. */
  readonly change: number;
  /** The connection that is looked at by itself, or 0; what belongs to others is faint. */
  readonly connection: number;
}

/** A row in the page. */
interface ShownRow {
  readonly element: SVGElement;
  readonly size: RowSize;
}

/** The part of the picture that is drawn, as one SVG element. Rows that stay the same keep their elements. */
export class Scene {
  readonly element: SVGSVGElement;
  readonly #behind = svg('g', { class: 'behind' });
  readonly #rows = svg('g', { class: 'all-rows' });
  /** What lies over the scenery behind the step of the step-through. */
  readonly #veil = svg('rect', { class: 'veil', x: 0 });
  #geometry: RowGeometry | null = null;
  #lanes: Lanes | null = null;
  #picture: Picture | null = null;
  #travels: readonly { readonly travel: Travel; readonly element: SVGElement }[] = [];
  #shown = new Map<number, { readonly key: string; readonly row: ShownRow }>();

  constructor() {
    this.element = svg(
      'svg',
      { class: 'hs-picture', 'aria-hidden': 'true', focusable: 'false' },
      this.#behind,
      this.#rows,
    );
  }

  /** The rows that are drawn. */
  get indices(): ReadonlySet<number> {
    return new Set(this.#shown.keys());
  }

  clear(): void {
    this.#shown = new Map();
    this.#travels = [];
    this.#behind.replaceChildren();
    this.#rows.replaceChildren();
  }

  /**
   * Draws the rows `from` to `to` of which the fragments are there. Heights that turn out other than guessed are
   * corrected in `geometry` first.
   */
  draw(
    picture: Picture,
    geometry: RowGeometry,
    lanes: Lanes,
    style: Style,
    from: number,
    to: number,
    fragment: (index: number) => Fragment | null | undefined,
  ): void {
    const pool = this.#pool();
    const shown = new Map<number, { key: string; row: ShownRow }>();
    for (let i = from; i < to; i++) {
      const drawn = this.#row(picture, lanes, style, i, fragment(i), pool);
      if (!drawn) continue;
      shown.set(i, drawn);
      geometry.setSize(i, drawn.row.size);
    }
    this.#shown = shown;
    this.#rows.replaceChildren(...[...shown.values()].map(({ row }) => row.element));
    for (const [i, { row }] of shown) row.element.setAttribute('transform', `translate(0 ${String(geometry.top(i))})`);
    [this.#picture, this.#geometry, this.#lanes] = [picture, geometry, lanes];
    this.#travels = travels(picture, geometry, lanes, from, to).map((travel) => ({
      travel,
      element: toElement(drawTravel(picture, travel)),
    }));
    this.#behind.replaceChildren(
      ...[
        ...drawBands(picture, geometry, lanes, from, to),
        ...drawLifelines(picture, geometry, lanes, from, to),
        ...drawTime(geometry, lanes, from, to),
      ].map(toElement),
      ...this.#travels.map(({ element }) => element),
      this.#veil,
    );
  }

  /** The slanted arrow that is drawn within `reach` of a point; undefined where there is none. */
  travelAt(x: number, y: number, reach: number): Travel | undefined {
    return travelAt(
      this.#travels.map(({ travel }) => travel),
      x,
      y,
      reach,
    );
  }

  emphasize({ cursor, step, connection }: Emphasis): void {
    for (const [i, { row }] of this.#shown) {
      row.element.classList.toggle('at-cursor', i === cursor);
      row.element.classList.toggle('at-step', i === step);
      row.element.classList.toggle('faint', step >= 0 && i > step);
      row.element.classList.toggle('other', this.#picture?.isOf(i, connection) === false);
    }
    for (const { travel, element } of this.#travels) {
      const ends = [travel.sent, travel.arrived];
      element.classList.toggle('at-cursor', ends.includes(cursor));
      element.classList.toggle('at-step', ends.includes(step));
      element.classList.toggle('faint', step >= 0 && travel.sent > step);
      element.classList.toggle('other', this.#picture?.isOf(travel.sent, connection) === false);
    }
    const [geometry, lanes] = [this.#geometry, this.#lanes];
    const top = geometry && step >= 0 ? geometry.top(step + 1) : Infinity;
    const height = geometry ? Math.max(0, geometry.total - top) : 0;
    this.#veil.toggleAttribute('hidden', height === 0);
    this.#veil.setAttribute('y', String(Math.min(top, 1e9)));
    this.#veil.setAttribute('width', String(lanes?.width ?? 0));
    this.#veil.setAttribute('height', String(height));
  }

  /** Where the rows of the last drawing may be used again: by what they show, wherever they stand now. */
  #pool(): Map<string, ShownRow[]> {
    const pool = new Map<string, ShownRow[]>();
    for (const { key, row } of this.#shown.values()) {
      const same = pool.get(key);
      if (same) same.push(row);
      else pool.set(key, [row]);
    }
    return pool;
  }

  #row(
    picture: Picture,
    lanes: Lanes,
    style: Style,
    index: number,
    fragment: Fragment | null | undefined,
    pool: Map<string, ShownRow[]>,
  ): { key: string; row: ShownRow } | undefined {
    const loaded = picture.loaded(index);
    const input = fragment === undefined ? null : rowInput(picture, index, fragment);
    if (!loaded || !input) return undefined;
    const key = JSON.stringify([
      lanes.xs,
      style.widest,
      input.travel,
      input.phase,
      input.connection,
      input.change,
      loaded.text,
      input.remarks,
      withoutLines(loaded.step),
      input.problems.map(({ severity }) => severity),
    ]);
    const row = pool.get(key)?.pop();
    if (row) return { key, row };
    const drawn = drawRow(input, lanes, style);
    return { key, row: { element: toElement(drawn.element), size: drawn.size } };
  }
}

/** A step without the numbers of lines, which an edit above it changes and nobody sees. */
function withoutLines(step: Step): object {
  return step.kind === 'segment' ? { ...step, line: 0, sentLine: 0, tcbs: null } : { ...step, line: 0 };
}
