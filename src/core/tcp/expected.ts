import { FIN, RST, SYN } from './flags.ts';
import { type Form, ZERO } from './number.ts';
import type { Segment } from './segment.ts';
import { CLOSED, CLOSING, FIN_WAIT_1, LAST_ACK, LISTEN, SYN_RECEIVED, SYN_SENT, TIME_WAIT } from './states.ts';
import type { Tcb } from './tcb.ts';

/**
 * The SEG.SEQ that the rules require of a segment with these flags and this length, or null where the sender is free:
 * the initial sequence number of a new connection, or one picked up in the middle (RFC 9293 §3.4, §3.10).
 */
export function requiredSeq(tcb: Tcb, segment: Segment): Form | null {
  if ((segment.flags & RST) !== 0) return resetSeq(tcb);
  if ((segment.flags & SYN) !== 0) return opening(tcb) ? null : tcb.iss;
  if ((segment.flags & FIN) !== 0 && tcb.fin !== null && segment.len === ZERO && awaitsFinAck(tcb)) return tcb.fin;
  return tcb.sndNxt ?? tcb.sndUna;
}

/** The SEG.ACK that the rules require: RCV.NXT; null where nothing is known of it. */
export function requiredAck(tcb: Tcb, segment: Segment): Form | null {
  const { answer } = tcb;
  if ((segment.flags & RST) !== 0 && answer !== null && (answer.flags & RST) !== 0 && answer.ack !== null) {
    return answer.ack;
  }
  return tcb.rcvNxt;
}

/** The own FIN is on the way, and may be sent again. */
function awaitsFinAck({ state }: Tcb): boolean {
  return state === FIN_WAIT_1 || state === CLOSING || state === LAST_ACK;
}

/** Whether a SYN that is sent now begins a connection, so that its sequence number is a free choice. */
export function opening(tcb: Tcb): boolean {
  return tcb.iss === null || tcb.state === CLOSED || tcb.state === LISTEN || tcb.state === TIME_WAIT;
}

function resetSeq(tcb: Tcb): Form | null {
  const { answer } = tcb;
  if (answer !== null && (answer.flags & RST) !== 0) return answer.seq;
  if (tcb.state === SYN_RECEIVED && tcb.iss === null) return ZERO;
  return tcb.state === SYN_SENT ? tcb.iss : tcb.sndNxt;
}
