import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { numberPlace } from './shared.ts';

/** RFC 9293 §3.4.1: numbers move on from one connection to the next. */
export const isnReused: SegmentRule = {
  code: 'isn-reused',
  trigger: { faults: Fault.isnReused },
  check(segment, report) {
    report(numberPlace(segment, segment.statement.seq), 'reused', { given: segment.write(segment.givenSeq) });
  },
};
