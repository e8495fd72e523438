import { ACK, AE, CWR, ECE, FIN, RST, SYN } from './flags.ts';
import { Fault, type Facts, Mark, NOT_SENT } from './facts.ts';
import { believe } from './doubt.ts';
import { opening, requiredAck, requiredSeq } from './expected.ts';
import { type Algebra, EARLIER, type Form, LATER, ZERO } from './number.ts';
import { markAcknowledgment } from './marks.ts';
import { judgeTimestamps } from './timestamps.ts';
import { type Segment, segmentEnd } from './segment.ts';
import { CLOSED, CLOSE_WAIT, ESTABLISHED, FIN_WAIT_1, LAST_ACK, LISTEN, SYN_RECEIVED, SYN_SENT } from './states.ts';
import type { Tcb } from './tcb.ts';

/**
 * Judges a segment by what its sender knows, and sends it.
 *
 * `exact` is false for a host that a capture sees from afar: what it knew when it sent is not known, so only what no
 * TCP could have known counts as a fault. A segment with a wrong number is sent as if the number had been right, and
 * one that could not be sent at all has no effect, so that one mistake is one fault.
 */
export function send(algebra: Algebra, tcb: Tcb, peer: Tcb, segment: Segment, exact: boolean, facts: Facts): void {
  facts.expectedSeq = requiredSeq(tcb, segment);
  facts.expectedAck = requiredAck(tcb, segment);
  if (exact) {
    judgeState(algebra, tcb, segment, facts);
    if ((facts.faults & NOT_SENT) !== 0) return;
    if ((facts.faults & (Fault.synMissing | Fault.synWithoutAck)) !== 0) segment.flags |= SYN | ACK;
    // Once a connection is synchronized every segment carries an acknowledgment: this one is taken as if it did.
    if ((facts.faults & Fault.ackFlagMissing) !== 0) segment.flags |= ACK;
  }
  if ((segment.flags & RST) !== 0) {
    if (exact) judgeReset(algebra, tcb, segment, facts);
    sendReset(tcb, segment);
    return;
  }
  judgeSeq(algebra, tcb, peer, segment, exact, facts);
  if ((facts.faults & NOT_SENT) !== 0) return;
  if ((segment.flags & ACK) !== 0) judgeAck(algebra, tcb, peer, segment, exact, facts);
  if (exact) {
    judgeWindow(algebra, tcb, segment, facts);
    judgeTimestamps(tcb, segment, facts);
  }
  markAcknowledgment(algebra, tcb, peer, segment, facts);
  transmit(algebra, tcb, segment, exact, facts);
}

// ---- May a segment with these flags be sent in this state? (RFC 9293 §3.10.1 to §3.10.6, figure 5)

function judgeState(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  switch (tcb.state) {
    case CLOSED:
      return judgeClosed(tcb, segment, facts);
    case LISTEN:
      return judgeListen(tcb, segment, facts);
    case SYN_SENT:
      return judgeSynSent(tcb, segment, facts);
    case SYN_RECEIVED:
      return judgeSynReceived(tcb, segment, facts);
    default:
      return judgeSynchronized(algebra, tcb, segment, facts);
  }
}

function judgeClosed(tcb: Tcb, segment: Segment, facts: Facts): void {
  if ((segment.flags & RST) !== 0 && oweReset(tcb)) return;
  if ((segment.flags & (SYN | ACK | RST)) === SYN) return;
  if ((segment.flags & (SYN | RST)) === SYN) facts.faults |= Fault.synAckUnasked;
  else if (tcb.ending === 'reset') facts.faults |= Fault.afterReset;
  else if (tcb.ending === 'time-wait') facts.faults |= Fault.afterTimeWait;
  else facts.faults |= Fault.fromClosed;
}

function judgeListen(tcb: Tcb, segment: Segment, facts: Facts): void {
  if ((segment.flags & RST) !== 0 && oweReset(tcb)) return;
  if ((segment.flags & (SYN | ACK | RST)) === SYN) {
    facts.faults |= Fault.synFromListen;
    return;
  }
  facts.faults |= (segment.flags & (SYN | RST)) === SYN ? Fault.synAckUnasked : Fault.fromListen;
}

function judgeSynSent(tcb: Tcb, segment: Segment, facts: Facts): void {
  if ((segment.flags & (SYN | ACK)) === SYN) return;
  if ((segment.flags & RST) !== 0 && oweReset(tcb)) return;
  if ((segment.flags & SYN) !== 0) facts.faults |= Fault.synAckUnasked;
  else facts.faults |= tooEarly(segment);
}

