import { SYN } from '../../tcp/flags.ts';
import { faultRule } from '../rule.ts';
import { numberPlace, sentBy, sentReason, wrongNumber } from './shared.ts';

/** A number before SND.NXT must repeat bytes that are not acknowledged. */
export const seqMismatch = faultRule({
  code: 'seq-mismatch',
  about: ['seq-mismatch'],
  check(segment, report, fault) {
    const { seq } = segment.statement;
    const { args, fixes } = wrongNumber(segment, seq, fault);
    if (segment.segment.has(SYN)) {
      const related = sentBy(segment.sender, 'synLine', 'its SYN');
      report(numberPlace(segment, seq), 'isn', args, { related, fixes });
    } else {
      report(numberPlace(segment, seq), 'expected', args, { ...sentReason(segment), fixes });
    }
  },
});
