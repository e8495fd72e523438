import { faultRule } from '../rule.ts';
import { flagsPlace } from './shared.ts';

/** RFC 7323 §3.2: once agreed on, timestamps are sent in every segment but a reset. */
export const timestampMissing = faultRule({
  code: 'timestamp-missing',
  about: ['timestamp-missing'],
  check(segment, report) {
    report(flagsPlace(segment), 'missing', { name: segment.senderName });
  },
});
