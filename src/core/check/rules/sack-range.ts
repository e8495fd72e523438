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
        const whole = wrong === null && !captured ? wholeOf(segment, { left, right }, i) : null;
        if (wrong !== null) report(span, wrong, { left: segment.write(left), right: segment.write(right) });
        else if (whole !== null) {
          report(span, 'part', { left: segment.write(whole.left), right: segment.write(whole.right) });
          // The other part is no second mistake.
          return;
        }
      }
    }
  },
};

/** The stretch of which a block is only a part; null where it is whole, or reports bytes that came twice (RFC 2883 §4). */
function wholeOf({ algebra, segment, sender }: SegmentCase, { left, right }: Range, i: number): Range | null {
  const within = (part: Range, range: Range): boolean =>
    algebra.surelyAtOrAfter(part.left, range.left) && algebra.surelyAtOrBefore(part.right, range.right);
  const whole = sender.tcb.outOfOrder.find((range) => within({ left, right }, range));
  if (whole === undefined || (algebra.equal(left, whole.left) && algebra.equal(right, whole.right))) return null;
  const second = segment.sack[1];
  return i === 0 && second !== undefined && within({ left, right }, second) ? null : whole;
}

/** What is wrong with a block of bytes that were sent, as far as its sender knows what has arrived. */
function notReceived(segment: SegmentCase, block: Range, i: number): 'twice' | 'missing' | 'newest' | null {
  const { rcvNxt, outOfOrder } = segment.sender.tcb;
  if (rcvNxt === null) return null;
  const inside = (range: Range): boolean =>
    segment.algebra.maybeAtOrAfter(block.left, range.left) && segment.algebra.maybeAtOrBefore(block.right, range.right);
  if (segment.algebra.surelyAtOrBefore(block.right, rcvNxt)) return i === 0 ? null : 'twice';
  if (Number.isNaN(segment.algebra.distance(block.left, rcvNxt))) return null;
  if (!outOfOrder.some(inside)) return 'missing';
  const [newest] = outOfOrder;
  const second = segment.segment.sack[1];
  const twice = second !== undefined && inside(second);
  const repeats = (segment.marks & Mark.duplicateAck) !== 0;
  return i === 0 && repeats && newest !== undefined && !twice && !inside(newest) ? 'newest' : null;
}
