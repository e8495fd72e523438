/** The door of the picture room: a diagram as a picture. Everything here is pure: shapes are plain objects, not a page's. */
export type { DiagramOverview, DiagramPicture, DiagramProblem, PictureData, StepRange } from './data.ts';
export { readPieces, type Drawn, type Fragment, type Part } from './fragment.ts';
export { foldLong, foldRuns, wholeData } from './fold.ts';
export { RowGeometry } from './geometry.ts';
export { Lanes } from './lanes.ts';
export { FILE_FONTS, measureByTable, type Face, type Fonts, type Measure } from './measure.ts';
export { changes, mapRow, mapRows, Picture, type LoadedStep, type RowMapping } from './picture.ts';
export { drawRow, gravest, makeRoom, smallSize, type Row, type RowInput, type Style } from './row.ts';
export { pieceHeight, usualHeight } from './rowSize.ts';
export {
  bands,
  drawBands,
  drawDelays,
  drawHeads,
  drawLifelines,
  headsHeight,
  headWidths,
  rowInput,
} from './scenery.ts';
export { diagramText, participantIds, pieceLines, type NoteLine } from './source.ts';
export { sourceInSvg, svgWithSource } from './source-text.ts';
export { PLOT_CSS } from './plotStyle.ts';
export { NIGHT, PAPER, PICTURE_CSS, THEME_CSS } from './style.ts';
export { escapeXml, markup, round, svg, type SvgNode } from './svg.ts';
export { compose, drawFile, drawForPage, fileStyle, toFile, type PictureFile, type WholePicture } from './whole.ts';
