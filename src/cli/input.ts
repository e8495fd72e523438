import type { Capture } from '../core/intake/index.ts';
import { readInput as readAny } from '../core/intake/recognise.ts';
import { isPictureFile, sourceIn } from '../files/source.ts';
import { type Io, reasonOf, Trouble } from './io.ts';
import { printable } from '../core/text/printable.ts';

/** What a file holds: the packets of a capture, text, or a picture with the notation that it was drawn from. */
export type Input = { readonly capture: Capture } | { readonly text: string } | { readonly notation: string };

/** Reads a file, known by its first bytes. Throws `Trouble` with a line that says why it cannot be read. */
export async function readInput(file: string, io: Io): Promise<Input> {
  try {
    const { capture, bytes } = await readAny(io.read(file), (chunks) => io.gunzip(chunks), newCapture);
    if (capture !== undefined) return { capture };
    if (!isPictureFile(bytes)) return { text: io.decode(bytes) };
    const notation = sourceIn(bytes);
    if (notation === undefined) throw new Trouble('no notation is in this picture');
    return { notation };
  } catch (error) {
    throw new Trouble(`cannot read ${printable(file)}: ${printable(reasonOf(error))}`);
  }
}

/** Most calls read no capture: what reads them is loaded with the first one. */
async function newCapture(): Promise<Capture> {
  return new (await import('./capture.ts')).Capture();
}
