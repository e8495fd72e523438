import { faultRule } from '../rule.ts';
import { commentOut, flagsPlace, sentBy } from './shared.ts';

/** RFC 9293 §3.5.3: a reset deletes the block. */
export const segmentAfterReset = faultRule({
  code: 'segment-after-reset',
  about: ['after-reset'],
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
});
