import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { numberPlace, receivedReason, setNumber } from './shared.ts';

/** An ACK carries RCV.NXT. */
export const ackMismatch: SegmentRule = {
  code: 'ack-mismatch',
  trigger: { faults: Fault.ackMismatch },
  check(segment, report) {
    const { statement, facts, givenAck } = segment;
    const args = { expected: segment.write(facts.expectedAck), given: segment.write(givenAck) };
    const fixes = setNumber(segment, statement.ack, facts.expectedAck);
    report(numberPlace(segment, statement.ack), 'expected', args, { ...receivedReason(segment), fixes });
  },
};
