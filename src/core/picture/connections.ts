import type { ConnectionEnds } from '../check/analysis.ts';
import { printable } from '../text/printable.ts';
import type { PictureData } from './data.ts';
import { shorten, type Face } from './measure.ts';
import type { Style } from './row.ts';
import { CONNECTION_COLOURS } from './style.ts';
import { round, svg, type SvgNode } from './svg.ts';

const TAG = 14;
const CHIP = 22;
const GAP = 18;
const WIDEST_CHIP = 320;
/** More of them than anybody compares are not listed in a file. */
const MOST_LISTED = 48;

/** `Client:51000 – Server:80`, with the names that are shown; ports where they are known. */
export function connectionName({ trace }: PictureData, { left, leftPort, right, rightPort }: ConnectionEnds): string {
  const end = (name: string, port: number | null): string => {
    const label = printable(trace.participants.find((participant) => participant.name === name)?.label ?? name);
    return port === null ? label : `${label}:${String(port)}`;
  };
  return `${end(left, leftPort)} – ${end(right, rightPort)}`;
}

/** The classes of what belongs to a connection: its colour is one of a few, its number is its own. */
export const connectionClass = (number: number): string => `cn cn-${String(((number - 1) % CONNECTION_COLOURS) + 1)}`;

/** The number of a connection in a tag of its colour, with its middle at a place: who sees no colours reads the number. */
export function connectionTag(number: number, x: number, y: number, style: Style): SvgNode {
  const text = String(number);
  const face = tagFace(style);
  const width = Math.max(TAG, style.measure(text, face) + 7);
  return svg(
    'g',
    { class: 'tag' },
    svg('rect', { x: round(x - width / 2), y: round(y - TAG / 2), width: round(width), height: TAG, rx: 4 }),
    svg('text', { x: round(x), y: round(y), dy: '0.35em', 'text-anchor': 'middle' }, text),
  );
}

const tagFace = ({ fonts }: Style): Face => ({ kind: 'text', size: round(fonts.size * 0.82), bold: true });

/** The connections with their numbers and colours, in lines of a width; nothing where there is but one. */
export function drawLegend(
  data: PictureData,
  width: number,
  style: Style,
): { readonly nodes: readonly SvgNode[]; readonly height: number } {
  if (data.connections.length === 0) return { nodes: [], height: 0 };
  const face: Face = { kind: 'text', size: round(style.fonts.size * 0.82), bold: false };
  const listed = data.connections.slice(0, MOST_LISTED).map((ends) => connectionName(data, ends));
  const chips = listed.map((name) => shorten(name, face, Math.min(WIDEST_CHIP, width - 60), style.measure));
  if (listed.length < data.connections.length) chips.push('…');
  const lines: { readonly texts: { readonly at: number; readonly index: number }[]; width: number }[] = [];
  chips.forEach((text, index) => {
    const own = TAG + 10 + style.measure(text, face);
    let line = lines.at(-1);
    if (line === undefined || line.width + GAP + own > width - 24) lines.push((line = { texts: [], width: -GAP }));
    line.texts.push({ at: line.width + GAP, index });
    line.width += GAP + own;
  });
  const nodes = lines.flatMap((line, row) =>
    line.texts.map(({ at, index }) => {
      const [x, y] = [(width - line.width) / 2 + at, row * CHIP + CHIP / 2 + 2];
      const text = svg(
        'text',
        { class: 'pill-text', x: round(x + TAG / 2 + 8 + TAG / 2), y: round(y), dy: '0.35em' },
        chips[index] ?? '',
      );
      if (index >= listed.length) return text;
      return svg('g', { class: connectionClass(index + 1) }, connectionTag(index + 1, x + TAG / 2, y, style), text);
    }),
  );
  return { nodes, height: lines.length * CHIP + 6 };
}
