import { printable } from '../text/printable.ts';
import type { StateName } from '../notation/syntax.ts';
import type { Fragment } from './fragment.ts';
import { RowGeometry, type RowSize } from './geometry.ts';
import { AXIS, CHANGE_MARK, GUTTER, type Lanes } from './lanes.ts';
import { shorten } from './measure.ts';
import { changes, type Picture } from './picture.ts';
import { BAR, pill, textFont, type RowInput, type Style } from './row.ts';
import { BELOW } from './rowSize.ts';
import { round, svg, type SvgNode } from './svg.ts';
import { TimeScale } from './time.ts';
import { drawTravel, travels } from './travel.ts';

/** The height of the heads of the lifelines. */
const HEADS = 62;
/** The height of the title above them. */
const TITLE = 26;
const HEAD_BOX = 30;
const WIDEST_HEAD = 220;

/** A run of steps of one phase. */
export interface Band {
  readonly phase: string;
  readonly from: number;
  readonly to: number;
}

/** The phases from row `from` to `to`; a note between two segments of one phase belongs to it. */
export function bands(picture: Picture, from: number, to: number): Band[] {
  const result: Band[] = [];
  let [phase, start, end] = ['-', from, from];
  const close = (): void => {
    if (phase !== '-' && end > start) result.push({ phase, from: start, to: end });
  };
  for (let i = from; i < to; i++) {
    const here = picture.phase(i);
    if (here === '-') continue;
    if (here !== phase) {
      close();
      [phase, start] = [here, i];
    }
    end = i + 1;
  }
  close();
  return result;
}

/** The bands behind rows `from` to `to`. */
export function drawBands(picture: Picture, geometry: RowGeometry, lanes: Lanes, from: number, to: number): SvgNode[] {
  return bands(picture, from, to).map((band) => {
    const top = geometry.top(band.from);
    const height = geometry.top(band.to) - top;
    return svg('rect', {
      class: `band ph-${band.phase}`,
      x: GUTTER,
      y: round(top),
      width: round(lanes.width - GUTTER),
      height: round(height),
    });
  });
}

/** The lifelines, coloured by the state in which the end is, from row `from` to `to`. */
export function drawLifelines(
  picture: Picture,
  geometry: RowGeometry,
  lanes: Lanes,
  from: number,
  to: number,
): SvgNode[] {
  const [top, bottom] = [geometry.top(from), geometry.top(to)];
  const before = picture.statesBefore(from);
  const lifelines = new Map(
    picture.participants.map(({ name }, lane) => {
      const x = lanes.x(lane);
      const line = svg('line', { class: 'actor-line', x1: x, y1: round(top), x2: x, y2: round(bottom) });
      return [name, { x, g: svg('g', { class: 'lifeline' }, line), state: before.get(name), since: top }];
    }),
  );
  const drawBar = (name: string, until: number): void => {
    const lifeline = lifelines.get(name);
    if (lifeline === undefined) return;
    const { x, g, state, since } = lifeline;
    // An end of several connections is in no one state: their pills say which is in which.
    if (state === undefined || state === 'CLOSED' || until <= since || picture.hasSeveral(name)) return;
    g.children.push(
      svg('rect', {
        class: `bar st-${state}`,
        x: round(x - BAR),
        y: round(since),
        width: 2 * BAR,
        height: round(until - since),
      }),
    );
  };
  for (let i = from; i < to; i++) {
    const step = picture.loaded(i)?.step;
    for (const [name, state] of step === undefined ? [] : changes(step)) {
      const lifeline = lifelines.get(name);
      if (lifeline === undefined || state === lifeline.state) continue;
      const { height } = geometry.size(i);
      const below = step?.kind === 'action' ? height - BELOW : height;
      const y = Math.max(top, step?.kind === 'segment' ? geometry.arrow(i) : geometry.top(i) + below);
      drawBar(name, y);
      lifelines.set(name, { ...lifeline, state, since: y });
    }
  }
  for (const name of lifelines.keys()) drawBar(name, bottom);
  return [...lifelines.values()].map(({ g }) => g);
}

/** The slanted arrows of the segments that travel, where they cross rows `from` to `to`. */
export function drawTravels(
  picture: Picture,
  geometry: RowGeometry,
  lanes: Lanes,
  from: number,
  to: number,
): SvgNode[] {
  return travels(picture, geometry, lanes, from, to).map((travel) => drawTravel(picture, travel));
}

/** The scale of time beside rows `from` to `to`, and what is left out of it; nothing where rows are not spaced by time. */
export function drawTime(geometry: RowGeometry, lanes: Lanes, from: number, to: number): SvgNode[] {
  const { scale } = geometry;
  if (scale === null) return [];
  const x = GUTTER + lanes.aside - 4;
  const axis = svg('line', { class: 'axis', x1: x, y1: round(geometry.top(from)), x2: x, y2: round(geometry.top(to)) });
  const marks = scale
    .marks(geometry, from, to)
    .flatMap(({ y, text }) => [
      svg('line', { class: 'axis', x1: x - 5, y1: round(y), x2: x, y2: round(y) }),
      svg('text', { class: 'time', x: x - 8, y: round(y), dy: '0.35em', 'text-anchor': 'end' }, text),
    ]);
  const right = lanes.width - FOLD_MARGIN;
  const folds = scale
    .folds(geometry, from, to)
    .flatMap(({ y, text }) => [
      svg('rect', { class: 'fold', x: x - 8, y: round(y - FOLD / 2), width: round(right - x + 8), height: FOLD }),
      svg('path', { class: 'torn', d: torn(x - 8, right, y - FOLD / 2) + torn(x - 8, right, y + FOLD / 2) }),
      svg(
        'text',
        { class: 'silence', x: round((x + right) / 2), y: round(y), dy: '0.35em', 'text-anchor': 'middle' },
        text,
      ),
    ]);
  return [axis, ...marks, ...folds];
}

