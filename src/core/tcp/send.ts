import { ACK, FIN, RST, SYN } from './flags.ts';
import { markAcknowledgment } from './duplicates.ts';
import { EarlyRanges } from './early.ts';
import { opening, requiredSeq } from './expected.ts';
import { MAX_SCALE, negotiateEcn, opensFast, windowOf } from './negotiation.ts';
import { type Algebra, EARLIER, type Form, LATER, ZERO } from './number.ts';
import { crossSyn, hear } from './receive.ts';
import { type Segment, segmentEnd } from './segment.ts';
import {
  CLOSED,
  CLOSE_WAIT,
  ESTABLISHED,
  FIN_WAIT_1,
  LAST_ACK,
  LISTEN,
  SYN_RECEIVED,
  SYN_SENT,
  synchronized,
} from './states.ts';
import type { Answer, Tcb } from './tcb.ts';
import { judgeTimestamps } from './timestamps.ts';
import { Mark, owedReset, type Refusal, type Transit } from './transit.ts';

/**
 * Judges the segment of a transit by what its sender knows, and sends it.
 *
 * A segment with a wrong number is sent as if the number had been right, and one that could not be sent at all has no
 * effect, so that one mistake is one fault.
 */
export function send(transit: Transit): void {
  judge(transit);
  dispatch(transit);
}

/** Finds out what is wrong with a segment. Neither end changes. */
export function judge(transit: Transit): void {
  if (transit.exact) {
    judgeState(transit);
    if (!transit.sent) return;
  }
  if (transit.has(RST)) {
    if (transit.exact) judgeReset(transit);
    return;
  }
  judgeSeq(transit);
  if (!transit.sent) return;
  if (transit.has(ACK)) judgeAck(transit);
  if (!transit.exact) return;
  if (transit.segment.sack.length > 0) judgeSack(transit);
  judgeWindow(transit);
  judgeTimestamps(transit);
}

/** Sends a segment that was judged: its sender changes. */
export function dispatch(transit: Transit): void {
  if (!transit.sent) return;
  if (transit.has(RST)) {
    sendReset(transit);
    return;
  }
  if (transit.has(ACK)) {
    noteWrongNumbers(transit);
    takeLateText(transit);
  }
  markAcknowledgment(transit);
  transmit(transit);
}

/** Lets a segment that was judged go as it is written: its sender takes it to be right. */
export function insist(transit: Transit): void {
  const { sender, receiver, segment, written } = transit;
  transit.segment = written;
  if (transit.has(SYN) && !transit.has(ACK)) reopenWith(transit);
  if (!transit.sent && segment.hasData && synchronized(sender.state)) goOnBehindFin(transit);
  if (!transit.has(ACK) || transit.has(RST) || (!transit.sent && !transit.has(SYN))) return;
  if (!transit.sent) {
    sender.open();
    sender.state = SYN_RECEIVED;
    sender.irs = written.ack.plus(-1);
    sender.passive = true;
    sender.peerScale = receiver.ownScale;
    sender.peerSack = receiver.ownSack;
    sender.peerTimestamps = receiver.ownTimestamps;
    sender.tsRecent = sender.tsLast = receiver.tsSent;
    transit.sent = true;
  }
  sender.rcvNxt = written.ack;
}

/** A SYN that is sent again with another number: both ends begin anew with it. */
function reopenWith({ algebra, sender, receiver, written }: Transit): void {
  if (sender.state !== SYN_SENT || sender.iss === null) return;
  sender.iss = sender.sndUna = written.seq;
  sender.sndNxt = segmentEnd(written, algebra);
  if (receiver.state !== SYN_RECEIVED || !receiver.passive) return;
  receiver.open();
  receiver.state = LISTEN;
}

/** Text behind the own FIN: both ends count it, as if the FIN were no end. */
function goOnBehindFin({ algebra, sender, receiver, written }: Transit): void {
  const end = algebra.add(written.seq, written.len);
  if (sender.sndNxt !== null && algebra.equal(written.seq, sender.sndNxt)) sender.sndNxt = end;
  if (receiver.rcvNxt !== null && algebra.equal(written.seq, receiver.rcvNxt)) receiver.rcvNxt = end;
}

/**
 * The SYN of an end, or its FIN where it has sent one, takes no number, for both ends: what it sends next begins at `next`, the
 * number that the SYN or the FIN has.
 */
