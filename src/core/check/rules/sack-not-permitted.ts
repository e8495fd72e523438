import type { SegmentRule } from '../rule.ts';
import { remove } from './shared.ts';

/** RFC 2018 §4: only a peer that has sent SACK-permitted is sent SACK blocks. */
export const sackNotPermitted: SegmentRule = {
  code: 'sack-not-permitted',
  trigger: 'header',
  check(segment, report) {
    const { statement, sender, connection, exact } = segment;
    const { tcb } = sender;
    if (!statement.sack.present || !exact || tcb.peerSack || connection.midStream || tcb.irs === null) return;
    report(
      statement.sack,
      'permitted',
      { peer: segment.receiverName },
      { fixes: [remove(segment, statement.sack, 'sack')] },
    );
  },
};
