import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { numberPlace, sentReason, setNumber } from './shared.ts';

/** SND.NXT is where the last byte ended: a new segment begins there. */
export const seqGap: SegmentRule = {
  code: 'seq-gap',
  trigger: { faults: Fault.seqGap },
  check(segment, report) {
    const { statement, facts, givenSeq } = segment;
    const expected = segment.write(facts.expectedSeq);
    const count = facts.expectedSeq === null ? NaN : segment.distance(givenSeq, facts.expectedSeq);
    const key = count < 2 ** 31 ? 'gap' : 'some';
    const fixes = setNumber(segment, statement.seq, facts.expectedSeq);
    report(
      numberPlace(segment, statement.seq),
      key,
      { expected, given: segment.write(givenSeq), count },
      { ...sentReason(segment), fixes },
    );
  },
};
