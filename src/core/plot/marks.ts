import { grouped } from '../text/counted.ts';
import type { PlotData } from './data.ts';
import { isAcknowledgment, scalesOf, timeText, type PlotArea, type PlotColumns, type PlotView } from './view.ts';
import type { PlotWords } from './words.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a mark is in the picture: the middle of a bar, the number of an acknowledgment. Null for none, and outside of the view. */
export function placeOf(mark: number, columns: PlotColumns, view: PlotView, area: PlotArea): Point | null {
  const at = columns.x[mark];
  if (at === undefined) return null;
  const { x, y } = scalesOf(view, area);
  const [from, to] = ends(mark, columns);
  const place = { x: x(at), y: y((from + to) / 2) };
  const inside = place.x >= area.left && place.x <= area.right && place.y >= area.top && place.y <= area.bottom;
  return inside ? place : null;
}

/** The mark nearest to a place of the picture, at most `most` pixels away; −1 where there is none. */
export function nearestMark(point: Point, columns: PlotColumns, view: PlotView, area: PlotArea, most: number): number {
  const { x, y } = scalesOf(view, area);
  let [best, distance] = [-1, most];
  for (let mark = 0; mark < columns.x.length; mark++) {
    const dx = Math.abs(x(columns.x[mark] as number) - point.x);
    if (dx > distance) continue;
    const [from, to] = ends(mark, columns);
    const dy = Math.max(0, point.y - y(from), y(to) - point.y);
    const far = Math.hypot(dx, dy);
    if (far < distance) [best, distance] = [mark, far];
  }
  return best;
}

/** What is said of a mark: what it is, its bytes, when, and on which line. */
export function markText(plot: PlotData, mark: number, { marks }: PlotWords, line: (line: number) => string): string {
  const kind = plot.kinds.charAt(mark);
  const low = plot.low[mark] ?? 0;
  const high = Number.isNaN(plot.high[mark] ?? NaN) ? null : (plot.high[mark] ?? null);
  const acknowledges = isAcknowledgment(kind.charCodeAt(0));
  const names: Readonly<Record<string, string>> = {
    ...{ r: marks.again, m: `${marks.again}, ${marks.lost}`, l: marks.lost, p: marks.probe },
    ...{ f: marks.flight, a: marks.late, b: marks.sack, x: `${marks.ack}, ${marks.lost}` },
  };
  const name = names[kind] ?? (acknowledges ? marks.ack : marks.data);
  const flag = { s: 'SYN ', f: 'FIN ', r: 'RST ' }[plot.flags.charAt(mark)] ?? '';
  const bytes = acknowledges || high === null ? grouped(low) : `${grouped(low)}–${grouped(high)}`;
  const window = acknowledges && high !== null ? `, ${marks.edge} ${grouped(high)}` : '';
  const time = plot.times[mark];
  return `${line((plot.lines[mark] ?? 0) + 1)}: ${flag}${name} ${bytes}${window}${time === undefined ? '' : `, ${timeText(time, 1000)}`}`;
}

function ends(mark: number, { kinds, low, high }: PlotColumns): [from: number, to: number] {
  const [from, to] = [low[mark] as number, high[mark] as number];
  return [from, isAcknowledgment(kinds.charCodeAt(mark)) || Number.isNaN(to) ? from : to];
}
