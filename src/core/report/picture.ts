import type { Diagram } from '../check/index.ts';
import type { Translate } from '../findings/finding.ts';
import { pictureOf } from '../picture-of.ts';
import { drawFile, type PictureFile } from '../picture/index.ts';
import type { Part } from './document.ts';

/** A diagram of a part as an SVG file, with its notation inside. */
export function pictureFile({ analysis }: Part, diagram: Diagram, translate: Translate): PictureFile {
  const data = pictureOf(analysis, diagram, analysis.diagrams.indexOf(diagram), { translate });
  const lines = Array.from({ length: diagram.endLine - diagram.line }, (_, i) => analysis.lines.line(diagram.line + i));
  return drawFile(data, (state) => state, `${lines.join('\n').trimEnd()}\n`);
}
