import { ACK, PSH } from './flags.ts';
import { LARGEST_UNSCALED } from './negotiation.ts';
import { type Form, ZERO } from './number.ts';
import { ESTABLISHED } from './states.ts';
import type { Tcb } from './tcb.ts';
import type { Transit } from './transit.ts';

/**
 * Header prediction, as stacks have it: a segment that both ends expect next, in an established connection where nothing else
 * is open, is neither wrong nor does it surprise anyone. It passes here with what `judge`, `dispatch` and `receive` would
 * do, in a quarter of the time; most lines of most diagrams are such segments. False, and nothing has changed, for any other.
 */
export function passAsPredicted(transit: Transit): boolean {
  const { sender, receiver, segment } = transit;
  const { flags, seq, ack, len, win, tsValue, sack } = segment;
  if ((flags & ~PSH) !== ACK || !transit.exact || segment !== transit.written) return false;
  if (len.basis !== ZERO.basis || len.offset < 0 || win >= 0 || tsValue >= 0 || sack.length > 0) return false;
  if (sender.state !== ESTABLISHED || receiver.state !== ESTABLISHED) return false;
  if (!same(seq, sender.sndNxt) || !same(ack, sender.rcvNxt) || !same(seq, receiver.rcvNxt)) return false;
  const empty = len.offset === 0;
  if (!maySend(sender, ack, empty) || !mayArrive(receiver, seq, ack, empty)) return false;
  depart(sender, ack);
  arrive(receiver, seq, ack);
  if (empty) return true;
  const end = seq.plus(len.offset);
  sender.sndNxt = end;
  receiver.rcvNxt = end;
  receiver.rcvMore = null;
  return true;
}

/** `a` and `b` are the same number in the same words. */
function same(a: Form, b: Form | null): boolean {
  return b !== null && a.basis === b.basis && a.offset === b.offset;
}

/** `a` is `b` or lies at most 2^31 - 1 behind it, in the same words. */
function atOrBehind(a: Form, b: Form | null): boolean {
  return b !== null && a.basis === b.basis && ((a.offset - b.offset) | 0) >= 0;
}

/** Whether its sender has no window, option or answer to think of, and this is no duplicate ACK. */
function maySend(tcb: Tcb, ack: Form, empty: boolean): boolean {
  const { lastAck } = tcb;
  if (tcb.sndUna === null || tcb.sndWnd >= 0 || tcb.peerMss >= 0 || (tcb.ownTimestamps && tcb.peerTimestamps))
    return false;
  if (tcb.answer !== null || tcb.probe !== null || tcb.synData !== null) return false;
  if (tcb.rcvMore !== null || tcb.rcvLess !== null || tcb.duplicates > 0) return false;
  return lastAck === null || (ack.basis === lastAck.basis && (!empty || ack.offset !== lastAck.offset));
}

/** Whether its receiver has no window, gap or FIN to think of, and the ACK is of what is on the way. */
function mayArrive(tcb: Tcb, seq: Form, ack: Form, empty: boolean): boolean {
  const { sndNxt, sndWl1 } = tcb;
  if (sndNxt === null || !atOrBehind(sndNxt, ack) || !atOrBehind(ack, tcb.sndUna)) return false;
  if (sndWl1 !== null && !atOrBehind(seq, sndWl1)) return false;
  if (tcb.rcvEdge !== null) return false;
  return empty || (tcb.fin === null && tcb.earlyFin === null && tcb.outOfOrder.size === 0 && !tcb.shrunk);
}

function depart(tcb: Tcb, ack: Form): void {
  tcb.refusal = null;
  tcb.wrongBy = 0;
  tcb.wrongAck = null;
  tcb.wrongSeq = null;
  tcb.probing = false;
  tcb.shrunk = false;
  tcb.rcvWnd = -1;
  tcb.rcvEdge = null;
  tcb.lastAck = ack;
  tcb.tsOmitted = true;
}

function arrive(tcb: Tcb, seq: Form, ack: Form): void {
  tcb.answer = null;
  tcb.mayChallenge = false;
  tcb.refusal = null;
  tcb.rcvLess = null;
  tcb.strictUna = null;
  tcb.sndUna = ack;
  tcb.sndWl1 = seq;
  tcb.sndWnd = -1;
  tcb.sndEdge = null;
  tcb.maxSndWnd = Math.max(tcb.maxSndWnd, LARGEST_UNSCALED);
}
