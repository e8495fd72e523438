import { ACK, FIN, RST, SYN } from './flags.ts';
import { LARGEST_UNSCALED, negotiateEcn, opensFast, windowOf } from './negotiation.ts';
import { type Algebra, type Form, LATER, ZERO } from './number.ts';
import { type Segment, segmentEnd } from './segment.ts';
import {
  CLOSED,
  CLOSE_WAIT,
  CLOSING,
  ESTABLISHED,
  FIN_WAIT_1,
  FIN_WAIT_2,
  LAST_ACK,
  LISTEN,
  mayReceive,
  SYN_RECEIVED,
  SYN_SENT,
  TIME_WAIT,
} from './states.ts';
import type { Answer, Tcb } from './tcb.ts';
import { newer, outdated } from './timestamps.ts';
import { acknowledgment, Mark, type Transit } from './transit.ts';

/**
 * A segment arrives: the order of the steps is that of RFC 9293 §3.10.7, with the challenge ACKs of RFC 5961.
 * `transit.answer` is what the receiver must send at once. Bytes that arrive in order may be acknowledged later
 * (RFC 9293 §3.8.6.3), so they call for nothing.
 */
export function receive(transit: Transit): void {
  const { receiver: tcb, segment } = transit;
  tcb.answer = null;
  tcb.mayChallenge = false;
  tcb.refusal = null;
  tcb.rcvLess = null;
  if (tcb.state === CLOSED && tcb.listener && tcb.ending !== 'crash' && (segment.flags & (SYN | ACK | RST)) === SYN) {
    tcb.open();
    tcb.state = LISTEN;
  }
  switch (tcb.state) {
    case CLOSED:
      arriveClosed(transit);
      break;
    case LISTEN:
      arriveListen(transit);
      break;
    case SYN_SENT:
      arriveSynSent(transit);
      break;
    default:
      arriveOpen(transit);
  }
  tcb.answer = transit.answer;
  const unheard = transit.arrival === 'dropped' || transit.arrival === 'rst-ignored';
  if (unheard && transit.answer === null) transit.mark(Mark.ignored);
}

// ---- §3.10.7.1 CLOSED

function arriveClosed(transit: Transit): void {
  const { algebra, receiver: tcb, segment } = transit;
  if (tcb.strictUna !== null && tcb.rcvNxt !== null && !transit.hasAny(SYN | RST)) {
    // Who is still in LAST-ACK takes the ACK, and has nothing to answer.
    if (algebra.equal(segment.seq, tcb.rcvNxt)) {
      tcb.strictUna = null;
      tcb.refusal = refuse(transit);
      return;
    }
  }
  transit.arrival = 'dropped';
  if ((segment.flags & RST) === 0) transit.answer = refuse(transit);
}

/** The reset that answers a segment for which there is no connection (RFC 9293 §3.10.7.1). */
export function refuse({ algebra, segment }: Transit): Answer {
  const end = segmentEnd(segment, algebra);
  if ((segment.flags & ACK) !== 0) return { flags: RST, seq: segment.ack, ack: null, spare: end, challenge: false };
  const refused = { flags: RST | ACK, seq: ZERO, ack: end, challenge: false } as const;
  return (segment.flags & SYN) === 0 ? refused : { ...refused, syn: segment.copy() };
}

// ---- §3.10.7.2 LISTEN

/** A SYN that was refused, and is answered after all, was heard: somebody has come to listen. */
export function hear(algebra: Algebra, tcb: Tcb, syn: Segment): void {
  tcb.open();
  tcb.passive = true;
  tcb.listener = true;
  tcb.state = SYN_RECEIVED;
  takeSyn(algebra, tcb, syn);
}

function arriveListen(transit: Transit): void {
  const { algebra, receiver: tcb, segment } = transit;
  if ((segment.flags & (RST | ACK | SYN)) !== SYN) {
    transit.arrival = 'dropped';
    if ((segment.flags & (RST | ACK)) === ACK) transit.answer = refuse(transit);
    return;
  }
  const refusal = refuse(transit);
  hear(algebra, tcb, segment);
  tcb.refusal = refusal;
  // Whether text in a SYN is taken at once is for the receiver to say (RFC 7413 §4.2.2).
  const ack = tcb.synData === null ? tcb.rcvNxt : null;
  transit.answer = { flags: SYN | ACK, seq: null, ack, challenge: false };
}

