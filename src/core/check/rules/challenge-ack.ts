import { ACK, SYN } from '../../tcp/flags.ts';
import { Mark } from '../../tcp/transit.ts';
import type { ArrivalRule } from '../rule.ts';
import { flagsPlace } from './shared.ts';

/** RFC 5961: the receiver asks back. */
export const challengeAck: ArrivalRule = {
  code: 'challenge-ack',
  arrival: true,
  check(segment, report) {
    if (segment.arrival !== 'challenged') return;
    // A SYN-ACK once more says that the last ACK of the handshake was lost: nobody is suspected.
    if (segment.segment.has(SYN | ACK) && (segment.marks & Mark.retransmission) !== 0) return;
    report(flagsPlace(segment), 'challenge', { peer: segment.receiverName });
  },
};
