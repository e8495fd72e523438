import { Fault } from '../../tcp/facts.ts';
import { ACK, SYN } from '../../tcp/flags.ts';
import type { SegmentRule } from '../rule.ts';
import { changeFlags, commentOut, flagsPlace, sentBy } from './shared.ts';

/** RFC 9293 §3.10.7.2: <SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>. */
export const synMissing: SegmentRule = {
  code: 'syn-missing',
  trigger: { faults: Fault.synMissing | Fault.synWithoutAck },
  check(segment, report) {
    const { facts, senderName, receiverName } = segment;
    const key = (facts.faults & Fault.synMissing) !== 0 ? 'missing' : 'ack';
    const fixes = [changeFlags(segment, SYN | ACK), commentOut(segment)];
    const details = { fixes, related: sentBy(segment.receiver, 'synLine', 'the SYN') };
    report(flagsPlace(segment), key, { name: senderName, peer: receiverName }, details);
  },
};