/** Notes what a SYN says: IRS, RCV.NXT, options, and text that may be taken at once (RFC 7413). */
function takeSyn(algebra: Algebra, tcb: Tcb, segment: Segment): void {
  negotiateEcn(tcb, segment);
  tcb.irs = segment.seq;
  tcb.rcvNxt = segment.seq.plus(1);
  tcb.peerMss = segment.mss;
  tcb.peerScale = segment.wscale;
  tcb.peerSack = segment.sackok;
  tcb.peerTimestamps = segment.tsValue >= 0;
  tcb.tsRecent = segment.tsValue;
  tcb.tsLast = segment.tsValue;
  tcb.sndWnd = windowOf(segment, tcb, -1);
  tcb.maxSndWnd = Math.max(tcb.maxSndWnd, segment.win < 0 ? LARGEST_UNSCALED : segment.win);
  if (opensFast(segment)) tcb.fastOpen = true;
  if (!segment.hasData) return;
  // Text that comes with a SYN-ACK is taken (RFC 9293 §3.10.7.3, RFC 7413 §4.2.1).
  if (!segment.has(ACK)) tcb.synData = segment.len;
  if (segment.has(ACK) || opensFast(segment)) tcb.rcvNxt = algebra.add(segment.seq.plus(1), segment.len);
}

// ---- §3.10.7.3 SYN-SENT

function arriveSynSent(transit: Transit): void {
  const { algebra, receiver: tcb, segment } = transit;
  const hasAck = (segment.flags & ACK) !== 0;
  if (hasAck && !acknowledgesSyn(transit)) {
    transit.arrival = 'dropped';
    if ((segment.flags & RST) === 0) transit.answer = { flags: RST, seq: segment.ack, ack: null, challenge: false };
    else transit.arrival = 'rst-ignored';
    return;
  }
  if ((segment.flags & RST) !== 0) {
    if (hasAck) tcb.close('reset');
    else transit.arrival = 'rst-ignored';
    return;
  }
  if ((segment.flags & SYN) === 0) {
    transit.arrival = 'dropped';
    return;
  }
  if (!hasAck) {
    transit.answer = crossSyn(algebra, tcb, segment);
    return;
  }
  takeSyn(algebra, tcb, segment);
  // Text that went with the SYN and was not taken is to be sent again (RFC 7413 §4.2.1).
  if (tcb.iss !== null && algebra.equal(segment.ack, tcb.iss.plus(1))) tcb.sndNxt = segment.ack;
  tcb.sndUna = segment.ack;
  tcb.state = ESTABLISHED;
  transit.answer = acknowledgment(tcb);
}

/** The peer's SYN has crossed the own one: an open from both sides (RFC 9293 §3.5, figure 7). */
export function crossSyn(algebra: Algebra, tcb: Tcb, segment: Segment): Answer {
  takeSyn(algebra, tcb, segment);
  tcb.state = SYN_RECEIVED;
  tcb.crossed = true;
  return { flags: SYN | ACK, seq: tcb.iss, ack: tcb.rcvNxt, challenge: false };
}

/** ISS < SEG.ACK =< SND.NXT. */
function acknowledgesSyn({ algebra, receiver: tcb, segment: { ack } }: Transit): boolean {
  if (tcb.iss === null || tcb.sndNxt === null) return true;
  return algebra.maybeAfter(ack, tcb.iss) && algebra.maybeAtOrBefore(ack, tcb.sndNxt);
}

/** The ACK that asks a suspicious sender to show that it is the real one (RFC 5961 §3.2, §4.2, §5.2). */
function challenge(transit: Transit): void {
  transit.arrival = 'challenged';
  transit.answer = { ...acknowledgment(transit.receiver), challenge: true };
}

// ---- §3.10.7.4 Every other state

