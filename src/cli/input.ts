import { Capture, captureKind, MAGIC_LENGTH } from '../core/intake/index.ts';
import { type Io, Trouble } from './io.ts';
import { printable } from './terminal.ts';

/** What a file holds: the packets of a capture, or text. */
export type Input = { readonly capture: Capture } | { readonly text: string };

/**
 * Reads a file, known by its first bytes: a capture piece by piece, so that it may be larger than the memory, packed by
 * gzip or not; anything else as text. Throws `Trouble` with a line that says why it cannot be read.
 */
export async function readInput(file: string, io: Io): Promise<Input> {
  try {
    return await readChunks(io.read(file), io);
  } catch (error) {
    throw new Trouble(`cannot read ${printable(file)}: ${printable(messageOf(error))}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function readChunks(chunks: AsyncIterable<Uint8Array>, io: Io): Promise<Input> {
  const { head, all } = await lookAhead(chunks);
  const kind = captureKind(head);
  if (kind === 'gzip') return readChunks(io.gunzip(all), io);
  if (kind === null) return { text: io.decode(await joined(all)) };
  const capture = new Capture();
  try {
    for await (const chunk of all) capture.push(chunk);
    capture.end();
  } catch (error) {
    capture.end(messageOf(error));
  }
  return { capture };
}

/** The first bytes, and all of them. */
async function lookAhead(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < MAGIC_LENGTH) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    head = together([head, value]);
  }
  const first = head;
  return {
    head,
    all: (async function* () {
      yield first;
      for (;;) {
        const { done, value } = await iterator.next();
        if (done === true) return;
        yield value;
      }
    })(),
  };
}

async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const list: Uint8Array[] = [];
  for await (const chunk of chunks) list.push(chunk);
  return together(list);
}

function together(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1 && chunks[0] !== undefined) return chunks[0];
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
