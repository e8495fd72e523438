import type { Diagram } from '../core/check/analysis.ts';
import type { Version } from '../core/compare-of.ts';
import type { Translate } from '../core/findings/finding.ts';
import { pairDiagrams } from '../core/picture/index.ts';
import { plotFileOf } from '../core/plot-of.ts';
import type { PlotAxis } from '../core/plot/index.ts';
import { FORMS } from '../core/render/forms.ts';
import type { LookWish } from '../core/render/index.ts';
import { pictureFile, type Part } from '../core/report/index.ts';
import { nameBeside } from '../files/names.ts';
import { EXIT, type Io, STANDARD_INPUT, Trouble } from './io.ts';
import type { Source } from './source.ts';
import { printable, printableLines } from '../core/text/printable.ts';
import { writeExport } from './write.ts';

export interface PictureCall {
  /** The diagram as it is, or the time–sequence plot of one of its directions. */
  readonly to: 'svg' | 'plot';
  /** Plots: the participant whose segments are shown; undefined for the one that sent most. */
  readonly from: string | undefined;
  /** Tell each run of a long diagram in one row. */
  readonly fold: boolean;
  /** Pictures: an older version of the file, which it is compared with. */
  readonly before?: Source | undefined;
  /** Plots: along which axis; undefined for time where there is any. */
  readonly by: PlotAxis | undefined;
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
  /** The file that the diagram comes from. */
  readonly source: string;
}

/** Draws diagrams as SVG files: one into `out`, or all of them into `outDir`. */
export async function exportPictures(
  sources: readonly Source[],
  call: PictureCall,
  translate: Translate,
  io: Io,
): Promise<number> {
  const { out, outDir, force, to } = call;
  const inputs = sources.map(({ file }) => file);
  const pieces = sources.flatMap((source) => piecesOf(source, FORMS[to].extension));
  const older = call.before && olderOf(pieces, piecesOf(call.before, FORMS[to].extension));
  if (pieces.length === 0) throw new Trouble(`there is no diagram in ${inputs.map(printable).join(', ')}`);
  if (outDir !== undefined) {
    const inFolder = pieces.map((piece) => ({ ...piece, file: `${outDir.replace(/[\\/]+$/, '')}/${piece.name}` }));
    refuseSharing(inFolder);
    for (const { file, ...piece } of inFolder) {
      await writeExport(
        file,
        drawn(piece, call, translate, older?.get(piece.diagram)),
        { inputs, form: 'svg', force },
        io,
      );
    }
    return EXIT.ok;
  }
  const [first] = pieces;
  if (first === undefined || pieces.length > 1)
    throw new Trouble(
      `there are ${String(pieces.length)} diagrams, and a file holds one: --out-dir names a folder for them`,
    );
  const picture = drawn(first, call, translate, older?.get(first.diagram));
  if (out === undefined) io.stdout(io.terminal ? printableLines(picture) : picture);
  else await writeExport(out, picture, { inputs, form: 'svg', force }, io);
  return EXIT.ok;
}

/** The older version of each diagram; null for one that is new. */
function olderOf(pieces: readonly Piece[], older: readonly Piece[]): Map<Diagram, Version | null> {
  const titles = (all: readonly Piece[]): string[] => all.map(({ diagram }) => diagram.title);
  const pairs = pairDiagrams(titles(older), titles(pieces));
  return new Map(
    pieces.map(({ diagram }, i) => {
      const found = older[pairs[i] ?? -1];
      return [diagram, found ? { analysis: found.part.analysis, diagram: found.diagram } : null];
    }),
  );
}

/** Two diagrams of one name would be written over each other. */
function refuseSharing(pieces: readonly (Piece & { readonly file: string })[]): void {
  const sources = new Map<string, string>();
  for (const { file, source } of pieces) {
    const other = sources.get(file.toLowerCase());
    if (other !== undefined)
      throw new Trouble(
        `${printable(other)} and ${printable(source)} would both be drawn into ${printable(file)}: export them into different folders`,
      );
    sources.set(file.toLowerCase(), source);
  }
}

function piecesOf(source: Source, extension: string): Piece[] {
  const base = source.file === STANDARD_INPUT ? 'diagram' : (source.file.split(/[\\/]/).at(-1) ?? 'diagram');
  return source.parts
    .flatMap((part) => part.analysis.diagrams.map((diagram) => ({ part, diagram })))
    .map((piece, index) => ({
      ...piece,
      source: source.file,
      name: nameBeside(base, index, piece.diagram.title, extension),
    }));
}

function drawn(
  { part, diagram, name }: Piece,
  { to, from, by, fold, look }: PictureCall,
  translate: Translate,
  before: Version | null | undefined,
): string {
  const wishes = { fold, asked: look, ...(before !== undefined && { before }) };
  if (to === 'svg') return `${pictureFile(part, diagram, translate, wishes).svg}\n`;
  const plot = plotFileOf(part.analysis, diagram, { translate, from, ...(by && { axis: by }) });
  if (plot === undefined) throw new Trouble(`there is nothing to plot for ${printable(name)}`);
  return `${plot}\n`;
}