export function uncount(algebra: Algebra, tcb: Tcb, peer: Tcb, next: Form): void {
  const before = next.plus(-1);
  if (tcb.fin === null) tcb.iss = before;
  else tcb.fin = before;
  if (tcb.sndUna !== null && algebra.equal(tcb.sndUna, next)) tcb.sndUna = before;
  else if (tcb.sndUna !== null && algebra.surelyAfter(tcb.sndUna, next)) tcb.sndUna = next;
  tcb.sndNxt = next;
  if (peer.rcvNxt === null || !algebra.surelyAfter(peer.rcvNxt, next)) return;
  if (tcb.fin === null) peer.irs = before;
  peer.rcvNxt = next;
}

/** What an end sends has other numbers from now on, for both ends. Bytes beyond a gap are forgotten. */
export function renumber(tcb: Tcb, peer: Tcb, move: (number: Form) => Form): void {
  for (const name of ['iss', 'sndUna', 'sndNxt', 'sndEdge', 'strictUna', 'fin', 'probe'] as const) {
    const number = tcb[name];
    if (number !== null) tcb[name] = move(number);
  }
  for (const name of ['irs', 'sndWl1', 'rcvNxt', 'rcvEdge', 'lastAck', 'earlyFin'] as const) {
    const number = peer[name];
    if (number !== null) peer[name] = move(number);
  }
  peer.outOfOrder = EarlyRanges.NONE;
  peer.rcvMore = null;
  peer.rcvLess = null;
}

// ---- May a segment with these flags be sent in this state? (RFC 9293 §3.10.1 to §3.10.6, figure 5)

function judgeState(transit: Transit): void {
  switch (transit.sender.state) {
    case CLOSED:
      return judgeClosed(transit);
    case LISTEN:
      return judgeListen(transit);
    case SYN_SENT:
      return judgeSynSent(transit);
    case SYN_RECEIVED:
      return judgeSynReceived(transit);
    default:
      return judgeSynchronized(transit);
  }
}

function judgeClosed(transit: Transit): void {
  const { sender, segment } = transit;
  if (transit.has(RST) && owedReset(sender) !== null) return;
  if ((segment.flags & (SYN | ACK | RST)) === SYN) return;
  const syn = sender.answer?.syn;
  // Of an end that was reset, and was seen from the middle alone, nobody knows whether it listened (RFC 9293 §3.5.1).
  const unseen = sender.ending === 'reset' && sender.irs === null;
  const mayListen = unseen || sender.ending === 'closed' || sender.ending === 'time-wait';
  if (transit.has(SYN | ACK) && !transit.has(RST) && syn !== undefined && mayListen) {
    hear(transit.algebra, sender, syn);
    return;
  }
  if ((segment.flags & (SYN | RST)) === SYN) transit.refuse('syn-ack-unasked');
  else if (sender.ending === 'reset') transit.refuse('after-reset');
  else if (sender.ending === 'time-wait') transit.refuse('after-time-wait');
  else transit.refuse('from-closed');
}

function judgeListen(transit: Transit): void {
  const { sender, segment } = transit;
  if (transit.has(RST) && owedReset(sender) !== null) return;
  if ((segment.flags & (SYN | ACK | RST)) === SYN) transit.fault({ kind: 'syn-from-listen' });
  else transit.refuse((segment.flags & (SYN | RST)) === SYN ? 'syn-ack-unasked' : 'from-listen');
}

function judgeSynSent(transit: Transit): void {
  const { sender, segment } = transit;
  if ((segment.flags & (SYN | ACK)) === SYN) return;
  if (transit.has(RST) && owedReset(sender) !== null) return;
  if (transit.has(RST)) {
    // ABORT sends nothing there (RFC 9293 §3.10.5): what is reset is an ACK that was not asked for.
    transit.fault({ kind: 'rst-unasked' });
    transit.sent = false;
    return;
  }
  transit.refuse(transit.has(SYN) ? 'syn-ack-unasked' : tooEarly(segment));
}

