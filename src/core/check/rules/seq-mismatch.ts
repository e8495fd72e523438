import { SYN } from '../../tcp/flags.ts';
import { faultRule } from '../rule.ts';
import { numberPlace, sentReason, wrongNumber } from './shared.ts';

/** A number before SND.NXT must repeat bytes that are not acknowledged. */
export const seqMismatch = faultRule({
  code: 'seq-mismatch',
  about: ['seq-mismatch'],
  check(segment, report, fault) {
    const { seq } = segment.statement;
    const { args, fixes } = wrongNumber(segment, seq, fault);
    report(numberPlace(segment, seq), segment.segment.has(SYN) ? 'isn' : 'expected', args, {
      ...sentReason(segment),
      fixes,
    });
  },
});
