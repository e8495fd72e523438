import { grouped } from '../text/counted.ts';
import { countWhile } from '../text/sorted.ts';
import { round, svg, type Measure, type SvgNode } from '../picture/index.ts';
import type { PlotData } from './data.ts';
import { bars, crosses, holdsAny, stairs } from './paths.ts';
import {
  isTimed,
  scalesOf,
  ticks,
  timeText,
  type Scales,
  type PlotArea,
  type PlotColumns,
  type PlotView,
} from './view.ts';
import type { PlotWords } from './words.ts';

/** What a plot is drawn in. */
export interface PlotStyle {
  readonly measure: Measure;
  /** Of the letters, in pixels. */
  readonly size: number;
}

/** Of the letters along the axes, and in the legend. */
const SMALL = 0.82;
/** Letters at marks are left out where they would stand nearer together than this, in pixels. */
const APART = 11;

/** The bars, in the order in which they are painted: class, kinds. */
const BARS = [
  ['data', 'd'],
  ['late', 'a'],
  ['flight', 'f'],
  ['probe', 'p'],
  ['again', 'r'],
  ['lost', 'lm'],
] as const;

/** Where the marks of a plot of this size go: beside the numbers of its axes. */
export function areaOf(view: PlotView, width: number, height: number, { measure, size }: PlotStyle): PlotArea {
  const small = { kind: 'text', size: size * SMALL, bold: false } as const;
  const widest = Math.max(...[view.y0, view.y1].map((value) => measure(grouped(value), small)), 20);
  return {
    left: Math.ceil(widest) + 16,
    right: width - 14,
    top: Math.ceil(size * 2),
    bottom: height - Math.ceil(size * 2.6),
  };
}

/** Draws the part of a plot that `view` shows into a picture of this size: axes, marks and the names of what is in it. */
export function drawPlot(
  data: PlotData,
  columns: PlotColumns,
  view: PlotView,
  area: PlotArea,
  style: PlotStyle,
  words: PlotWords,
): SvgNode[] {
  const scene: Scene = { columns, area, ...scalesOf(view, area) };
  const lines = stairs(scene);
  const shapes: SvgNode[] = [];
  const path = (name: string, d: string): void => {
    if (d !== '') shapes.push(svg('path', { class: `plot-${name}`, d }));
  };
  path('offer', lines.offer);
  path('edge', lines.edge);
  path('ack', lines.ack);
  path('sack', bars(scene, 'b', 1).d);
  path('again-ack', bars(scene, 'u', 8).d);
  let visible = 0;
  const drawn = BARS.map(([name, kinds]) => {
    const { d, count } = bars(scene, kinds, 3);
    visible += count;
    return [name, d] as const;
  });
  // Few bars are as broad as letters, thousands are hairs.
  const broad = visible > 400 ? 'many' : visible > 60 ? 'some' : 'few';
  const marks = svg('g', { class: `plot-bars ${broad}` });
  for (const [name, d] of drawn) if (d !== '') marks.children.push(svg('path', { class: `plot-${name}`, d }));
  shapes.push(marks);
  path('cross', crosses(scene, 'lm'));
  path('miss', crosses(scene, 'x'));
  shapes.push(...letters(scene, style.size));
  return [
    ...axes(data, view, area, scene, style, words),
    clipped(area, shapes),
    ...legend(columns, area, style, words),
  ];
}

export interface Scene extends Scales {
  readonly columns: PlotColumns;
  readonly area: PlotArea;
}

/** Marks end where the area does: a nested picture has edges of its own, in files and on the screen. */
function clipped({ left, right, top, bottom }: PlotArea, shapes: readonly SvgNode[]): SvgNode {
  const [width, height] = [right - left, bottom - top];
  return svg(
    'svg',
    { x: left, y: top, width, height, viewBox: `${String(left)} ${String(top)} ${String(width)} ${String(height)}` },
    ...shapes,
  );
}

/** What stands at a mark that is not data alone: the control bits, R at what is sent again, Z at a window of zero. */
function letters({ columns: { kinds, flags, x: xs, low, high }, area, x, y }: Scene, size: number): SvgNode[] {
  const found: SvgNode[] = [];
  if (!holdsAny(flags, 'sfr') && !holdsAny(kinds, 'rmz')) return found;
  const last = new Map<string, readonly [number, number]>();
  for (let i = 0; i < xs.length; i++) {
    const letter = FLAG_LETTERS[flags[i] ?? '-'] ?? KIND_LETTERS[kinds[i] ?? '-'] ?? '';
    if (letter === '') continue;
    const top = high[i] as number;
    const [px, py] = [x(xs[i] as number), y(Number.isNaN(top) ? (low[i] as number) : top)];
    if (px < area.left || px > area.right || py < area.top || py > area.bottom) continue;
    const before = last.get(letter);
    if (before && Math.abs(before[0] - px) < APART && Math.abs(before[1] - py) < APART) continue;
    last.set(letter, [px, py]);
    const above = py - size < area.top ? size : -5;
    found.push(
      svg(
        'text',
        { class: `plot-letter plot-letter-${letter}`, x: round(px), y: round(py + above), 'text-anchor': 'middle' },
        letter,
      ),
    );
  }
  return found;
}

