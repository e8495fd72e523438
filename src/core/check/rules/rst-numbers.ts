import { faultRule } from '../rule.ts';
import { commentOut, flagsPlace, wrongNumber } from './shared.ts';

/** RFC 9293 §3.5.2 gives the numbers of a reset. */
export const rstNumbers = faultRule({
  code: 'rst-numbers',
  about: ['rst-seq', 'rst-ack', 'rst-unasked'],
  check(segment, report, fault) {
    if (fault.kind === 'rst-unasked') {
      const fixes = [commentOut(segment)];
      report(flagsPlace(segment), 'unasked', { name: segment.senderName, peer: segment.receiverName }, { fixes });
      return;
    }
    const name = fault.kind === 'rst-seq' ? 'seq' : 'ack';
    const field = segment.statement[name];
    if (!field.present) return;
    const { args, fixes } = wrongNumber(segment, field, fault);
    report(field, name, args, { fixes });
  },
});
