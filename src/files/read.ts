import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';

/** Bytes that are read at once: large pieces, so that reading is no part of the cost. */
const CHUNK = 1 << 20;

/** The bytes of a file, piece by piece. Fails as Node does where it cannot be read. */
export function readChunks(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: CHUNK });
}

/** The bytes that gzip has packed. What is cut short gives what there is of it; what is damaged fails. */
export function gunzip(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const unpacked = createGunzip({ chunkSize: CHUNK, finishFlush: constants.Z_SYNC_FLUSH });
  // Whoever reads learns of an error: here it would be told once more.
  pipeline(Readable.from(chunks), unpacked, () => undefined);
  return unpacked;
}
