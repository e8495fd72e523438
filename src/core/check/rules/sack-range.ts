import type { SegmentRule } from '../rule.ts';

/** RFC 2018 §3, RFC 2883 §4: a block is a stretch of bytes that have been received. */
export const sackRange: SegmentRule = {
  code: 'sack-range',
  trigger: 'header',
  check(segment, report) {
    const { statement, segment: sent, receiver, connection } = segment;
    if (!statement.sack.present || connection.midStream) return;
    for (const [i, { left, right }] of sent.sack.entries()) {
      const span = statement.sack.blocks[i] ?? statement.sack;
      const next = receiver.tcb.sndNxt;
      if (segment.distance(right, left) <= 0) {
        report(span, 'order', {});
      } else if (next !== null && segment.distance(right, next) > 0) {
        report(span, 'unsent', { right: segment.write(right), next: segment.write(next), peer: segment.receiverName });
      }
    }
  },
};
