import {
  bands,
  drawHeads,
  headsHeight,
  type Lanes,
  type Picture,
  type RowGeometry,
  type Style,
} from '../../core/picture/index.ts';
import type { StateName } from '../../protocol/index.ts';
import { svg, toElement } from '../drawing/svg.ts';
import { html } from './dom.ts';
import type { Rows } from './pieces.ts';

/** The heads of the lifelines, which stay at the top of the view while the rows scroll below them. */
export class Heads {
  readonly element = svg('svg', { class: 'hs-picture heads', 'aria-hidden': 'true', focusable: 'false' });
  #key = '';

  /** Draws them with the states that the ends are in. */
  draw(
    picture: Picture,
    lanes: Lanes,
    heads: readonly string[] | undefined,
    states: ReadonlyMap<string, StateName>,
    zoom: number,
    style: Style,
  ): void {
    this.element.style.width = `${String(lanes.width * zoom)}px`;
    const height = headsHeight(picture);
    this.element.style.height = `${String(height * zoom)}px`;
    const key = JSON.stringify([
      lanes.xs,
      lanes.width,
      picture.result.trace.title,
      picture.result.picture.head,
      [...states],
    ]);
    if (this.#key === key) return;
    this.#key = key;
    this.element.setAttribute('viewBox', `0 0 ${String(lanes.width)} ${String(height)}`);
    this.element.replaceChildren(...drawHeads(picture, heads, lanes, states, style).map(toElement));
  }

  clear(): void {
    this.#key = '';
    this.element.replaceChildren();
  }

  /** The next drawing is made anew. */
  outdate(): void {
    this.#key = '';
  }
}

/** The names of the phases at the left: each sticks to the top of the view as long as its phase is in it. */
export class BandNames {
  readonly element = html('div', { class: 'band-names', 'aria-hidden': 'true' });

  draw(picture: Picture, geometry: RowGeometry, { from, to }: Rows, zoom: number): void {
    const names = bands(picture, from, to).map((band) => {
      const top = geometry.top(band.from) * zoom;
      const height = geometry.top(band.to) * zoom - top;
      const name = html('span', {}, picture.result.words.phases[band.phase] ?? '');
      const element = html('div', { class: `band-name ph-${band.phase}` }, name);
      element.style.top = `${String(top)}px`;
      element.style.height = `${String(height)}px`;
      return element;
    });
    this.element.replaceChildren(...names);
  }

  clear(): void {
    this.element.replaceChildren();
  }
}
