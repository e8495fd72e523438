import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { DIAGRAM_FILE } from './kinds.ts';

/**
 * The files below a folder, in the order of their names; what a tool keeps there for itself is not looked at (folders that
 * begin with a dot, `node_modules`), nor are links. A folder that cannot be read is left out.
 */
export async function* findFiles(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = path.join(folder, entry.name);
    if (entry.isFile()) yield place;
    if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') yield* findFiles(place);
  }
}

/** Those of them that may hold diagrams. */
export async function* findDiagramFiles(folder: string): AsyncGenerator<string> {
  for await (const file of findFiles(folder)) if (DIAGRAM_FILE.test(file)) yield file;
}
