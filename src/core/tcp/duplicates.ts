import { ACK, FIN, RST, SYN } from './flags.ts';
import { ZERO } from './number.ts';
import { Mark, type Transit } from './transit.ts';

/**
 * Marks a segment as Wireshark does, by what was sent before it in its direction. To be asked before the segment
 * changes its sender's block; it counts the duplicates there.
 */
export function markAcknowledgment(transit: Transit): void {
  const { algebra, sender: tcb, receiver: peer, segment } = transit;
  if (segment.win === 0 && !transit.hasAny(SYN | FIN | RST)) transit.mark(Mark.zeroWindow);
  const pure = segment.len === ZERO && (segment.flags & (SYN | FIN | RST | ACK)) === ACK;
  if (tcb.answer?.challenge === true && pure) transit.mark(Mark.challengeAck);
  const repeatsAck = tcb.lastAck !== null && algebra.equal(segment.ack, tcb.lastAck);
  if (!pure || transit.marked(Mark.keepAlive)) {
    tcb.probing = transit.marked(Mark.keepAlive);
    if (transit.has(ACK) && !repeatsAck) tcb.duplicates = 0;
    return;
  }
  tcb.probing = false;
  const repeats = repeatsAck && tcb.sndNxt !== null && algebra.equal(segment.seq, tcb.sndNxt);
  if (!repeats) tcb.duplicates = 0;
  else if (peer.probing) transit.mark(Mark.keepAliveAck);
  else if (segment.win > 0 && tcb.lastWin >= 0 && segment.win !== tcb.lastWin && segment.sack.length === 0) {
    transit.mark(Mark.windowUpdate);
  } else if (segment.win !== 0) {
    transit.mark(Mark.duplicateAck);
    transit.duplicate = ++tcb.duplicates;
  }
}
