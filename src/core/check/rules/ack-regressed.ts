import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { numberPlace, receivedReason, setNumber } from './shared.ts';

/** Acknowledgments are cumulative. */
export const ackRegressed: SegmentRule = {
  code: 'ack-regressed',
  trigger: { faults: Fault.ackRegressed },
  check(segment, report) {
    const { statement, facts, givenAck } = segment;
    const args = {
      expected: segment.write(facts.expectedAck),
      given: segment.write(givenAck),
      name: segment.senderName,
    };
    const fixes = setNumber(segment, statement.ack, facts.expectedAck);
    report(numberPlace(segment, statement.ack), 'back', args, { ...receivedReason(segment), fixes });
  },
};
