import { ACK, FIN, RST, SYN } from './flags.ts';
import { MAX_SCALE } from './negotiation.ts';
import { type Form, ZERO } from './number.ts';
import { segmentEnd } from './segment.ts';
import { Mark, type Transit } from './transit.ts';

/**
 * What a capture has shown of one direction of a connection: as much as Wireshark's sequence analysis keeps of it. It
 * knows the segments that were seen, and nothing of what the ends know.
 */
export class Flow {
  /** The highest number seen, and when. */
  next: Form | null = null;
  nextTime = NaN;
  /** The number of the first SYN. */
  isn: Form | null = null;
  /** Behind the last number up to which there is no hole: an ACK of more acknowledges what was not seen. */
  unbroken: Form | null = null;
  lastAck: Form | null = null;
  lastAckTime = NaN;
  /** The window as it stands in the header, −1 where it is not written; and whether its segment was no SYN, so that it is scaled. */
  window = -1;
  scaled = false;
  /** The shift that the SYN announced; −1 where no SYN was seen, 0 where either SYN announced none. */
  scale = -1;
  /** How often the last ACK was repeated; `TOLD` where it was said meanwhile that the other side acknowledges what was not seen. */
  duplicates = 0;
  /** The marks of the last segment. */
  marks = 0;
  /** When the last SYN was seen, and how long after a SYN the first segment with an ACK, of either side. */
  synTime = NaN;
  firstRoundTrip = NaN;

  copy(): Flow {
    const copy = new Flow();
    copy.next = this.next;
    copy.nextTime = this.nextTime;
    copy.isn = this.isn;
    copy.unbroken = this.unbroken;
    copy.lastAck = this.lastAck;
    copy.lastAckTime = this.lastAckTime;
    copy.window = this.window;
    copy.scaled = this.scaled;
    copy.scale = this.scale;
    copy.duplicates = this.duplicates;
    copy.marks = this.marks;
    copy.synTime = this.synTime;
    copy.firstRoundTrip = this.firstRoundTrip;
    return copy;
  }
}

/** Counts as any number of duplicates, as in Wireshark. */
const TOLD = -1;

/** What is said of a segment because of what was seen before it. */
const SEEN =
  Mark.retransmission |
  Mark.fastRetransmission |
  Mark.spuriousRetransmission |
  Mark.outOfOrder |
  Mark.duplicateAck |
  Mark.keepAlive |
  Mark.keepAliveAck |
  Mark.windowUpdate |
  Mark.zeroWindow |
  Mark.zeroWindowProbe |
  Mark.zeroWindowProbeAck |
  Mark.windowFull |
  Mark.ackedUnseen |
  Mark.previousNotCaptured;

const CONTROL = SYN | FIN | RST;

/** Marks a captured segment by what was seen before it, in the order in which Wireshark decides (`tcp_analyze_sequence_number`). */
export function analyzeFlow(transit: Transit, forward: Flow, reverse: Flow): void {
  if (transit.has(SYN) && !transit.has(ACK)) beginAgain(transit, forward);
  const marks = analyzeForward(transit, forward, reverse, !transit.hasAny(CONTROL));
  countDuplicates(transit, forward, marks);
  const all = marks | acksUnseen(transit, reverse) | repeats(transit, forward, reverse, marks);
  transit.marks = (transit.marks & ~SEEN) | all;
  remember(transit, forward, reverse, all);
}

/** A SYN that is sent once more: what went before it may have had another number, as the RST of a peer that had closed. */
function beginAgain({ algebra, written }: Transit, forward: Flow): void {
  if (forward.isn !== null && algebra.equal(forward.isn, written.seq)) forward.next = forward.unbroken;
}

function countDuplicates(transit: Transit, forward: Flow, marks: number): void {
  const { algebra, written } = transit;
  if ((marks & Mark.duplicateAck) !== 0) {
    transit.duplicate = forward.duplicates = Math.max(0, forward.duplicates) + 1;
    return;
  }
  const same = forward.lastAck !== null && transit.has(ACK) && algebra.equal(written.ack, forward.lastAck);
  if (!same) forward.duplicates = 0;
}

function analyzeForward(transit: Transit, forward: Flow, reverse: Flow, pure: boolean): number {
  const { algebra, written } = transit;
  const { next, lastAck } = forward;
  const { seq, ack, win } = written;
  const length = algebra.constant(written.len);
  const atNext = next !== null && algebra.equal(seq, next);
  if (length === 1 && atNext && reverse.window === 0) return Mark.zeroWindowProbe;
  let marks = 0;
  if (win === 0 && pure) marks |= Mark.zeroWindow;
  if (next !== null && !transit.has(RST) && algebra.surelyAfter(seq, next)) marks |= Mark.previousNotCaptured;
  if ((length === 0 || length === 1) && pure && next !== null && algebra.equal(seq, next.plus(-1)))
    marks |= Mark.keepAlive;
  const repeatsAck = lastAck !== null && algebra.equal(ack, lastAck);
  const quiet = length === 0 && pure && atNext;
  if (quiet && repeatsAck && win > 0 && forward.window >= 0 && win !== forward.window) marks |= Mark.windowUpdate;
  if (length !== 0 && pure && fills(transit, reverse)) marks |= Mark.windowFull;
  const same = quiet && win === forward.window;
  if (same && repeatsAck && win !== 0 && (reverse.marks & Mark.keepAlive) !== 0) return marks | Mark.keepAliveAck;
  const takesProbe = lastAck !== null && algebra.equal(ack, lastAck.plus(1));
  if (same && win === 0 && (repeatsAck || takesProbe) && (reverse.marks & Mark.zeroWindowProbe) !== 0) {
    // Some receivers take the byte of the probe.
    if (takesProbe) reverse.next = reverse.unbroken = ack;
    return marks | Mark.zeroWindowProbeAck;
  }
  return same && repeatsAck && win !== 0 ? marks | Mark.duplicateAck : marks;
}

