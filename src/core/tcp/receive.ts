import { ACK, AE, CWR, ECE, FIN, RST, SYN } from './flags.ts';
import { type Facts, Fault, Mark } from './facts.ts';
import { type Algebra, type Form, ZERO } from './number.ts';
import { type Range, type Segment, segmentEnd } from './segment.ts';
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

/**
 * A segment arrives: the order of the steps is that of RFC 9293 §3.10.7, with the challenge ACKs of RFC 5961.
 * `facts.answer` is what the receiver must send at once. Bytes that arrive in order may be acknowledged later
 * (RFC 9293 §3.8.6.3), so they call for nothing.
 */
export function receive(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  tcb.answer = null;
  if (tcb.state === CLOSED && tcb.listener && tcb.ending !== 'crash' && (segment.flags & (SYN | ACK | RST)) === SYN) {
    tcb.open();
    tcb.state = LISTEN;
  }
  switch (tcb.state) {
    case CLOSED:
      arriveClosed(algebra, segment, facts);
      break;
    case LISTEN:
      arriveListen(algebra, tcb, segment, facts);
      break;
    case SYN_SENT:
      arriveSynSent(algebra, tcb, segment, facts);
      break;
    default:
      arriveOpen(algebra, tcb, segment, facts);
  }
  tcb.answer = facts.answer;
  const unheard = facts.arrival === 'dropped' || facts.arrival === 'rst-ignored';
  if (unheard && facts.answer === null) facts.marks |= Mark.ignored;
}

// ---- §3.10.7.1 CLOSED

function arriveClosed(algebra: Algebra, segment: Segment, facts: Facts): void {
  facts.arrival = 'dropped';
  if ((segment.flags & RST) === 0) facts.answer = refuse(algebra, segment);
}

/** The reset that answers a segment for which there is no connection (RFC 9293 §3.10.7.1). */
function refuse(algebra: Algebra, segment: Segment): Answer {
  const end = segmentEnd(segment, algebra);
  if ((segment.flags & ACK) !== 0) return { flags: RST, seq: segment.ack, ack: null, spare: end, challenge: false };
  return { flags: RST | ACK, seq: ZERO, ack: end, challenge: false };
}

// ---- §3.10.7.2 LISTEN

function arriveListen(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  if ((segment.flags & (RST | ACK | SYN)) !== SYN) {
    facts.arrival = 'dropped';
    if ((segment.flags & (RST | ACK)) === ACK) facts.answer = refuse(algebra, segment);
    return;
  }
  tcb.open();
  tcb.passive = true;
  tcb.listener = true;
  tcb.state = SYN_RECEIVED;
  takeSyn(algebra, tcb, segment);
  // Whether text in a SYN is taken at once is for the receiver to say (RFC 7413 §4.2.2).
  const ack = tcb.synData === null ? tcb.rcvNxt : null;
  facts.answer = { flags: SYN | ACK, seq: null, ack, challenge: false };
}

/** Notes what a SYN says: IRS, RCV.NXT, options, and text that may be taken at once (RFC 7413). */
function takeSyn(algebra: Algebra, tcb: Tcb, segment: Segment): void {
  const asks = segment.flags & (ECE | CWR | AE);
  if ((segment.flags & ACK) === 0) tcb.ecnAsked = asks;
  else tcb.ecn = tcb.ecnAsked !== 0 && asks !== 0;
  tcb.irs = segment.seq;
  tcb.rcvNxt = segment.seq.plus(1);
  tcb.peerMss = segment.mss;
  tcb.peerScale = segment.wscale;
  tcb.peerSack = segment.sackPermitted;
  tcb.peerTimestamps = segment.tsValue >= 0;
  tcb.tsRecent = segment.tsValue;
  tcb.tsLast = segment.tsValue;
  // The window of a SYN is never scaled (RFC 7323 §2.2).
  tcb.sndWnd = segment.win;
  tcb.maxSndWnd = Math.max(tcb.maxSndWnd, segment.win);
  // A request of a cookie opens nothing yet (RFC 7413 §4.1.1).
  const opensFast = segment.cookie !== null && segment.cookie !== '' && (segment.flags & ACK) === 0;
  if (opensFast) tcb.fastOpen = true;
  if (!segment.hasData) return;
  tcb.synData = segment.len;
  if (opensFast) tcb.rcvNxt = algebra.add(tcb.rcvNxt, segment.len);
}

