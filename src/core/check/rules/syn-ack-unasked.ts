import { faultRule } from '../rule.ts';
import { commentOut, flagsPlace } from './shared.ts';

/** RFC 9293 §3.10.7.2: only the arrival of a SYN calls for a SYN,ACK. */
export const synAckUnasked = faultRule({
  code: 'syn-ack-unasked',
  about: ['syn-ack-unasked'],
  check(segment, report) {
    const args = { name: segment.senderName };
    report(flagsPlace(segment), 'unasked', args, { fixes: [commentOut(segment)] });
  },
});
