import { Fault } from '../../tcp/facts.ts';
import { STATE_NAMES } from '../../tcp/states.ts';
import type { SegmentRule } from '../rule.ts';
import { commentOut, flagsPlace } from './shared.ts';

/** RFC 9293 §3.10.4: CLOSE in SYN-SENT deletes the block. */
export const finBeforeEstablished: SegmentRule = {
  code: 'fin-before-established',
  trigger: { faults: Fault.finBeforeEstablished },
  check(segment, report) {
    const args = { name: segment.senderName, state: STATE_NAMES[segment.senderState] };
    report(flagsPlace(segment), 'early', args, { fixes: [commentOut(segment)] });
  },
};
