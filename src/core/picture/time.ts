import { secondsText } from '../text/seconds.ts';
import type { RowGeometry, RowSize } from './geometry.ts';

/** A silence is drawn to scale up to this height; a longer one is folded. */
const MOST_SPACE = 190;
/** The height of a silence that is folded. */
const FOLDED = 72;
/** The picture becomes about so many times as high as without a scale. */
const STRETCH = 2;
/** Marks of the scale are no closer than this. */
const LEAST_APART = 40;

/** Two rows with times, and none with one between them. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Microseconds; a clock that goes back stands still. */
  readonly time: number;
}

/** A mark of the scale. */
export interface TimeMark {
  readonly y: number;
  readonly text: string;
}

/** A long silence that is drawn short. */
export interface Fold {
  readonly y: number;
  readonly text: string;
}

/**
 * How rows are spaced by their times. Between two of them is as much space as the time asks for, at one pace in all of the
 * picture, but never less than the rows themselves need (who sends two segments in a microsecond still has two labels), and
 * silences beyond `MOST_SPACE` are folded. So the scale is true wherever nothing is squeezed, and never turns round.
 */
export class TimeScale {
  readonly #times: readonly (number | null)[];
  readonly #stretches: readonly Stretch[];
  /** Pixels a microsecond. */
  readonly #pace: number;
  /** Microseconds between two marks. */
  readonly #unit: number;

  /** `times` are those of the rows in microseconds, `sizes` what is known or guessed of them: the pace is chosen once. */
  constructor(times: readonly (number | null)[], sizes: readonly RowSize[]) {
    this.#times = times;
    this.#stretches = stretchesOf(times);
    const offsets = offsetsOf(sizes);
    this.#pace = paceOf(this.#stretches, (stretch) => natural(stretch, sizes, offsets));
    this.#unit = this.#pace > 0 ? roundUnit(LEAST_APART / this.#pace) : 0;
  }

  /** The space below each row. */
  spaces(sizes: readonly RowSize[]): Float64Array {
    const spaces = new Float64Array(sizes.length);
    const offsets = offsetsOf(sizes);
    for (const stretch of this.#stretches) {
      const wanted = this.#folds(stretch) ? FOLDED : stretch.time * this.#pace;
      spaces[stretch.to - 1] = Math.max(0, wanted - natural(stretch, sizes, offsets));
    }
    return spaces;
  }

