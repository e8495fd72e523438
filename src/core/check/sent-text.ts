import type { Algebra, Form } from '../tcp/number.ts';

/** Text that an end has sent and that is written down: where it begins in the sequence space, and on which line. */
export interface SentText {
  readonly line: number;
  readonly seq: Form;
  /** One unit a byte. */
  readonly bytes: string;
}

/** As many are kept as an author may have on the way at once. */
const MOST_KEPT = 64;

/** The line on which other bytes were sent with the same numbers; −1 for none. Text that is not in both is not compared. */
export function conflictingLine(algebra: Algebra, earlier: readonly SentText[], now: SentText): number {
  for (const { line, seq, bytes } of earlier) {
    const behind = algebra.distance(now.seq, seq);
    if (Number.isNaN(behind)) continue;
    const from = Math.max(0, behind);
    const to = Math.max(from, Math.min(bytes.length, behind + now.bytes.length));
    if (bytes.slice(from, to) !== now.bytes.slice(from - behind, to - behind)) return line;
  }
  return -1;
}

/** What is kept after `now`: the text that is not acknowledged. */
export function retain(
  algebra: Algebra,
  earlier: readonly SentText[],
  now: SentText,
  sndUna: Form | null,
): readonly SentText[] {
  const open = earlier.filter(
    ({ seq, bytes }) => sndUna === null || algebra.maybeAfter(seq.plus(bytes.length), sndUna),
  );
  return [...open.slice(1 - MOST_KEPT), now];
}
