import { ACK, FIN, RST, SYN } from './flags.ts';
import { type Facts, Mark } from './facts.ts';
import { type Algebra, ZERO } from './number.ts';
import type { Segment } from './segment.ts';
import type { Tcb } from './tcb.ts';

/**
 * Marks a segment as Wireshark does, by what was sent before it in its direction. To be asked before the segment
 * changes its sender's block; it counts the duplicates there.
 */
export function markAcknowledgment(algebra: Algebra, tcb: Tcb, peer: Tcb, segment: Segment, facts: Facts): void {
  if (segment.win === 0 && (segment.flags & (SYN | FIN | RST)) === 0) facts.marks |= Mark.zeroWindow;
  const pure = segment.len === ZERO && (segment.flags & (SYN | FIN | RST | ACK)) === ACK;
  if (tcb.answer?.challenge === true && pure) facts.marks |= Mark.challengeAck;
  if (!pure || (facts.marks & Mark.keepAlive) !== 0) {
    tcb.probing = (facts.marks & Mark.keepAlive) !== 0;
    if ((segment.flags & ACK) !== 0 && (tcb.lastAck === null || algebra.distance(segment.ack, tcb.lastAck) !== 0)) {
      tcb.duplicates = 0;
    }
    return;
  }
  tcb.probing = false;
  const repeats =
    tcb.lastAck !== null &&
    algebra.distance(segment.ack, tcb.lastAck) === 0 &&
    tcb.sndNxt !== null &&
    algebra.distance(segment.seq, tcb.sndNxt) === 0;
  if (!repeats) tcb.duplicates = 0;
  else if (peer.probing) facts.marks |= Mark.keepAliveAck;
  else if (segment.win > 0 && tcb.lastWin >= 0 && segment.win !== tcb.lastWin && segment.sack.length === 0) {
    facts.marks |= Mark.windowUpdate;
  } else if (segment.win !== 0) {
    facts.marks |= Mark.duplicateAck;
    facts.duplicate = ++tcb.duplicates;
  }
}
