import { connectionClass } from './connections.ts';
import type { RowGeometry } from './geometry.ts';
import type { Lanes } from './lanes.ts';
import type { Picture } from './picture.ts';
import { BAR, gravest } from './row.ts';
import { round, svg, type SvgNode } from './svg.ts';

/** A segment that travels, where it is drawn: one arrow from the row in which it leaves to the row in which it arrives. */
export interface Travel {
  readonly sent: number;
  readonly arrived: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** The slanted arrows that cross the rows `from` to `to`. */
export function travels(picture: Picture, geometry: RowGeometry, lanes: Lanes, from: number, to: number): Travel[] {
  const found: Travel[] = [];
  for (const [sent, arrived] of picture.result.overview.travels) {
    if (sent >= to || arrived < from) continue;
    const step = picture.loaded(sent)?.step ?? picture.loaded(arrived)?.step;
    if (step?.kind !== 'segment') continue;
    const [a, b] = [lanes.x(picture.lane(step.from)), lanes.x(picture.lane(step.to))];
    const way = Math.sign(b - a);
    if (way === 0) continue;
    const [x1, x2] = [a + way * (BAR + 1), b - way * (BAR + 2)];
    found.push({ sent, arrived, x1, y1: geometry.arrow(sent), x2, y2: geometry.arrow(arrived) });
  }
  return found;
}

/** Draws a slanted arrow, in the looks of the segment that leaves. */
export function drawTravel(picture: Picture, travel: Travel): SvgNode {
  const { sent, x1, y1, x2, y2 } = travel;
  const connection = picture.connection(sent);
  const problems = picture.problems(sent);
  const classes = ['travel', `ph-${picture.phase(sent)}`];
  if (connection > 0) classes.push(connectionClass(connection));
  if (problems[0]) classes.push(`has-${gravest(problems)}`);
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  // The line ends inside of the head, not at its point.
  const line = svg('line', {
    class: 'messageLine0',
    x1: round(x1),
    y1: round(y1),
    x2: round(x2 - ux * 5),
    y2: round(y2 - uy * 5),
  });
  const corner = (side: 1 | -1): string =>
    `${String(round(x2 - ux * 9 - side * uy * 4.5))},${String(round(y2 - uy * 9 + side * ux * 4.5))}`;
  const head = svg('path', {
    class: 'head',
    d: `M${String(round(x2))},${String(round(y2))} L${corner(1)} L${corner(-1)} z`,
  });
  return svg('g', { class: classes.join(' ') }, line, head);
}

/** The slanted arrow within `reach` of a point, and no further from it than any other; undefined where there is none. */
export function travelAt(all: readonly Travel[], x: number, y: number, reach: number): Travel | undefined {
  let nearest: Travel | undefined;
  let least = reach;
  for (const travel of all) {
    const { x1, y1, x2, y2 } = travel;
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
    const distance = Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
    if (distance > least) continue;
    [nearest, least] = [travel, distance];
  }
  return nearest;
}
