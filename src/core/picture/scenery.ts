import type { StateName } from '../notation/syntax.ts';
import type { Fragment } from './fragment.ts';
import type { RowGeometry } from './geometry.ts';
import { GUTTER, type Lanes } from './lanes.ts';
import { shorten } from './measure.ts';
import { changes, type Picture } from './picture.ts';
import { arrowEnds, BAR, pill, textFont, type RowInput, type Style } from './row.ts';
import { ARROW, BELOW } from './rowSize.ts';
import { round, svg, type SvgNode } from './svg.ts';

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
  return picture.participants.map(({ name }, lane) => {
    const x = lanes.x(lane);
    const g = svg(
      'g',
      { class: 'lifeline' },
      svg('line', { class: 'actor-line', x1: x, y1: round(top), x2: x, y2: round(bottom) }),
    );
    let state: StateName | undefined = before.get(name);
    let since = top;
    const bar = (until: number): void => {
      // An end of several connections is in no one state: their pills say which is in which.
      if (state !== undefined && state !== 'CLOSED' && until > since && !picture.hasSeveral(name))
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
      const next = step && changes(step).find(([who]) => who === name)?.[1];
      if (next === undefined || next === state) continue;
      const above = step?.kind === 'segment' ? geometry.height(i) - ARROW : step?.kind === 'action' ? BELOW : 0;
      const y = Math.max(top, geometry.top(i + 1) - above);
      bar(y);
      [state, since] = [next, y];
    }
    bar(bottom);
    return g;
  });
}

/** Dashed lines from where a delayed segment was sent to where it arrives. */
export function drawDelays(picture: Picture, geometry: RowGeometry, lanes: Lanes, from: number, to: number): SvgNode[] {
  const links: SvgNode[] = [];
  for (let i = from; i < to; i++) {
    const step = picture.loaded(i)?.step;
    if (step?.kind !== 'segment' || step.delivery !== 'arrived' || step.sentLine === null) continue;
    const sent = picture.indexOfLine(step.sentLine);
    if (sent < 0) continue;
    const [a, b] = [laneOf(picture, step.from), laneOf(picture, step.to)].map((lane) => lanes.x(lane));
    if (a === undefined || b === undefined || a === b) continue;
    const way = Math.sign(b - a);
    const [, leaves] = arrowEnds('sent', a, b);
    const [arrives] = arrowEnds('arrived', a, b);
    const [y1, y2] = [geometry.top(sent) + ARROW, geometry.top(i) + ARROW];
    links.push(
      svg('line', {
        class: 'delay',
        x1: round(leaves + way * 26),
        y1: round(y1),
        x2: round(arrives - way * 26),
        y2: round(y2),
      }),
    );
  }
  return links;
}

/** What a row is made from; null for a step that has not been sent in full. */
export function rowInput(picture: Picture, index: number, fragment: Fragment | null): RowInput | null {
  const loaded = picture.loaded(index);
  if (!loaded) return null;
  return {
    step: loaded.step,
    remarks: loaded.words.remarks,
    fragment,
    problems: picture.problems(index),
    phase: picture.phase(index),
    connection: picture.connection(index),
    failed: picture.result.words.failed,
    lane: (name) => laneOf(picture, name),
  };
}

export function laneOf(picture: Picture, name: string): number {
  return picture.participants.findIndex((participant) => participant.name === name);
}

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
    const text = Math.min(WIDEST_HEAD, style.measure(label, textFont(style.fonts, true)));
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
    shorten(title, font, lanes.width - 16, style.measure),
  );
  const actors = picture.participants.map(({ name, label }, lane) => {
    const [x, width] = [lanes.x(lane), lanes.head(lane)];
    const box = svg('rect', { class: 'actor', x: round(x - width / 2), y: 6, width, height: HEAD_BOX, rx: 4, ry: 4 });
    const text = svg(
      'text',
      { class: 'actor-box', x, y: 6 + HEAD_BOX / 2, dy: '0.35em', 'text-anchor': 'middle' },
      shorten(heads?.[lane] ?? label, font, WIDEST_HEAD, style.measure),
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