function judgeSynReceived(tcb: Tcb, segment: Segment, facts: Facts): void {
  if ((segment.flags & RST) !== 0) return;
  if ((segment.flags & SYN) !== 0) {
    if ((segment.flags & ACK) === 0) facts.faults |= Fault.synWithoutAck;
    return;
  }
  if (tcb.iss === null) {
    facts.faults |= Fault.synMissing;
    return;
  }
  // Fast Open lets the server send before the last ACK of the handshake (RFC 7413 §4.2.2).
  if (segment.hasData && !tcb.fastOpen) facts.faults |= Fault.dataBeforeEstablished;
  else if ((segment.flags & ACK) === 0) facts.faults |= Fault.ackFlagMissing;
  else if ((segment.flags & FIN) === 0 && !segment.hasData && tcb.answer === null && !tcb.fastOpen) {
    facts.faults |= Fault.ackBeforeEstablished;
  }
}

function tooEarly(segment: Segment): number {
  if (segment.hasData) return Fault.dataBeforeEstablished;
  return (segment.flags & FIN) !== 0 ? Fault.finBeforeEstablished : Fault.ackBeforeEstablished;
}

function judgeSynchronized(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  if ((segment.flags & RST) !== 0) return;
  if (repeatsSynAck(algebra, tcb, segment)) return;
  if ((segment.flags & SYN) !== 0) facts.faults |= Fault.synInConnection;
  else if ((segment.flags & ACK) === 0) facts.faults |= Fault.ackFlagMissing;
}

/** A listener that cannot take the connection yet passes over the last ACK, and sends its SYN-ACK again. */
function repeatsSynAck(algebra: Algebra, tcb: Tcb, segment: Segment): boolean {
  if (!tcb.passive || tcb.iss === null || tcb.irs === null || tcb.rcvNxt === null || !segment.has(SYN | ACK))
    return false;
  if (algebra.distance(segment.seq, tcb.iss) !== 0) return false;
  return algebra.distance(tcb.rcvNxt, tcb.irs) === 1 && algebra.distance(segment.ack, tcb.rcvNxt) === 0;
}

function oweReset(tcb: Tcb): boolean {
  return tcb.answer !== null && (tcb.answer.flags & RST) !== 0;
}

// ---- Sequence number

function judgeSeq(algebra: Algebra, tcb: Tcb, peer: Tcb, segment: Segment, exact: boolean, facts: Facts): void {
  if ((segment.flags & SYN) !== 0) {
    if (opening(tcb)) judgeNewIsn(algebra, tcb, segment, facts);
    else judgeSynAgain(algebra, tcb, segment, exact, facts);
    return;
  }
  const { sndNxt, sndUna } = tcb;
  if (sndNxt === null) {
    if (exact && sndUna !== null && algebra.distance(segment.seq, sndUna) < 0)
      wrongSeq(segment, facts, sndUna, Fault.seqMismatch);
    return;
  }
  const ahead = algebra.distance(segment.seq, sndNxt);
  const firstFin = (segment.flags & FIN) !== 0 && tcb.fin === null;
  if (ahead === 0) {
    tcb.doubt = 0;
    if ((segment.hasData || firstFin) && tcb.finished) facts.faults |= exact ? Fault.dataAfterFin : 0;
    else if ((segment.flags & FIN) !== 0 && tcb.fin !== null) facts.faults |= exact ? Fault.seqAfterFin : 0;
    if (segment.hasData && tcb.sndWnd === 0 && isByte(segment)) facts.marks |= Mark.zeroWindowProbe;
  } else if (ahead > 0) {
    if (!exact) facts.marks |= Mark.previousNotCaptured;
    else if (tcb.finished) facts.faults |= Fault.seqAfterFin;
    else if (!believe(tcb, peer, ahead)) wrongSeq(segment, facts, sndNxt, Fault.seqGap);
  } else if (ahead < 0) {
    judgeOldSeq(algebra, tcb, peer, segment, ahead, exact, facts);
  } else if (exact) {
    wrongSeq(segment, facts, sndNxt, Fault.seqMismatch);
  }
}

function judgeNewIsn(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  if (tcb.iss === null) return;
  facts.marks |= Mark.portReused;
  if (algebra.distance(segment.seq, tcb.iss) === 0) facts.faults |= Fault.isnReused;
}

function judgeSynAgain(algebra: Algebra, tcb: Tcb, segment: Segment, exact: boolean, facts: Facts): void {
  const { iss } = tcb;
  if (iss === null) return;
  if (algebra.distance(segment.seq, iss) === 0) {
    // The SYN-ACK of a simultaneous open repeats the sequence number, but says something new.
    if ((segment.flags & ACK) === 0 || tcb.lastAck !== null) facts.marks |= Mark.retransmission;
  } else if (exact) wrongSeq(segment, facts, iss, Fault.seqMismatch);
}

