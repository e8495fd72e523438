import type { PlotData } from './data.ts';

/** What is along the horizontal axis: times (microseconds), or one segment after the other. */
export type PlotAxis = 'time' | 'line';

/** The part of a plot that is looked at: microseconds or numbers of segments, and bytes. */
export interface PlotView {
  readonly axis: PlotAxis;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Where the marks are drawn, in pixels of the picture. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where values are in the picture. */
export interface Scales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

export function scalesOf(view: PlotView, { left, right, top, bottom }: PlotArea): Scales {
  return {
    x: (value) => left + ((value - view.x0) / (view.x1 - view.x0)) * (right - left),
    y: (value) => bottom - ((value - view.y0) / (view.y1 - view.y0)) * (bottom - top),
  };
}

/** Numbers of one plot where they are fast to look at. */
export interface PlotColumns {
  readonly kinds: string;
  readonly flags: string;
  readonly x: Float64Array;
  readonly low: Float64Array;
  /** NaN where there is none. */
  readonly high: Float64Array;
}

/** Whether a plot can be drawn by time: where segments have no times, by line alone. */
export const isTimed = ({ times, lines }: PlotData): boolean => times.length > 0 && times.length === lines.length;

export function columnsOf(data: PlotData, axis: PlotAxis): PlotColumns {
  return {
    kinds: data.kinds,
    flags: data.flags,
    x: column(axis === 'time' && isTimed(data) ? data.times : data.order),
    low: column(data.low),
    high: column(data.high),
  };
}

/** Numbers that came as they are needed are not copied. */
const column = (values: ArrayLike<number | null>): Float64Array =>
  values instanceof Float64Array ? values : Float64Array.from(values, (value) => value ?? NaN);

/** How much is left free around the marks, as a part of what they take up. */
const MARGIN = 0.04;

/** All of a plot, with a little room around it. The window is in sight as far as it is no more than twice as high as the data. */
export function wholeView({ kinds, x, low, high }: PlotColumns, axis: PlotAxis): PlotView {
  let [x0, x1, y0, y1, edge] = [Infinity, -Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < x.length; i++) {
    const [at, bottom, top] = [x[i] as number, low[i] as number, high[i] as number];
    x0 = Math.min(x0, at);
    x1 = Math.max(x1, at);
    y0 = Math.min(y0, bottom);
    y1 = Math.max(y1, bottom);
    if (isAcknowledgment(kinds.charCodeAt(i))) edge = Number.isNaN(top) ? edge : Math.max(edge, top);
    else if (!Number.isNaN(top)) y1 = Math.max(y1, top);
  }
  if (x.length === 0) return { axis, x0: 0, x1: 1, y0: 0, y1: 1 };
  y1 = Math.max(y1, Math.min(edge, y0 + 2 * Math.max(1, y1 - y0)));
  const [dx, dy] = [x1 - x0 || 1, y1 - y0 || 1];
  return { axis, x0: x0 - dx * MARGIN, x1: x1 + dx * MARGIN, y0: y0 - dy * MARGIN, y1: y1 + dy * MARGIN };
}

const ACKNOWLEDGMENTS = new Set([...'kuzx'].map((kind) => kind.charCodeAt(0)));
/** By the code of its letter: whether a mark is an acknowledgment. */
export const isAcknowledgment = (kind: number): boolean => ACKNOWLEDGMENTS.has(kind);

/** Zooms by a factor (above 1: nearer); the point (`atX`, `atY`), parts 0 to 1 of the view from its lower left corner, stays. */
export function zoomed(view: PlotView, factorX: number, factorY: number, atX: number, atY: number): PlotView {
  const [dx, dy] = [view.x1 - view.x0, view.y1 - view.y0];
  const [x, y] = [view.x0 + dx * atX, view.y0 + dy * atY];
  return {
    axis: view.axis,
    x0: x - (dx / factorX) * atX,
    x1: x + (dx / factorX) * (1 - atX),
    y0: y - (dy / factorY) * atY,
    y1: y + (dy / factorY) * (1 - atY),
  };
}

/** Moves the view by parts of its own size: a positive number shows what is to the right, or above. */
export function panned(view: PlotView, right: number, up: number): PlotView {
  const [dx, dy] = [(view.x1 - view.x0) * right, (view.y1 - view.y0) * up];
  return { axis: view.axis, x0: view.x0 + dx, x1: view.x1 + dx, y0: view.y0 + dy, y1: view.y1 + dy };
}

/** The nearest view to `view` that shows some of `whole`, and no less than a hair of it. */
export function kept(view: PlotView, whole: PlotView): PlotView {
  const [x0, x1] = within(view.x0, view.x1, whole.x0, whole.x1, view.axis === 'time' ? 10 : 4);
  const [y0, y1] = within(view.y0, view.y1, whole.y0, whole.y1, 16);
  return { axis: view.axis, x0, x1, y0, y1 };
}

function within(from: number, to: number, least: number, most: number, smallest: number): [number, number] {
  const size = Math.min(most - least, Math.max(to - from, Math.min(smallest, most - least)));
  const start = Math.max(least, Math.min((from + to - size) / 2, most - size));
  return [start, start + size];
}

/** Places along an axis that are round numbers, about as many as fit. */
export function ticks(from: number, to: number, most: number, least = 0): number[] {
  const rough = Math.max(least, (to - from) / Math.max(1, most));
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  const list: number[] = [];
  for (let n = Math.ceil(from / step); n * step <= to; n++) list.push(n * step);
  return list;
}

/** A time in the unit that fits `step`, the distance of two of its kind: `1.5 s`, `20 ms`, `3 µs`. */
export function timeText(microseconds: number, step: number): string {
  const [unit, size] =
    step >= 100_000 ? (['s', 1e6] as const) : step >= 100 ? (['ms', 1e3] as const) : (['µs', 1] as const);
  const decimals = Math.max(0, Math.ceil(-Math.log10(step / size) - 1e-9));
  return `${(microseconds / size).toFixed(Math.min(6, decimals))} ${unit}`;
}
