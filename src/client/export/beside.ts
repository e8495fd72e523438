import { l10n, Range, Uri, workspace, WorkspaceEdit, type CancellationToken, type TextDocument } from 'vscode';
import type { DiagramSummary, ExportIntoNoteResult, PictureKind } from '../../protocol/index.ts';
import type { Diagrams } from '../diagrams.ts';
import { Cancelled, type Desk } from './desk.ts';
import type { ExportFiles } from './files.ts';
import { FORMS, isDrawn, isPicture, type Kind } from './kinds.ts';
import { nameBeside } from '../../files/names.ts';
import { withSource } from '../../files/source.ts';
import type { Report } from './patience.ts';

/** Thrown where the text changed while it was being exported. */
export class Changed extends Error {
  constructor() {
    super(l10n.t('The note has changed in the meantime: export it once more.'));
  }
}

/** What an export of several diagrams works with. */
export interface Workshop {
  readonly diagrams: Diagrams;
  readonly files: ExportFiles;
  readonly report: Report;
  readonly token: CancellationToken;
  /** Null where no pictures are drawn. */
  readonly desk: Desk | null;
  readonly scale: number;
}

/** Makes a picture of a diagram, as the content of a file with the notation inside. */
export async function draw(
  shop: Workshop,
  uri: Uri,
  { line, title }: DiagramSummary,
  format: PictureKind,
): Promise<Uint8Array> {
  const { diagrams, desk, scale, report, token } = shop;
  if (!isDrawn(format)) {
    const plot = await diagrams.plotFile(uri, line);
    if (plot === null) throw new Error(l10n.t('There is nothing to plot.'));
    return new TextEncoder().encode(plot.text);
  }
  const diagram = await diagrams.at(uri, line, { fold: { on: null, open: [] } }, token);
  const notation = await diagrams.notation(uri, line);
  if (diagram === null || notation?.version !== diagram.version || !desk) throw new Changed();
  const picture = await desk.draw({ diagram, format, scale }, (done, total) => report(done, total, title), token);
  return withSource(format, picture, notation.text);
}

/**
 * Writes some diagrams of a document into files beside it, named after it, and for pictures in a note links to them
 * behind their fences. `line`: of the fence that is meant, null for all of them. Answers how many diagrams there were.
 */
export async function exportBeside(
  shop: Workshop,
  document: TextDocument,
  all: readonly DiagramSummary[],
  chosen: readonly number[],
  kind: Kind,
  line: number | null,
): Promise<number> {
  const { version } = document;
  const links = all.map(() => '');
  const base = document.uri.path.split('/').at(-1) ?? 'diagram';
  for (const index of chosen) {
    const summary = all[index];
    if (!summary) continue;
    if (shop.token.isCancellationRequested) throw new Cancelled();
    const { extension, mark } = FORMS[kind];
    const name = nameBeside(base, index, summary.title, extension);
    const content = isPicture(kind)
      ? await draw(shop, document.uri, summary, kind)
      : await textOf(shop.diagrams, document.uri, summary.line, kind);
    const outcome = await shop.files.write(Uri.joinPath(document.uri, '..', name), mark, content);
    // No link to what somebody else put there.
    if (outcome !== 'left') links[index] = name;
  }
  if (document.languageId === 'markdown' && isPicture(kind) && links.some((link) => link !== '')) {
    if (document.version !== version) throw new Changed();
    await intoNote(shop.diagrams, document, kind, line, links);
  }
  return chosen.length;
}

async function textOf(
  diagrams: Diagrams,
  uri: Uri,
  line: number,
  kind: Exclude<Kind, PictureKind>,
): Promise<Uint8Array> {
  const result = await diagrams.export({ uri: uri.toString(), line, kind });
  if (!result) throw new Changed();
  return new TextEncoder().encode(result.text);
}

/** Puts exports behind the fences of a note. */
export async function intoNote(
  diagrams: Diagrams,
  document: TextDocument,
  kind: Kind,
  line: number | null,
  files: readonly string[] = [],
): Promise<boolean> {
  const result = await diagrams.exportIntoNote({ uri: document.uri.toString(), line, kind, files });
  if (!result) return false;
  if (result.version !== document.version) throw new Changed();
  return apply(document, result);
}

async function apply(document: TextDocument, { edits }: ExportIntoNoteResult): Promise<boolean> {
  if (edits.length === 0) return true;
  const edit = new WorkspaceEdit();
  for (const { line: from, endLine, text } of edits) edit.replace(document.uri, new Range(from, 0, endLine, 0), text);
  return workspace.applyEdit(edit);
}
