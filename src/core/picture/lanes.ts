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
  /** By the lifeline on the right: how far from others it has to be. */
  readonly #needs = new Map<number, Map<number, number>>();
  #left: number;
  #right: number;
  #xs: readonly number[];
  /** More room is needed than when the lifelines were last laid out. */
  #outdated = false;

  /** `heads` are the widths of the boxes on top of the lifelines; `aside` is kept free to the left of them. */
  constructor(heads: readonly number[], aside = 0) {
    this.#heads = heads;
    this.#aside = aside;
    this.#left = (heads[0] ?? 0) / 2;
    this.#right = (heads.at(-1) ?? 0) / 2;
    this.#xs = this.#layOut();
  }

  get xs(): readonly number[] {
    if (this.#outdated) this.#xs = this.#layOut();
    this.#outdated = false;
    return this.#xs;
  }

  get width(): number {
    return Math.ceil((this.xs.at(-1) ?? GUTTER) + this.#right + EDGE);
  }

  /** What is kept free between the names of the phases and the rest. */
  get aside(): number {
    return this.#aside;
  }

  x(lane: number): number {
    return this.xs[lane] ?? 0;
  }

  head(lane: number): number {
    return this.#heads[lane] ?? 0;
  }

  /**
   * Asks for room between two lifelines; true if some may have to move. They do so when somebody asks where they are: many
   * ask for room first.
   */
  need(from: number, to: number, width: number): boolean {
    const [first, last] = [Math.min(from, to), Math.max(from, to)];
    if (first < 0 || last >= this.#xs.length || first === last) return false;
    const room = (this.#xs[last] ?? 0) - (this.#xs[first] ?? 0);
    const needs = this.#needs.get(last) ?? new Map<number, number>();
    if (Math.max(room, needs.get(first) ?? 0) >= width) return false;
    needs.set(first, Math.ceil(width / STEP) * STEP);
    this.#needs.set(last, needs);
    this.#outdated = true;
    return true;
  }

  /** Asks for room to the left of a lifeline, up to the edge of the picture. */
  needLeft(lane: number, width: number): boolean {
    const missing = width - (this.x(lane) - GUTTER - EDGE - this.#aside);
    if (missing <= 0) return false;
    this.#left += Math.ceil(missing / STEP) * STEP;
    this.#outdated = true;
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
    this.#heads.forEach((width, lane) => {
      const last = xs[lane - 1];
      if (last === undefined) {
        xs.push(GUTTER + this.#aside + EDGE + this.#left);
        return;
      }
      let x = last + Math.max(LEAST_GAP, (this.head(lane - 1) + width) / 2 + ACTOR_GAP);
      for (const [from, room] of this.#needs.get(lane) ?? []) x = Math.max(x, (xs[from] ?? 0) + room);
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