function arriveOpen(transit: Transit): void {
  const { receiver: tcb, segment } = transit;
  // A SYN sent again before the handshake is over is answered like the first.
  if (repeatsSyn(transit)) {
    transit.answer = { flags: SYN | ACK, seq: tcb.iss, ack: tcb.rcvNxt, challenge: false };
    return;
  }
  if (finishesSimultaneousOpen(transit)) {
    arriveAck(transit);
    return;
  }
  if (tcb.state === TIME_WAIT && reopens(transit)) return arriveReopening(transit);
  // Only a FIN that is sent again is expected here, and that has an ACK: stacks drop anything else without one.
  if (tcb.state === TIME_WAIT && !transit.hasAny(ACK | RST | SYN)) {
    transit.arrival = 'dropped';
    return;
  }
  if (!acceptable(transit)) return rejectUnacceptable(transit);
  if ((segment.flags & RST) !== 0) return arriveReset(transit);
  if ((segment.flags & SYN) !== 0) return arriveSyn(transit);
  if ((segment.flags & ACK) === 0) {
    transit.arrival = 'dropped';
    return;
  }
  if (!arriveAck(transit)) return;
  arriveText(transit);
}

function repeatsSyn({ algebra, receiver: tcb, segment }: Transit): boolean {
  if (tcb.state !== SYN_RECEIVED || tcb.irs === null || (segment.flags & (SYN | RST)) !== SYN) return false;
  if ((segment.flags & ACK) !== 0) return false;
  return algebra.equal(segment.seq, tcb.irs);
}

/** In a simultaneous open the SYN-ACK repeats a SYN that is known, and acknowledges the own one (RFC 9293, figure 7). */
function finishesSimultaneousOpen({ algebra, receiver: tcb, segment }: Transit): boolean {
  if (tcb.state !== SYN_RECEIVED || tcb.irs === null || !segment.has(SYN | ACK) || segment.has(RST)) return false;
  return algebra.equal(segment.seq, tcb.irs);
}

/**
 * A new SYN may reopen a connection in TIME-WAIT if it is later by its timestamp, or the first to carry one; without, or
 * with the same one, if it begins beyond the last number (RFC 9293 §3.6.1, RFC 6191 §2).
 */
function reopens({ algebra, receiver: tcb, segment }: Transit): boolean {
  if ((segment.flags & (SYN | ACK | RST | FIN)) !== SYN || tcb.rcvNxt === null) return false;
  if (segment.tsValue >= 0) {
    const later = tcb.tsRecent < 0 ? 1 : newer(segment.tsValue, tcb.tsRecent);
    if (later !== 0) return later > 0;
  }
  return algebra.maybeAfter(segment.seq, tcb.rcvNxt);
}

function arriveReopening(transit: Transit): void {
  transit.receiver.state = LISTEN;
  arriveListen(transit);
}

// First: sequence number

/** The acceptability test of RFC 9293 §3.10.7.4, table 6, and PAWS (RFC 7323 §5.3). */
function acceptable(transit: Transit): boolean {
  const { algebra, receiver: tcb, segment } = transit;
  const { rcvNxt } = tcb;
  if (rcvNxt === null) return true;
  if (tooOldByTime(transit)) return false;
  const start = algebra.distance(segment.seq, rcvNxt);
  if (Number.isNaN(start)) return true;
  const window = windowSize(transit, rcvNxt);
  // Behind text of unknown length: nothing says that it is beyond the window.
  if ((start === 0 || start === LATER) && window > 0) return true;
  const end = segmentEnd(segment, algebra);
  const empty = end === segment.seq || algebra.distance(end, segment.seq) === 0;
  if (empty) return window === 0 ? start === 0 : start >= 0 && start < window;
  if (window === 0) return false;
  const last = algebra.distance(end, rcvNxt) - 1;
  return (
    Number.isNaN(last) ||
    (start >= 0 && start < window) ||
    (last >= 0 && last < window) ||
    (start < 0 && last >= window)
  );
}

/** Bytes from RCV.NXT to the right edge of the window; the largest unscaled window where none was ever advertised. */
function windowSize({ algebra, receiver: tcb }: Transit, rcvNxt: Form): number {
  if (tcb.rcvEdge === null) return UNKNOWN_WINDOW;
  const size = algebra.distance(tcb.rcvEdge, rcvNxt);
  return Number.isNaN(size) ? UNKNOWN_WINDOW : Math.max(0, size);
}

/** The largest window that scaling can express (RFC 7323 §2.3): what is not known is given the benefit of the doubt. */
const UNKNOWN_WINDOW = 2 ** 30;