// ---- §3.10.7.3 SYN-SENT

function arriveSynSent(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  const hasAck = (segment.flags & ACK) !== 0;
  if (hasAck && !acknowledgesSyn(algebra, tcb, segment.ack)) {
    facts.arrival = 'dropped';
    if ((segment.flags & RST) === 0) facts.answer = { flags: RST, seq: segment.ack, ack: null, challenge: false };
    else facts.arrival = 'rst-ignored';
    return;
  }
  if ((segment.flags & RST) !== 0) {
    if (hasAck) tcb.close('reset');
    else facts.arrival = 'rst-ignored';
    return;
  }
  if ((segment.flags & SYN) === 0) {
    facts.arrival = 'dropped';
    return;
  }
  takeSyn(algebra, tcb, segment);
  if (!hasAck) {
    tcb.state = SYN_RECEIVED;
    facts.answer = { flags: SYN | ACK, seq: tcb.iss, ack: tcb.rcvNxt, challenge: false };
    return;
  }
  // Text that went with the SYN and was not taken is to be sent again (RFC 7413 §4.2.1).
  if (tcb.iss !== null && algebra.distance(segment.ack, tcb.iss) === 1) tcb.sndNxt = segment.ack;
  tcb.sndUna = segment.ack;
  tcb.state = ESTABLISHED;
  facts.answer = acknowledgment(tcb);
}

/** ISS < SEG.ACK =< SND.NXT. */
function acknowledgesSyn(algebra: Algebra, tcb: Tcb, ack: Form): boolean {
  if (tcb.iss === null || tcb.sndNxt === null) return true;
  return !(algebra.distance(ack, tcb.iss) <= 0) && !(algebra.distance(ack, tcb.sndNxt) > 0);
}

/** <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>. */
function acknowledgment(tcb: Tcb): Answer {
  return { flags: ACK, seq: tcb.sndNxt, ack: tcb.rcvNxt, challenge: false };
}

/** The ACK that asks a suspicious sender to show that it is the real one (RFC 5961 §3.2, §4.2, §5.2). */
function challenge(tcb: Tcb, facts: Facts): void {
  facts.arrival = 'challenged';
  facts.answer = { ...acknowledgment(tcb), challenge: true };
}

// ---- §3.10.7.4 Every other state

function arriveOpen(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  // A SYN sent again before the handshake is over is answered like the first.
  if (repeatsSyn(algebra, tcb, segment)) {
    facts.answer = { flags: SYN | ACK, seq: tcb.iss, ack: tcb.rcvNxt, challenge: false };
    return;
  }
  if (finishesSimultaneousOpen(algebra, tcb, segment)) {
    arriveAck(algebra, tcb, segment, facts);
    return;
  }
  if (tcb.state === TIME_WAIT && reopens(algebra, tcb, segment)) return arriveReopening(algebra, tcb, segment, facts);
  if (!acceptable(algebra, tcb, segment, facts)) return rejectUnacceptable(algebra, tcb, segment, facts);
  if ((segment.flags & RST) !== 0) return arriveReset(algebra, tcb, segment, facts);
  if ((segment.flags & SYN) !== 0) return arriveSyn(tcb, facts);
  if ((segment.flags & ACK) === 0) {
    facts.arrival = 'dropped';
    return;
  }
  if (!arriveAck(algebra, tcb, segment, facts)) return;
  arriveText(algebra, tcb, segment, facts);
}

function repeatsSyn(algebra: Algebra, tcb: Tcb, segment: Segment): boolean {
  if (tcb.state !== SYN_RECEIVED || tcb.irs === null || (segment.flags & (SYN | RST)) !== SYN) return false;
  if ((segment.flags & ACK) !== 0) return false;
  return algebra.distance(segment.seq, tcb.irs) === 0;
}

