import type { ArrivalRule } from '../rule.ts';
import { flagsPlace } from './shared.ts';

/** RFC 5961 §3.2: a reset outside the window is dropped. */
export const rstIgnored: ArrivalRule = {
  code: 'rst-ignored',
  arrival: true,
  check(segment, report) {
    if (segment.arrival !== 'rst-ignored') return;
    report(flagsPlace(segment), 'ignored', { peer: segment.receiverName });
  },
};