function judgeSynReceived(transit: Transit): void {
  const { sender, segment } = transit;
  if (transit.has(RST)) return;
  if (transit.has(SYN)) {
    const crosses = sender.crossed && sender.iss === null;
    if (!transit.has(ACK) && !crosses) answerWithSyn(transit, 'syn-without-ack');
    return;
  }
  if (sender.iss === null) return answerWithSyn(transit, 'syn-missing');
  // Fast Open lets the server send before the last ACK of the handshake (RFC 7413 §4.2.2).
  if (segment.hasData && !sender.fastOpen) transit.refuse('data-before-established');
  else if (!transit.has(ACK)) missAck(transit);
  else if (!transit.has(FIN) && !segment.hasData && !mayAnswer(sender) && !sender.fastOpen) {
    transit.refuse('ack-before-established');
  }
}

/** What an end is required or allowed to answer is never a fault; a SYN that has crossed asks for more than an ACK. */
function mayAnswer({ answer, mayChallenge }: Tcb): boolean {
  return (answer !== null && (answer.flags & SYN) === 0) || mayChallenge;
}

/** The answer to a SYN is a SYN,ACK: the segment is taken for it. */
function answerWithSyn(transit: Transit, kind: 'syn-without-ack' | 'syn-missing'): void {
  transit.fault({ kind });
  transit.correct({ flags: transit.segment.flags | SYN | ACK });
}

/** Once a connection is synchronized every segment carries an acknowledgment: this one is taken as if it did. */
function missAck(transit: Transit): void {
  transit.fault({ kind: 'ack-flag-missing' });
  transit.correct({ flags: transit.segment.flags | ACK });
}

function tooEarly(segment: Segment): Refusal {
  if (segment.hasData) return 'data-before-established';
  return (segment.flags & FIN) !== 0 ? 'fin-before-established' : 'ack-before-established';
}

function judgeSynchronized(transit: Transit): void {
  if (transit.has(RST) || repeatsSynAck(transit)) return;
  if (finishesOpen(transit)) {
    if (!transit.has(ACK)) answerWithSyn(transit, 'syn-without-ack');
  } else if (transit.has(SYN)) transit.refuse('syn-in-connection');
  else if (!transit.has(ACK)) missAck(transit);
}

/**
 * A listener that cannot take the connection yet passes over the last ACK, and text behind it, and sends its SYN-ACK again;
 * in an open from both sides the SYN-ACKs may come one after the other, the second from an end that is established by the
 * first.
 */
function repeatsSynAck({ algebra, sender, segment }: Transit): boolean {
  const { passive, crossed, iss, irs, rcvNxt, sndNxt, lastAck } = sender;
  if (!(passive || crossed) || iss === null || irs === null || rcvNxt === null || !segment.has(SYN | ACK)) return false;
  const first = irs.plus(1);
  if (!algebra.equal(segment.seq, iss) || !algebra.equal(segment.ack, first)) return false;
  if (algebra.equal(rcvNxt, first)) return true;
  const silent =
    sndNxt !== null && algebra.equal(sndNxt, iss.plus(1)) && lastAck !== null && algebra.equal(lastAck, first);
  if (silent && passive) sender.rcvNxt = first;
  return silent && passive;
}

/**
 * The SYN,ACK that an open from both sides calls for, of an end that the peer's has established (RFC 9293 §3.5, figure 7): one of
 * its numbers may be wrong, or its ACK missing.
 */
function finishesOpen({ algebra, sender, segment }: Transit): boolean {
  const { crossed, iss, irs, lastAck } = sender;
  if (!crossed || lastAck !== null || iss === null || irs === null || !segment.has(SYN)) return false;
  return algebra.equal(segment.seq, iss) || (segment.has(ACK) && algebra.equal(segment.ack, irs.plus(1)));
}

// ---- Sequence number

function judgeSeq(transit: Transit): void {
  const { algebra, sender, segment, exact } = transit;
  if (transit.has(SYN)) {
    if (opening(sender)) judgeNewIsn(transit);
    else judgeSynAgain(transit);
    return;
  }
  const { sndNxt, sndUna } = sender;
  if (sndNxt === null) {
    if (exact && sndUna !== null && algebra.surelyBefore(segment.seq, sndUna)) wrongSeq(transit, sndUna);
    else noteProbe(transit);
    return;
  }
  const ahead = algebra.distance(segment.seq, sndNxt);
  if (ahead === 0) {
    judgeNextSeq(transit);
  } else if (ahead > 0) {
    if (!exact) transit.mark(Mark.previousNotCaptured);
    else if (sender.finished) seqAfterFin(transit, sndNxt);
    else wrongSeq(transit, sndNxt, 'seq-gap');
  } else if (ahead < 0) {
    judgeOldSeq(transit, ahead);
  } else if (exact) {
    wrongSeq(transit, sndNxt);
  }
}

