import { ACK, AE, CWR, ECE, SYN } from './flags.ts';
import type { Segment } from './segment.ts';
import type { Tcb } from './tcb.ts';

/** The largest shift of a window (RFC 7323 §2.3). */
export const MAX_SCALE = 14;

/** The largest window of a header. A peer whose windows are not all written down may have offered this much. */
export const LARGEST_UNSCALED = 65535;

/**
 * The window of a segment in bytes, −1 where it is not known: `scale` is the shift that its sender announced. The window
 * of a SYN is never scaled, and no other one is unless both ends have asked for it (RFC 7323 §2.2).
 */
export function windowOf(segment: Segment, { ownScale, peerScale }: Tcb, scale: number): number {
  const scaled = (segment.flags & SYN) === 0 && ownScale >= 0 && peerScale >= 0;
  return scaled && segment.win > 0 ? segment.win * 2 ** Math.min(scale, MAX_SCALE) : segment.win;
}

/**
 * Notes for one end of a connection what a SYN says about explicit congestion notification, sent or received: the first
 * one asks, the second one agrees or not (RFC 3168 §6.1.1, RFC 9768 §3.1).
 */
export function negotiateEcn(tcb: Tcb, { flags }: Segment): void {
  const asks = flags & (ECE | CWR | AE);
  if ((flags & ACK) === 0) tcb.ecnAsked = asks;
  else tcb.ecn = tcb.ecnAsked !== 0 && asks !== 0;
}

/** Whether a SYN opens the connection fast: with a cookie; a request of one opens nothing yet (RFC 7413 §4.1.1). */
export function opensFast({ flags, tfo }: Segment): boolean {
  return tfo !== null && tfo !== '' && (flags & ACK) === 0;
}
