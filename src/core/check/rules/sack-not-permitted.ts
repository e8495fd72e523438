import type { HeaderRule, SegmentCase } from '../rule.ts';
import { remove } from '../report.ts';

/** RFC 2018 §4: only a peer that has sent SACK-permitted is sent SACK blocks. */
export const sackNotPermitted: HeaderRule = {
  code: 'sack-not-permitted',
  looksAt: { fields: ['sack'] },
  check(segment, report) {
    const { statement } = segment;
    if (sackPermitted(segment)) return;
    report(
      statement.sack,
      'permitted',
      { peer: segment.receiverName },
      { fixes: [remove(segment.line, statement.sack, 'sack')] },
    );
  },
};

/** Whether the peer's SYN permitted SACK, or may have. */
export function sackPermitted({ sender, connection, exact }: SegmentCase): boolean {
  const { tcb } = sender;
  return !exact || tcb.peerSack || connection.midStream || tcb.irs === null;
}
