import { faultRule } from '../rule.ts';
import { lengthPlace } from './shared.ts';

/** RFC 9293 §3.7.1: the peer announced its limit in its SYN. */
export const mssExceeded = faultRule({
  code: 'mss-exceeded',
  about: ['mss-exceeded'],
  check(segment, report, { mss, size }) {
    // A capture on a host with segmentation offload shows segments that are cut up only later.
    if (segment.captured) return;
    report(lengthPlace(segment), 'size', { peer: segment.receiverName, mss, size });
  },
});
