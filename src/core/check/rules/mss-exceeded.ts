import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { lengthPlace } from './shared.ts';

/** RFC 9293 §3.7.1: the peer announced its limit in its SYN. */
export const mssExceeded: SegmentRule = {
  code: 'mss-exceeded',
  trigger: { faults: Fault.mssExceeded },
  check(segment, report) {
    // A capture on a host with segmentation offload shows segments that are cut up only later.
    if (segment.captured) return;
    const { receiverName, sender, segment: sent } = segment;
    const size = sent.len.constant ?? 0;
    report(lengthPlace(segment), 'size', { peer: receiverName, mss: sender.tcb.peerMss, size });
  },
};
