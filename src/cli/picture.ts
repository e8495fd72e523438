import type { Diagram } from '../core/check/analysis.ts';
import type { Translate } from '../core/findings/finding.ts';
import type { LookWish } from '../core/render/index.ts';
import { pictureFile, type Part } from '../core/report/index.ts';
import { nameBeside } from '../files/names.ts';
import { EXIT, type Io, STANDARD_INPUT, Trouble } from './io.ts';
import type { Source } from './source.ts';
import { printable, printableLines } from './terminal.ts';
import { writeExport } from './write.ts';

export interface PictureCall {
  /** The file to write; undefined for the standard output. */
  readonly out: string | undefined;
  /** The folder to write a file for each diagram into. */
  readonly outDir: string | undefined;
  /** Write over files that no export wrote. */
  readonly force: boolean;
  readonly look: LookWish;
}

/** A diagram and the name of its file. */
interface Piece {
  readonly part: Part;
  readonly diagram: Diagram;
  readonly name: string;
}

/** Draws diagrams as SVG files: one into `out`, or all of them into `outDir`. */
export async function exportPictures(
  sources: readonly Source[],
  { out, outDir, force, look }: PictureCall,
  translate: Translate,
  io: Io,
): Promise<number> {
  const inputs = sources.map(({ file }) => file);
  const pieces = sources.flatMap(piecesOf);
  if (pieces.length === 0) throw new Trouble(`there is no diagram in ${inputs.map(printable).join(', ')}`);
  if (outDir !== undefined) {
    for (const piece of pieces) {
      const file = `${outDir.replace(/[\\/]+$/, '')}/${piece.name}`;
      await writeExport(file, drawn(piece, translate, look), { inputs, form: 'svg', force }, io);
    }
    return EXIT.ok;
  }
  const [first] = pieces;
  if (first === undefined || pieces.length > 1)
    throw new Trouble(
      `there are ${String(pieces.length)} diagrams, and a file holds one: --out-dir names a folder for them`,
    );
  const picture = drawn(first, translate, look);
  if (out === undefined) io.stdout(io.terminal ? printableLines(picture) : picture);
  else await writeExport(out, picture, { inputs, form: 'svg', force }, io);
  return EXIT.ok;
}

function piecesOf(source: Source): Piece[] {
  const base = source.file === STANDARD_INPUT ? 'diagram' : (source.file.split(/[\\/]/).at(-1) ?? 'diagram');
  return source.parts
    .flatMap((part) => part.analysis.diagrams.map((diagram) => ({ part, diagram })))
    .map((piece, index) => ({ ...piece, name: nameBeside(base, index, piece.diagram.title, 'svg') }));
}

function drawn({ part, diagram }: Piece, translate: Translate, look: LookWish): string {
  return `${pictureFile(part, diagram, translate, look).svg}\n`;
}