const FLAG_LETTERS: Readonly<Record<string, string>> = { s: 'S', f: 'F', r: 'RST' };
const KIND_LETTERS: Readonly<Record<string, string>> = { r: 'R', m: 'R', z: 'Z' };

function axes(
  data: PlotData,
  view: PlotView,
  area: PlotArea,
  { x, y }: Scene,
  { size }: PlotStyle,
  words: PlotWords,
): SvgNode[] {
  const { left, right, top, bottom } = area;
  const shapes: SvgNode[] = [
    svg('rect', { class: 'plot-area', x: left, y: top, width: right - left, height: bottom - top }),
  ];
  for (const value of ticks(view.y0, view.y1, (bottom - top) / 48, 1)) {
    const at = round(y(value));
    shapes.push(svg('path', { class: 'plot-grid', d: `M${String(left)} ${String(at)}H${String(right)}` }));
    shapes.push(
      svg('text', { class: 'plot-tick', x: left - 7, y: at, dy: '0.35em', 'text-anchor': 'end' }, grouped(value)),
    );
  }
  const timed = view.axis === 'time' && isTimed(data);
  const stops = ticks(view.x0, view.x1, (right - left) / 84, 1);
  const step = (stops[1] ?? view.x1) - (stops[0] ?? view.x0);
  for (const value of stops) {
    const label = timed ? timeText(value, step) : lineAt(data, value);
    if (label === '') continue;
    const at = round(x(value));
    shapes.push(svg('path', { class: 'plot-grid', d: `M${String(at)} ${String(top)}V${String(bottom)}` }));
    shapes.push(svg('text', { class: 'plot-tick', x: at, y: bottom + size * 1.15, 'text-anchor': 'middle' }, label));
  }
  const below = bottom + size * 2.2;
  shapes.push(svg('text', { class: 'plot-name', x: left, y: round(size * 1.25) }, words.vertical));
  shapes.push(
    svg(
      'text',
      { class: 'plot-name', x: right, y: round(below), 'text-anchor': 'end' },
      timed ? words.time : words.line,
    ),
  );
  return shapes;
}

/** The number of the line (from 1) of the segment at a place of the axis; '' where there is none. */
function lineAt({ lines, order }: PlotData, value: number): string {
  const found = countWhile(order, (one) => one < value);
  return order[found] === value ? String((lines[found] ?? 0) + 1) : '';
}

/** What the marks of a plot are called, on the upper right, as many of them as there are. */
function legend(
  { kinds, high }: PlotColumns,
  { left, right }: PlotArea,
  { measure, size }: PlotStyle,
  words: PlotWords,
): SvgNode[] {
  const small = { kind: 'text', size: size * SMALL, bold: false } as const;
  const shapes: SvgNode[] = [];
  let end = right;
  const y = size * 1.25;
  const limit = left + measure(words.vertical, small) + 24;
  for (const [name, has, word] of [...LEGEND].reverse()) {
    const there =
      name === 'edge'
        ? high.some((edge, i) => !Number.isNaN(edge) && 'kuz'.includes(kinds[i] ?? '-'))
        : [...has].some((kind) => kinds.includes(kind));
    if (!there) continue;
    const text = words.marks[word];
    const start = end - measure(text, small) - 20;
    if (start < limit) break;
    const middle = round(y - size * 0.28);
    const line = name === 'ack' || name === 'edge';
    shapes.push(
      svg('path', {
        class: `plot-${name} plot-sample`,
        d: line
          ? `M${String(round(start))} ${String(middle)}h13`
          : `M${String(round(start + 8))} ${String(round(middle - 5))}v10`,
      }),
      svg('text', { class: 'plot-tick', x: round(start + 17), y: round(y) }, text),
    );
    end = start - 14;
  }
  return shapes;
}

/** Class, kinds, and the word for it. */
const LEGEND = [
  ['data', 'd', 'data'],
  ['again', 'r', 'again'],
  ['lost', 'lm', 'lost'],
  ['probe', 'p', 'probe'],
  ['flight', 'f', 'flight'],
  ['late', 'a', 'late'],
  ['ack', 'kuz', 'ack'],
  ['sack', 'b', 'sack'],
  ['edge', 'kuz', 'edge'],
] as const;
