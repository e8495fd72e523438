import { faultRule } from '../rule.ts';
import { lengthPlace } from './shared.ts';

/** RFC 9293 §3.8.6.1: a closed window is only probed. */
export const zeroWindowData = faultRule({
  code: 'zero-window-data',
  about: ['zero-window-data'],
  check(segment, report) {
    report(lengthPlace(segment), 'closed', { peer: segment.receiverName });
  },
});
