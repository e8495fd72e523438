import type { PictureData } from './data.ts';
import { readPieces } from './fragment.ts';
import type { RowGeometry } from './geometry.ts';
import { drawLegend } from './connections.ts';
import { GUTTER, Lanes, WIDEST_LABEL } from './lanes.ts';
import { FILE_FONTS, measureByTable, remembered } from './measure.ts';
import { inkOnPaper, PAGE_INKS, type Inks } from './paper.ts';
import { Picture } from './picture.ts';
import { drawRow, makeRoom, type RowInput, type Style } from './row.ts';
import {
  asideOf,
  bands,
  drawBands,
  drawHeads,
  drawLifelines,
  drawTime,
  drawTravels,
  headsHeight,
  geometryOf,
  headWidths,
  rowInput,
  titleHeight,
} from './scenery.ts';
import { svgWithSource } from './source-text.ts';
import { markup, round, svg, type SvgNode } from './svg.ts';

const MARGIN = 12;

export interface WholePicture {
  readonly width: number;
  readonly height: number;
  /** With the classes of the style sheet; it has a title and a description. */
  readonly root: SvgNode;
}

export interface PictureFile {
  readonly width: number;
  readonly height: number;
  /** A document of its own: nothing in it refers to anything outside. */
  readonly svg: string;
}

/** How pictures in files are drawn: in the same fonts and widths everywhere, so that a diagram always makes the same file. */
export const fileStyle = (state: Style['state']): Style => ({
  fonts: FILE_FONTS,
  measure: remembered(measureByTable),
  state,
  widest: WIDEST_LABEL,
});

/** Turns a picture into a file, in ink on white paper. The picture is used up. */
export function toFile(picture: WholePicture): PictureFile {
  const { root, width, height } = onPaper(picture, '#ffffff');
  return { svg: markup(root), width, height };
}

/** Makes a picture independent of any style sheet, on paper of a colour. */
function onPaper(picture: WholePicture, paper: string, inks?: Inks): WholePicture {
  const { root, width, height } = picture;
  inkOnPaper(root, FILE_FONTS, inks);
  root.attributes.set('xmlns', 'http://www.w3.org/2000/svg');
  root.children.splice(2, 0, svg('rect', { width, height, fill: paper }));
  return picture;
}

/**
 * Draws a diagram of which all steps are given into a file, where there is no page for Mermaid to draw in. `source` is the
 * notation of the diagram: it travels with the picture. */
export function drawFile(data: PictureData, state: Style['state'], source?: string): PictureFile {
  const file = toFile(drawWhole(data, state, ''));
  return source === undefined ? file : { ...file, svg: svgWithSource(file.svg, source) };
}

/**
 * The same for a page of which it becomes a part: in the colours of the page's `--hs-…` variables, if it has them. `id` is
 * what the ids in the picture begin with: another one for each picture of the page.
 */
export function drawForPage(data: PictureData, state: Style['state'], id: string): WholePicture {
  return onPaper(drawWhole(data, state, id), PAGE_INKS['--hs-bg'] ?? '', PAGE_INKS);
}

function drawWhole(data: PictureData, state: Style['state'], id: string): WholePicture {
  const picture = new Picture(data, Infinity);
  const { head, steps } = data.picture;
  const { actors, fragments } = readPieces(head, steps);
  const inputs = fragments.flatMap((fragment, i) => rowInput(picture, i, fragment) ?? []);
  return compose(picture, inputs, actors, fileStyle(state), id);
}

/**
 * Puts the rows of a picture together with what is around them. `actors` are the names on the heads of the lifelines; `id`
 * is what the ids in the picture begin with: a page of several needs another one for each.
 */
export function compose(
  picture: Picture,
  rowInputs: readonly RowInput[],
  actors: readonly string[],
  style: Style,
  id: string,
): WholePicture {
  const lanes = new Lanes(headWidths(picture, style), asideOf(picture));
  for (const input of rowInputs) makeRoom(input, lanes, style);
  const rows = rowInputs.map((input) => drawRow(input, lanes, style));
  const geometry = geometryOf(
    picture,
    rows.map(({ size }) => size),
  );
  rows.forEach(({ element }, i) =>
    element.attributes.set('transform', `translate(0 ${String(round(geometry.top(i)))})`),
  );
  const count = picture.count;
  const legend = drawLegend(picture.result, lanes.width, style);
  const title = titleHeight(picture);
  const above = headsHeight(picture) + legend.height;
  const body = svg(
    'g',
    { transform: `translate(0 ${String(above)})` },
    ...drawBands(picture, geometry, lanes, 0, count),
    ...bandNames(picture, geometry),
    ...drawLifelines(picture, geometry, lanes, 0, count),
    ...drawTime(geometry, lanes, 0, count),
    ...drawTravels(picture, geometry, lanes, 0, count),
    ...rows.map(({ element }) => element),
  );
  const states = picture.statesBefore(firstShown(geometry));
  const heads = svg('g', {}, ...drawHeads(picture, actors, lanes, states, style, legend.height));
  if (legend.nodes.length > 0)
    heads.children.push(svg('g', { transform: `translate(0 ${String(title)})` }, ...legend.nodes));
  const width = lanes.width;
  const height = Math.ceil(above + geometry.total + MARGIN);
  const root = svg('svg', {
    class: 'hs-picture',
    width,
    height,
    viewBox: `0 0 ${String(width)} ${String(height)}`,
    role: 'img',
  });
  root.children.push(heads, body);
  describe(root, picture, id);
  return { root, width, height };
}

/** The first row that takes up room: the state lines above it set the states that the diagram begins with. */
function firstShown(geometry: RowGeometry): number {
  let i = 0;
  while (i < geometry.count && geometry.height(i) === 0) i++;
  return i;
}

function bandNames(picture: Picture, geometry: RowGeometry): SvgNode[] {
  return bands(picture, 0, picture.count).map(({ phase, from, to }) => {
    const y = (geometry.top(from) + geometry.top(to)) / 2;
    const text = svg('text', {
      class: 'band-name',
      'text-anchor': 'middle',
      dy: '0.35em',
      transform: `translate(${String(GUTTER / 2)} ${String(round(y))}) rotate(-90)`,
    });
    text.children.push(picture.result.words.phases[phase] ?? '');
    return text;
  });
}

/** The title and the description are what a screen reader says of the picture. */
function describe(root: SvgNode, picture: Picture, id: string): void {
  const { name, description } = picture.result.words;
  const [title, desc] = [`${id}title`, `${id}description`];
  root.attributes.set('aria-labelledby', `${title} ${desc}`);
  root.children.unshift(svg('title', { id: title }, name), svg('desc', { id: desc }, description));
}
