import { SYN } from '../../tcp/flags.ts';
import type { SegmentRule } from '../rule.ts';
import { remove } from './shared.ts';

/** RFC 9293 §3.7.1, RFC 7323 §2.2, RFC 2018 §2: these options belong to the handshake. */
export const optionOutsideSyn: SegmentRule = {
  code: 'option-outside-syn',
  trigger: 'header',
  check(segment, report) {
    const { givenFlags, statement } = segment;
    if ((givenFlags & SYN) !== 0) return;
    for (const option of ['mss', 'wscale', 'sackok'] as const) {
      const field = statement[option];
      if (field.present) report(field, 'outside', { option }, { fixes: [remove(segment, field, option)] });
    }
  },
};