/** The height of the gap that stands for a long silence, and how far from the edge it ends. */
const FOLD = 22;
const FOLD_MARGIN = 8;
const TOOTH = 7;

/** A jagged line, as of torn paper. */
function torn(left: number, right: number, y: number): string {
  const teeth = Math.max(2, Math.floor((right - left) / TOOTH / 2) * 2);
  const width = (right - left) / teeth;
  const points = Array.from({ length: teeth }, (_, i) => `l${String(round(width))},${i % 2 === 0 ? '-3' : '3'}`);
  return `M${String(round(left))},${String(round(y))} ${points.join(' ')} `;
}

/** What a row is made from; null for a step that has not been sent in full. */
export function rowInput(picture: Picture, index: number, fragment: Fragment | null): RowInput | null {
  const loaded = picture.loaded(index);
  if (!loaded) return null;
  return {
    step: loaded.step,
    // Of a segment that is seen to leave and to arrive it need not be said.
    remarks: picture.travel(index) === undefined ? loaded.words.remarks : loaded.words.remarks.slice(0, -1),
    fragment,
    problems: picture.problems(index),
    phase: picture.phase(index),
    connection: picture.connection(index),
    change: picture.change(index),
    failed: picture.result.words.failed,
    travel: picture.travel(index),
    lane: (name) => picture.lane(name),
  };
}

/** Where rows of these sizes stand: spaced by their times, if that is wished for and there are any. */
export function geometryOf(picture: Picture, sizes: readonly RowSize[]): RowGeometry {
  const scale = isSpaced(picture) ? new TimeScale(picture.result.overview.times, sizes) : null;
  return new RowGeometry(sizes, scale);
}

/** What is kept free for the marks of a comparison, and for a scale of time. */
export function asideOf(picture: Picture): number {
  return (picture.result.overview.changes === '' ? 0 : CHANGE_MARK) + (isSpaced(picture) ? AXIS : 0);
}

const isSpaced = ({ result }: Picture): boolean => result.look.timeScale && result.overview.times.length > 0;

/** The height of what stands above the rows: the title, if there is one, and the heads of the lifelines. */
export function headsHeight(picture: Picture | null): number {
  return HEADS + titleHeight(picture);
}

/** The height of the title, 0 where there is none. */
export function titleHeight(picture: Picture | null): number {
  return picture === null || picture.result.trace.title === '' ? 0 : TITLE;
}

/** How wide the heads of the lifelines have to be. */
export function headWidths(picture: Picture, style: Style): number[] {
  return picture.participants.map(({ label }) => {
    const text = Math.min(WIDEST_HEAD, style.measure(printable(label), textFont(style.fonts, true)));
    return Math.max(104, text + 28);
  });
}

/** The title, and below it, with a space of `apart` between them, the heads of the lifelines with the state that each end is in. */
export function drawHeads(
  picture: Picture,
  heads: readonly string[] | undefined,
  lanes: Lanes,
  states: ReadonlyMap<string, StateName>,
  style: Style,
  apart = 0,
): SvgNode[] {
  const { title } = picture.result.trace;
  const top = titleHeight(picture) + apart;
  const font = textFont(style.fonts, true);
  const heading = svg(
    'text',
    { class: 'title', x: lanes.width / 2, y: 16, dy: '0.35em', 'text-anchor': 'middle' },
    shorten(printable(title), font, lanes.width - 16, style.measure),
  );
  const actors = picture.participants.map(({ name, label }, lane) => {
    const [x, width] = [lanes.x(lane), lanes.head(lane)];
    const box = svg('rect', { class: 'actor', x: round(x - width / 2), y: 6, width, height: HEAD_BOX, rx: 4, ry: 4 });
    const text = svg(
      'text',
      { class: 'actor-box', x, y: 6 + HEAD_BOX / 2, dy: '0.35em', 'text-anchor': 'middle' },
      shorten(heads?.[lane] ?? printable(label), font, WIDEST_HEAD, style.measure),
    );
    const state = picture.hasSeveral(name) ? undefined : states.get(name);
    const line = svg('line', { class: 'actor-line', x1: x, y1: 6 + HEAD_BOX, x2: x, y2: HEADS });
    return svg(
      'g',
      { class: 'actor-head' },
      line,
      box,
      text,
      ...(state === undefined ? [] : [pill(state, x, 6 + HEAD_BOX + 13, style)]),
    );
  });
  const below = top === 0 ? actors : [svg('g', { transform: `translate(0 ${String(top)})` }, ...actors)];
  return title === '' ? below : [heading, ...below];
}