/** The data goes all the way to the edge of the window. */
function fills({ algebra, written }: Transit, { lastAck, window, scale, scaled }: Flow): boolean {
  if (lastAck === null || window < 0 || scale < 0) return false;
  const shift = scaled ? Math.min(scale, MAX_SCALE) : 0;
  return algebra.equal(algebra.add(written.seq, written.len), lastAck.plus(window * 2 ** shift));
}

/** It is said once for each hole, and, where nothing was seen behind it, not while the other side repeats its ACK. */
function acksUnseen(transit: Transit, reverse: Flow): number {
  const { algebra, written } = transit;
  const { next, unbroken, duplicates } = reverse;
  if (next === null || unbroken === null || !transit.has(ACK) || !algebra.surelyAfter(written.ack, unbroken)) return 0;
  if (algebra.surelyAfter(next, unbroken)) {
    reverse.unbroken = next;
    return Mark.ackedUnseen;
  }
  reverse.duplicates = TOLD;
  return duplicates === 0 ? Mark.ackedUnseen : 0;
}

/** Seconds in which a segment that was overtaken comes, where no round trip was seen. */
const OVERTAKEN = 0.003 * 1_000_000;
const FAST = 0.02 * 1_000_000;

/** Bytes, a SYN or a FIN that do not go on where the last ones ended. */
function repeats(transit: Transit, forward: Flow, reverse: Flow, marks: number): number {
  const { algebra, written } = transit;
  const { next } = forward;
  const data = written.hasData;
  if ((!data && !transit.hasAny(SYN | FIN)) || (marks & (Mark.keepAlive | Mark.zeroWindowProbe)) !== 0) return 0;
  const { seq, len, time } = written;
  // What begins with the byte of a window probe is new.
  const behindProbe = data && next !== null && algebra.constant(len) !== 1 && algebra.equal(seq, next.plus(-1));
  const again = next !== null && algebra.surelyBefore(seq, next) && !behindProbe;
  if (data && reverse.lastAck !== null && algebra.surelyAtOrBefore(algebra.add(seq, len), reverse.lastAck))
    return Mark.retransmission | Mark.spuriousRetransmission;
  if (!again) return 0;
  const answers =
    (reverse.duplicates >= 2 || reverse.duplicates === TOLD) &&
    reverse.lastAck !== null &&
    algebra.equal(reverse.lastAck, seq);
  if (answers && time - reverse.lastAckTime < FAST) return Mark.fastRetransmission | Mark.retransmission;
  const roundTrip = forward.firstRoundTrip;
  const soon = time - forward.nextTime < (Number.isNaN(roundTrip) ? OVERTAKEN : roundTrip);
  return soon && !algebra.equal(segmentEnd(written, algebra), next) ? Mark.outOfOrder : Mark.retransmission;
}

function remember(transit: Transit, forward: Flow, reverse: Flow, marks: number): void {
  const { algebra, written } = transit;
  const { seq, time } = written;
  if (transit.has(SYN)) {
    forward.isn ??= seq;
    if (written.wscale >= 0) forward.scale = written.wscale;
    else if (forward.scale < 0) forward.scale = reverse.scale = 0;
  }
  const end = written.len === ZERO && !transit.hasAny(SYN | FIN) ? seq : segmentEnd(written, algebra);
  if ((marks & Mark.zeroWindowProbe) === 0) {
    if (forward.next === null || algebra.surelyAfter(end, forward.next)) {
      forward.next = end;
      forward.nextTime = time;
    }
    if (forward.unbroken === null || algebra.equal(seq, forward.unbroken)) forward.unbroken = forward.next;
  }
  if (transit.has(SYN) && !transit.has(ACK)) forward.synTime = reverse.synTime = time;
  if (transit.has(ACK) && !transit.has(SYN) && Number.isNaN(forward.firstRoundTrip))
    forward.firstRoundTrip = reverse.firstRoundTrip = time - forward.synTime;
  forward.window = written.win;
  forward.scaled = !transit.has(SYN);
  forward.lastAck = transit.has(ACK) ? written.ack : null;
  forward.lastAckTime = time;
  forward.marks = marks;
}
