import { env, l10n, Uri, window, workspace, type TextDocument } from 'vscode';
import type { DiagramSummary, LookWish } from '../../protocol/index.ts';
import { indexAt, sameFence, type Diagrams } from '../diagrams.ts';
import type { Target } from '../target.ts';
import { Changed, draw, exportBeside, intoNote, type Workshop } from './beside.ts';
import { Cancelled } from './desk.ts';
import { ExportFiles, type WriteFile } from './files.ts';
import {
  FORMS,
  isDrawn,
  isPicture,
  pickKind,
  pickPlace,
  pickScale,
  pickScope,
  type Kind,
  type Place,
} from './kinds.ts';
import { mark } from '../../files/mark.ts';
import { fileNameOf } from '../../files/names.ts';
import type { Painter } from './painter.ts';
import { patiently } from './patience.ts';

export type { Kind, Place } from './kinds.ts';

/** What is known beforehand of an export; the rest is asked for. */
export interface Wish {
  readonly kind?: Kind | undefined;
  readonly place?: Place | undefined;
  /** All diagrams of the document instead of one. */
  readonly all?: boolean | undefined;
  /** For PNG: how many pixels a length of 1 becomes. */
  readonly scale?: number | undefined;
  /** How the diagram should look, whatever the author and the settings say. */
  readonly look?: LookWish | undefined;
}

const USUAL_SCALE = 2;

/** What exports are made with. */
export interface ExportHost {
  readonly diagrams: Diagrams;
  readonly painter: Painter;
  readonly writeFile: WriteFile;
}

/** What is to be exported, once everything was asked. */
interface Plan {
  readonly document: TextDocument;
  readonly diagrams: readonly DiagramSummary[];
  /** The diagram at the cursor; null for all of them. */
  readonly index: number | null;
  readonly kind: Kind;
  readonly place: Place;
  readonly scale: number;
  readonly look: LookWish;
}

/** Asks what to make of the diagram and where to put it, and does it. Answers whether it was done. */
export async function exportDiagram(host: ExportHost, target: Target, wish: Wish = {}): Promise<boolean> {
  const plan = await ask(host, target, wish);
  if (!plan) return false;
  try {
    return await carryOut(host, plan);
  } catch (error) {
    if (!(error instanceof Cancelled)) void window.showWarningMessage(reasonOf(error));
    return false;
  }
}

/** What to say of an error. */
export const reasonOf = (error: unknown): string =>
  error instanceof Changed
    ? error.message
    : l10n.t('The export failed: {0}', error instanceof Error ? error.message : String(error));

async function ask({ diagrams }: ExportHost, { document, line }: Target, wish: Wish): Promise<Plan | undefined> {
  const list = (await diagrams.list(document.uri))?.diagrams ?? [];
  const at = indexAt(list, line) ?? (list.length === 1 ? 0 : undefined);
  if (list.length === 0 || (at === undefined && wish.all !== true && wish.kind !== undefined)) {
    void window.showInformationMessage(l10n.t('There is no diagram here.'));
    return undefined;
  }
  const kind = wish.kind ?? (await pickKind());
  if (kind === undefined) return undefined;
  // Who says where to is not asked how large.
  const usual = wish.place === undefined ? undefined : USUAL_SCALE;
  const scale = kind === 'png' ? (wish.scale ?? usual ?? (await pickScale())) : 1;
  if (scale === undefined) return undefined;
  const all = scopeOf(list.length, at, wish) ?? (await pickScope(list.length));
  if (all === undefined) return undefined;
  const place = wish.place ?? (await pickPlace(kind, all, document.languageId === 'markdown'));
  if (place === undefined) return undefined;
  return { document, diagrams: list, index: all ? null : (at ?? null), kind, place, scale, look: wish.look ?? {} };
}

/** Whether all diagrams are meant; undefined where it has to be asked. */
function scopeOf(count: number, at: number | undefined, wish: Wish): boolean | undefined {
  // Outside of all diagrams, only all of them can be meant.
  if (at === undefined) return true;
  if (count === 1) return false;
  return wish.all ?? (wish.kind === undefined ? undefined : false);
}

