import { type Capture, readInput as readAny } from '../core/intake/index.ts';
import { type Io, reasonOf, Trouble } from './io.ts';
import { printable } from './terminal.ts';

/** What a file holds: the packets of a capture, or text. */
export type Input = { readonly capture: Capture } | { readonly text: string };

/** Reads a file, known by its first bytes. Throws `Trouble` with a line that says why it cannot be read. */
export async function readInput(file: string, io: Io): Promise<Input> {
  try {
    const { capture, bytes } = await readAny(io.read(file), (chunks) => io.gunzip(chunks));
    return capture === undefined ? { text: io.decode(bytes) } : { capture };
  } catch (error) {
    throw new Trouble(`cannot read ${printable(file)}: ${printable(reasonOf(error))}`);
  }
}
