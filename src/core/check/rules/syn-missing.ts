import { ACK, SYN } from '../../tcp/flags.ts';
import { faultRule } from '../rule.ts';
import { changeFlags, commentOut, flagsPlace, sentBy } from './shared.ts';

/** RFC 9293 §3.10.7.2: <SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>. */
export const synMissing = faultRule({
  code: 'syn-missing',
  about: ['syn-missing', 'syn-without-ack'],
  check(segment, report, fault) {
    const { senderName, receiverName } = segment;
    const key = fault.kind === 'syn-missing' ? 'missing' : 'ack';
    const fixes = [changeFlags(segment, SYN | ACK), commentOut(segment)];
    const details = { fixes, related: sentBy(segment.receiver, 'synLine', 'the SYN') };
    report(flagsPlace(segment), key, { name: senderName, peer: receiverName }, details);
  },
});
