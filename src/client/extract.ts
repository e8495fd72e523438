import {
  commands,
  Disposable,
  DocumentDropEdit,
  DocumentDropOrPasteEditKind,
  FileType,
  l10n,
  languages,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type CancellationToken,
  type DataTransfer,
  type DocumentDropEditProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { LARGEST_PICTURE, sourceIn } from '../files/source.ts';
import { diagramEdit, fenceEdit } from './fence.ts';
import { begin, linesOf, placeOf } from './newDiagram.ts';

/** Names of files that may be pictures of diagrams. */
const PICTURE_FILE = /\.(?:png|svg)$/i;
const PICTURE_TYPES = ['image/png', 'image/svg+xml'];
const URIS = 'text/uri-list';

const KIND = DocumentDropOrPasteEditKind.Empty.append('handshake', 'picture');
/** What VS Code's Markdown does with pictures; in a note that is what is mostly meant. */
const MARKDOWN_LINK = DocumentDropOrPasteEditKind.Empty.append('markdown', 'link', 'image');

/** Brings the notation back that pictures of exports hold: by a command, and by dropping a picture into a diagram or a note. */
export function registerExtract(): Disposable {
  return Disposable.from(
    commands.registerCommand('handshake.extractDiagram', async (given?: unknown) => {
      const file = given instanceof Uri ? given : await askForFile();
      if (file === undefined) return;
      const source = await sourceOf(file);
      // Whoever names the file in the Explorer is not in the midst of writing something.
      if (source !== undefined) await begin(source, given instanceof Uri ? undefined : window.activeTextEditor);
      else void window.showInformationMessage(l10n.t('There is no diagram in this picture.'));
    }),
    languages.registerDocumentDropEditProvider([{ language: 'tcp' }, { language: 'markdown' }], new PictureDrops(), {
      dropMimeTypes: [URIS, ...PICTURE_TYPES],
      providedDropEditKinds: [KIND],
    }),
  );
}

async function askForFile(): Promise<Uri | undefined> {
  return (await window.showOpenDialog({ filters: { [l10n.t('Picture')]: ['png', 'svg'] } }))?.[0];
}

/** The notation in a picture file; undefined where there is none, and no such file. */
async function sourceOf(file: Uri): Promise<string | undefined> {
  try {
    const { size, type } = await workspace.fs.stat(file);
    if (size > LARGEST_PICTURE || (type & FileType.File) === 0) return undefined;
    return sourceIn(await workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}

class PictureDrops implements DocumentDropEditProvider {
  async provideDocumentDropEdits(
    document: TextDocument,
    position: Position,
    transfer: DataTransfer,
    token: CancellationToken,
  ): Promise<DocumentDropEdit | undefined> {
    const source = await droppedSource(transfer);
    if (source === undefined || token.isCancellationRequested) return undefined;
    const put = document.languageId === 'markdown' ? fenceEdit : diagramEdit;
    const edit = new DocumentDropEdit('', l10n.t('Insert as TCP Diagram'), KIND);
    // Not at the very place: in the middle of a line it would tear that apart.
    edit.additionalEdit = new WorkspaceEdit();
    edit.additionalEdit.replace(document.uri, ...placeOf(document, put(linesOf(document), position.line, source)));
    if (document.languageId === 'markdown') edit.yieldTo = [MARKDOWN_LINK];
    return edit;
  }
}

/** The notation in the picture that is dropped: a file of the workspace, or one from outside of VS Code. */
async function droppedSource(transfer: DataTransfer): Promise<string | undefined> {
  const list = (await transfer.get(URIS)?.asString()) ?? '';
  const address = list.split(/\r?\n/).find((line) => PICTURE_FILE.test(line.replace(/[?#].*$/, '')));
  if (address !== undefined) return sourceOf(Uri.parse(address.trim()));
  for (const type of PICTURE_TYPES) {
    const content = await transfer.get(type)?.asFile()?.data();
    if (content !== undefined) return sourceIn(content);
  }
  return undefined;
}
