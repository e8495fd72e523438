import { open } from 'node:fs/promises';

/** Bytes that are read at once: large pieces, so that reading is no part of the cost. */
const CHUNK = 1 << 20;

/**
 * The bytes of a file, piece by piece; the next one is on its way while one is looked at. Fails as Node does where it
 * cannot be read.
 */
export async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path);
  const read = async (): Promise<Uint8Array> => {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, null);
    return buffer.subarray(0, bytesRead);
  };
  let next = read();
  try {
    for (;;) {
      const chunk = await next;
      if (chunk.length === 0) return;
      next = read();
      yield chunk;
    }
  } finally {
    await next.catch(() => undefined);
    await handle.close();
  }
}

/** The bytes that gzip has packed. What is cut short gives what there is of it; what is damaged fails. */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Few files are packed, and most programs that read files start without this.
  const [{ constants, createGunzip }, { pipeline, Readable }] = await Promise.all([
    import('node:zlib'),
    import('node:stream'),
  ]);
  const unpacked = createGunzip({ chunkSize: CHUNK, finishFlush: constants.Z_SYNC_FLUSH });
  // Whoever reads learns of an error: here it would be told once more.
  pipeline(Readable.from(chunks), unpacked, () => undefined);
  yield* unpacked as AsyncIterable<Uint8Array>;
}
