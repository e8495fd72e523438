import { Fault } from '../../tcp/facts.ts';
import { STATE_NAMES } from '../../tcp/states.ts';
import type { SegmentRule } from '../rule.ts';
import { commentOut, flagsPlace } from './shared.ts';

/** RFC 9293 §3.10.1: OPEN on an open connection is an error. */
export const synInConnection: SegmentRule = {
  code: 'syn-in-connection',
  trigger: { faults: Fault.synInConnection },
  check(segment, report) {
    const args = { name: segment.senderName, state: STATE_NAMES[segment.senderState] };
    report(flagsPlace(segment), 'inside', args, { fixes: [commentOut(segment)] });
  },
};