/** The segment begins before SND.NXT: sent again, a probe, or wrong. */
function judgeOldSeq(
  algebra: Algebra,
  tcb: Tcb,
  peer: Tcb,
  segment: Segment,
  ahead: number,
  exact: boolean,
  facts: Facts,
): void {
  const una = tcb.sndUna ?? segment.seq;
  const sndNxt = tcb.sndNxt ?? segment.seq;
  const fromUna = algebra.distance(segment.seq, una);
  const hasFin = (segment.flags & FIN) !== 0;
  const probe = (ahead === -1 || fromUna === -1) && !hasFin && (segment.len === ZERO || isByte(segment));
  if (probe && fromUna <= 0 && (!exact || keepsAlive(algebra, tcb, segment, fromUna))) {
    facts.marks |= Mark.keepAlive;
    return;
  }
  if (!segment.hasData && !hasFin) {
    if (exact && !atWindowEdge(algebra, tcb, segment) && !believe(tcb, peer, ahead))
      wrongSeq(segment, facts, sndNxt, Fault.seqMismatch);
    return;
  }
  const fin = hasFin ? algebra.add(segment.seq, segment.len) : null;
  const beyond = algebra.distance(segmentEnd(segment, algebra), sndNxt);
  if (exact && fromUna < 0 && believe(tcb, peer, ahead)) return;
  if (exact && fromUna < 0)
    return wrongSeq(segment, facts, tcb.fin !== null && hasFin ? tcb.fin : sndNxt, Fault.seqMismatch);
  if (exact && beyond > 0 && tcb.finished) {
    facts.faults |= Fault.seqAfterFin;
    return;
  }
  if (exact && fin !== null && algebra.distance(fin, tcb.fin ?? sndNxt) < 0) {
    return wrongSeq(segment, facts, tcb.fin ?? sndNxt, Fault.seqMismatch);
  }
  markRetransmission(algebra, tcb, peer, segment, facts);
}

/**
 * A keep-alive has the number before SND.UNA, and says nothing else that is new (RFC 9293 §3.8.4): it repeats the last
 * ACK, answers nothing, and is not the number of the own FIN. Nobody keeps a connection alive before it has answered.
 */
function keepsAlive(algebra: Algebra, tcb: Tcb, segment: Segment, fromUna: number): boolean {
  if (fromUna !== -1 || tcb.answer !== null) return false;
  if (tcb.fin !== null && algebra.distance(segment.seq, tcb.fin) === 0) return false;
  if (tcb.lastAck !== null) return !(algebra.distance(segment.ack, tcb.lastAck) > 0);
  return tcb.iss === null || algebra.distance(segment.seq, tcb.iss) !== 0;
}

function markRetransmission(algebra: Algebra, tcb: Tcb, peer: Tcb, segment: Segment, facts: Facts): void {
  facts.marks |= Mark.retransmission;
  if (peer.duplicates >= 2 && tcb.sndUna !== null && algebra.distance(segment.seq, tcb.sndUna) === 0) {
    facts.marks |= Mark.fastRetransmission;
  }
  const end = segmentEnd(segment, algebra);
  if (peer.lastAck !== null && algebra.distance(end, peer.lastAck) <= 0) facts.marks |= Mark.spuriousRetransmission;
  if (peer.rcvNxt !== null && algebra.distance(end, peer.rcvNxt) <= 0) facts.faults |= Fault.retransmissionUnmarked;
}

function wrongSeq(segment: Segment, facts: Facts, right: Form, fault: number): void {
  facts.faults |= fault;
  facts.expectedSeq = right;
  segment.seq = right;
}

function isByte(segment: Segment): boolean {
  return segment.len.constant === 1;
}

/** An ACK sent at the edge of a window that the peer has drawn back, so that it is not dropped there. */
function atWindowEdge(algebra: Algebra, tcb: Tcb, segment: Segment): boolean {
  return tcb.sndUna !== null && tcb.sndWnd >= 0 && algebra.distance(segment.seq, tcb.sndUna.plus(tcb.sndWnd)) === 0;
}

// ---- Acknowledgment number: RCV.NXT (RFC 9293 §3.4)

