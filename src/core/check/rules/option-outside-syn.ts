import { FIELD_NAMES, FIELDS } from '../../notation/fields.ts';
import { SYN } from '../../tcp/flags.ts';
import type { HeaderRule } from '../rule.ts';
import { remove } from '../report.ts';

const SYN_FIELDS = FIELD_NAMES.filter((name) => FIELDS[name].where === 'syn');

/** RFC 9293 §3.7.1, RFC 7323 §2.2, RFC 2018 §2, RFC 7413 §4.1.1: these options belong to the handshake. */
export const optionOutsideSyn: HeaderRule = {
  code: 'option-outside-syn',
  looksAt: { fields: SYN_FIELDS, without: SYN },
  check(segment, report) {
    const { statement, segment: sent } = segment;
    // That it should be a SYN is told by another rule.
    if ((sent.flags & SYN) !== 0) return;
    for (const option of SYN_FIELDS) {
      const field = statement[option];
      if (field.present) report(field, 'outside', { option }, { fixes: [remove(segment.line, field, option)] });
    }
  },
};
