import { judge, mark, type Markable } from '../files/mark.ts';
import { type Io, reasonOf, Trouble } from './io.ts';
import { printable } from '../core/text/printable.ts';

/** Writes a file as a whole, or leaves it as it was and throws `Trouble` with a line that says why. */
export async function replaceFile(file: string, content: string | Uint8Array, io: Io): Promise<void> {
  try {
    await io.writeFile(file, content);
  } catch (error) {
    throw new Trouble(`cannot write ${printable(file)}: ${printable(reasonOf(error))}`);
  }
}

export interface Writing {
  /** The files that were read: none of them is written over, whatever it is called here. */
  readonly inputs: readonly string[];
  /** The form in which the file can be marked as ours; null for one without comments to hide a mark in. */
  readonly form: Markable | null;
  /** Write over a file that no export wrote. */
  readonly force: boolean;
}

/**
 * Writes what was made of other files. Throws `Trouble` rather than write over one of those, or over a file that does not
 * carry the mark of an export, or was changed since. A file that is as it should be is left alone.
 */
export async function writeExport(
  file: string,
  content: string | Uint8Array,
  { inputs, form, force }: Writing,
  io: Io,
): Promise<void> {
  const there = await io.stat(file);
  const wanted = mark(form, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  if (there !== null && (await isAmong(there.id, inputs, io))) {
    throw new Trouble(`${printable(file)} is what is read here, and would be lost: name another file`);
  }
  if (there?.kind === 'file' && !force) {
    const verdict = judge(form, await readBytes(file, io), wanted);
    if (verdict === 'same') return;
    if (verdict === 'ask') {
      throw new Trouble(
        `${printable(file)} was not written by an export, or was changed since: --force writes over it`,
      );
    }
  }
  await replaceFile(file, wanted, io);
}

/** Whether two paths lead to the same file. */
export async function isSameFile(one: string, other: string, io: Io): Promise<boolean> {
  const there = await io.stat(one);
  return there !== null && (await isAmong(there.id, [other], io));
}

async function isAmong(id: string, files: readonly string[], io: Io): Promise<boolean> {
  for (const file of files) if ((await io.stat(file))?.id === id) return true;
  return false;
}

async function readBytes(file: string, io: Io): Promise<Uint8Array> {
  try {
    return await io.readBytes(file);
  } catch (error) {
    throw new Trouble(`cannot read ${printable(file)}: ${printable(reasonOf(error))}`);
  }
}
