import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { commentOut, flagsPlace } from './shared.ts';

/** RFC 9293 §3.10.7.2: a listener answers; it does not speak first. */
export const segmentFromListen: SegmentRule = {
  code: 'segment-from-listen',
  trigger: { faults: Fault.fromListen },
  check(segment, report) {
    const args = { name: segment.senderName };
    report(flagsPlace(segment), 'listen', args, { fixes: [commentOut(segment)] });
  },
};
