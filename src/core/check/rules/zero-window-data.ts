import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { lengthPlace } from './shared.ts';

/** RFC 9293 §3.8.6.1: a closed window is only probed. */
export const zeroWindowData: SegmentRule = {
  code: 'zero-window-data',
  trigger: { faults: Fault.zeroWindowData },
  check(segment, report) {
    report(lengthPlace(segment), 'closed', { peer: segment.receiverName });
  },
};
