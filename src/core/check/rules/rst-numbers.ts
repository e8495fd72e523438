import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { setNumber } from './shared.ts';

/** RFC 9293 §3.5.2 gives the numbers of a reset. */
export const rstNumbers: SegmentRule = {
  code: 'rst-numbers',
  trigger: { faults: Fault.rstSeq | Fault.rstAck },
  check(segment, report) {
    const { facts, statement, givenSeq, givenAck } = segment;
    if ((facts.faults & Fault.rstSeq) !== 0 && statement.seq.present) {
      const args = { expected: segment.write(facts.expectedSeq), given: segment.write(givenSeq) };
      report(statement.seq, 'seq', args, { fixes: setNumber(segment, statement.seq, facts.expectedSeq) });
    }
    if ((facts.faults & Fault.rstAck) !== 0 && statement.ack.present) {
      const args = { expected: segment.write(facts.expectedAck), given: segment.write(givenAck) };
      report(statement.ack, 'ack', args, { fixes: setNumber(segment, statement.ack, facts.expectedAck) });
    }
  },
};
