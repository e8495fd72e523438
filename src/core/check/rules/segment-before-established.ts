import { SYN_SENT } from '../../tcp/states.ts';
import { faultRule } from '../rule.ts';
import { commentOut, flagsPlace } from './shared.ts';

/** RFC 9293 §3.5: the handshake has its order. */
export const segmentBeforeEstablished = faultRule({
  code: 'segment-before-established',
  about: ['ack-before-established'],
  check(segment, report) {
    const args = { name: segment.senderName, peer: segment.receiverName };
    report(flagsPlace(segment), segment.senderState === SYN_SENT ? 'sent' : 'received', args, {
      fixes: [commentOut(segment)],
    });
  },
});
