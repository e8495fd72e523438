import { URG } from '../../tcp/flags.ts';
import type { HeaderRule } from '../rule.ts';
import { remove } from '../report.ts';
import { changeFlags } from './shared.ts';

/** RFC 9293 §3.8.5: the pointer is interpreted only with the URG bit. */
export const urgWithoutFlag: HeaderRule = {
  code: 'urg-without-flag',
  looksAt: { fields: ['urg'], without: URG },
  check(segment, report) {
    const {
      written: { flags: givenFlags },
      statement,
    } = segment;
    const fixes = [changeFlags(segment, givenFlags | URG), remove(segment.line, statement.urg, 'urg')];
    report(statement.urg, 'missing', {}, { fixes });
  },
};
