import { faultRule } from '../rule.ts';
import { numberPlace, receivedReason, wrongNumber } from './shared.ts';

/** RFC 9293 §3.10.7.4: SEG.ACK > SND.NXT acknowledges something not yet sent. */
export const ackUnsent = faultRule({
  code: 'ack-unsent',
  about: ['ack-unsent'],
  check(segment, report, fault) {
    const { ack } = segment.statement;
    const { args, fixes } = wrongNumber(segment, ack, fault);
    report(
      numberPlace(segment, ack),
      'unsent',
      { ...args, peer: segment.receiverName },
      { ...receivedReason(segment), fixes },
    );
  },
});