function judgeAck(algebra: Algebra, tcb: Tcb, peer: Tcb, segment: Segment, exact: boolean, facts: Facts): void {
  const { rcvNxt } = tcb;
  if (rcvNxt === null) return;
  const ahead = algebra.distance(segment.ack, rcvNxt);
  if (ahead === 0) {
    peer.doubt = 0;
    return;
  }
  if (tcb.synData !== null && takesSynData(algebra, tcb, segment.ack)) return;
  const beyondSent = peer.sndNxt === null ? NaN : algebra.distance(segment.ack, peer.sndNxt);
  if (!exact) {
    if (beyondSent > 0) facts.faults |= Fault.ackUnsent;
    return;
  }
  if (tcb.rcvMore !== null && ahead > 0 && algebra.distance(segment.ack, tcb.rcvMore) <= 0) {
    tcb.rcvNxt = segment.ack;
    return;
  }
  if (believe(peer, tcb, ahead)) return;
  if (ahead > 0) facts.faults |= beyondSent > 0 ? Fault.ackUnsent : Fault.ackNotReceived;
  else if (ahead < 0 && tcb.lastAck !== null && algebra.distance(segment.ack, tcb.lastAck) < 0) {
    facts.faults |= Fault.ackRegressed;
  } else facts.faults |= Fault.ackMismatch;
  facts.expectedAck = rcvNxt;
  segment.ack = rcvNxt;
}

/** Text that came with a SYN may have been taken or not: the first ACK shows it (RFC 7413 §4.2.2). */
function takesSynData(algebra: Algebra, tcb: Tcb, ack: Form): boolean {
  const { irs, synData } = tcb;
  if (irs === null || synData === null) return false;
  const without = irs.plus(1);
  const withIt = algebra.add(without, synData);
  const taken = algebra.distance(ack, withIt) === 0;
  if (!taken && algebra.distance(ack, without) !== 0) return false;
  tcb.rcvNxt = taken ? withIt : without;
  tcb.fastOpen = taken;
  tcb.synData = null;
  return true;
}

// ---- Window and size

function judgeWindow(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  if (segment.len === ZERO || tcb.sndUna === null || (segment.flags & SYN) !== 0) return;
  // A window that came with a SYN alone counts from behind the own SYN, which is not acknowledged yet.
  const una = tcb.iss !== null && algebra.distance(tcb.sndUna, tcb.iss) === 0 ? tcb.sndUna.plus(1) : tcb.sndUna;
  const end = algebra.add(segment.seq, segment.len);
  // What was sent once may be sent again, whatever has become of the window since.
  if (tcb.sndNxt !== null && algebra.distance(end, tcb.sndNxt) <= 0) return;
  if (tcb.sndWnd === 0 && algebra.distance(end, una) > 0) {
    if (!isByte(segment) && (facts.marks & Mark.keepAlive) === 0) facts.faults |= Fault.zeroWindowData;
  } else if (tcb.sndWnd > 0) {
    const past = algebra.distance(end, una.plus(tcb.sndWnd));
    const offered = tcb.sndEdge === null ? past : algebra.distance(end, tcb.sndEdge);
    if (past > 0 && past !== LATER && offered > 0) facts.faults |= Fault.windowOverflow;
    if (past === 0) facts.marks |= Mark.windowFull;
  }
  const size = segment.len.constant;
  if (tcb.peerMss >= 0 && size !== undefined && size > tcb.peerMss) facts.faults |= Fault.mssExceeded;
}

// ---- Reset (RFC 9293 §3.5.2, §3.5.3)

function judgeReset(algebra: Algebra, tcb: Tcb, segment: Segment, facts: Facts): void {
  const { answer } = tcb;
  const owed = answer !== null && (answer.flags & RST) !== 0 ? answer : null;
  if (!resetSeqFits(algebra, tcb, owed?.seq ?? null, segment.seq)) {
    facts.faults |= Fault.rstSeq;
    segment.seq = facts.expectedSeq ?? segment.seq;
  }
  if ((segment.flags & ACK) === 0) return;
  const right = owed?.ack ?? owed?.spare ?? tcb.rcvNxt;
  if (right !== null && algebra.distance(segment.ack, right) !== 0) {
    facts.expectedAck = right;
    facts.faults |= Fault.rstAck;
    segment.ack = right;
  }
}

/** A reset answers with the number that it was given, or it ends the own sequence: SND.NXT, in practice SND.UNA as well. */
function resetSeqFits(algebra: Algebra, tcb: Tcb, owed: Form | null, seq: Form): boolean {
  if (owed !== null && algebra.distance(seq, owed) === 0) return true;
  // Without a connection there is no number but the one of the segment that is refused (RFC 9293 §3.10.7.1).
  if (owed !== null && tcb.state <= LISTEN) return false;
  if (tcb.iss === null && owed === null && tcb.state === SYN_RECEIVED) return seq.constant === 0;
  if (tcb.sndNxt === null) return owed === null;
  if (algebra.distance(seq, tcb.sndNxt) === 0) return true;
  return tcb.sndUna !== null && algebra.distance(seq, tcb.sndUna) >= 0 && algebra.distance(seq, tcb.sndNxt) < 0;
}

