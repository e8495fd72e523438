import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { commentOut, flagsPlace, sentBy } from './shared.ts';

/** RFC 9293 §3.5.3: a reset deletes the block. */
export const segmentAfterReset: SegmentRule = {
  code: 'segment-after-reset',
  trigger: { faults: Fault.afterReset },
  check(segment, report) {
    const args = { name: segment.senderName };
    report(flagsPlace(segment), 'reset', args, {
      fixes: [commentOut(segment)],
      related: [
        ...sentBy(segment.sender, 'resetLine', 'the reset'),
        ...sentBy(segment.receiver, 'resetLine', 'the reset'),
      ],
    });
  },
};