/** In a simultaneous open the SYN-ACK repeats a SYN that is known, and acknowledges the own one (RFC 9293, figure 7). */
function finishesSimultaneousOpen(algebra: Algebra, tcb: Tcb, segment: Segment): boolean {
  if (tcb.state !== SYN_RECEIVED || tcb.irs === null || !segment.has(SYN | ACK) || segment.has(RST)) return false;
  return algebra.distance(segment.seq, tcb.irs) === 0;
}

/**
 * A new SYN may reopen a connection in TIME-WAIT if it is later by its timestamp, or the first to carry one; without, or
 * with the same one, if it begins beyond the last number (RFC 9293 §3.6.1, RFC 6191 §2).
 */
function reopens(algebra: Algebra, tcb: Tcb, segment: Segment): boolean {
  if ((segment.flags & (SYN | ACK | RST | FIN)) !== SYN || tcb.rcvNxt === null) return false;
  if (segment.tsValue >= 0) {
    const later = tcb.tsRecent < 0 ? 1 : newer(segment.tsValue, tcb.tsRecent);
    if (later !== 0) return later > 0;
  }
  return !(algebra.distance(segment.seq, tcb.rcvNxt) <= 0);
}

function arriveReopening(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  tcb.state = LISTEN;
  arriveListen(algebra, tcb, segment, facts);
}

// First: sequence number

/** The acceptability test of RFC 9293 §3.10.7.4, table 6, and PAWS (RFC 7323 §5.3). */
function acceptable(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): boolean {
  const { rcvNxt } = tcb;
  if (rcvNxt === null) return true;
  if (tooOldByTime(tcb, segment, facts)) return false;
  const start = algebra.distance(segment.seq, rcvNxt);
  if (Number.isNaN(start)) return true;
  const end = segmentEnd(segment, algebra);
  const empty = end === segment.seq || algebra.distance(end, segment.seq) === 0;
  const window = windowSize(algebra, tcb, rcvNxt);
  if (empty) return window === 0 ? start === 0 : start >= 0 && start < window;
  if (window === 0) return false;
  const last = algebra.distance(end, rcvNxt) - 1;
  return (start >= 0 && start < window) || (last >= 0 && last < window) || (start < 0 && last >= window);
}

/** Bytes from RCV.NXT to the right edge of the window; the largest unscaled window where none was ever advertised. */
function windowSize(algebra: Algebra, tcb: Tcb, rcvNxt: Form): number {
  if (tcb.rcvEdge === null) return UNKNOWN_WINDOW;
  const size = algebra.distance(tcb.rcvEdge, rcvNxt);
  return Number.isNaN(size) ? UNKNOWN_WINDOW : Math.max(0, size);
}

/** Half the sequence space: what is not known is given the benefit of the doubt. */
const UNKNOWN_WINDOW = 2 ** 30;

/** A TSval that goes back at its sender is wrong there, and drops nothing here. */
function tooOldByTime(tcb: Tcb, segment: Segment, facts: Facts): boolean {
  if ((facts.faults & Fault.timestampBack) !== 0) return false;
  return (segment.flags & (RST | SYN)) === 0 && outdated(tcb, segment.tsValue);
}

function rejectUnacceptable(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  if ((segment.flags & RST) !== 0) {
    facts.arrival = 'rst-ignored';
    return;
  }
  facts.arrival = 'unacceptable';
  facts.answer = acknowledgment(tcb);
  if ((segment.flags & SYN) !== 0 && tcb.state !== SYN_RECEIVED) challenge(tcb, facts);
  if (tcb.state === TIME_WAIT && (segment.flags & FIN) !== 0) tcb.timeWaitSince = segment.time;
  // A window may be closed to text, but an ACK in such a segment still counts (RFC 9293 §3.10.7.4, note on zero windows).
  // Nothing of a segment that is too old counts, its ACK neither (RFC 7323 §5.3, R1).
  if (tooOldByTime(tcb, segment, facts)) return;
  if ((segment.flags & (ACK | SYN)) === ACK && tcb.rcvNxt !== null && algebra.distance(segment.seq, tcb.rcvNxt) === 0) {
    const { answer } = facts;
    arriveAck(algebra, tcb, segment, facts);
    facts.answer = answer;
  }
}

