import { faultRule } from '../rule.ts';
import { numberPlace, receivedReason, wrongNumber } from './shared.ts';

/** The sender of an ACK knows only what has arrived. */
export const ackNotReceived = faultRule({
  code: 'ack-not-received',
  about: ['ack-not-received'],
  check(segment, report, fault) {
    const { ack } = segment.statement;
    const { args, fixes } = wrongNumber(segment, ack, fault);
    report(numberPlace(segment, ack), 'lost', args, { ...receivedReason(segment), fixes });
  },
});