/** The segment begins at SND.NXT. */
function judgeNextSeq(transit: Transit): void {
  const { algebra, sender, segment, exact } = transit;
  if (exact && sender.finished && (segment.hasData || transit.has(FIN))) {
    const { fin, sndUna } = sender;
    if (segment.hasData || fin === null) transit.refuse('data-after-fin');
    // Sent again it has the number of the first one. Where that is acknowledged there is no right number for it.
    else if (sndUna === null || algebra.surelyAtOrBefore(sndUna, fin)) seqAfterFin(transit, fin);
    else transit.refuse('fin-again');
  }
  noteProbe(transit);
}

/** One byte into a closed window asks whether it is open again (RFC 9293 §3.8.6.1). */
function noteProbe(transit: Transit): void {
  const { sender, segment } = transit;
  if (sender.sndWnd !== 0 || !isByte(transit)) return;
  transit.mark(Mark.zeroWindowProbe);
  sender.probe = segment.seq;
}

function judgeNewIsn(transit: Transit): void {
  const { algebra, sender, segment } = transit;
  if (sender.iss === null) return;
  const again = algebra.equal(segment.seq, sender.iss);
  // Where the SYN was refused there was no connection: another try may keep its number.
  if (again && sender.irs === null) return transit.mark(Mark.retransmission);
  transit.mark(Mark.portReused);
  if (again) transit.fault({ kind: 'isn-reused', given: segment.seq });
}

function judgeSynAgain(transit: Transit): void {
  const { algebra, sender, receiver, segment, exact } = transit;
  const { iss } = sender;
  if (iss === null) return;
  if (algebra.equal(segment.seq, iss)) {
    // The SYN-ACK of a simultaneous open repeats the sequence number, but says something new.
    if (!transit.has(ACK) || sender.lastAck !== null) transit.mark(Mark.retransmission);
  } else if (exact) {
    transit.mark(Mark.retransmission);
    wrongSeq(transit, iss);
    // Where the first SYN was lost, the connection goes on with the number of this one.
    if (receiver.irs !== null || sender.lastAck !== null) return;
    transit.correct({ seq: segment.seq });
    sender.iss = sender.sndUna = segment.seq;
    sender.sndNxt = segmentEnd(segment, algebra);
  }
}

/** The segment begins `-ahead` bytes before SND.NXT: sent again, a probe, or wrong. */
function judgeOldSeq(transit: Transit, ahead: number): void {
  const { algebra, sender, segment, exact } = transit;
  const una = sender.sndUna ?? segment.seq;
  const sndNxt = sender.sndNxt ?? segment.seq;
  const fromUna = algebra.distance(segment.seq, una);
  const hasFin = transit.has(FIN);
  if (isKeepAlive(transit, ahead, fromUna)) return transit.mark(Mark.keepAlive);
  if (!segment.hasData && !hasFin) {
    if (exact && !atWindowEdge(transit)) wrongSeq(transit, sndNxt);
    return;
  }
  if (exact && fromUna < 0) {
    // A FIN that is acknowledged is not sent again: what follows it has the number behind.
    const { fin } = sender;
    return wrongSeq(transit, hasFin && fin !== null && algebra.surelyAtOrBefore(una, fin) ? fin : sndNxt);
  }
  if (exact && sender.finished && algebra.surelyAfter(segmentEnd(segment, algebra), sndNxt))
    return seqAfterFin(transit, sndNxt);
  const fin = algebra.add(segment.seq, segment.len);
  if (exact && hasFin && algebra.surelyBefore(fin, sender.fin ?? sndNxt)) {
    return wrongSeq(transit, sender.fin ?? sndNxt);
  }
  // The byte of a probe was refused: what begins with it is sent for the first time.
  if (sender.probe !== null && ahead === -1 && algebra.equal(segment.seq, sender.probe)) {
    if (sender.sndWnd === 0 && isByte(transit)) transit.mark(Mark.zeroWindowProbe);
    return;
  }
  markRetransmission(transit);
}

