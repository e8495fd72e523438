import { Mark } from '../../tcp/transit.ts';
import type { ArrivalRule } from '../rule.ts';
import { at } from './shared.ts';

/** RFC 9293 §3.4: a sequence number stands for one byte. */
export const retransmissionDiffers: ArrivalRule = {
  code: 'retransmission-differs',
  arrival: true,
  check(segment, report) {
    const { conflictingLine, statement } = segment;
    // The byte of a keep-alive is garbage by custom (RFC 9293 §3.8.4).
    if (conflictingLine < 0 || (segment.marks & Mark.retransmission) === 0) return;
    const args = { line: conflictingLine + 1 };
    report(statement.data, 'differs', args, { related: [at(conflictingLine, 'sent here')] });
  },
};
