import { type CancellationToken, type Uri, workspace } from 'vscode';
import { DIAGRAM_FILES, MOST_BYTES, MOST_FILES } from '../../files/kinds.ts';
import type { WorkspaceFile } from '../../protocol/index.ts';
import { MAY_OPEN_TCP } from '../fence.ts';

const OTHERS = '**/{node_modules,.git}/**';

/** The files of the workspace that may hold diagrams, in the order of their paths. */
export async function findDiagramFiles(token?: CancellationToken): Promise<Uri[]> {
  const files = await workspace.findFiles(DIAGRAM_FILES, OTHERS, MOST_FILES, token);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A file as it is open, or else on the disk; null for what cannot be read and for a note without any diagram. */
export async function readDiagramFile(uri: Uri): Promise<WorkspaceFile | null> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const text = open === undefined ? await textOf(uri).catch(() => null) : open.getText();
  if (text === null || (!/\.tcp$/i.test(uri.path) && !MAY_OPEN_TCP.test(text))) return null;
  return { uri: uri.toString(), text };
}

/** Every file of the workspace with a diagram. */
export async function readDiagramFiles(): Promise<WorkspaceFile[]> {
  const files: WorkspaceFile[] = [];
  for (const uri of await findDiagramFiles()) {
    const file = await readDiagramFile(uri);
    if (file !== null) files.push(file);
  }
  return files;
}

async function textOf(uri: Uri): Promise<string | null> {
  if ((await workspace.fs.stat(uri)).size > MOST_BYTES) return null;
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}
