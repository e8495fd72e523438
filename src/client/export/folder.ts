import { l10n, RelativePattern, type Uri, window, workspace, type CancellationToken, type TextDocument } from 'vscode';
import type { DiagramSummary } from '../../protocol/index.ts';
import { mayHoldDiagrams, type Diagrams } from '../diagrams.ts';
import { MAY_OPEN_TCP } from '../fence.ts';
import { exportBeside, intoNote, type Workshop } from './beside.ts';
import { Cancelled, type Desk } from './desk.ts';
import { ExportFiles } from './files.ts';
import { reasonOf, summaryOf, type ExportHost } from './index.ts';
import { isDrawn, isPicture, pickKind, pickScale, type Kind } from './kinds.ts';
import { patiently, type Report } from './patience.ts';

const FILES = '**/*.{tcp,md,markdown}';
const OTHERS = '**/{node_modules,.git}/**';

/** How long the language client may take to tell the server of a document (milliseconds, and how often). */
const RETRY = 50;
const RETRIES = 100;

/** What is known beforehand of the export of a folder; the rest is asked for. */
export interface FolderWish {
  readonly kind?: Kind | undefined;
  readonly scale?: number | undefined;
}

/**
 * Exports every diagram of a folder: pictures as files beside their documents, with links behind the fences of notes;
 * texts behind the fences of notes, and as files beside `.tcp` files. Answers whether all of it was done.
 */
export async function exportFolder(host: ExportHost, folder: Uri, wish: FolderWish = {}): Promise<boolean> {
  const kind = wish.kind ?? (await pickKind());
  if (kind === undefined) return false;
  const scale = kind === 'png' ? (wish.scale ?? (await pickScale())) : 1;
  if (scale === undefined) return false;
  const { diagrams, painter, writeFile } = host;
  try {
    return await patiently(l10n.t('Exporting diagrams'), async (report, token) => {
      const files = new ExportFiles(writeFile);
      const work = (desk: Desk | null): Promise<boolean> =>
        exportAll({ diagrams, files, report, token, desk, scale }, folder, kind);
      return isDrawn(kind) ? painter.withDesk(folder, work) : work(null);
    });
  } catch (error) {
    if (!(error instanceof Cancelled)) void window.showWarningMessage(reasonOf(error));
    return false;
  }
}

async function exportAll(shop: Workshop, folder: Uri, kind: Kind): Promise<boolean> {
  const found = await workspace.findFiles(new RelativePattern(folder, FILES), OTHERS, undefined, shop.token);
  const files = found.sort((a, b) => (a.path < b.path ? -1 : 1));
  let [diagrams, failed] = [0, 0];
  for (const [done, file] of files.entries()) {
    if (shop.token.isCancellationRequested) throw new Cancelled();
    const report: Report = () => shop.report(done, files.length, workspace.asRelativePath(file));
    report(0, 0);
    try {
      diagrams += await exportFile({ ...shop, report }, file, kind);
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      failed++;
      void window.showWarningMessage(`${workspace.asRelativePath(file)}: ${reasonOf(error)}`);
    }
  }
  const { written, same, left } = shop.files.counts;
  void window.showInformationMessage(
    `${l10n.t('Diagrams exported: {0}.', diagrams)} ${summaryOf(written, same, left)}`,
  );
  return failed === 0 && left === 0;
}

/** Exports the diagrams of a file. Answers how many there were. */
async function exportFile(shop: Workshop, file: Uri, kind: Kind): Promise<number> {
  if (!file.path.endsWith('.tcp') && !MAY_OPEN_TCP.test(new TextDecoder().decode(await workspace.fs.readFile(file))))
    return 0;
  const document = await workspace.openTextDocument(file);
  if (!mayHoldDiagrams(document)) return 0;
  const all = await listOf(shop.diagrams, document, shop.token);
  if (all.length === 0) return 0;
  // What somebody has not saved yet is not ours to save.
  const { isDirty } = document;
  if (document.languageId === 'markdown' && !isPicture(kind)) await intoNote(shop.diagrams, document, kind, null);
  else await exportBeside(shop, document, all, [...all.keys()], kind, null);
  if (!isDirty && document.isDirty) await document.save();
  return all.length;
}

/** The diagrams of a document that was opened a moment ago: the server hears of it a little later. */
async function listOf(
  diagrams: Diagrams,
  document: TextDocument,
  token: CancellationToken,
): Promise<readonly DiagramSummary[]> {
  for (let tries = 0; tries < RETRIES; tries++) {
    if (token.isCancellationRequested) throw new Cancelled();
    const found = await diagrams.list(document.uri);
    if (found?.version === document.version) return found.diagrams;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, RETRY);
    });
  }
  return [];
}