/** The number before SND.UNA, with at most one byte, makes the peer tell where it is (RFC 9293 §3.8.4). */
function isKeepAlive(transit: Transit, ahead: number, fromUna: number): boolean {
  const { segment, exact } = transit;
  const probe = (ahead === -1 || fromUna === -1) && !transit.has(FIN) && (segment.len === ZERO || isByte(transit));
  return probe && fromUna <= 0 && (!exact || keepsAlive(transit, fromUna));
}

/**
 * A keep-alive says nothing else that is new: it repeats the last ACK, answers nothing, and is not the number of the own
 * FIN. Nobody keeps a connection alive before it has answered.
 */
function keepsAlive({ algebra, sender, segment }: Transit, fromUna: number): boolean {
  if (fromUna !== -1 || sender.answer !== null) return false;
  if (sender.fin !== null && algebra.equal(segment.seq, sender.fin)) return false;
  if (sender.lastAck !== null) return algebra.maybeAtOrBefore(segment.ack, sender.lastAck);
  return sender.iss === null || !algebra.equal(segment.seq, sender.iss);
}

function markRetransmission(transit: Transit): void {
  const { algebra, sender, receiver, segment, exact } = transit;
  transit.mark(Mark.retransmission);
  // The third duplicate brings it (RFC 5681 §3.2); one may be missing from a capture.
  if (receiver.duplicates >= (exact ? 3 : 2) && sender.sndUna !== null && algebra.equal(segment.seq, sender.sndUna)) {
    transit.mark(Mark.fastRetransmission);
  }
  const end = segmentEnd(segment, algebra);
  if (receiver.lastAck !== null && algebra.surelyAtOrBefore(end, receiver.lastAck)) {
    // The ACK is drawn lost, or on its way: that is why the bytes are sent again.
    transit.mark(Mark.spuriousRetransmission);
    return;
  }
  const arrived = receiver.rcvNxt !== null && algebra.surelyAtOrBefore(end, receiver.rcvNxt);
  if (arrived && exact && !sender.timedOut) transit.fault({ kind: 'retransmission-unmarked' });
}

function wrongSeq(transit: Transit, expected: Form, kind: 'seq-gap' | 'seq-mismatch' = 'seq-mismatch'): void {
  const { algebra, sender, segment } = transit;
  const given = segment.seq;
  // The same wrong number once more is the same mistake.
  const again = sender.wrongSeq !== null && algebra.equal(given, sender.wrongSeq);
  if (!again) transit.fault({ kind, expected, given });
  transit.correct({ seq: expected });
}

function seqAfterFin(transit: Transit, expected: Form): void {
  const { sender, segment } = transit;
  const given = segment.seq;
  const bare = isBare(segment);
  // The same wrong number once more is the same mistake.
  const again = bare && sender.wrongSeq !== null && transit.algebra.equal(given, sender.wrongSeq);
  if (!again) transit.fault({ kind: 'seq-after-fin', expected, given });
  if (bare) transit.correct({ seq: expected });
  else transit.sent = false;
}

/** Nothing but an ACK. */
function isBare({ flags, len }: Segment): boolean {
  return len === ZERO && (flags & (SYN | FIN)) === 0;
}

function isByte({ algebra, segment }: Transit): boolean {
  return algebra.constant(segment.len) === 1;
}

/** An ACK sent at the edge of a window that the peer has drawn back, so that it is not dropped there. */
function atWindowEdge({ algebra, sender, segment }: Transit): boolean {
  const { sndUna, sndWnd } = sender;
  return sndUna !== null && sndWnd >= 0 && algebra.equal(segment.seq, sndUna.plus(sndWnd));
}

// ---- Acknowledgment number: RCV.NXT (RFC 9293 §3.4)

function judgeAck(transit: Transit): void {
  const { algebra, sender, receiver, segment, exact } = transit;
  const { rcvNxt } = sender;
  if (rcvNxt === null) return;
  const ahead = algebra.distance(segment.ack, rcvNxt);
  if (ahead === 0 || lateText(transit) !== null) return;
  const unsent = receiver.sndNxt !== null && algebra.surelyAfter(segment.ack, receiver.sndNxt);
  if (!exact) {
    if (unsent) transit.fault({ kind: 'ack-unsent', expected: rcvNxt, given: segment.ack });
    return;
  }
  const given = segment.ack;
  const kind = wrongAck(transit, ahead, unsent);
  transit.correct({ ack: rcvNxt });
  // The same wrong number once more is the same mistake, and so is one that is less behind: ACKs that are drawn together.
  const { wrongAck: before, wrongBy } = sender;
  const same = before !== null && algebra.equal(given, before);
  const behind = wrongBy < ahead && ahead < 0 && before !== null && algebra.surelyAfter(given, before);
  const again = same || behind;
  if (!again) transit.fault({ kind, expected: rcvNxt, given });
}

