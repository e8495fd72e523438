import { l10n, Uri, window, workspace, type TextDocument } from 'vscode';
import type { FromPreview } from '../../protocol/index.ts';

type Save = Extract<FromPreview, { readonly type: 'save' }>;

/** Asks where to save a picture of the webview, and saves it. Answers whether it was saved. */
export async function savePicture(document: TextDocument, { format, name, text, bytes }: Save): Promise<boolean> {
  const data = bytes ?? (text === undefined ? undefined : new TextEncoder().encode(text));
  if (data === undefined) return false;
  const file = await window.showSaveDialog({
    defaultUri: Uri.joinPath(folderOf(document), `${name}.${format}`),
    filters: format === 'svg' ? { SVG: ['svg'] } : { PNG: ['png'] },
  });
  if (!file) return false;
  try {
    await workspace.fs.writeFile(file, data);
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
