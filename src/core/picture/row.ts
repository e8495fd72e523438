import type { SegmentStep, Step } from '../check/trace.ts';
import type { StateName } from '../notation/syntax.ts';
import type { Change } from './compare.ts';
import { connectionClass, connectionTag } from './connections.ts';
import type { DiagramProblem } from './data.ts';
import type { Fragment, MessagePart, NotePart } from './fragment.ts';
import type { RowSize } from './geometry.ts';
import { CHANGE_MARK, GUTTER, LABEL_MARGIN, WIDEST_LABEL, type Lanes } from './lanes.ts';
import { longestWord, shorten, wrap, type Face, type Fonts, type Measure } from './measure.ts';
import { ARRIVAL, ARROW, BELOW, NOTE_GAP, NOTE_PAD, noteHeight, TEXT_LINE, TEXT_MIDDLE, TURN } from './rowSize.ts';
import { round, svg, type SvgNode } from './svg.ts';

/** A row ready to be shown; its elements stand at the top of the picture until the row is moved to its place. */
export interface Row {
  readonly element: SvgNode;
  readonly size: RowSize;
}

/** What a row is made from besides its fragment. */
export interface RowInput {
  readonly step: Step;
  /** What the segment is called and how it fares. */
  readonly remarks: readonly string[];
  readonly fragment: Fragment | null;
  readonly problems: readonly DiagramProblem[];
  /** As in `DiagramOverview.phases`. */
  readonly phase: string;
  /** The number of its connection; 0 where there is but one, or none. */
  readonly connection: number;
  /** What became of it since an older version. */
  readonly change: Change;
  /** What stands there instead of a step that could not be drawn. */
  readonly failed: string;
  /** Whether it is an end of a slanted arrow, which is drawn across the rows (travel.ts). */
  readonly travel: 'leaves' | 'arrives' | undefined;
  /** The number of the lifeline of a participant. */
  readonly lane: (name: string) => number;
}

/** What all rows of a picture share. */
export interface Style {
  /** They change when the reader chooses others (`onFontChange`). */
  fonts: Fonts;
  readonly measure: Measure;
  readonly state: (state: StateName) => string;
  /** How wide a label between two neighbouring lifelines may be; a longer one is broken into lines. */
  widest: number;
}

const PILL_SIZE = 0.82;
const PILL_HEIGHT = 15;
/** Half the width of the bar of states along a lifeline. */
export const BAR = 2.5;

/** How far from its lifeline the tag of a connection stands. */
const TAG_AT = 20;

/** Makes room between the lifelines for what a row holds; true if some had to move. */
export function makeRoom(input: RowInput, lanes: Lanes, style: Style): boolean {
  let moved = false;
  for (const part of input.fragment ?? []) {
    if (part.kind === 'message') moved = roomForMessage(part, input, lanes, style) || moved;
    else moved = roomForNote(part, lanes, style) || moved;
  }
  return moved;
}

function roomForMessage(part: MessagePart, input: RowInput, lanes: Lanes, style: Style): boolean {
  const font = codeFont(style.fonts);
  const most = labelWidth(part.from, part.to, style);
  const words = Math.max(
    0,
    ...part.labels.map((label) => Math.min(WIDEST_LABEL, longestWord(label, font, style.measure))),
  );
  const widths = part.labels.map((label) => Math.min(most, style.measure(label, font)));
  const label = Math.max(words, ...widths) + LABEL_MARGIN;
  if (part.from === part.to) return lanes.needRight(part.from, 70 + label / 2);
  const remark = input.remarks.join(', ');
  const below = remark === '' ? 0 : Math.min(most, style.measure(remark, smallFont(style.fonts))) + 120;
  return lanes.need(part.from, part.to, Math.max(label, below));
}

/** How wide the label of a message may be: more, the more lifelines it passes. */
function labelWidth(from: number, to: number, { widest }: Style): number {
  return Math.min(WIDEST_LABEL, widest * Math.max(1, Math.abs(to - from)));
}

function roomForNote(part: NotePart, lanes: Lanes, style: Style): boolean {
  const width = noteWidth(part, style);
  if (part.position === 'left') return lanes.needLeft(part.first, width + 12);
  if (part.position === 'right') {
    const next = part.first + 1 < lanes.xs.length;
    return next ? lanes.need(part.first, part.first + 1, width + 24) : lanes.needRight(part.first, width + 12);
  }
  if (part.first === part.last) {
    const left =
      part.first === 0 ? lanes.needLeft(0, width / 2) : lanes.need(part.first - 1, part.first, width / 2 + 10);
    const last = part.last === lanes.xs.length - 1;
    return (
      (last ? lanes.needRight(part.last, width / 2) : lanes.need(part.last, part.last + 1, width / 2 + 10)) || left
    );
  }
  return lanes.need(part.first, part.last, width - 60);
}

