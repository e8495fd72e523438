import {
  arrivalSize,
  asideOf,
  type Fragment,
  geometryOf,
  headWidths,
  labelRoom,
  Lanes,
  makeRoom,
  mapRow,
  mapRows,
  type Picture,
  pieceSize,
  RowGeometry,
  type RowMapping,
  rowInput,
  type RowSize,
  type Style,
  usualSize,
} from '../../core/picture/index.ts';
import type { Rows } from './pieces.ts';

/** A row, and how far it is scrolled out at the top of the view, in unscaled pixels. */
export interface Place {
  readonly top: number;
  readonly offset: number;
}

/** Where the view is, in unscaled pixels. */
export interface View {
  readonly top: number;
  readonly height: number;
}

/** How the rows of a picture that is to be shown will stand. */
export interface Plan {
  readonly geometry: RowGeometry;
  /** What will be at the top of the view. */
  readonly anchor: Place;
  /** The rows that will be in view. */
  readonly range: Rows;
}

/** Where the rows and the lifelines of a picture stand, and what of that stays where the next one takes its place. */
export class Arrangement {
  readonly #style: Style;
  #picture: Picture | null = null;
  #geometry = new RowGeometry([]);
  #lanes = new Lanes([]);

  constructor(style: Style) {
    this.#style = style;
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

  /** The row at a height, and how far it begins above it. */
  placeAt(y: number): Place {
    const top = Math.max(0, this.#geometry.at(y));
    return { top, offset: y - this.#geometry.top(top) };
  }

  /** The height of a place. */
  heightOf({ top, offset }: Place): number {
    return this.#geometry.top(top) + offset;
  }

  /** The plan for a picture. `same`: of the diagram that is shown; then what is at the top of the view stays there, unless `place` is to be. */
  plan(picture: Picture, same: boolean, view: View, place: Place | undefined): Plan {
    const old = same ? this.#picture : null;
    const mapping = old && mapRows(old.result, picture.result);
    const geometry = this.#measure(picture, old, mapping);
    const anchor = place ?? (old && mapping ? this.#anchor(old, picture, mapping, view.top) : { top: 0, offset: 0 });
    const y = geometry.top(anchor.top) + anchor.offset;
    return { geometry, anchor, range: geometry.visible(y, y + view.height) };
  }

  /** The lifelines for a picture: as they are, for the same ones in a view of the same width; labels are as wide as it has room for. */
  lanesFor(picture: Picture, same: boolean, viewWidth: number): Lanes {
    const [heads, aside] = [headWidths(picture, this.#style), asideOf(picture)];
    const widest = labelRoom(viewWidth, heads, aside);
    if (same && aside === this.#lanes.aside && widest === this.#style.widest) return this.#lanes;
    this.#style.widest = widest;
    return new Lanes(heads, aside);
  }

  /** Takes the place of what was shown; without a picture there is nothing. */
  take(picture: Picture | null, geometry = new RowGeometry([]), lanes = new Lanes([])): void {
    [this.#picture, this.#geometry, this.#lanes] = [picture, geometry, lanes];
  }

  /** Stands in a view of another width; whether the lifelines are others then. */
  setViewWidth(width: number): boolean {
    const before = this.#lanes;
    if (this.#picture) this.#lanes = this.lanesFor(this.#picture, true, width);
    return this.#lanes !== before;
  }

  /** Moves lifelines apart for what is drawn of some rows; whether any has moved. */
  makeRoom({ from, to }: Rows, fragment: (index: number) => Fragment | null | undefined): boolean {
    const picture = this.#picture;
    if (!picture) return false;
    const before = this.#lanes.width;
    let moved = false;
    for (let i = from; i < to; i++) {
      const drawn = fragment(i);
      const input = drawn ? rowInput(picture, i, drawn) : null;
      if (input) moved = makeRoom(input, this.#lanes, this.#style) || moved;
    }
    return moved || before !== this.#lanes.width;
  }

  /** The rows to keep ready: those in view, and half as many on either side. */
  around({ from, to }: Rows): Rows {
    const margin = Math.ceil((to - from) / 2);
    return { from: Math.max(0, from - margin), to: Math.min(this.#geometry.count, to + margin) };
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
  #anchor(old: Picture, picture: Picture, mapping: RowMapping, y: number): Place {
    if (y === 0) return { top: 0, offset: 0 };
    const { top, offset } = this.placeAt(y);
    return { top: mapRow(mapping, top, old.count, picture.count), offset };
  }
}
