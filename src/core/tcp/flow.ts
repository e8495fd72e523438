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
  /** Behind the last number up to which there is no hole: an ACK of more acknowledges what was not seen. */
  unbroken: Form | null = null;
  /** What was acknowledged beyond the highest number was said already, and nothing was seen since. */
  told = false;
  lastAck: Form | null = null;
  lastAckTime = NaN;
  /** The window as it stands in the header; −1 where it is not written. */
  window = -1;
  /** The shift that the SYN announced; −1 where no SYN was seen, 0 where it announced none. */
  scale = -1;
  duplicates = 0;
  /** The marks of the last segment. */
  marks = 0;
  /** When the last SYN was seen, and how long after it the last ACK of the handshake. */
  synTime = NaN;
  firstRoundTrip = NaN;

  copy(): Flow {
    return Object.assign(new Flow(), this);
  }
}

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
  const pure = !transit.hasAny(CONTROL);
  const marks = analyzeForward(transit, forward, reverse, pure);
  if ((marks & Mark.duplicateAck) !== 0) transit.duplicate = ++forward.duplicates;
  else if ((marks & (Mark.keepAliveAck | Mark.zeroWindowProbe | Mark.zeroWindowProbeAck)) === 0) forward.duplicates = 0;
  const all = marks | acksUnseen(transit, reverse) | repeats(transit, forward, reverse, marks);
  transit.marks = (transit.marks & ~SEEN) | all;
  remember(transit, forward, reverse, all);
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
  if (length !== 0 && pure && fills(transit, forward, reverse)) marks |= Mark.windowFull;
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
function fills({ algebra, written }: Transit, forward: Flow, { lastAck, window, scale }: Flow): boolean {
  if (lastAck === null || window < 0 || scale < 0) return false;
  const shift = forward.scale >= 0 ? Math.min(scale, MAX_SCALE) : 0;
  return algebra.equal(algebra.add(written.seq, written.len), lastAck.plus(window * 2 ** shift));
}

function acksUnseen(transit: Transit, { unbroken, told }: Flow): number {
  const { algebra, written } = transit;
  const unseen = !told && unbroken !== null && transit.has(ACK) && algebra.surelyAfter(written.ack, unbroken);
  return unseen ? Mark.ackedUnseen : 0;
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
  const answers = reverse.duplicates >= 2 && reverse.lastAck !== null && algebra.equal(reverse.lastAck, seq);
  if (answers && time - reverse.lastAckTime < FAST) return Mark.fastRetransmission | Mark.retransmission;
  const roundTrip = Number.isNaN(forward.firstRoundTrip) ? reverse.firstRoundTrip : forward.firstRoundTrip;
  const soon = time - forward.nextTime < (Number.isNaN(roundTrip) ? OVERTAKEN : roundTrip);
  return soon && !algebra.equal(segmentEnd(written, algebra), next) ? Mark.outOfOrder : Mark.retransmission;
}

function remember(transit: Transit, forward: Flow, reverse: Flow, marks: number): void {
  const { algebra, written } = transit;
  const { seq, time } = written;
  if (transit.has(SYN)) forward.scale = Math.max(written.wscale, 0);
  if (transit.has(SYN) && !transit.has(ACK)) forward.synTime = time;
  const beyond = (marks & Mark.previousNotCaptured) !== 0;
  const end = written.len === ZERO && !transit.hasAny(SYN | FIN) ? seq : segmentEnd(written, algebra);
  const probe = (marks & Mark.zeroWindowProbe) !== 0;
  if (!probe && (forward.next === null || algebra.surelyAfter(end, forward.next))) {
    forward.next = end;
    forward.nextTime = time;
  }
  if ((marks & Mark.ackedUnseen) !== 0) {
    if (reverse.unbroken === null || reverse.next === null || algebra.equal(reverse.unbroken, reverse.next))
      reverse.told = true;
    reverse.unbroken = reverse.next;
  }
  const joins = forward.unbroken === null || algebra.equal(seq, forward.unbroken) || (forward.told && !beyond);
  if (joins && !probe) forward.unbroken = forward.next;
  if (!transit.hasAny(CONTROL) && Number.isNaN(forward.firstRoundTrip) && !Number.isNaN(forward.synTime))
    forward.firstRoundTrip = time - forward.synTime;
  forward.told = false;
  forward.window = written.win;
  forward.lastAck = transit.has(ACK) ? written.ack : null;
  forward.lastAckTime = time;
  forward.marks = marks;
}