/** A TSval that goes back at its sender is wrong there, and drops nothing here. */
function tooOldByTime(transit: Transit): boolean {
  if (!outdated(transit.receiver, transit.segment.tsValue) || transit.hasAny(RST | SYN)) return false;
  return transit.faults.every(({ kind }) => kind !== 'timestamp-back');
}

function rejectUnacceptable(transit: Transit): void {
  const { algebra, receiver: tcb, segment } = transit;
  if ((segment.flags & RST) !== 0) {
    transit.arrival = 'rst-ignored';
    tcb.mayChallenge = true;
    return;
  }
  transit.arrival = 'unacceptable';
  transit.answer = acknowledgment(tcb);
  const { rcvNxt } = tcb;
  // The program may have read meanwhile, and the bytes find room after all: the ACK shows it (RFC 9293 §3.8.6.1).
  const old = tooOldByTime(transit);
  const next = segment.hasData && !old && rcvNxt !== null && algebra.equal(segment.seq, rcvNxt);
  tcb.rcvMore = next ? algebra.add(segment.seq, segment.len) : null;
  if ((segment.flags & SYN) !== 0 && tcb.state !== SYN_RECEIVED) {
    challenge(transit);
    // What the field cannot say may be larger than it says.
    const open = tcb.lastWin === LARGEST_UNSCALED && rcvNxt !== null && algebra.surelyAfter(segment.seq, rcvNxt);
    if (open) tcb.refusal = breakOff(tcb);
  }
  if (tcb.state === TIME_WAIT && (segment.flags & FIN) !== 0) tcb.timeWaitSince = segment.time;
  // A window may be closed to text, but an ACK in such a segment still counts (RFC 9293 §3.10.7.4, note on zero windows).
  // Nothing of a segment that is too old counts, its ACK neither (RFC 7323 §5.3, R1).
  if (old || (segment.flags & (ACK | SYN)) !== ACK || rcvNxt === null) return;
  // So does that of a FIN that is sent again while the own one waits for its ACK, as stacks have it.
  const finAgain = (tcb.state === CLOSING || tcb.state === LAST_ACK) && segment.has(FIN);
  if (algebra.equal(finAgain ? segmentEnd(segment, algebra) : segment.seq, rcvNxt)) {
    const { answer } = transit;
    const { sndUna, strictUna } = tcb;
    arriveAck(transit);
    transit.answer = answer;
    if (finAgain) tcb.strictUna = strictUna ?? (tcb.sndUna === sndUna ? null : sndUna);
  }
}

// Second: RST

function arriveReset(transit: Transit): void {
  const { algebra, receiver: tcb, segment } = transit;
  const { rcvNxt } = tcb;
  const off = rcvNxt === null ? 0 : algebra.distance(segment.seq, rcvNxt);
  const exact = off === 0 || Number.isNaN(off);
  if (!exact && !atSackEdge(transit)) {
    challenge(transit);
    return;
  }
  if (tcb.state === SYN_RECEIVED && tcb.passive) {
    tcb.open();
    tcb.state = LISTEN;
    return;
  }
  if (tcb.state === TIME_WAIT && transit.protectsTimeWait) transit.arrival = 'rst-ignored';
  else tcb.close(tcb.state === TIME_WAIT ? 'time-wait' : 'reset');
}

/** A reset at the right edge of what was selectively acknowledged ends the connection too, as stacks do. */
function atSackEdge({ algebra, receiver: tcb, segment }: Transit): boolean {
  const before = tcb.outOfOrder.at(algebra, segment.seq);
  return tcb.peerSack && before !== undefined && algebra.equal(segment.seq, before.right);
}

// Fourth: SYN

function arriveSyn(transit: Transit): void {
  const { receiver: tcb } = transit;
  if (tcb.state === SYN_RECEIVED && tcb.passive) {
    transit.arrival = 'dropped';
    tcb.open();
    tcb.state = LISTEN;
    return;
  }
  challenge(transit);
  tcb.refusal = breakOff(tcb);
}

/** The reset of a stack without RFC 5961 for a SYN in the window (RFC 9293 §3.10.7.4, fourth, as RFC 793 had it). */
function breakOff({ sndNxt, rcvNxt }: Tcb): Answer {
  return { flags: RST | ACK, seq: sndNxt, ack: rcvNxt, challenge: false, breaksOff: true };
}

