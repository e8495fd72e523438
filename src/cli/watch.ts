import type { Translate } from '../core/findings/finding.ts';
import { counted } from '../core/text/counted.ts';
import { printable } from '../core/text/printable.ts';
import { reportOf, summary, textLines } from './check.ts';
import { inputsOf } from './inputs.ts';
import { type Io, Trouble } from './io.ts';
import type { FileReport } from './reports.ts';
import { readSource } from './source.ts';

/** What was last seen of a file. */
interface Seen {
  readonly version: string;
  /** Null where it could not be read. */
  readonly report: FileReport | null;
}

/** How often the files are looked at (milliseconds). */
const PAUSE = 300;

/**
 * Checks the files that the words of a call mean, and each of them again when it has changed, until the program is ended.
 * Files that come into a folder are seen as well. Each turn prints what is wrong in the files that changed, and then how
 * many problems there are in all; nothing that was printed before is touched.
 */
export async function watch(words: readonly string[], hints: boolean, translate: Translate, io: Io): Promise<never> {
  const seen = new Map<string, Seen>();
  let told = '';
  for (;;) {
    const { files, problems } = await inputsOf(words, io);
    if (told !== problems.join()) for (const problem of problems) io.stderr(`handshake: ${problem}\n`);
    told = problems.join();
    const names = new Set(files.map(({ file }) => file));
    let changed = false;
    for (const file of seen.keys()) {
      if (names.has(file)) continue;
      seen.delete(file);
      io.stdout(`${printable(file)} is gone\n`);
      changed = true;
    }
    for (const file of names) {
      const version = (await io.stat(file))?.version ?? '';
      if (seen.get(file)?.version === version) continue;
      const known = seen.has(file);
      const report = await read(file, translate, io);
      seen.set(file, { version, report });
      changed = true;
      if (report === null) continue;
      const lines = textLines(report, hints);
      io.stdout(lines === '' && known ? `${printable(file)}: no problems\n` : lines);
    }
    if (changed) {
      const reports = [...seen.values()].flatMap(({ report }) => report ?? []);
      io.stdout(`${summary(reports, hints)}; watching ${counted(seen.size, 'file')}\n`);
    }
    await io.pause(PAUSE);
  }
}

async function read(file: string, translate: Translate, io: Io): Promise<FileReport | null> {
  try {
    return reportOf(await readSource(file, io), translate);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    io.stderr(`handshake: ${error.message}\n`);
    return null;
  }
}