function sendReset(tcb: Tcb, segment: Segment): void {
  const reply = oweReset(tcb);
  tcb.answer = null;
  // A reset that refuses a bad ACK leaves an unfinished handshake as it is (RFC 9293 §3.10.7.3, §3.10.7.4).
  if (reply && tcb.state <= SYN_RECEIVED && segment.has(RST)) return;
  tcb.state = CLOSED;
  tcb.ending = 'reset';
}

// ---- What sending changes

function transmit(algebra: Algebra, tcb: Tcb, segment: Segment, exact: boolean, facts: Facts): void {
  tcb.answer = null;
  if ((segment.flags & SYN) !== 0) transmitSyn(algebra, tcb, segment, exact);
  else transmitText(algebra, tcb, segment);
  if ((segment.flags & ACK) !== 0) {
    advertise(algebra, tcb, segment, exact, facts);
    tcb.lastAck = segment.ack;
  }
  if (segment.tsValue >= 0) tcb.tsSent = segment.tsValue;
  tcb.tsOmitted = segment.tsValue < 0;
}

function transmitSyn(algebra: Algebra, tcb: Tcb, segment: Segment, exact: boolean): void {
  if (!exact && !opening(tcb) && tcb.state !== SYN_SENT && tcb.state !== SYN_RECEIVED) return;
  if (opening(tcb)) {
    if (tcb.state !== SYN_RECEIVED) tcb.open();
    tcb.iss = segment.seq;
    tcb.sndUna = segment.seq;
    tcb.sndNxt = segmentEnd(segment, algebra);
  }
  const asks = segment.flags & (ECE | CWR | AE);
  if ((segment.flags & ACK) === 0) tcb.ecnAsked = asks;
  else if (tcb.ecnAsked !== 0) tcb.ecn = asks !== 0;
  tcb.ownMss = segment.mss;
  // A SYN that is sent again may leave options out; the peer may answer the first one.
  if (segment.wscale >= 0) tcb.ownScale = segment.wscale;
  tcb.ownSack ||= segment.sackPermitted;
  tcb.ownTimestamps ||= segment.tsValue >= 0;
  if (segment.cookie !== null && segment.cookie !== '' && (segment.flags & ACK) === 0) tcb.fastOpen = true;
}

function transmitText(algebra: Algebra, tcb: Tcb, segment: Segment): void {
  const end = segmentEnd(segment, algebra);
  if (tcb.sndNxt === null || algebra.distance(end, tcb.sndNxt) > 0) {
    tcb.sndNxt = end;
    tcb.restsOnLength = segment.hasData;
  }
  tcb.sndUna ??= segment.seq;
  if ((segment.flags & FIN) === 0 || tcb.fin !== null) return;
  tcb.fin = end.plus(-1);
  tcb.closing = false;
  if (tcb.state === ESTABLISHED || tcb.state === SYN_RECEIVED) tcb.state = FIN_WAIT_1;
  else if (tcb.state === CLOSE_WAIT) tcb.state = LAST_ACK;
}

/** Notes the window that a segment advertises: its right edge is ACK + window (RFC 9293 §3.8.6). */
function advertise(algebra: Algebra, tcb: Tcb, segment: Segment, exact: boolean, facts: Facts): void {
  if (segment.win < 0) {
    tcb.rcvWnd = -1;
    tcb.rcvEdge = null;
    return;
  }
  const scaled = (segment.flags & SYN) === 0 && tcb.ownScale >= 0 && tcb.peerScale >= 0;
  tcb.rcvWnd = scaled ? segment.win * 2 ** Math.min(tcb.ownScale, MAX_SCALE) : segment.win;
  tcb.lastWin = segment.win;
  const edge = segment.ack.plus(tcb.rcvWnd);
  const moved = tcb.rcvEdge === null || tcb.edgeFromSyn ? 0 : algebra.distance(edge, tcb.rcvEdge);
  tcb.edgeFromSyn = (segment.flags & SYN) !== 0;
  if (moved < 0 && moved !== EARLIER) facts.faults |= exact ? Fault.windowShrunk : 0;
  // What was offered once may still arrive: a receiver takes it (RFC 9293 §3.8.6).
  else tcb.rcvEdge = edge;
}

/** The largest shift (RFC 7323 §2.3). */
const MAX_SCALE = 14;
