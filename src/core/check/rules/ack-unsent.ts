import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { numberPlace, receivedReason, setNumber } from './shared.ts';

/** RFC 9293 §3.10.7.4: SEG.ACK > SND.NXT acknowledges something not yet sent. */
export const ackUnsent: SegmentRule = {
  code: 'ack-unsent',
  trigger: { faults: Fault.ackUnsent },
  check(segment, report) {
    const { statement, facts, givenAck } = segment;
    const args = {
      expected: segment.write(facts.expectedAck),
      given: segment.write(givenAck),
      peer: segment.receiverName,
    };
    const fixes = setNumber(segment, statement.ack, facts.expectedAck);
    report(numberPlace(segment, statement.ack), 'unsent', args, { ...receivedReason(segment), fixes });
  },
};
