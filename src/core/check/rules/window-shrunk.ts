import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';

/** RFC 9293 §3.8.6: a receiver SHOULD NOT shrink the window. */
export const windowShrunk: SegmentRule = {
  code: 'window-shrunk',
  trigger: { faults: Fault.windowShrunk },
  check(segment, report) {
    const { sender, statement } = segment;
    report(statement.win, 'shrunk', { edge: segment.write(sender.tcb.rcvEdge) });
  },
};
