import { faultRule } from '../rule.ts';
import { numberPlace, receivedReason, wrongNumber } from './shared.ts';

/** An ACK carries RCV.NXT. */
export const ackMismatch = faultRule({
  code: 'ack-mismatch',
  about: ['ack-mismatch'],
  check(segment, report, fault) {
    const { ack } = segment.statement;
    const { args, fixes } = wrongNumber(segment, ack, fault);
    report(numberPlace(segment, ack), 'expected', args, { ...receivedReason(segment), fixes });
  },
});
