/** Milliseconds before anything is told, and between what is told: a file that is read at once needs no progress. */
const PAUSE = 500;
/** Erases the line of a terminal. */
const CLEAR = '\u001b[2K\r';

/** How far the reading of a file is told. */
export interface Teller {
  /** What the file is called on the terminal. */
  readonly name: string;
  /** Bytes in it; 0 where nobody knows. */
  readonly size: number;
  readonly tell: (text: string) => void;
  /** Milliseconds since any moment. */
  readonly now: () => number;
}

/** Hands the pieces of a file on, and says on one line of a terminal how much of it is read, until all of it is. */
export async function* withProgress(
  chunks: AsyncIterable<Uint8Array>,
  { name, size, tell, now }: Teller,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  let told = now();
  let shown = false;
  try {
    for await (const chunk of chunks) {
      yield chunk;
      read += chunk.length;
      if (now() - told < PAUSE) continue;
      told = now();
      shown = true;
      tell(`${CLEAR}${name}: ${howMuch(read, size)}`);
    }
  } finally {
    if (shown) tell(CLEAR);
  }
}

function howMuch(read: number, size: number): string {
  if (size === 0) return `${Math.round(read / 1e6)} MB read`;
  return `${Math.min(100, Math.floor((read / size) * 100))} % of ${Math.round(size / 1e6)} MB read`;
}
