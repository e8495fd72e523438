import { URG } from '../../tcp/flags.ts';
import type { SegmentRule } from '../rule.ts';
import { changeFlags } from './shared.ts';

/** RFC 9293 §3.8.5: the bit announces the pointer. */
export const urgentPointerMissing: SegmentRule = {
  code: 'urgent-pointer-missing',
  trigger: 'header',
  check(segment, report) {
    const { givenFlags, statement } = segment;
    if (statement.urg.present || (givenFlags & URG) === 0) return;
    report(statement.flagsSpan, 'missing', {}, { fixes: [changeFlags(segment, givenFlags & ~URG)] });
  },
};