// Fifth: ACK

/** False where the segment is dropped. */
function arriveAck(transit: Transit): boolean {
  const { algebra, receiver: tcb, segment } = transit;
  if (tcb.state === SYN_RECEIVED) {
    if (!acknowledgesSyn(transit)) {
      transit.arrival = 'dropped';
      transit.answer = { flags: RST, seq: segment.ack, ack: null, challenge: false };
      return false;
    }
    tcb.state = ESTABLISHED;
  }
  const { sndNxt, sndUna } = tcb;
  const beyond = sndNxt === null ? NaN : algebra.distance(segment.ack, sndNxt);
  if (beyond > 0 || tooOld(transit)) {
    challenge(transit);
    return false;
  }
  if (sndUna === null || algebra.maybeAtOrAfter(segment.ack, sndUna)) {
    takeWindow(transit);
    tcb.strictUna = null;
  }
  if (sndUna === null || algebra.maybeAfter(segment.ack, sndUna)) tcb.sndUna = segment.ack;
  // A diagram that begins after the FIN does not say which number it had: any ACK is taken to cover it.
  if (beyond === 0 || (sndNxt === null && tcb.fin === null)) finAcknowledged(tcb, segment.time);
  return true;
}

/** SEG.ACK < SND.UNA − MAX.SND.WND (RFC 5961 §5.2). */
function tooOld({ algebra, receiver: tcb, segment: { ack } }: Transit): boolean {
  if (tcb.sndUna === null || tcb.maxSndWnd === 0) return false;
  // Without the handshake nobody knows how windows are scaled.
  const largest = tcb.irs === null ? Math.max(tcb.maxSndWnd, LARGEST_UNSCALED) : tcb.maxSndWnd;
  return algebra.distance(ack, tcb.sndUna, -largest) < 0;
}

/** Takes the window that a segment offers to who receives it: SND.WND, SND.WL1 (RFC 9293 §3.10.7.4). */
export function takeWindow({ algebra, receiver: tcb, segment }: Transit): void {
  // An older segment that comes late does not know the window of now (RFC 9293 §3.10.7.4, SND.WL1).
  if (tcb.sndWl1 !== null && algebra.surelyBefore(segment.seq, tcb.sndWl1)) return;
  tcb.sndWl1 = segment.seq;
  tcb.sndWnd = windowOf(segment, tcb, tcb.peerScale);
  if (tcb.sndWnd < 0) {
    tcb.sndEdge = null;
    tcb.maxSndWnd = Math.max(tcb.maxSndWnd, LARGEST_UNSCALED);
    return;
  }
  tcb.maxSndWnd = Math.max(tcb.maxSndWnd, tcb.sndWnd);
  const edge = segment.ack.plus(tcb.sndWnd);
  if (tcb.sndEdge === null || algebra.surelyAfter(edge, tcb.sndEdge)) tcb.sndEdge = edge;
}

function finAcknowledged(tcb: Tcb, time: number): void {
  if (tcb.closing) return;
  if (tcb.state === FIN_WAIT_1) tcb.state = FIN_WAIT_2;
  else if (tcb.state === CLOSING) enterTimeWait(tcb, time);
  else if (tcb.state === LAST_ACK) tcb.close('closed');
}

function enterTimeWait(tcb: Tcb, time: number): void {
  tcb.state = TIME_WAIT;
  tcb.timeWaitSince = time;
}

// Seventh and eighth: text and FIN

