import { ACK, SYN } from './flags.ts';
import { type Facts, Fault } from './facts.ts';
import type { Segment } from './segment.ts';
import type { Tcb } from './tcb.ts';

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
export function judgeTimestamps(tcb: Tcb, segment: Segment, facts: Facts): void {
  if (segment.tsValue < 0) {
    const agreed = tcb.ownTimestamps && tcb.peerTimestamps && (segment.flags & SYN) === 0;
    if (agreed && !tcb.tsOmitted) facts.faults |= Fault.timestampMissing;
    return;
  }
  if (tcb.tsSent >= 0 && newer(segment.tsValue, tcb.tsSent) < 0 && tcb.iss !== null && !opensAnew(tcb, segment)) {
    facts.faults |= Fault.timestampBack;
    facts.expectedTimestamp = tcb.tsSent;
  }
  if ((segment.flags & ACK) === 0 || tcb.tsRecent < 0 || segment.tsEcho < 0) return;
  if (segment.tsEcho === tcb.tsRecent || segment.tsEcho === tcb.tsLast) return;
  facts.faults |= Fault.timestampEcho;
  facts.expectedTimestamp = tcb.tsRecent;
}

/** A SYN that begins another connection has a clock of its own. */
function opensAnew(tcb: Tcb, segment: Segment): boolean {
  return (segment.flags & (SYN | ACK)) === SYN && tcb.state < 2;
}