// Second: RST

function arriveReset(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  const { rcvNxt } = tcb;
  const exact = rcvNxt === null || !(Math.abs(algebra.distance(segment.seq, rcvNxt)) > 0);
  if (!exact && !atSackEdge(algebra, tcb, segment)) {
    challenge(tcb, facts);
    return;
  }
  if (tcb.state === SYN_RECEIVED && tcb.passive) {
    tcb.open();
    tcb.state = LISTEN;
    return;
  }
  tcb.close(tcb.state === TIME_WAIT ? 'time-wait' : 'reset');
}

/** A reset at the right edge of what was selectively acknowledged ends the connection too, as stacks do. */
function atSackEdge(algebra: Algebra, tcb: Tcb, segment: Segment): boolean {
  return tcb.peerSack && tcb.outOfOrder.some(({ right }) => algebra.distance(segment.seq, right) === 0);
}

// Fourth: SYN

function arriveSyn(tcb: Tcb, facts: Facts): void {
  if (tcb.state === SYN_RECEIVED && tcb.passive) {
    facts.arrival = 'dropped';
    tcb.open();
    tcb.state = LISTEN;
    return;
  }
  challenge(tcb, facts);
}

// Fifth: ACK

/** False where the segment is dropped. */
function arriveAck(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): boolean {
  if (tcb.state === SYN_RECEIVED) {
    if (!acknowledgesSyn(algebra, tcb, segment.ack)) {
      facts.arrival = 'dropped';
      facts.answer = { flags: RST, seq: segment.ack, ack: null, challenge: false };
      return false;
    }
    tcb.state = ESTABLISHED;
  }
  const { sndNxt, sndUna } = tcb;
  const beyond = sndNxt === null ? NaN : algebra.distance(segment.ack, sndNxt);
  if (beyond > 0 || tooOld(algebra, tcb, segment.ack)) {
    challenge(tcb, facts);
    return false;
  }
  const news = sndUna === null ? 1 : algebra.distance(segment.ack, sndUna);
  if (!(news <= 0)) tcb.sndUna = segment.ack;
  if (!(news < 0)) takeWindow(algebra, tcb, segment);
  // A diagram that begins after the FIN does not say which number it had: any ACK is taken to cover it.
  if (beyond === 0 || (sndNxt === null && tcb.fin === null)) finAcknowledged(tcb, segment.time);
  return true;
}

/** SEG.ACK < SND.UNA − MAX.SND.WND (RFC 5961 §5.2). */
function tooOld(algebra: Algebra, tcb: Tcb, ack: Form): boolean {
  if (tcb.sndUna === null || tcb.maxSndWnd === 0) return false;
  return algebra.distance(ack, tcb.sndUna.plus(-Math.max(tcb.maxSndWnd, LARGEST_UNSCALED))) < 0;
}

/** A peer whose windows are not all written down may have offered this much. */
const LARGEST_UNSCALED = 65535;

function takeWindow(algebra: Algebra, tcb: Tcb, segment: Segment): void {
  // An older segment that comes late does not know the window of now (RFC 9293 §3.10.7.4, SND.WL1).
  if (tcb.sndWl1 !== null && algebra.distance(segment.seq, tcb.sndWl1) < 0) return;
  tcb.sndWl1 = segment.seq;
  if (segment.win < 0) {
    tcb.sndWnd = -1;
    tcb.sndEdge = null;
    return;
  }
  const scaled = (segment.flags & SYN) === 0 && tcb.ownScale >= 0 && tcb.peerScale >= 0;
  tcb.sndWnd = scaled ? segment.win * 2 ** Math.min(tcb.peerScale, MAX_SCALE) : segment.win;
  tcb.maxSndWnd = Math.max(tcb.maxSndWnd, tcb.sndWnd);
  const edge = segment.ack.plus(tcb.sndWnd);
  if (tcb.sndEdge === null || algebra.distance(edge, tcb.sndEdge) > 0) tcb.sndEdge = edge;
}

