import { printable } from '../text/printable.ts';
import { FILE_FONTS, measureByTable, svg, toFile, type PictureFile } from '../picture/index.ts';
import type { PlotData } from './data.ts';
import { areaOf, drawPlot } from './draw.ts';
import { columnsOf, isTimed, wholeView, type PlotAxis, type PlotView } from './view.ts';
import type { PlotWords } from './words.ts';

const WIDTH = 960;
const HEIGHT = 560;
/** What the title takes up above the plot. */
const HEAD = 46;
const PAD = 12;

export interface PlotFileOptions {
  /** By time where the plot has times, unless it is to be by line. */
  readonly axis?: PlotAxis;
  /** The part of it that is wished for; all of it without. */
  readonly view?: PlotView;
}

/** A plot as an SVG file, in ink on white paper: the same file everywhere. `title` is that of the diagram. */
export function plotFile(data: PlotData, title: string, words: PlotWords, options: PlotFileOptions = {}): PictureFile {
  const axis = options.view?.axis ?? (isTimed(data) ? (options.axis ?? 'time') : 'line');
  const style = { measure: measureByTable, size: FILE_FONTS.size };
  const columns = columnsOf(data, axis);
  const view = options.view ?? wholeView(columns, axis);
  const [width, height] = [WIDTH - 2 * PAD, HEIGHT - HEAD - PAD];
  const plot = drawPlot(data, columns, view, areaOf(view, width, height, style), style, words);
  const root = svg(
    'svg',
    {
      class: 'hs-picture',
      width: WIDTH,
      height: HEIGHT,
      viewBox: `0 0 ${String(WIDTH)} ${String(HEIGHT)}`,
      role: 'img',
    },
    svg('title', { id: 'title' }, words.name),
    svg('desc', { id: 'description' }, words.description),
    ...(title === '' ? [] : [svg('text', { class: 'title', x: PAD + 2, y: 24 }, printable(title))]),
    svg('text', { class: 'plot-tick', x: PAD + 2, y: title === '' ? 26 : 42 }, words.name),
    svg('g', { transform: `translate(${String(PAD)} ${String(HEAD)})` }, ...plot),
  );
  root.attributes.set('aria-labelledby', 'title description');
  return toFile({ root, width: WIDTH, height: HEIGHT });
}
