import { Mark } from '../../tcp/transit.ts';
import type { ArrivalRule } from '../rule.ts';

/** RFC 9293 §3.5, figure 8: the network may deliver what nobody remembers. */
export const oldDuplicate: ArrivalRule = {
  code: 'old-duplicate',
  arrival: true,
  check(segment, report) {
    if ((segment.marks & Mark.oldDuplicate) === 0) return;
    report(segment.statement.arrow, 'old', {});
  },
};
