import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { flagsPlace, turnRound } from './shared.ts';

/** RFC 9293 §3.10.2: SEND in LISTEN turns a passive OPEN into an active one. */
export const synFromListen: SegmentRule = {
  code: 'syn-from-listen',
  trigger: { faults: Fault.synFromListen },
  check(segment, report) {
    report(flagsPlace(segment), 'opens', { name: segment.senderName }, { fixes: [turnRound(segment)] });
  },
};
