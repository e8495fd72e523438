import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { numberPlace, receivedReason, setNumber } from './shared.ts';

/** The sender of an ACK knows only what has arrived. */
export const ackNotReceived: SegmentRule = {
  code: 'ack-not-received',
  trigger: { faults: Fault.ackNotReceived },
  check(segment, report) {
    const { statement, facts, givenAck } = segment;
    const args = { expected: segment.write(facts.expectedAck), given: segment.write(givenAck) };
    const fixes = setNumber(segment, statement.ack, facts.expectedAck);
    report(numberPlace(segment, statement.ack), 'lost', args, { ...receivedReason(segment), fixes });
  },
};
