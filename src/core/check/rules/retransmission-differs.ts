import { Mark } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { at } from './shared.ts';

/** RFC 9293 §3.4: a sequence number stands for one byte. */
export const retransmissionDiffers: SegmentRule = {
  code: 'retransmission-differs',
  trigger: 'arrival',
  check(segment, report) {
    const { contradictedLine, facts, statement } = segment;
    // The byte of a keep-alive is garbage by custom (RFC 9293 §3.8.4).
    if (contradictedLine < 0 || (facts.marks & Mark.retransmission) === 0) return;
    const args = { line: contradictedLine + 1 };
    report(statement.data, 'differs', args, { related: [at(contradictedLine, 'sent here')] });
  },
};
