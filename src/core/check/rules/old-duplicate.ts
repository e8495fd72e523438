import { Mark } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';

/** RFC 9293 §3.5, figure 8: the network may deliver what nobody remembers. */
export const oldDuplicate: SegmentRule = {
  code: 'old-duplicate',
  trigger: 'arrival',
  check(segment, report) {
    if ((segment.facts.marks & Mark.oldDuplicate) === 0) return;
    report(segment.statement.arrow, 'old', {});
  },
};
