import { ACK, SYN } from './flags.ts';
import { LISTEN } from './states.ts';
import type { Tcb } from './tcb.ts';
import type { Transit } from './transit.ts';

/** How much later timestamp `a` is than `b`, modulo 2^32 (RFC 7323 §5.2). */
export function newer(a: number, b: number): number {
  return (a - b) | 0;
}

/** Whether PAWS drops the segment: its timestamp is older than TS.Recent (RFC 7323 §5.3). */
export function outdated(tcb: Tcb, tsValue: number): boolean {
  return tsValue >= 0 && tcb.tsRecent >= 0 && newer(tsValue, tcb.tsRecent) < 0;
}

/**
 * The timestamps of a segment that is sent, no reset (RFC 7323 §3.2): once both SYNs have carried them every segment does,
 * TSval never goes back, and TSecr is a TSval that has arrived.
 */
export function judgeTimestamps(transit: Transit): void {
  const { sender: tcb, segment } = transit;
  if (segment.tsValue < 0) {
    const agreed = tcb.ownTimestamps && tcb.peerTimestamps && !transit.has(SYN);
    if (agreed && !tcb.tsOmitted) transit.fault({ kind: 'timestamp-missing' });
    return;
  }
  if (tcb.tsSent >= 0 && newer(segment.tsValue, tcb.tsSent) < 0 && tcb.iss !== null && !opensAnew(transit)) {
    transit.fault({ kind: 'timestamp-back', expected: tcb.tsSent });
  }
  if (!transit.has(ACK) || tcb.tsRecent < 0 || segment.tsEcho < 0) return;
  if (segment.tsEcho === tcb.tsRecent || segment.tsEcho === tcb.tsLast) return;
  transit.fault({ kind: 'timestamp-echo', expected: tcb.tsRecent });
}

/** A SYN that begins another connection has a clock of its own. */
function opensAnew(transit: Transit): boolean {
  return transit.has(SYN) && !transit.has(ACK) && transit.sender.state <= LISTEN;
}
