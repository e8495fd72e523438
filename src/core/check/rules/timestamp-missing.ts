import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { flagsPlace } from './shared.ts';

/** RFC 7323 §3.2: once agreed on, timestamps are sent in every segment but a reset. */
export const timestampMissing: SegmentRule = {
  code: 'timestamp-missing',
  trigger: { faults: Fault.timestampMissing },
  check(segment, report) {
    report(flagsPlace(segment), 'missing', { name: segment.senderName });
  },
};
