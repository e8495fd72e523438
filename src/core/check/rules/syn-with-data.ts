import { SYN } from '../../tcp/flags.ts';
import type { SegmentRule } from '../rule.ts';
import { lengthPlace } from './shared.ts';

/** RFC 9293 §3.4 allows it; RFC 7413 makes it useful. */
export const synWithData: SegmentRule = {
  code: 'syn-with-data',
  trigger: 'header',
  check(segment, report) {
    const { segment: sent, givenFlags, statement, sender } = segment;
    if ((givenFlags & SYN) === 0 || !sent.hasData || statement.tfo.present || sender.tcb.fastOpen) return;
    report(lengthPlace(segment), 'data', {});
  },
};