/** Blocks of bytes that have been received beyond a gap (RFC 2018 §3); those below the ACK are duplicates (RFC 2883 §4). */
function judgeSack({ algebra, sender, receiver, segment, faults }: Transit): void {
  const { rcvNxt, outOfOrder } = sender;
  const { sndNxt } = receiver;
  for (const { left, right } of segment.sack) {
    if (rcvNxt === null || !algebra.surelyAfter(right, left) || !algebra.surelyAfter(left, rcvNxt)) continue;
    if (sndNxt !== null && algebra.surelyAfter(right, sndNxt)) {
      faults.push({ kind: 'sack-unsent', expected: sndNxt, given: right });
      continue;
    }
    const around = outOfOrder.at(algebra, left);
    const inside = around !== undefined && algebra.maybeAtOrBefore(right, around.right);
    if (!inside) faults.push({ kind: 'sack-not-received', expected: left, given: right });
  }
}

function noteWrongNumbers({ algebra, sender, segment, written }: Transit): void {
  if (segment === written) {
    sender.wrongBy = 0;
    sender.wrongAck = null;
    sender.wrongSeq = null;
    return;
  }
  const off = algebra.distance(written.ack, segment.ack);
  sender.wrongBy = Number.isNaN(off) ? 0 : off;
  sender.wrongAck = off === 0 ? null : written.ack;
  sender.wrongSeq = algebra.equal(written.seq, segment.seq) ? null : written.seq;
}

function wrongAck(
  { algebra, sender, segment }: Transit,
  ahead: number,
  unsent: boolean,
): 'ack-unsent' | 'ack-not-received' | 'ack-regressed' | 'ack-mismatch' {
  if (ahead > 0) return unsent ? 'ack-unsent' : 'ack-not-received';
  const back = ahead < 0 && sender.lastAck !== null && algebra.surelyBefore(segment.ack, sender.lastAck);
  return back ? 'ack-regressed' : 'ack-mismatch';
}

/**
 * Text that the sender may have taken, though nothing says so before its ACK does: that of a SYN (RFC 7413 §4.2.2), or
 * what reached past its window, or past the one of now. What RCV.NXT is then; null where the ACK does not tell that.
 */
function lateText({ algebra, sender, segment: { ack }, exact }: Transit): Form | null {
  const { irs, synData, rcvNxt, rcvMore, rcvLess } = sender;
  if (irs !== null && synData !== null) {
    const without = irs.plus(1);
    if (algebra.equal(ack, without) || algebra.equal(ack, algebra.add(without, synData))) return ack;
  }
  if (exact && rcvLess !== null && algebra.equal(ack, rcvLess)) return ack;
  if (!exact || rcvMore === null || rcvNxt === null) return null;
  return algebra.surelyAfter(ack, rcvNxt) && algebra.surelyAtOrBefore(ack, rcvMore) ? ack : null;
}

function takeLateText(transit: Transit): void {
  const { algebra, sender, segment } = transit;
  const { irs, rcvNxt, rcvMore, rcvLess, synData } = sender;
  if (
    (synData === null && rcvMore === null && rcvLess === null) ||
    rcvNxt === null ||
    algebra.equal(segment.ack, rcvNxt)
  )
    return;
  const late = lateText(transit);
  if (late === null) return;
  sender.rcvNxt = late;
  if (irs === null || synData === null) return;
  sender.fastOpen = !algebra.equal(late, irs.plus(1));
  sender.synData = null;
}

// ---- Window and size

