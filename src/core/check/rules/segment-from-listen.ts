import { faultRule } from '../rule.ts';
import { commentOut, flagsPlace } from './shared.ts';

/** RFC 9293 §3.10.7.2: a listener answers; it does not speak first. */
export const segmentFromListen = faultRule({
  code: 'segment-from-listen',
  about: ['from-listen'],
  check(segment, report) {
    const args = { name: segment.senderName };
    report(flagsPlace(segment), 'listen', args, { fixes: [commentOut(segment)] });
  },
});
