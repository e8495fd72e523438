import { ACK, SYN } from '../../tcp/flags.ts';
import { SYN_RECEIVED } from '../../tcp/states.ts';
import type { SegmentRule } from '../rule.ts';
import { changeFlags, remove } from './shared.ts';

/** RFC 9293 §3.1: the field is significant only with the ACK bit. */
export const ackWithoutFlag: SegmentRule = {
  code: 'ack-without-flag',
  trigger: 'header',
  check(segment, report) {
    const { givenFlags, statement } = segment;
    if (!statement.ack.present || (givenFlags & ACK) !== 0) return;
    const fixes = [changeFlags(segment, givenFlags | ACK), remove(segment, statement.ack, 'ack')];
    if ((givenFlags & SYN) !== 0 && segment.senderState !== SYN_RECEIVED) fixes.reverse();
    report(statement.ack, 'missing', {}, { fixes });
  },
};