function judgeWindow(transit: Transit): void {
  const { algebra, sender, segment } = transit;
  const { sndUna, sndNxt, sndWnd, sndEdge, iss, peerMss } = sender;
  if (segment.len === ZERO || sndUna === null || transit.has(SYN)) return;
  if (sndWnd < 0 && peerMss < 0) return;
  // A window that came with a SYN alone counts from behind the own SYN, which is not acknowledged yet.
  const una = iss !== null && algebra.equal(sndUna, iss) ? sndUna.plus(1) : sndUna;
  const end = algebra.add(segment.seq, segment.len);
  // What was sent once may be sent again, whatever has become of the window since.
  if (sndNxt !== null && algebra.surelyAtOrBefore(end, sndNxt)) return;
  if (sndWnd === 0 && algebra.surelyAfter(end, una)) {
    if (!isByte(transit) && !transit.marked(Mark.keepAlive)) transit.fault({ kind: 'zero-window-data' });
  } else if (sndWnd > 0) {
    const edge = una.plus(sndWnd);
    const past = algebra.distance(end, edge);
    const offered = sndEdge === null ? past : algebra.distance(end, sndEdge);
    if (past > 0 && past !== LATER && offered > 0) transit.fault({ kind: 'window-overflow', edge, count: past });
    if (past === 0) transit.mark(Mark.windowFull);
  }
  const size = algebra.constant(segment.len);
  if (peerMss >= 0 && size !== undefined && size > peerMss) transit.fault({ kind: 'mss-exceeded', mss: peerMss, size });
}

// ---- Reset (RFC 9293 §3.5.2, §3.5.3)

function judgeReset(transit: Transit): void {
  const { algebra, sender, segment } = transit;
  const owed = owedReset(sender);
  if (!resetSeqFits(transit, owed)) {
    const expected = requiredSeq(sender, segment.flags, segment.len) ?? sender.sndNxt ?? segment.seq;
    transit.fault({ kind: 'rst-seq', expected, given: segment.seq });
    transit.correct({ seq: expected });
  }
  if (!transit.has(ACK)) {
    // Who waits for an answer to its SYN believes only a reset that acknowledges it (RFC 9293 §3.10.7.1, §3.10.7.3).
    if (owed?.syn === undefined || owed.ack === null) return;
    transit.fault({ kind: 'rst-ack-missing', expected: owed.ack });
    transit.correct({ flags: segment.flags | ACK, ack: owed.ack });
    return;
  }
  const expected = owed?.ack ?? owed?.spare ?? sender.rcvNxt;
  if (expected === null || algebra.equal(segment.ack, expected)) return;
  transit.fault({ kind: 'rst-ack', expected, given: segment.ack });
  transit.correct({ ack: expected });
}

/** A reset answers with the number that it was given, or it ends the own sequence: SND.NXT, in practice SND.UNA as well. */
function resetSeqFits({ algebra, sender, segment }: Transit, owed: Answer | null): boolean {
  const { seq } = segment;
  const { sndUna, sndNxt } = sender;
  const required = owed?.seq ?? null;
  if (required !== null && algebra.equal(seq, required)) return true;
  const { refusal } = sender;
  if (refusal?.breaksOff === true && refusal.seq !== null && algebra.equal(seq, refusal.seq)) return true;
  // Without a connection there is no number but the one of the segment that is refused (RFC 9293 §3.10.7.1).
  if (required !== null && sender.state <= LISTEN) return false;
  if (sender.iss === null && required === null && sender.state === SYN_RECEIVED) return algebra.equal(seq, ZERO);
  if (sndNxt === null) return required === null;
  if (algebra.equal(seq, sndNxt)) return true;
  return sndUna !== null && algebra.surelyAtOrAfter(seq, sndUna) && algebra.surelyBefore(seq, sndNxt);
}

function sendReset(transit: Transit): void {
  const { sender } = transit;
  const { refusal } = sender;
  const owed = owedReset(sender);
  const instead = owed === null || owed === refusal;
  if (refusal !== null && instead && isThis(transit, refusal)) {
    transit.refuses = refusal;
    if (refusal.breaksOff !== true) return refuseConnection(transit);
  }
  sender.answer = null;
  // A reset that refuses a bad ACK leaves an unfinished handshake as it is (RFC 9293 §3.10.7.3, §3.10.7.4).
  if (owed !== null && sender.state <= SYN_RECEIVED) return;
  sender.state = CLOSED;
  sender.ending = 'reset';
}

/** Whether the reset is the one that may be owed, and not one that its sender's program has asked for. */
function isThis({ algebra, segment }: Transit, { seq, ack, spare, breaksOff }: Answer): boolean {
  if (seq !== null && !algebra.equal(segment.seq, seq)) return false;
  return breaksOff === true || ack !== null || spare !== undefined || (segment.flags & ACK) === 0;
}

