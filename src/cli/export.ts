import type { Translate } from '../core/findings/finding.ts';
import {
  applyNoteEdits,
  exportForNote,
  exportText,
  FORMS,
  intoNote,
  type ExportKind,
  type ExportOptions,
  type LookWish,
} from '../core/render/index.ts';
import { EXIT, type Io, Trouble } from './io.ts';
import type { Source } from './source.ts';
import { printable, printableLines } from '../core/text/printable.ts';
import { isSameFile, replaceFile, writeExport } from './write.ts';

export interface ExportCall {
  readonly to: ExportKind;
  /** The file to write; undefined for the standard output. */
  readonly out: string | undefined;
  /** Write over a file that no export wrote. */
  readonly force: boolean;
  readonly meaning: boolean;
  readonly analogy: boolean;
  readonly width: number | undefined;
  readonly look: LookWish;
}

/**
 * Writes the diagrams of a file in another form. A Markdown file comes back as Markdown with the picture of each fence
 * behind it; in any other form only its diagrams are written.
 */
export async function exportFile(source: Source, call: ExportCall, translate: Translate, io: Io): Promise<number> {
  const { to, out, force, meaning, analogy, width, look } = call;
  const options = { translate, meaning, analogy, asked: look, ...(width === undefined ? {} : { width }) };
  const note = source.markdown && to === 'markdown';
  const text = note ? noteWith(source, options) : diagramsOf(source, to, options);
  if (out === undefined) io.stdout(io.terminal ? printableLines(text) : text);
  else if (!note) await writeExport(out, text, { inputs: [source.file], form: FORMS[to].mark, force }, io);
  else if (!(await isSameFile(out, source.file, io)))
    await writeExport(out, text, { inputs: [], form: null, force }, io);
  else if (text !== source.mark + source.text) await replaceFile(out, text, io);
  return EXIT.ok;
}

function noteWith(source: Source, options: ExportOptions): string {
  const exports = source.parts.flatMap(({ analysis, fence }) =>
    fence === undefined || analysis.diagrams.length === 0
      ? []
      : [{ line: fence.line, ...exportForNote('markdown', analysis, analysis.diagrams, options) }],
  );
  return source.mark + applyNoteEdits(source.text, intoNote(source.text, exports));
}

function diagramsOf(source: Source, kind: ExportKind, options: ExportOptions): string {
  const parts = source.parts.filter(({ analysis }) => analysis.diagrams.length > 0);
  if (parts.length === 0) throw new Trouble(`there is no diagram in ${printable(source.file)}`);
  return parts.map(({ analysis }) => exportText(kind, analysis, analysis.diagrams, options)).join('\n');
}
