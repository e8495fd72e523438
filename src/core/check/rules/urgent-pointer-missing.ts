import { URG } from '../../tcp/flags.ts';
import type { HeaderRule } from '../rule.ts';
import { changeFlags } from './shared.ts';

/** RFC 9293 §3.8.5: the bit announces the pointer. */
export const urgentPointerMissing: HeaderRule = {
  code: 'urgent-pointer-missing',
  looksAt: { flags: URG },
  check(segment, report) {
    const {
      written: { flags: givenFlags },
      statement,
    } = segment;
    if (statement.urg.present || (givenFlags & URG) === 0) return;
    report(statement.flagsSpan, 'missing', {}, { fixes: [changeFlags(segment, givenFlags & ~URG)] });
  },
};
