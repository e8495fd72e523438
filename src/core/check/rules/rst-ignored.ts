import type { SegmentRule } from '../rule.ts';
import { flagsPlace } from './shared.ts';

/** RFC 5961 §3.2: a reset outside the window is dropped. */
export const rstIgnored: SegmentRule = {
  code: 'rst-ignored',
  trigger: 'arrival',
  check(segment, report) {
    if (segment.facts.arrival !== 'rst-ignored') return;
    report(flagsPlace(segment), 'ignored', { peer: segment.receiverName });
  },
};
