import { FIN, RST, SYN } from './flags.ts';
import { type Form, ZERO } from './number.ts';
import { CLOSED, CLOSING, FIN_WAIT_1, LAST_ACK, LISTEN, SYN_RECEIVED, SYN_SENT, TIME_WAIT } from './states.ts';
import type { Tcb } from './tcb.ts';
import { owedReset } from './transit.ts';

/**
 * The SEG.SEQ that the rules require of a segment with these flags and `len` bytes of text, or null where the sender is
 * free: the initial sequence number of a new connection, or one picked up in the middle (RFC 9293 §3.4, §3.10).
 */
export function requiredSeq(tcb: Tcb, flags: number, len: Form): Form | null {
  if ((flags & RST) !== 0) return resetSeq(tcb);
  if ((flags & SYN) !== 0) return opening(tcb) ? null : tcb.iss;
  if ((flags & FIN) !== 0 && tcb.fin !== null && len === ZERO && awaitsFinAck(tcb)) return tcb.fin;
  return tcb.sndNxt ?? tcb.sndUna;
}

/** The SEG.ACK that the rules require: RCV.NXT; null where nothing is known of it. */
export function requiredAck(tcb: Tcb, flags: number): Form | null {
  const reset = (flags & RST) !== 0 ? owedReset(tcb) : null;
  return reset?.ack ?? tcb.rcvNxt;
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
  const owed = owedReset(tcb);
  if (owed !== null) return owed.seq;
  if (tcb.state === SYN_RECEIVED && tcb.iss === null) return ZERO;
  return tcb.state === SYN_SENT ? tcb.iss : tcb.sndNxt;
}
