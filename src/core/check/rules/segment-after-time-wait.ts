import { faultRule } from '../rule.ts';
import { commentOut, flagsPlace } from './shared.ts';

/** RFC 9293 §3.10.8: at the TIME-WAIT timeout the block is deleted. */
export const segmentAfterTimeWait = faultRule({
  code: 'segment-after-time-wait',
  about: ['after-time-wait'],
  check(segment, report) {
    const args = { name: segment.senderName };
    report(flagsPlace(segment), 'over', args, { fixes: [commentOut(segment)] });
  },
});
