import type { HeaderRule } from '../rule.ts';
import { replace } from '../report.ts';

/** RFC 7323 §2.3: a shift above 14 counts as 14. */
export const wscaleRange: HeaderRule = {
  code: 'wscale-range',
  looksAt: { fields: ['wscale'] },
  check(segment, report) {
    const { wscale } = segment.statement;
    if (!wscale.present || segment.segment.wscale <= 14) return;
    report(wscale, 'range', { value: segment.segment.wscale }, { fixes: [replace(segment.line, wscale.value, '14')] });
  },
};
