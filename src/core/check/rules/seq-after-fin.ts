import { faultRule } from '../rule.ts';
import { numberPlace, sentBy, wrongNumber } from './shared.ts';

/** RFC 9293 §3.6: the FIN is the last number of its side. */
export const seqAfterFin = faultRule({
  code: 'seq-after-fin',
  about: ['seq-after-fin'],
  check(segment, report, fault) {
    const { sender, senderName, statement } = segment;
    const { args, fixes } = wrongNumber(segment, statement.seq, fault);
    const related = sentBy(sender, 'finLine', 'its FIN');
    report(numberPlace(segment, statement.seq), 'after', { ...args, name: senderName }, { fixes, related });
  },
});
