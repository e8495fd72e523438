import { faultRule } from '../rule.ts';
import { numberPlace, receivedReason, wrongNumber } from './shared.ts';

/** Acknowledgments are cumulative. */
export const ackRegressed = faultRule({
  code: 'ack-regressed',
  about: ['ack-regressed'],
  check(segment, report, fault) {
    const { ack } = segment.statement;
    const { args, fixes } = wrongNumber(segment, ack, fault);
    report(
      numberPlace(segment, ack),
      'back',
      { ...args, name: segment.senderName },
      { ...receivedReason(segment), fixes },
    );
  },
});
