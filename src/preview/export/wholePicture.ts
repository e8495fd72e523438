import type { DiagramResult, StepRange } from '../../protocol/index.ts';
import type { Fragment } from '../drawing/fragment.ts';
import { GUTTER, Lanes } from '../drawing/lanes.ts';
import type { Fonts } from '../drawing/measure.ts';
import type { MermaidRows } from '../drawing/mermaid.ts';
import { drawRow, makeRoom, type RowInput, type Style } from '../drawing/row.ts';
import {
  bands,
  drawBands,
  drawDelays,
  drawHeads,
  drawLifelines,
  headWidths,
  headsHeight,
  rowInput,
} from '../drawing/scenery.ts';
import { round, svg } from '../drawing/svg.ts';
import { RowGeometry } from '../model/geometry.ts';
import { Picture } from '../model/picture.ts';
import { inkOnPaper } from './paper.ts';

/** How many steps are asked for, and drawn, at a time. */
const PART = 200;
const BATCH = 24;
const MARGIN = 12;

export interface ExportJob {
  /** The diagram as it is known now; its steps may be those of a part. */
  readonly result: DiagramResult;
  readonly fetch: (steps: StepRange) => Promise<DiagramResult>;
  readonly mermaid: MermaidRows;
  readonly style: Style;
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

export interface WholePicture {
  readonly width: number;
  readonly height: number;
  /** With the classes of the style sheet; it has a title and a description. */
  readonly root: SVGSVGElement;
}

export interface PictureFile {
  readonly width: number;
  readonly height: number;
  /** A document of its own: nothing in it refers to anything outside. */
  readonly svg: string;
}

/** Turns a picture into a file, in ink on white paper. The picture is used up. */
export function toFile({ root, width, height }: WholePicture, fonts: Fonts): PictureFile {
  inkOnPaper(root, fonts);
  // A document of its own: the same diagram makes the same file every time.
  const [title, desc] = [root.querySelector(':scope > title'), root.querySelector(':scope > desc')];
  title?.setAttribute('id', 'title');
  desc?.setAttribute('id', 'description');
  root.setAttribute('aria-labelledby', 'title description');
  root.querySelector(':scope > desc')?.after(svg('rect', { width, height, fill: '#ffffff' }));
  return { svg: new XMLSerializer().serializeToString(root), width, height };
}

/** Draws all of a diagram, however long it is. Rejects if `signal` aborts, or if a part cannot be fetched. */
export async function drawWholePicture(job: ExportJob): Promise<WholePicture> {
  const picture = await fetchAll(job);
  const lanes = new Lanes(headWidths(picture, job.style));
  const rows: RowInput[] = [];
  for (let from = 0; from < picture.count; from += BATCH) {
    const to = Math.min(picture.count, from + BATCH);
    const fragments = await drawPart(job, picture, from, to);
    fragments.forEach((fragment, i) => {
      const input = rowInput(picture, from + i, fragment);
      if (!input) throw new Error(`step ${String(from + i)} is missing`);
      makeRoom(input, lanes, job.style);
      rows.push(input);
    });
    job.progress(to, picture.count);
    await breathe(job.signal);
  }
  return compose(job, picture, lanes, rows);
}

async function fetchAll(job: ExportJob): Promise<Picture> {
  const picture = new Picture(job.result, Infinity);
  for (let from = 0; from < picture.count; from += PART) {
    const to = Math.min(picture.count, from + PART);
    if (picture.hasAll(from, to)) continue;
    picture.add(await job.fetch({ from, to }));
    job.signal.throwIfAborted();
  }
  return picture;
}

async function drawPart(job: ExportJob, picture: Picture, from: number, to: number): Promise<(Fragment | null)[]> {
  const { head } = picture.result.picture;
  const texts = Array.from({ length: to - from }, (_, i) => picture.loaded(from + i)?.text ?? '');
  const missing = [...new Set(texts)].filter((text) => text !== '' && job.mermaid.fragment(head, text) === undefined);
  if (missing.length > 0 || !job.mermaid.actors(head)) await job.mermaid.draw(head, missing);
  return texts.map((text) => (text === '' ? [] : (job.mermaid.fragment(head, text) ?? null)));
}

function compose(job: ExportJob, picture: Picture, lanes: Lanes, inputs: readonly RowInput[]): WholePicture {
  const { style } = job;
  const rows = inputs.map((input) => drawRow(input, lanes, style));
  const geometry = new RowGeometry(rows.map(({ height }) => height));
  rows.forEach(({ element }, i) => element.setAttribute('transform', `translate(0 ${String(round(geometry.top(i)))})`));
  const count = picture.count;
  const above = headsHeight(picture);
  const body = svg(
    'g',
    { transform: `translate(0 ${String(above)})` },
    ...drawBands(picture, geometry, lanes, 0, count),
    ...bandNames(picture, geometry),
    ...drawLifelines(picture, geometry, lanes, 0, count),
    ...drawDelays(picture, geometry, lanes, 0, count),
    ...rows.map(({ element }) => element),
  );
  const heads = job.mermaid.actors(picture.result.picture.head);
  const head = svg('g', {}, ...drawHeads(picture, heads, lanes, picture.statesBefore(firstShown(geometry)), style));
  const width = lanes.width;
  const height = Math.ceil(above + geometry.total + MARGIN);
  const root = svg('svg', {
    class: 'hs-picture',
    width,
    height,
    viewBox: `0 0 ${String(width)} ${String(height)}`,
    role: 'img',
  });
  root.append(head, body);
  describe(root, picture);
  return { root, width, height };
}

/** The first row that takes up room: the state lines above it set the states that the diagram begins with. */
function firstShown(geometry: RowGeometry): number {
  let i = 0;
  while (i < geometry.count && geometry.height(i) === 0) i++;
  return i;
}

function bandNames(picture: Picture, geometry: RowGeometry): SVGElement[] {
  return bands(picture, 0, picture.count).map(({ phase, from, to }) => {
    const y = (geometry.top(from) + geometry.top(to)) / 2;
    const text = svg('text', {
      class: 'band-name',
      'text-anchor': 'middle',
      dy: '0.35em',
      transform: `translate(${String(GUTTER / 2)} ${String(round(y))}) rotate(-90)`,
    });
    text.textContent = picture.result.words.phases[phase] ?? '';
    return text;
  });
}

/** Counts pictures: ids are unique in a page of several. */
let described = 0;

/** The title and the description are what a screen reader says of the picture. */
function describe(root: SVGSVGElement, picture: Picture): void {
  const { name, description } = picture.result.words;
  const id = `hs-${String(++described)}`;
  const title = svg('title', { id: `${id}-title` }, name);
  const desc = svg('desc', { id: `${id}-desc` }, description);
  root.setAttribute('aria-labelledby', `${title.id} ${desc.id}`);
  root.prepend(title, desc);
}

/** Lets input through, so that Cancel works. */
async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
  signal.throwIfAborted();
}