  /** The marks at round times of the rows `from` to `to`. */
  marks(geometry: RowGeometry, from: number, to: number): TimeMark[] {
    if (this.#unit === 0) return [];
    return this.#within(from, to).flatMap((stretch) => {
      if (stretch.time === 0 || this.#folds(stretch)) return [];
      const begin = this.#times[stretch.from] ?? 0;
      const [top, bottom] = [geometry.arrow(stretch.from), geometry.arrow(stretch.to)];
      const marks: TimeMark[] = [];
      for (
        let time = Math.ceil(begin / this.#unit) * this.#unit;
        time < begin + stretch.time || (time === begin + stretch.time && this.#endsScale(stretch));
        time += this.#unit
      )
        marks.push({ y: top + ((time - begin) / stretch.time) * (bottom - top), text: this.#text(time) });
      return marks;
    });
  }

  /** The silences of the rows `from` to `to` that are folded. */
  folds(geometry: RowGeometry, from: number, to: number): Fold[] {
    return this.#within(from, to)
      .filter((stretch) => this.#folds(stretch))
      .map((stretch) => {
        // Below whatever stands between the two rows.
        const bottom = geometry.top(stretch.to);
        const top = geometry.top(stretch.to - 1) + geometry.size(stretch.to - 1).height;
        return { y: (top + bottom) / 2, text: durationText(stretch.time) };
      });
  }

  #within(from: number, to: number): Stretch[] {
    return this.#stretches.filter((stretch) => stretch.to >= from && stretch.from < to);
  }

  #folds({ time }: Stretch): boolean {
    return time * this.#pace > MOST_SPACE;
  }

  /** The end of a stretch is marked as the beginning of the next one, but for the last one and those before a silence. */
  #endsScale(stretch: Stretch): boolean {
    const next = this.#stretches[this.#stretches.indexOf(stretch) + 1];
    return next === undefined || this.#folds(next);
  }

  #text(time: number): string {
    if (this.#unit >= 1e6) return `${secondsText(time)} s`;
    if (this.#unit >= 1000 && time < 1e7) return `${String(time / 1000)} ms`;
    if (this.#unit < 1000 && time < 1e4) return `${String(time)} µs`;
    return this.#unit >= 1000 ? `${secondsText(time)} s` : `${String(time / 1000)} ms`;
  }
}

function stretchesOf(times: readonly (number | null)[]): Stretch[] {
  const stretches: Stretch[] = [];
  let last = -1;
  times.forEach((time, row) => {
    if (time === null) return;
    if (last >= 0) stretches.push({ from: last, to: row, time: Math.max(0, time - (times[last] ?? 0)) });
    last = row;
  });
  return stretches;
}

function offsetsOf(sizes: readonly RowSize[]): Float64Array {
  const offsets = new Float64Array(sizes.length + 1);
  sizes.forEach(({ height }, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + height;
  });
  return offsets;
}

/** From arrow to arrow, without any space between the rows. */
function natural({ from, to }: Stretch, sizes: readonly RowSize[], offsets: Float64Array): number {
  const arrow = (row: number): number => (offsets[row] ?? 0) + (sizes[row]?.arrow ?? 0);
  return arrow(to) - arrow(from);
}

/** The pace at which the picture is stretched as wished; 0 where no time passes. */
function paceOf(stretches: readonly Stretch[], height: (stretch: Stretch) => number): number {
  const passing = stretches.filter(({ time }) => time > 0);
  if (passing.length === 0) return 0;
  const heights = stretches.map(height);
  const wanted = STRETCH * heights.reduce((sum, one) => sum + one, 0);
  const total = (pace: number): number =>
    stretches.reduce((sum, { time }, i) => sum + Math.max(heights[i] ?? 0, Math.min(time * pace, MOST_SPACE)), 0);
  const shortest = passing.reduce((least, { time }) => Math.min(least, time), Infinity);
  const longest = passing.reduce((most, { time }) => Math.max(most, time), 0);
  // In powers: the shortest and the longest silence may differ by a factor of millions.
  let [low, high] = [Math.log(1 / longest), Math.log(MOST_SPACE / shortest)];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (total(Math.exp(middle)) < wanted) low = middle;
    else high = middle;
  }
  return Math.exp(low);
}

/** The least round number of microseconds that is no less: 1, 2 or 5 of a power of ten; of seconds also 10, 20 or 30 minutes and so on. */
function roundUnit(least: number): number {
  const minutes = [60, 120, 300, 600, 1200, 1800, 3600, 7200, 18_000, 36_000, 86_400].map((seconds) => seconds * 1e6);
  if (least > 3e7) return minutes.find((unit) => unit >= least) ?? Math.ceil(least / 8.64e10) * 8.64e10;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((n) => n * power).find((unit) => unit >= least) ?? 10 * power;
}

/** `850 µs`, `12.5 ms`, `1.2 s`, `2 min 5 s`, `3 h 20 min`: as exact as anybody wants to know. */
export function durationText(microseconds: number): string {
  const digits = (value: number): string => String(Number(value.toPrecision(3)));
  if (microseconds < 1000) return `${String(microseconds)} µs`;
  if (microseconds < 999_500) return `${digits(microseconds / 1000)} ms`;
  const seconds = Math.round(microseconds / 1e6);
  if (seconds < 60) return `${digits(microseconds / 1e6)} s`;
  const [large, small, base] = seconds < 3600 ? (['min', 's', 60] as const) : (['h', 'min', 3600] as const);
  const rest = Math.floor((seconds % base) / (base / 60));
  return `${String(Math.floor(seconds / base))} ${large}${rest === 0 ? '' : ` ${String(rest)} ${small}`}`;
}
