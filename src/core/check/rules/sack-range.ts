import { Mark } from '../../tcp/transit.ts';
import type { Range } from '../../tcp/segment.ts';
import type { HeaderRule, SegmentCase } from '../rule.ts';
import { sackPermitted } from './sack-not-permitted.ts';

/** RFC 2018 §3, §4, RFC 2883 §4: a block is a stretch of bytes that have been received. */
export const sackRange: HeaderRule = {
  code: 'sack-range',
  looksAt: { fields: ['sack'] },
  check(segment, report) {
    const { statement, segment: sent, receiver, connection, captured, exact } = segment;
    if ((connection.midStream && captured) || !sackPermitted(segment)) return;
    for (const [i, { left, right }] of sent.sack.entries()) {
      const span = statement.sack.blocks[i] ?? statement.sack;
      const next = receiver.tcb.sndNxt;
      if (segment.algebra.surelyAtOrBefore(right, left)) {
        report(span, 'order', {});
      } else if (next !== null && segment.algebra.surelyAfter(right, next)) {
        report(span, 'unsent', { right: segment.write(right), next: segment.write(next), peer: segment.receiverName });
      } else if (exact) {
        const wrong = notReceived(segment, { left, right }, i);
        if (wrong !== null) report(span, wrong, { left: segment.write(left), right: segment.write(right) });
      }
      const beside = sent.sack.find((other) => segment.algebra.equal(other.right, left));
      if (beside !== undefined) {
        report(span, 'part', { left: segment.write(beside.left), right: segment.write(right) });
      }
    }
  },
};

/** What is wrong with a block of bytes that were sent, as far as its sender knows what has arrived. */
function notReceived(segment: SegmentCase, block: Range, i: number): 'twice' | 'missing' | 'newest' | null {
  const { rcvNxt, outOfOrder } = segment.sender.tcb;
  if (rcvNxt === null) return null;
  const inside = (range: Range): boolean =>
    segment.algebra.maybeAtOrAfter(block.left, range.left) && segment.algebra.maybeAtOrBefore(block.right, range.right);
  if (segment.algebra.surelyAtOrBefore(block.right, rcvNxt)) return i === 0 ? null : 'twice';
  if (Number.isNaN(segment.algebra.distance(block.left, rcvNxt))) return null;
  const around = outOfOrder.at(segment.algebra, block.left);
  if (around === undefined || !inside(around)) return 'missing';
  const newest = outOfOrder.newest ?? around;
  const second = segment.segment.sack[1];
  const twice = second !== undefined && inside(second);
  const repeats = (segment.marks & Mark.duplicateAck) !== 0;
  return i === 0 && repeats && !twice && !inside(newest) ? 'newest' : null;
}