/** Draws a row on the lifelines as they stand. */
export function drawRow(input: RowInput, lanes: Lanes, style: Style): Row {
  const element = svg('g', { class: rowClass(input) });
  let y = 0;
  let arrow: number | null = null;
  for (const part of input.fragment ?? []) {
    if (part.kind === 'note') y = drawNote(element, y, part, lanes, style);
    else {
      const drawn = drawMessage(element, y, part, input, lanes, style);
      [y, arrow] = [drawn.bottom, drawn.arrow];
    }
  }
  if (input.fragment === null) y = drawFailure(element, lanes, input.failed);
  if (input.step.kind === 'action') {
    drawStates(element, y + BELOW / 2 - NOTE_GAP, input, lanes, style);
    y += BELOW;
  }
  if (input.change !== '=' && y > 0) element.children.unshift(...drawChange(input.change, y, arrow ?? y / 2, lanes));
  return { element, size: { height: y, arrow: arrow ?? y / 2 } };
}

/** What became of a row, as a colour behind it and a sign at its side: whoever does not see the one sees the other. */
function drawChange(change: Change, height: number, arrow: number, lanes: Lanes): SvgNode[] {
  const middle = Math.min(arrow, height / 2);
  const arm = 4.5;
  const [x, y] = [round(GUTTER + CHANGE_MARK / 2), round(middle)];
  const across = change === '~' ? `M${x - arm},${y + 1.5} q2.25,-5 4.5,-1.5 t4.5,-1.5` : `M${x - arm},${y} h${2 * arm}`;
  const d = change === '+' ? `${across} M${x},${y - arm} v${2 * arm}` : across;
  return [
    svg('rect', { class: 'change-band', x: GUTTER, y: 0, width: round(lanes.width - GUTTER), height: round(height) }),
    svg('path', { class: 'change-mark', d }),
  ];
}

const CHANGE_CLASSES = { '+': 'added', '-': 'removed', '~': 'changed' } as const;

function rowClass({ step, problems, phase, connection, change }: RowInput): string {
  const classes = ['row', `is-${step.kind}`, `ph-${phase}`];
  if (step.kind === 'segment') classes.push(step.delivery, ...step.labels);
  if (connection > 0) classes.push(connectionClass(connection));
  if (change !== '=') classes.push(CHANGE_CLASSES[change]);
  if (problems[0]) classes.push(`has-${gravest(problems)}`);
  return classes.join(' ');
}

/** The gravest severity among problems. */
export function gravest(problems: readonly DiagramProblem[]): DiagramProblem['severity'] {
  const order = ['error', 'warning', 'info', 'hint'] as const;
  return order.find((severity) => problems.some((problem) => problem.severity === severity)) ?? 'hint';
}

function drawMessage(
  g: SvgNode,
  top: number,
  part: MessagePart,
  input: RowInput,
  lanes: Lanes,
  style: Style,
): { readonly bottom: number; readonly arrow: number } {
  const [a, b] = [lanes.x(part.from), lanes.x(part.to)];
  const way = Math.sign(b - a);
  const worst = gravest(input.problems);
  // A hint is an observation, nothing to look out for.
  const sign = worst !== 'hint';
  // What arrives was labelled where it left; where something is wrong with its arrival, it is said once more.
  const labels = input.travel === 'arrives' && !sign ? [] : brokenLabels(part, lanes, style);
  const font = codeFont(style.fonts);
  const widest = labels.reduce((most, label) => Math.max(most, style.measure(label, font)), 0);
  const remark = input.remarks.join(', ');
  // Below its tail a slanted arrow is in the way: what is remarked of it stands above.
  const lines = labels.length + (input.travel === 'leaves' && remark !== '' ? 1 : 0);
  const y = top + (lines === 0 ? ARRIVAL : ARROW + (lines - 1) * TEXT_LINE);
  const middle = way === 0 ? a + 40 : input.travel === 'leaves' ? beside(a, b, widest, sign) : (a + b) / 2;
  const below = y + BELOW / 2 + 1;
  const texts = labels.map((label, i) => centred('messageText', label, middle, top + TEXT_MIDDLE + i * TEXT_LINE));
  g.children.push(...texts);
  if (sign) g.children.push(problemSign(middle - widest / 2 - 13, top + TEXT_MIDDLE, worst));
  if (way === 0) return { bottom: drawTurn(g, part, a, y) + BELOW, arrow: y };
  if (input.travel === undefined) drawArrow(g, part, a, b, y, input.step.kind === 'segment' ? input.step : null);
  drawStates(g, below, input, lanes, style);
  // Over the states: they stand just below the arrow.
  if (input.connection > 0 && input.travel !== 'arrives')
    g.children.push(connectionTag(input.connection, a + way * TAG_AT, y, style));
  if (remark !== '') {
    const text = shorten(remark, smallFont(style.fonts), Math.abs(b - a) - 24, style.measure);
    const above = top + TEXT_MIDDLE + labels.length * TEXT_LINE;
    const width = style.measure(text, smallFont(style.fonts));
    if (input.travel === 'leaves') g.children.push(centred('remark', text, beside(a, b, width, false), above));
    // Where an arrow arrives its remark is beside its head, behind the states.
    else if (input.travel === 'arrives')
      g.children.push(centred('remark', text, beside(b, a, width + 110, false), below));
    else g.children.push(centred('remark', text, middle, below));
  }
  return { bottom: y + BELOW, arrow: y };
}