function arriveText(transit: Transit): void {
  const { algebra, receiver: tcb, segment } = transit;
  noteTimestamp(transit);
  const hasFin = (segment.flags & FIN) !== 0;
  if (!segment.hasData && !hasFin) return;
  if (!mayReceive(tcb.state)) {
    transit.arrival = 'dropped';
    return;
  }
  // After CLOSE nobody reads it any more: it may be reset (RFC 9293 §3.6.1, RFC 1122 §4.2.2.13).
  if (tcb.fin !== null && segment.hasData) {
    tcb.refusal = { flags: RST, seq: segment.ack, ack: null, challenge: false, breaksOff: true };
  }
  const { rcvNxt, rcvEdge } = tcb;
  let end = algebra.add(segment.seq, segment.len);
  const past = rcvEdge === null ? 0 : algebra.distance(end, rcvEdge);
  // What is beyond the window is cut off, the FIN as well (RFC 9293 §3.10.7.4, seventh); not every receiver does so.
  tcb.rcvMore = past > 0 ? end : null;
  if (past > 0 && rcvEdge !== null) end = rcvEdge;
  if (rcvNxt === null) {
    tcb.rcvNxt = end;
  } else {
    const start = algebra.distance(segment.seq, rcvNxt);
    if (start > 0) return queue(transit, end);
    const gained = algebra.distance(end, rcvNxt);
    if (!(gained <= 0)) {
      if (gained > 0 && tcb.shrunk && !hasFin) tcb.rcvLess = refused(algebra, tcb, rcvNxt, end);
      tcb.rcvNxt = end;
    }
    const filled = tcb.outOfOrder.newest !== null;
    if (filled || (gained <= 0 && !hasFin)) {
      if (filled) joinQueue(algebra, tcb);
      transit.answer = acknowledgment(tcb);
    }
  }
  if (hasFin && tcb.rcvMore === null) tcb.earlyFin = end;
  if (takeFin(algebra, tcb, segment.time)) transit.answer = acknowledgment(tcb);
}

/** How far text that ends at `end` is taken by a window that was drawn back; null where it holds all of it (RFC 9293 §3.8.6). */
function refused(algebra: Algebra, { lastAck, rcvWnd }: Tcb, next: Form, end: Form): Form | null {
  if (lastAck === null || rcvWnd < 0) return null;
  const edge = lastAck.plus(rcvWnd);
  if (!algebra.surelyAfter(end, edge)) return null;
  return algebra.surelyAfter(edge, next) ? edge : next;
}

/** TS.Recent follows the segments that move the left edge, so that one that was overtaken is not too old (RFC 7323 §4.3). */
function noteTimestamp({ algebra, receiver: tcb, segment }: Transit): void {
  if (segment.tsValue < 0) return;
  tcb.tsLast = segment.tsValue;
  if (tcb.lastAck === null || algebra.maybeAtOrBefore(segment.seq, tcb.lastAck)) tcb.tsRecent = segment.tsValue;
}

/** Bytes beyond a gap are kept, and the gap is reported at once (RFC 5681 §4.2, RFC 2018 §4). */
function queue(transit: Transit, end: Form): void {
  const { algebra, receiver: tcb, segment } = transit;
  if (segment.hasData) tcb.outOfOrder = tcb.outOfOrder.with(algebra, { left: segment.seq, right: end });
  if ((segment.flags & FIN) !== 0 && tcb.rcvMore === null) tcb.earlyFin = end;
  transit.answer = acknowledgment(tcb);
}

/** Moves RCV.NXT over the ranges that it has reached. */
function joinQueue(algebra: Algebra, tcb: Tcb): void {
  if (tcb.rcvNxt === null) return;
  const { early, rcvNxt } = tcb.outOfOrder.reached(algebra, tcb.rcvNxt);
  tcb.outOfOrder = early;
  tcb.rcvNxt = rcvNxt;
}

/** Whether the FIN is next in order; then it has been taken. */
function takeFin(algebra: Algebra, tcb: Tcb, time: number): boolean {
  const { earlyFin, rcvNxt } = tcb;
  if (earlyFin === null || rcvNxt === null || !algebra.equal(earlyFin, rcvNxt)) return false;
  tcb.rcvNxt = rcvNxt.plus(1);
  tcb.earlyFin = null;
  if (tcb.state === ESTABLISHED) tcb.state = CLOSE_WAIT;
  else if (tcb.state === FIN_WAIT_1) tcb.state = CLOSING;
  else if (tcb.state === FIN_WAIT_2) enterTimeWait(tcb, time);
  return true;
}

/** Everything before `next` has arrived, whether it was seen or not. */
export function skipTo(algebra: Algebra, tcb: Tcb, next: Form, time: number): void {
  const { rcvNxt, earlyFin } = tcb;
  if (rcvNxt === null || !algebra.surelyAfter(next, rcvNxt)) return;
  tcb.rcvNxt = earlyFin !== null && algebra.equal(next, earlyFin.plus(1)) ? earlyFin : next;
  joinQueue(algebra, tcb);
  takeFin(algebra, tcb, time);
}
