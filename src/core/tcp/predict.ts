import { ACK, PSH } from './flags.ts';
import { windowOf } from './negotiation.ts';
import { type Form, ZERO } from './number.ts';
import { takeWindow } from './receive.ts';
import type { Segment } from './segment.ts';
import { advertise } from './send.ts';
import { ESTABLISHED } from './states.ts';
import type { Tcb } from './tcb.ts';
import type { Transit } from './transit.ts';

/**
 * Header prediction, as stacks have it: a segment that both ends expect next, in an established connection where nothing else
 * is open, is neither wrong nor does it surprise anyone. It passes here with what `judge`, `dispatch` and `receive` would
 * do, in a third of the time; most lines of most diagrams are such segments. False, and nothing has changed, for any other.
 */
export function passAsPredicted(transit: Transit): boolean {
  const { sender, receiver, segment } = transit;
  const { flags, seq, ack, len, win, tsValue, sack } = segment;
  if ((flags & ~PSH) !== ACK || segment !== transit.written || tsValue >= 0 || sack.length > 0 || win === 0)
    return false;
  if (len.basis !== ZERO.basis || len.offset < 0) return false;
  if (sender.state !== ESTABLISHED || receiver.state !== ESTABLISHED) return false;
  if (!same(seq, sender.sndNxt) || !same(ack, sender.rcvNxt) || !same(seq, receiver.rcvNxt)) return false;
  if (!maySend(sender, segment) || !mayArrive(receiver, segment)) return false;
  sender.refusal = null;
  sender.wrongBy = 0;
  sender.wrongAck = null;
  sender.wrongSeq = null;
  sender.probing = false;
  advertise(transit);
  sender.lastAck = ack;
  sender.tsOmitted = true;
  receiver.answer = null;
  receiver.mayChallenge = false;
  receiver.refusal = null;
  receiver.rcvLess = null;
  receiver.strictUna = null;
  takeWindow(transit);
  receiver.sndUna = ack;
  if (len.offset === 0) return true;
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

/** How far `a` lies behind `b` in the sequence space, where they are written with the same words; −1 for all else. */
function behind(a: Form, b: Form): number {
  return a.basis === b.basis ? (a.offset - b.offset) | 0 : -1;
}

/** Whether its sender has room for it and no option or answer to think of, and this is no duplicate ACK. */
function maySend(tcb: Tcb, segment: Segment): boolean {
  const { seq, ack, len, win } = segment;
  const { lastAck, sndUna, sndWnd, rcvEdge } = tcb;
  if (sndUna === null || (tcb.ownTimestamps && tcb.peerTimestamps)) return false;
  if (tcb.answer !== null || tcb.probe !== null || tcb.duplicates > 0) return false;
  if (lastAck !== null && (ack.basis !== lastAck.basis || (len.offset === 0 && ack.offset === lastAck.offset)))
    return false;
  const open = behind(seq, sndUna);
  if (sndWnd >= 0 && (open < 0 || open + len.offset >= sndWnd)) return false;
  if (tcb.peerMss >= 0 && len.offset > tcb.peerMss) return false;
  return (
    win < 0 ||
    rcvEdge === null ||
    tcb.edgeFromSyn ||
    behind(ack.plus(windowOf(segment, tcb, tcb.ownScale)), rcvEdge) >= 0
  );
}

/** Whether its receiver has room for it and no gap or FIN to think of, and the ACK is of what is on the way. */
function mayArrive(tcb: Tcb, { seq, ack, len }: Segment): boolean {
  const { sndNxt, sndUna, rcvEdge } = tcb;
  if (sndNxt === null || sndUna === null || behind(sndNxt, ack) < 0 || behind(ack, sndUna) < 0) return false;
  if (rcvEdge !== null && behind(rcvEdge, seq) < Math.max(1, len.offset)) return false;
  return len.offset === 0 || (tcb.fin === null && tcb.earlyFin === null && tcb.outOfOrder.size === 0 && !tcb.shrunk);
}