/** The middle of a label that stands beside the tail of its arrow, from `a` to `b`. */
function beside(a: number, b: number, width: number, sign: boolean): number {
  const way = Math.sign(b - a);
  const tail = a + way * (LABEL_MARGIN / 2 + width / 2 + (sign && way > 0 ? LABEL_MARGIN / 2 : 0));
  const middle = (a + b) / 2;
  return way > 0 ? Math.min(tail, middle) : Math.max(tail, middle);
}

/** A label in lines that have room between its lifelines. */
function brokenLabels(part: MessagePart, lanes: Lanes, style: Style): string[] {
  const room = Math.abs(lanes.x(part.to) - lanes.x(part.from)) - LABEL_MARGIN;
  const most = part.from === part.to ? labelWidth(part.from, part.to, style) : Math.min(WIDEST_LABEL, room);
  const font = codeFont(style.fonts);
  return part.labels.flatMap((label) => wrap(label, font, most, style.measure));
}

function drawTurn(g: SvgNode, part: MessagePart, x: number, y: number): number {
  const from = x + BAR;
  const d = `M${round(from)},${round(y)} c60,-8 60,${TURN + 8} 8,${TURN}`;
  const line = svg('path', { class: lineClass(part), d });
  g.children.push(line, arrowHead(from, y + TURN, -1));
  return y + TURN;
}

/** How much of the way a lost segment gets, one still under way, and where one that only arrives comes from. */
const LOST_AT = 0.64;
const SENT_TO = 0.72;
const ARRIVES_FROM = 0.28;

/** Where the ends of a segment's arrow are, for one that goes from `a` to `b`. */
function arrowEnds(delivery: SegmentStep['delivery'], a: number, b: number): readonly [number, number] {
  const way = Math.sign(b - a);
  const [start, end] = [a + way * (BAR + 1), b - way * (BAR + 2)];
  if (delivery === 'lost') return [start, a + (b - a) * LOST_AT];
  if (delivery === 'sent') return [start, a + (b - a) * SENT_TO];
  return delivery === 'arrived' ? [a + (b - a) * ARRIVES_FROM, end] : [start, end];
}

function drawArrow(g: SvgNode, part: MessagePart, a: number, b: number, y: number, step: SegmentStep | null): void {
  const delivery = step?.delivery ?? 'delivered';
  const way = Math.sign(b - a);
  const [start, end] = arrowEnds(delivery, a, b);
  const pointed = delivery === 'delivered' || delivery === 'arrived';
  const [x1, x2] = [round(start), round(pointed ? end - way * 5 : end)];
  g.children.push(svg('line', { class: lineClass(part), x1, y1: round(y), x2, y2: round(y) }));
  if (pointed) g.children.push(arrowHead(end, y, way));
  if (delivery === 'lost') g.children.push(cross(end, y));
  if (delivery === 'sent') g.children.push(dots(end, y, way));
  if (delivery === 'arrived') g.children.push(dots(start, y, -way));
}

/** As Mermaid calls them. */
const lineClass = ({ dotted }: MessagePart): string => (dotted ? 'messageLine1' : 'messageLine0');

function arrowHead(x: number, y: number, way: number): SvgNode {
  return svg('path', { class: 'head', d: `M${round(x)},${round(y)} l${-way * 9},-4.5 v9 z` });
}

function cross(x: number, y: number): SvgNode {
  return svg('path', { class: 'cross', d: `M${round(x - 5)},${round(y - 5)} l10,10 m0,-10 l-10,10` });
}

function dots(x: number, y: number, way: number): SvgNode {
  const d = [1, 2, 3].map((n) => `M${round(x + way * n * 7 - 1.5)},${round(y)} h3`).join(' ');
  return svg('path', { class: 'dots', d });
}

