import { CLOSED, LISTEN } from '../../tcp/states.ts';
import type { SegmentRule } from '../rule.ts';

/** RFC 9293 §3.10.7.4, first: the acceptability test. */
export const unacceptableSegment: SegmentRule = {
  code: 'unacceptable-segment',
  trigger: 'arrival',
  check(segment, report) {
    const { facts, receiver, statement } = segment;
    if (facts.arrival !== 'unacceptable' && facts.arrival !== 'dropped') return;
    if (segment.receiverState === CLOSED || segment.receiverState === LISTEN) return;
    const expected = segment.write(receiver.tcb.rcvNxt);
    const key = facts.arrival === 'unacceptable' && expected !== '?' ? 'window' : 'dropped';
    report(statement.arrow, key, { peer: segment.receiverName, expected });
  },
};
