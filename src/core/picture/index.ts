/** The door of the picture room: a diagram as a picture. Everything here is pure: shapes are plain objects, not a page's. */
export { pairDiagrams, type Change } from './compare.ts';
export { connectionClass, connectionName, drawLegend } from './connections.ts';
export type { DiagramOverview, DiagramPicture, DiagramProblem, PictureData, StepRange } from './data.ts';
export { readPieces, type Drawn, type Fragment, type Part } from './fragment.ts';
export { FOLD_LONG, type FoldWish, type RowFold } from './fold.ts';
export { RowGeometry, type RowSize } from './geometry.ts';
export { labelRoom, Lanes } from './lanes.ts';
export { outline } from './outline.ts';
export { FILE_FONTS, measureByTable, type Face, type Fonts, type Measure } from './measure.ts';
export { changes, mapRow, mapRows, Picture, type LoadedStep, type RowMapping } from './picture.ts';
export { drawRow, gravest, makeRoom, smallSize, type Row, type RowInput, type Style } from './row.ts';
export { arrivalSize, pieceSize, usualSize } from './rowSize.ts';
export {
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
} from './scenery.ts';
export { diagramText, participantIds, pieceLines, type NoteLine } from './source.ts';
export { sourceInSvg, svgWithSource } from './source-text.ts';
export { PLOT_CSS } from './plotStyle.ts';
export { NIGHT, PAPER, PICTURE_CSS, THEME_CSS } from './style.ts';
export { durationText, TimeScale } from './time.ts';
export { drawTravel, travelAt, travels, type Travel } from './travel.ts';
export { escapeXml, markup, round, svg, type SvgNode } from './svg.ts';
export { compose, drawFile, drawForPage, fileStyle, toFile, type PictureFile, type WholePicture } from './whole.ts';
