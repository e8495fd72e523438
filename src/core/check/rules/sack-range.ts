import { Mark } from '../../tcp/facts.ts';
import type { Range } from '../../tcp/segment.ts';
import type { SegmentCase, SegmentRule } from '../rule.ts';
import { sackPermitted } from './sack-not-permitted.ts';

/** RFC 2018 §3, §4, RFC 2883 §4: a block is a stretch of bytes that have been received. */
export const sackRange: SegmentRule = {
  code: 'sack-range',
  trigger: 'header',
  check(segment, report) {
    const { statement, segment: sent, receiver, connection, captured, exact } = segment;
    if (!statement.sack.present || (connection.midStream && captured) || !sackPermitted(segment)) return;
    for (const [i, { left, right }] of sent.sack.entries()) {
      const span = statement.sack.blocks[i] ?? statement.sack;
      const next = receiver.tcb.sndNxt;
      if (segment.distance(right, left) <= 0) {
        report(span, 'order', {});
      } else if (next !== null && segment.distance(right, next) > 0) {
        report(span, 'unsent', { right: segment.write(right), next: segment.write(next), peer: segment.receiverName });
      } else if (exact) {
        const wrong = notReceived(segment, { left, right }, i);
        if (wrong !== null) report(span, wrong, { left: segment.write(left), right: segment.write(right) });
      }
    }
  },
};

/** What is wrong with a block of bytes that were sent, as far as its sender knows what has arrived. */
function notReceived(segment: SegmentCase, block: Range, i: number): 'twice' | 'missing' | 'newest' | null {
  const { rcvNxt, outOfOrder } = segment.sender.tcb;
  if (rcvNxt === null) return null;
  const inside = (range: Range): boolean =>
    !(segment.distance(block.left, range.left) < 0) && !(segment.distance(block.right, range.right) > 0);
  if (segment.distance(block.right, rcvNxt) <= 0) return i === 0 ? null : 'twice';
  if (Number.isNaN(segment.distance(block.left, rcvNxt))) return null;
  if (!outOfOrder.some(inside)) return 'missing';
  const [newest] = outOfOrder;
  const second = segment.segment.sack[1];
  const twice = second !== undefined && inside(second);
  const repeats = (segment.facts.marks & Mark.duplicateAck) !== 0;
  return i === 0 && repeats && newest !== undefined && !twice && !inside(newest) ? 'newest' : null;
}
