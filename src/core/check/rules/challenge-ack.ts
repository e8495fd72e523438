import type { ArrivalRule } from '../rule.ts';
import { flagsPlace } from './shared.ts';

/** RFC 5961: the receiver asks back. */
export const challengeAck: ArrivalRule = {
  code: 'challenge-ack',
  arrival: true,
  check(segment, report) {
    if (segment.arrival !== 'challenged') return;
    report(flagsPlace(segment), 'challenge', { peer: segment.receiverName });
  },
};
