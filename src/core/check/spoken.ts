import type { Algebra, Form } from '../tcp/number.ts';

/** Bytes whose text is written down: what was sent, where in the sequence space, and on which line. */
export interface Spoken {
  readonly line: number;
  readonly seq: Form;
  /** One unit a byte. */
  readonly bytes: string;
}

/** As many are kept as an author may have on the way at once. */
const MOST_KEPT = 64;

/** The line on which other bytes were sent with the same numbers; −1 for none. Text that is not in both is not compared. */
export function contradicted(algebra: Algebra, earlier: readonly Spoken[], now: Spoken): number {
  for (const { line, seq, bytes } of earlier) {
    const behind = algebra.distance(now.seq, seq);
    const from = Math.max(0, behind);
    const to = Math.min(bytes.length, behind + now.bytes.length);
    // NaN, where nothing can be said of the two, is below nothing.
    if (from < to && bytes.slice(from, to) !== now.bytes.slice(from - behind, to - behind)) return line;
  }
  return -1;
}

/** What is kept after `now`: the bytes that are not acknowledged. */
export function remember(
  algebra: Algebra,
  earlier: readonly Spoken[],
  now: Spoken,
  sndUna: Form | null,
): readonly Spoken[] {
  const open = earlier.filter(
    ({ seq, bytes }) => sndUna === null || !(algebra.distance(seq.plus(bytes.length), sndUna) <= 0),
  );
  return [...open.slice(1 - MOST_KEPT), now];
}
