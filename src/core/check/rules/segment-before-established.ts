import { Fault } from '../../tcp/facts.ts';
import { SYN_SENT } from '../../tcp/states.ts';
import type { SegmentRule } from '../rule.ts';
import { commentOut, flagsPlace } from './shared.ts';

/** RFC 9293 §3.5: the handshake has its order. */
export const segmentBeforeEstablished: SegmentRule = {
  code: 'segment-before-established',
  trigger: { faults: Fault.ackBeforeEstablished },
  check(segment, report) {
    const args = { name: segment.senderName, peer: segment.receiverName };
    report(flagsPlace(segment), segment.senderState === SYN_SENT ? 'sent' : 'received', args, {
      fixes: [commentOut(segment)],
    });
  },
};
