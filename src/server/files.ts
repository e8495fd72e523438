import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findDiagramFiles } from '../files/find.ts';
import { MOST_BYTES } from '../files/kinds.ts';
import type { WorkspaceFile } from '../protocol/index.ts';

/** The files of folders (`file:` URIs) that may hold diagrams. What cannot be read is left out. */
export async function* filesOnDisk(folders: readonly string[]): AsyncGenerator<WorkspaceFile> {
  for (const folder of folders) {
    if (!folder.startsWith('file:')) continue;
    for await (const file of findDiagramFiles(fileURLToPath(folder))) {
      const text = await readText(file).catch(() => null);
      if (text !== null) yield { uri: pathToFileURL(file).href, text };
    }
  }
}

async function readText(file: string): Promise<string | null> {
  if ((await stat(file)).size > MOST_BYTES) return null;
  return readFile(file, 'utf8');
}