/** The largest shift (RFC 7323 §2.3). */
const MAX_SCALE = 14;

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

function arriveText(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  noteTimestamp(algebra, tcb, segment);
  const hasFin = (segment.flags & FIN) !== 0;
  if (!segment.hasData && !hasFin) return;
  if (!mayReceive(tcb.state)) {
    facts.arrival = 'dropped';
    return;
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
    if (start > 0) return queue(algebra, tcb, segment, end, facts);
    const gained = algebra.distance(end, rcvNxt);
    if (!(gained <= 0)) tcb.rcvNxt = end;
    if (tcb.outOfOrder.length > 0 || (gained <= 0 && !hasFin)) {
      if (tcb.outOfOrder.length > 0) joinQueue(algebra, tcb);
      facts.answer = acknowledgment(tcb);
    }
  }
  if (hasFin && tcb.rcvMore === null) tcb.earlyFin = end;
  takeFin(algebra, tcb, segment.time, facts);
}

/** TS.Recent follows the segments that move the left edge, so that one that was overtaken is not too old (RFC 7323 §4.3). */
function noteTimestamp(algebra: Algebra, tcb: Tcb, segment: Segment): void {
  if (segment.tsValue < 0) return;
  tcb.tsLast = segment.tsValue;
  if (tcb.lastAck === null || !(algebra.distance(segment.seq, tcb.lastAck) > 0)) tcb.tsRecent = segment.tsValue;
}

/** Bytes beyond a gap are kept, and the gap is reported at once (RFC 5681 §4.2, RFC 2018 §4). */
function queue(algebra: Algebra, tcb: Tcb, segment: Segment, end: Form, facts: Facts): void {
  if (segment.hasData) tcb.outOfOrder = insertRange(algebra, tcb.outOfOrder, { left: segment.seq, right: end });
  if ((segment.flags & FIN) !== 0 && tcb.rcvMore === null) tcb.earlyFin = end;
  facts.answer = acknowledgment(tcb);
}

/** The ranges with one more, the newest first; ranges that touch become one. */
function insertRange(algebra: Algebra, ranges: readonly Range[], added: Range): readonly Range[] {
  let { left, right } = added;
  const apart: Range[] = [];
  for (const range of ranges) {
    const touches = algebra.distance(range.left, right) <= 0 && algebra.distance(range.right, left) >= 0;
    if (!touches) {
      apart.push(range);
      continue;
    }
    if (algebra.distance(range.left, left) < 0) left = range.left;
    if (algebra.distance(range.right, right) > 0) right = range.right;
  }
  return [{ left, right }, ...apart];
}

/** Moves RCV.NXT over the ranges that it has reached. */
function joinQueue(algebra: Algebra, tcb: Tcb): void {
  let rest = tcb.outOfOrder;
  for (;;) {
    const { rcvNxt } = tcb;
    if (rcvNxt === null) return;
    const reached = rest.find(({ left }) => algebra.distance(left, rcvNxt) <= 0);
    if (reached === undefined) break;
    if (algebra.distance(reached.right, rcvNxt) > 0) tcb.rcvNxt = reached.right;
    rest = rest.filter((range) => range !== reached);
  }
  tcb.outOfOrder = rest;
}

function takeFin(algebra: Algebra, tcb: Tcb, time: number, facts: Facts): void {
  const { earlyFin, rcvNxt } = tcb;
  if (earlyFin === null || rcvNxt === null || algebra.distance(earlyFin, rcvNxt) !== 0) return;
  tcb.rcvNxt = rcvNxt.plus(1);
  tcb.earlyFin = null;
  facts.answer = acknowledgment(tcb);
  if (tcb.state === ESTABLISHED) tcb.state = CLOSE_WAIT;
  else if (tcb.state === FIN_WAIT_1) tcb.state = CLOSING;
  else if (tcb.state === FIN_WAIT_2) enterTimeWait(tcb, time);
}
