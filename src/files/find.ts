import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { DIAGRAM_FILE } from './kinds.ts';

/**
 * The files below a folder that may hold diagrams, in the order of their names; what a tool keeps there for itself is not
 * looked at (folders that begin with a dot, `node_modules`), nor are links. A folder that cannot be read is left out.
 */
export async function* findDiagramFiles(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = path.join(folder, entry.name);
    if (entry.isFile() && DIAGRAM_FILE.test(entry.name)) yield place;
    if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      yield* findDiagramFiles(place);
  }
}
