import type { Scene } from './draw.ts';

/*
 * Marks as paths. However many there are, a path has no more pieces than the picture has columns of pixels times what they
 * can tell apart: what falls together on the screen is drawn once.
 */

/** Half a pixel is the finest that is told apart. */
const half = (n: number): number => Math.round(n * 2) / 2;

/** Whether there is a mark of one of these kinds: mostly there is none, and then nothing has to be looked through. */
export const holdsAny = (kinds: string, wanted: string): boolean => [...wanted].some((kind) => kinds.includes(kind));

/** Marks of these kinds as upright bars, at least `least` pixels high; those in one column that touch are one. */
export function bars(
  { columns: { kinds, x: xs, low, high }, area, x, y }: Scene,
  wanted: string,
  least: number,
): { d: string; count: number } {
  if (!holdsAny(kinds, wanted)) return { d: '', count: 0 };
  const codes = new Set([...wanted].map((kind) => kind.charCodeAt(0)));
  const pieces: string[] = [];
  let [column, top, bottom, count] = [NaN, 0, 0, 0];
  const flush = (): void => {
    if (!Number.isNaN(column)) pieces.push(`M${String(column)} ${String(half(bottom))}V${String(half(top))}`);
  };
  for (let i = 0; i < xs.length; i++) {
    if (!codes.has(kinds.charCodeAt(i))) continue;
    const px = x(xs[i] as number);
    if (px < area.left - 4 || px > area.right + 4) continue;
    const end = high[i] as number;
    let [from, to] = [y(low[i] as number), y(Number.isNaN(end) || wanted === 'u' ? (low[i] as number) : end)];
    if (from < area.top || to > area.bottom) continue;
    if (from - to < least) [from, to] = [(from + to + least) / 2, (from + to - least) / 2];
    [from, to] = [Math.min(from, area.bottom + 4), Math.max(to, area.top - 4)];
    count++;
    const at = half(px);
    if (at === column && from >= top - 1 && to <= bottom + 1) {
      [top, bottom] = [Math.min(top, to), Math.max(bottom, from)];
      continue;
    }
    flush();
    [column, top, bottom] = [at, to, from];
  }
  flush();
  return { d: pieces.join(''), count };
}

/** A cross at the top of each mark of these kinds. */
export function crosses({ columns: { kinds, x: xs, low, high }, area, x, y }: Scene, wanted: string): string {
  if (!holdsAny(kinds, wanted)) return '';
  const pieces: string[] = [];
  let last = '';
  for (let i = 0; i < xs.length; i++) {
    if (!wanted.includes(kinds.charAt(i))) continue;
    const top = high[i] as number;
    const [px, py] = [
      half(x(xs[i] as number)),
      half(y(wanted === 'x' || Number.isNaN(top) ? (low[i] as number) : top)),
    ];
    if (px < area.left || px > area.right || py < area.top || py > area.bottom) continue;
    const piece = `M${String(px - 3.5)} ${String(py - 3.5)}l7 7m0 -7l-7 7`;
    if (piece !== last) pieces.push(piece);
    last = piece;
  }
  return pieces.join('');
}

/** The line of the acknowledgments, that of the edge of the window, and what the receiver offers between them. */
export function stairs(scene: Scene): { ack: string; edge: string; offer: string } {
  const { columns, area, x, y } = scene;
  const { kinds, x: xs, low, high } = columns;
  const ack = new Stairs(area.left, area.right);
  const edge = new Stairs(area.left, area.right);
  let [acked, offered] = [-Infinity, NaN];
  for (let i = 0; i < xs.length; i++) {
    const kind = kinds.charAt(i);
    if (kind !== 'k' && kind !== 'u' && kind !== 'z') continue;
    const px = x(xs[i] as number);
    // An acknowledgment of less than is acknowledged already is an old one.
    acked = Math.max(acked, low[i] as number);
    ack.to(px, y(acked));
    const top = high[i] as number;
    if (!Number.isNaN(top)) offered = top;
    if (!Number.isNaN(offered)) edge.to(px, y(offered));
  }
  const [lower, upper] = [ack.end(), edge.end()];
  const offer =
    upper.length > 1 && lower.length > 1 ? `${forward(upper)}L${forward([...lower].reverse()).slice(1)}Z` : '';
  return { ack: forward(lower), edge: forward(upper), offer };
}

const forward = (points: readonly (readonly [number, number])[]): string =>
  points.length < 2 ? '' : `M${points.map(([px, py]) => `${String(px)} ${String(py)}`).join('L')}`;

/** A line that goes on level until the next point, and then straight up or down. In one column of pixels it is one stroke. */
class Stairs {
  readonly #left: number;
  readonly #right: number;
  readonly #points: (readonly [number, number])[] = [];
  #x = NaN;
  #first = 0;
  #low = 0;
  #high = 0;
  #last = 0;

  constructor(left: number, right: number) {
    [this.#left, this.#right] = [left, right];
  }

  to(px: number, py: number): void {
    const [at, value] = [half(Math.min(Math.max(px, this.#left - 2), this.#right + 2)), half(clamp(py))];
    if (at !== this.#x) {
      this.#flush();
      // Level from where it was.
      if (!Number.isNaN(this.#x)) this.#add(at, this.#last);
      [this.#x, this.#first, this.#low, this.#high] = [at, value, value, value];
    } else [this.#low, this.#high] = [Math.max(this.#low, value), Math.min(this.#high, value)];
    this.#last = value;
  }

  /** The points; the line goes on level to the right edge. */
  end(): readonly (readonly [number, number])[] {
    this.#flush();
    if (!Number.isNaN(this.#x) && this.#x < this.#right) this.#add(half(this.#right + 2), this.#last);
    return this.#points;
  }

  #flush(): void {
    if (Number.isNaN(this.#x)) return;
    for (const value of [this.#first, this.#low, this.#high, this.#last]) this.#add(this.#x, value);
  }

  #add(px: number, py: number): void {
    const before = this.#points.at(-1);
    if (before?.[0] !== px || before[1] !== py) this.#points.push([px, py]);
  }
}

/** Far outside of the picture is as good as anywhere outside. */
const clamp = (n: number): number => Math.max(-20_000, Math.min(20_000, n));
