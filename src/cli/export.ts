import type { Translate } from '../core/findings/finding.ts';
import {
  applyNoteEdits,
  exportForNote,
  exportText,
  intoNote,
  type ExportKind,
  type LadderOptions,
  type TableOptions,
} from '../core/render/index.ts';
import { EXIT, type Io, Trouble } from './io.ts';
import type { Source } from './source.ts';
import { printable, printableLines } from './terminal.ts';

export interface ExportCall {
  readonly to: ExportKind;
  /** The file to write; undefined for the standard output. */
  readonly out: string | undefined;
  readonly meaning: boolean;
  readonly analogy: boolean;
  readonly width: number | undefined;
}

/**
 * Writes the diagrams of a file in another form. A Markdown file comes back as Markdown with the picture of each fence
 * behind it; in any other form only its diagrams are written.
 */
export async function exportFile(source: Source, call: ExportCall, translate: Translate, io: Io): Promise<number> {
  const { meaning, analogy, width } = call;
  const options = { translate, meaning, analogy, ...(width === undefined ? {} : { width }) };
  const text =
    source.markdown && call.to === 'markdown' ? noteWith(source, options) : diagramsOf(source, call.to, options);
  if (call.out === undefined) io.stdout(io.terminal ? printableLines(text) : text);
  else await write(call.out, text, io);
  return EXIT.ok;
}

/** Writes a file. Throws `Trouble` with a line that says why it cannot be written. */
export async function write(file: string, text: string, io: Io): Promise<void> {
  try {
    await io.writeFile(file, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Trouble(`cannot write ${printable(file)}: ${printable(why)}`);
  }
}

function noteWith(source: Source, options: TableOptions): string {
  const exports = source.parts.flatMap(({ analysis, fence }) =>
    fence === undefined || analysis.diagrams.length === 0
      ? []
      : [{ line: fence.line, ...exportForNote('markdown', analysis, analysis.diagrams, options) }],
  );
  return source.mark + applyNoteEdits(source.text, intoNote(source.text, exports));
}

function diagramsOf(source: Source, kind: ExportKind, options: TableOptions & LadderOptions): string {
  const parts = source.parts.filter(({ analysis }) => analysis.diagrams.length > 0);
  if (parts.length === 0) throw new Trouble(`there is no diagram in ${printable(source.file)}`);
  return parts.map(({ analysis }) => exportText(kind, analysis, analysis.diagrams, options)).join('\n');
}
