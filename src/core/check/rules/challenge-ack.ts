import type { SegmentRule } from '../rule.ts';
import { flagsPlace } from './shared.ts';

/** RFC 5961: the receiver asks back. */
export const challengeAck: SegmentRule = {
  code: 'challenge-ack',
  trigger: 'arrival',
  check(segment, report) {
    if (segment.facts.arrival !== 'challenged') return;
    report(flagsPlace(segment), 'challenge', { peer: segment.receiverName });
  },
};
