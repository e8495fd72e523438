import type { Capture } from './capture/capture.ts';
import { captureKind, MAGIC_LENGTH } from './capture/container.ts';

/** What an input is: the packets of a capture, or bytes that are none, most likely text. */
export type Input =
  | { readonly capture: Capture; readonly bytes?: undefined }
  | { readonly capture?: undefined; readonly bytes: Uint8Array };

/** Unpacks what gzip has packed; fails where it is damaged. */
export type Gunzip = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/**
 * Reads an input that is known by its first bytes: a capture piece by piece, so that it may be larger than the memory,
 * packed by gzip or not. `newCapture` is asked for what it is
 * read into, which need not be loaded before. What goes wrong behind the first bytes of a capture is its damage; anything else is thrown.
 */
export async function readInput(
  chunks: AsyncIterable<Uint8Array>,
  gunzip: Gunzip,
  newCapture: () => Capture | Promise<Capture>,
): Promise<Input> {
  const { head, all } = await lookAhead(chunks);
  const kind = captureKind(head);
  if (kind === 'gzip') return readInput(gunzip(all), gunzip, newCapture);
  if (kind === null) return { bytes: await joined(all) };
  const capture = await newCapture();
  try {
    for await (const chunk of all) capture.push(chunk);
    capture.end();
  } catch (error) {
    capture.end(error instanceof Error ? error.message : String(error));
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
