import { Fault } from '../../tcp/facts.ts';
import { STATE_NAMES } from '../../tcp/states.ts';
import type { SegmentRule } from '../rule.ts';
import { commentOut, lengthPlace } from './shared.ts';

/** RFC 9293 §3.10.2: SEND queues the data until the connection is established. */
export const dataBeforeEstablished: SegmentRule = {
  code: 'data-before-established',
  trigger: { faults: Fault.dataBeforeEstablished },
  check(segment, report) {
    const args = { name: segment.senderName, state: STATE_NAMES[segment.senderState] };
    report(lengthPlace(segment), 'early', args, { fixes: [commentOut(segment)] });
  },
};
