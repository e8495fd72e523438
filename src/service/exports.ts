import {
  exportForNote,
  exportText,
  intoNote,
  isPicture,
  pictureLink,
  type LookWish,
  type NoteExport,
  type ExportOptions,
} from '../core/render/index.ts';
import type { ExportIntoNoteResult, ExportKind, ExportResult, PictureKind } from '../protocol/requests.ts';
import type { Context } from './context.ts';
import { locate, locateAll } from './diagrams.ts';
import type { Unit } from './unit.ts';

/** The answer to `handshake/export`: the diagram at a line, or all diagrams of the document; null where there is none. */
export function exportAs(
  kind: ExportKind,
  line: number | null,
  asked: LookWish | undefined,
  context: Context,
): ExportResult | null {
  const { document } = context;
  const options = { ...renderOptions(context), ...(asked && { asked }) };
  if (line !== null) {
    const located = locate(document, line);
    if (located === undefined) return null;
    const text = exportText(kind, located.unit.analysis, [located.diagram], options);
    return { version: document.version, text };
  }
  const units = document.units.filter(({ analysis }) => analysis.diagrams.length > 0);
  if (units.length === 0) return null;
  const texts = units.map(({ analysis }) => exportText(kind, analysis, analysis.diagrams, options));
  return { version: document.version, text: texts.join('\n') };
}

/**
 * The answer to `handshake/exportIntoNote`: the edits of the Markdown document that put the exports behind their fences.
 * `line` is a line inside a fence, or null for all of them; `files` are the pictures of the document's diagrams. No edits
 * where nothing changes.
 */
export function exportIntoNote(
  kind: ExportKind | PictureKind,
  line: number | null,
  files: readonly string[],
  context: Context,
): ExportIntoNoteResult {
  const { document } = context;
  const units =
    document.kind === 'tcp' ? [] : document.units.filter((unit) => line === null || besideFence(unit, line));
  const exports = units.flatMap((unit) =>
    isPicture(kind) ? pictureExport(kind, unit, files, context) : noteExport(kind, unit, context),
  );
  return { version: document.version, edits: intoNote(document.lines.text, exports) };
}

/** The lines of the fence's marks count as well: that is where a lens stands. */
function besideFence(unit: Unit, line: number): boolean {
  return line >= unit.startLine - 1 && line <= unit.endLine;
}

function noteExport(kind: ExportKind, { analysis, startLine }: Unit, context: Context): NoteExport[] {
  if (analysis.diagrams.length === 0) return [];
  return [{ line: startLine, ...exportForNote(kind, analysis, analysis.diagrams, renderOptions(context)) }];
}

/** Links to the pictures of a fence's diagrams. */
function pictureExport(kind: PictureKind, unit: Unit, files: readonly string[], context: Context): NoteExport[] {
  const links = locateAll(context.document).flatMap(({ unit: own, diagram, index }) => {
    const file = own === unit ? (files[index] ?? '') : '';
    if (file === '') return [];
    const untitled = context.translate('Untitled diagram {n}', { n: String(index + 1) });
    return [pictureLink(diagram.title, untitled, file)];
  });
  return links.length === 0 ? [] : [{ line: unit.startLine, kind, text: links.join('\n') }];
}

function renderOptions({ translate, settings }: Context): ExportOptions {
  return { translate, stateSpelling: settings.stateSpelling, usual: settings.picture };
}