async function carryOut(host: ExportHost, plan: Plan): Promise<boolean> {
  const { document, index, kind, place } = plan;
  const line = index === null ? null : (plan.diagrams[index]?.line ?? null);
  if (place === 'beside') return besideDocument(host, plan, line);
  if (isPicture(kind)) return pictureTo(host, plan, place);
  if (place === 'note') return intoNote(host.diagrams, document, kind, line);
  const result = await host.diagrams.export({ uri: document.uri.toString(), line, kind, look: plan.look });
  if (!result) return false;
  if (place === 'file')
    return save(host, document, plan, mark(FORMS[kind].mark, new TextEncoder().encode(result.text)));
  return show(result.text, kind, place);
}

/** Puts a text where it can be used at once. */
async function show(text: string, kind: Kind, place: Place): Promise<boolean> {
  if (place === 'clipboard') {
    await env.clipboard.writeText(text);
    void window.showInformationMessage(l10n.t('The diagram was copied to the clipboard.'));
  } else {
    const opened = await workspace.openTextDocument({ language: FORMS[kind].language, content: text });
    await window.showTextDocument(opened, { preview: false });
  }
  return true;
}

/** Draws one picture, and puts it where it can be used at once, or into a file that is asked for. */
async function pictureTo(host: ExportHost, plan: Plan, place: Place): Promise<boolean> {
  const { document, index, kind } = plan;
  const summary = plan.diagrams[index ?? 0];
  if (!summary || !isPicture(kind)) return false;
  const content = await inWorkshop(host, plan, (shop) => draw(shop, document.uri, summary, kind));
  if (place === 'file') return save(host, document, plan, mark(FORMS[kind].mark, content));
  return show(new TextDecoder().decode(content), kind, place);
}

async function besideDocument(host: ExportHost, plan: Plan, line: number | null): Promise<boolean> {
  const { document, diagrams, index, kind } = plan;
  // A note has one place behind each fence, for all of its diagrams.
  const note = document.languageId === 'markdown';
  const chosen = index === null ? [...diagrams.keys()] : note ? sameFence(diagrams, index) : [index];
  return inWorkshop(host, plan, async (shop) => {
    await exportBeside(shop, document, diagrams, chosen, kind, line);
    const { written, same, left } = shop.files.counts;
    void window.showInformationMessage(summaryOf(written, same, left));
    return left === 0;
  });
}

/** What became of the files of an export, in a sentence. */
export const summaryOf = (written: number, same: number, left: number): string =>
  left === 0
    ? l10n.t('Files written: {0}; unchanged: {1}.', written, same)
    : l10n.t('Files written: {0}; unchanged: {1}; left as they were: {2}.', written, same, left);

/** Gives some work all it needs: progress if it takes long, and a page to draw in if there are pictures. */
function inWorkshop<Result>(
  { diagrams, painter, writeFile }: ExportHost,
  { document, kind, scale }: Plan,
  work: (shop: Workshop) => Promise<Result>,
): Promise<Result> {
  return patiently(l10n.t('Exporting the diagram'), (report, token) => {
    const shop = { diagrams, files: new ExportFiles(writeFile), report, token, scale };
    if (!isDrawn(kind)) return work({ ...shop, desk: null });
    return painter.withDesk(document.uri, (desk) => work({ ...shop, desk }));
  });
}

/** Asks where to save a file, and saves it there: the dialog asks before it takes the place of another one. */
async function save(
  { writeFile }: ExportHost,
  document: TextDocument,
  plan: Plan,
  content: Uint8Array,
): Promise<boolean> {
  const file =
    document.uri.path
      .split('/')
      .at(-1)
      ?.replace(/\.[^.]*$/, '') ?? '';
  const title = plan.index === null ? file : (plan.diagrams[plan.index]?.title ?? '');
  return saveAs(writeFile, document, title, plan.kind, content);
}

/** As `save`, for a file that is already marked. */
export async function saveAs(
  writeFile: WriteFile,
  document: TextDocument,
  title: string,
  kind: Kind,
  content: Uint8Array,
): Promise<boolean> {
  const { extension } = FORMS[kind];
  const file = await window.showSaveDialog({
    defaultUri: Uri.joinPath(folderOf(document), `${fileNameOf(title)}.${extension}`),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (!file) return false;
  try {
    await writeFile(file, content);
    return true;
  } catch (error) {
    void window.showErrorMessage(l10n.t('The picture could not be saved: {0}', String(error)));
    return false;
  }
}

/** The folder of the document; of one that was never saved, the first one of the workspace. */
function folderOf({ uri, isUntitled }: TextDocument): Uri {
  const workspaceFolder = workspace.workspaceFolders?.[0]?.uri;
  return isUntitled && workspaceFolder ? workspaceFolder : Uri.joinPath(uri, '..');
}
