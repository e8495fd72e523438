import { LATER } from '../../tcp/number.ts';
import { faultRule } from '../rule.ts';
import { numberPlace, sentReason, wrongNumber } from './shared.ts';

/** SND.NXT is where the last byte ended: a new segment begins there. */
export const seqGap = faultRule({
  code: 'seq-gap',
  about: ['seq-gap'],
  check(segment, report, fault) {
    const { seq } = segment.statement;
    const { args, fixes } = wrongNumber(segment, seq, fault);
    const count = segment.algebra.distance(fault.given, fault.expected);
    const key = count < LATER ? 'gap' : 'some';
    report(numberPlace(segment, seq), key, { ...args, count }, { ...sentReason(segment), fixes });
  },
});
