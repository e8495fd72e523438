/** The widest a label may be; longer ones are cut in the picture and shown in full when pointed at. */
export const WIDEST_LABEL = 560;

/** The strip on the left that names the phases. */
export const GUTTER = 24;
/** The width of the column of marks that say what became of a row. */
export const CHANGE_MARK = 18;

/** The scale of time beside the first lifeline. */
export const AXIS = 62;

const LEAST_GAP = 190;
/** What stands between a label and its lifelines. */
export const LABEL_MARGIN = 36;
/** Labels narrower than this are not broken into more lines. */
const LEAST_LABEL = LEAST_GAP - LABEL_MARGIN;
const ACTOR_GAP = 24;
const EDGE = 12;
/** Lifelines move in steps, so that a label which grows by a letter does not move the picture with every letter. */
const STEP = 20;

/**
 * Where the lifelines stand: as far apart as the labels between them need. They only ever move apart while a diagram is
 * shown, so that nothing wobbles while somebody types.
 */
export class Lanes {
  readonly #heads: readonly number[];
  /** What stands to the left of everything else, behind the names of the phases. */
  readonly #aside: number;
  readonly #needs = new Map<string, { from: number; to: number; width: number }>();
  #left: number;
  #right: number;
  #xs: readonly number[];

  /** `heads` are the widths of the boxes on top of the lifelines; `aside` is kept free to the left of them. */
  constructor(heads: readonly number[], aside = 0) {
    this.#heads = heads;
    this.#aside = aside;
    this.#left = (heads[0] ?? 0) / 2;
    this.#right = (heads.at(-1) ?? 0) / 2;
    this.#xs = this.#layOut();
  }

  get xs(): readonly number[] {
    return this.#xs;
  }

  get width(): number {
    return Math.ceil((this.#xs.at(-1) ?? GUTTER) + this.#right + EDGE);
  }

  /** What is kept free between the names of the phases and the rest. */
  get aside(): number {
    return this.#aside;
  }

  x(lane: number): number {
    return this.#xs[lane] ?? 0;
  }

  head(lane: number): number {
    return this.#heads[lane] ?? 0;
  }

  /** Asks for room between two lifelines; true if some had to move. */
  need(from: number, to: number, width: number): boolean {
    const [first, last] = [Math.min(from, to), Math.max(from, to)];
    if (first < 0 || last >= this.#xs.length || first === last) return false;
    if (this.x(last) - this.x(first) >= width) return false;
    this.#needs.set(`${String(first)},${String(last)}`, {
      from: first,
      to: last,
      width: Math.ceil(width / STEP) * STEP,
    });
    this.#xs = this.#layOut();
    return true;
  }

  /** Asks for room to the left of a lifeline, up to the edge of the picture. */
  needLeft(lane: number, width: number): boolean {
    const missing = width - (this.x(lane) - GUTTER - EDGE - this.#aside);
    if (missing <= 0) return false;
    this.#left += Math.ceil(missing / STEP) * STEP;
    this.#xs = this.#layOut();
    return true;
  }

  needRight(lane: number, width: number): boolean {
    const missing = width - (this.width - EDGE - this.x(lane));
    if (missing <= 0) return false;
    this.#right += Math.ceil(missing / STEP) * STEP;
    return true;
  }

  #layOut(): readonly number[] {
    const xs: number[] = [];
    const needs = [...this.#needs.values()].sort((a, b) => a.to - b.to);
    this.#heads.forEach((width, lane) => {
      const last = xs[lane - 1];
      if (last === undefined) {
        xs.push(GUTTER + this.#aside + EDGE + this.#left);
        return;
      }
      let x = last + Math.max(LEAST_GAP, (this.head(lane - 1) + width) / 2 + ACTOR_GAP);
      for (const need of needs) if (need.to === lane) x = Math.max(x, (xs[need.from] ?? 0) + need.width);
      xs.push(x);
    });
    return xs;
  }
}

/** How wide labels between two neighbouring lifelines may be, so that the picture is no wider than a view if that can be. */
export function labelRoom(view: number, heads: readonly number[], aside: number): number {
  if (view <= 0 || heads.length < 2) return WIDEST_LABEL;
  const around = GUTTER + aside + 2 * EDGE + ((heads[0] ?? 0) + (heads.at(-1) ?? 0)) / 2;
  const room = Math.floor((view - around) / (heads.length - 1) / STEP) * STEP - LABEL_MARGIN;
  return Math.max(LEAST_LABEL, Math.min(WIDEST_LABEL, room));
}
