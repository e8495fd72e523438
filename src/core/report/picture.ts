import type { Diagram } from '../check/index.ts';
import type { Translate } from '../findings/finding.ts';
import { notationOf, pictureOf } from '../picture-of.ts';
import { drawFile, type PictureFile } from '../picture/index.ts';
import type { Part } from './document.ts';

/** A diagram of a part as an SVG file, with its notation inside. */
export function pictureFile({ analysis }: Part, diagram: Diagram, translate: Translate): PictureFile {
  const data = pictureOf(analysis, diagram, analysis.diagrams.indexOf(diagram), { translate });
  return drawFile(data, (state) => state, notationOf(analysis, diagram));
}
