import { Fault } from '../../tcp/facts.ts';
import { SYN } from '../../tcp/flags.ts';
import type { SegmentRule } from '../rule.ts';
import { numberPlace, sentReason, setNumber } from './shared.ts';

/** A number before SND.NXT must repeat bytes that are not acknowledged. */
export const seqMismatch: SegmentRule = {
  code: 'seq-mismatch',
  trigger: { faults: Fault.seqMismatch },
  check(segment, report) {
    const { statement, facts, givenSeq } = segment;
    const key = (segment.segment.flags & SYN) !== 0 ? 'isn' : 'expected';
    const args = { expected: segment.write(facts.expectedSeq), given: segment.write(givenSeq) };
    const fixes = setNumber(segment, statement.seq, facts.expectedSeq);
    report(numberPlace(segment, statement.seq), key, args, { ...sentReason(segment), fixes });
  },
};
