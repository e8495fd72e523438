/** The door of the plot room: the time–sequence plot of a direction of a connection, as data and as a picture. */
export {
  mainPlot,
  plotsOf,
  type MarkKind,
  type PlotCounts,
  type PlotData,
  type PlotDirection,
  type Plottable,
} from './data.ts';
export { areaOf, drawPlot, type PlotStyle } from './draw.ts';
export { markText, nearestMark, placeOf } from './marks.ts';
export { plotFile, type PlotFileOptions } from './file.ts';
export {
  columnsOf,
  isTimed,
  kept,
  panned,
  wholeView,
  zoomed,
  type PlotArea,
  type PlotAxis,
  type PlotColumns,
  type PlotView,
} from './view.ts';
export { plotWords, type PlotWords } from './words.ts';
