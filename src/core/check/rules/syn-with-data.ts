import { SYN } from '../../tcp/flags.ts';
import type { HeaderRule } from '../rule.ts';
import { lengthPlace } from './shared.ts';

/** RFC 9293 §3.4 allows it; RFC 7413 makes it useful. */
export const synWithData: HeaderRule = {
  code: 'syn-with-data',
  looksAt: { fields: ['len', 'data'], with: SYN },
  check(segment, report) {
    const {
      segment: sent,
      written: { flags: givenFlags },
      statement,
      sender,
    } = segment;
    if ((givenFlags & SYN) === 0 || !sent.hasData || statement.tfo.present || sender.tcb.fastOpen) return;
    report(lengthPlace(segment), 'data', {});
  },
};
