import type { Diagram } from '../check/index.ts';
import type { Translate } from '../findings/finding.ts';
import type { Version } from '../compare-of.ts';
import { notationOf, pictureOf } from '../picture-of.ts';
import {
  drawFile,
  FOLD_LONG,
  drawForPage,
  type PictureData,
  type PictureFile,
  type WholePicture,
} from '../picture/index.ts';
import type { LookWish } from '../render/index.ts';
import type { Part } from './document.ts';

/** How a picture is made, whatever its author says. */
export interface PictureWishes {
  readonly asked?: LookWish;
  /** False: every segment of a long diagram has a row, and no run is folded. */
  readonly fold?: boolean;
  /** The older version that it is compared with; null: there was none. */
  readonly before?: Version | null;
}

/** A diagram of a part as an SVG file, with its notation inside; a long one with its runs folded. */
export function pictureFile(
  part: Part,
  diagram: Diagram,
  translate: Translate,
  wishes: PictureWishes = {},
): PictureFile {
  const data = dataOf(part, diagram, translate, wishes);
  return drawFile(data, (state) => state, notationOf(part.analysis, diagram));
}

/** The same for a page of which it becomes a part; `id` is what the ids in it begin with. */
export function pictureForPage(part: Part, diagram: Diagram, translate: Translate, id: string): WholePicture {
  return drawForPage(dataOf(part, diagram, translate), (state) => state, id);
}

function dataOf(
  { analysis }: Part,
  diagram: Diagram,
  translate: Translate,
  { asked = {}, fold = true, before }: PictureWishes = {},
): PictureData {
  return pictureOf(analysis, diagram, analysis.diagrams.indexOf(diagram), {
    translate,
    asked,
    ...(fold && { fold: FOLD_LONG }),
    ...(before !== undefined && { before }),
  });
}