/** A sign beside the text of a wrong segment: a shape, so that it is seen without colours too. */
function problemSign(x: number, y: number, severity: DiagramProblem['severity']): SvgNode {
  const sign = svg('g', { class: `sign ${severity}`, transform: `translate(${round(x)} ${round(y)})` });
  if (severity === 'error')
    sign.children.push(svg('circle', { r: 6.5 }), svg('path', { d: 'M-2.6,-2.6 l5.2,5.2 m0,-5.2 l-5.2,5.2' }));
  else if (severity === 'warning')
    sign.children.push(
      svg('path', { class: 'shape', d: 'M0,-7 L7.5,6 H-7.5 z' }),
      svg('path', { d: 'M0,-2.6 v4 m0,2 v.8' }),
    );
  else sign.children.push(svg('circle', { r: 6 }), svg('path', { d: 'M0,-.8 v3.6 m0,-6.2 v.9' }));
  return sign;
}

/** The states that the row leads to, each on its lifeline. */
function drawStates(g: SvgNode, y: number, { step, lane }: RowInput, lanes: Lanes, style: Style): void {
  if (step.kind !== 'segment' && step.kind !== 'action') return;
  for (const [name, [before, after]] of Object.entries(step.states)) {
    if (before !== after && lane(name) >= 0)
      g.children.push(pill(after, lanes.x(lane(name)), y, style, portOf(step, name)));
  }
}

/** The port of an end, where the segment names it: there may be several connections. */
function portOf(step: Step, name: string): number | null {
  if (step.kind !== 'segment') return null;
  return step.from === name ? step.fromPort : step.to === name ? step.toPort : null;
}

/** A state by its name, in a frame of its colour; with the port of the connection that is in it, where that is known. */
export function pill(state: StateName, x: number, y: number, style: Style, port: number | null = null): SvgNode {
  const text = port === null ? style.state(state) : `:${String(port)} ${style.state(state)}`;
  const width = style.measure(text, smallFont(style.fonts)) + 14;
  return svg(
    'g',
    { class: `pill st-${state}` },
    svg('rect', {
      x: round(x - width / 2),
      y: round(y - PILL_HEIGHT / 2),
      width: round(width),
      height: PILL_HEIGHT,
      rx: PILL_HEIGHT / 2,
    }),
    centred('pill-text', text, x, y),
  );
}

function drawNote(g: SvgNode, top: number, part: NotePart, lanes: Lanes, style: Style): number {
  const width = noteWidth(part, style);
  const texts = brokenNote(part, style);
  const height = noteHeight(texts.length);
  const [first, last] = [lanes.x(part.first), lanes.x(part.last)];
  let left = (first + last) / 2 - width / 2;
  let boxWidth = width;
  if (part.position === 'left') left = first - width - 10;
  else if (part.position === 'right') left = first + 10;
  else if (part.first !== part.last) {
    boxWidth = Math.max(width, last - first + 60);
    left = (first + last) / 2 - boxWidth / 2;
  }
  const y = top + NOTE_GAP;
  g.children.push(
    svg('rect', { class: 'note', x: round(left), y: round(y), width: round(boxWidth), height: round(height), rx: 3 }),
  );
  texts.forEach((text, i) => {
    g.children.push(centred('noteText', text, left + boxWidth / 2, y + NOTE_PAD + TEXT_LINE / 2 + i * TEXT_LINE));
  });
  return y + height + NOTE_GAP;
}

/** The text of a note in lines: as wide as a label may be, and as its longest word is at least. */
function brokenNote({ texts, first, last }: NotePart, style: Style): string[] {
  const font = textFont(style.fonts);
  const words = texts.reduce((most, text) => Math.max(most, longestWord(text, font, style.measure)), 0);
  const most = Math.min(WIDEST_LABEL, Math.max(words, labelWidth(first, last, style)));
  return texts.flatMap((text) => wrap(text, font, most, style.measure));
}

function drawFailure(g: SvgNode, lanes: Lanes, text: string): number {
  g.children.push(centred('failure', text, lanes.width / 2, TEXT_MIDDLE));
  return TEXT_MIDDLE * 2;
}

function noteWidth(part: NotePart, style: Style): number {
  const font = textFont(style.fonts);
  return Math.max(40, ...brokenNote(part, style).map((text) => style.measure(text, font))) + 24;
}

/** A text with its middle at a place. `dy` instead of `dominant-baseline`: every SVG viewer knows it. */
function centred(className: string, text: string, x: number, y: number): SvgNode {
  return svg('text', { class: className, x: round(x), y: round(y), dy: '0.35em', 'text-anchor': 'middle' }, text);
}

export const textFont = ({ size }: Fonts, bold = false): Face => ({ kind: 'text', size, bold });
export const codeFont = ({ size }: Fonts): Face => ({ kind: 'code', size, bold: false });
/** The size of the smallest letters of a picture. */
export const smallSize = (fonts: Fonts): number => round(fonts.size * PILL_SIZE);
export const smallFont = (fonts: Fonts): Face => ({ kind: 'text', size: smallSize(fonts), bold: false });