/** There was no connection: a listener goes on listening. */
function refuseConnection({ sender }: Transit): void {
  const { listener, passive, iss } = sender;
  const called = iss !== null && !passive;
  sender.open();
  sender.close('reset');
  if (listener && !called) sender.state = LISTEN;
}

// ---- What sending changes

function transmit(transit: Transit): void {
  const { sender, segment } = transit;
  const { answer } = sender;
  sender.answer = null;
  sender.refusal = null;
  if (transit.has(SYN)) transmitSyn(transit, answer?.syn ?? null);
  else transmitText(transit);
  if (transit.has(ACK)) {
    advertise(transit);
    sender.lastAck = segment.ack;
  }
  if (segment.tsValue >= 0) sender.tsSent = segment.tsValue;
  sender.tsOmitted = segment.tsValue < 0;
}

/** `crossed`: a SYN of the peer that arrived one line before, when there was no connection yet. */
function transmitSyn({ algebra, sender: tcb, segment, exact }: Transit, crossed: Segment | null): void {
  if (!exact && !opening(tcb) && tcb.state !== SYN_SENT && tcb.state !== SYN_RECEIVED) return;
  if (opening(tcb)) {
    if (tcb.state !== SYN_RECEIVED) tcb.open();
    tcb.iss = segment.seq;
    tcb.sndUna = segment.seq;
    tcb.sndNxt = segmentEnd(segment, algebra);
    // Told one line after the other, a SYN that was not answered has crossed this one.
    if (crossed !== null && !segment.has(ACK)) tcb.answer = crossSyn(algebra, tcb, crossed);
  }
  negotiateEcn(tcb, segment);
  tcb.ownMss = segment.mss;
  // A SYN that is sent again may leave options out; the peer may answer the first one.
  if (segment.wscale >= 0) tcb.ownScale = segment.wscale;
  tcb.ownSack ||= segment.sackok;
  tcb.ownTimestamps ||= segment.tsValue >= 0;
  if (opensFast(segment)) tcb.fastOpen = true;
}

function transmitText({ algebra, sender: tcb, segment }: Transit): void {
  const end = segmentEnd(segment, algebra);
  if (tcb.sndNxt === null || algebra.surelyAfter(end, tcb.sndNxt)) {
    tcb.sndNxt = end;
    if (tcb.probe !== null && algebra.constant(segment.len) !== 1) tcb.probe = null;
  }
  tcb.sndUna ??= segment.seq;
  if ((segment.flags & FIN) === 0 || tcb.fin !== null) return;
  tcb.fin = end.plus(-1);
  tcb.closing = false;
  if (tcb.state === ESTABLISHED || tcb.state === SYN_RECEIVED) tcb.state = FIN_WAIT_1;
  else if (tcb.state === CLOSE_WAIT) tcb.state = LAST_ACK;
}

/** Notes the window that a segment advertises: its right edge is ACK + window (RFC 9293 §3.8.6). */
export function advertise(transit: Transit): void {
  const { algebra, sender: tcb, segment } = transit;
  const { rcvWnd: lastWnd, lastAck, shrunk } = tcb;
  tcb.shrunk = false;
  tcb.rcvWnd = windowOf(segment, tcb, tcb.ownScale);
  if (tcb.rcvWnd < 0) {
    tcb.rcvEdge = null;
    return;
  }
  tcb.lastWin = segment.win;
  const edge = segment.ack.plus(tcb.rcvWnd);
  const before = tcb.edgeFromSyn ? null : tcb.rcvEdge;
  const moved = before === null ? 0 : algebra.distance(edge, before);
  tcb.edgeFromSyn = transit.has(SYN);
  if (before === null || !(moved < 0) || moved === EARLIER) {
    tcb.rcvEdge = edge;
    return;
  }
  // What was offered once may still arrive: a receiver takes it (RFC 9293 §3.8.6). A scaled window is rounded down: its
  // edge may go back by less than one step (RFC 7323 §2.4).
  const step = tcb.rcvWnd === segment.win ? 1 : 2 ** Math.min(tcb.ownScale, MAX_SCALE);
  if (moved > -step) return;
  tcb.shrunk = true;
  // The same window once more is the same mistake.
  const again = shrunk && lastAck !== null && algebra.surelyAtOrAfter(edge, lastAck.plus(lastWnd));
  if (transit.exact && !again) transit.fault({ kind: 'window-shrunk', edge: before });
}
