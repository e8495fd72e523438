import { faultRule } from '../rule.ts';
import { commentOut, numberPlace, sentBy, wrongNumber } from './shared.ts';

/** RFC 9293 §3.6: the FIN is the last number of its side. */
export const seqAfterFin = faultRule({
  code: 'seq-after-fin',
  about: ['seq-after-fin', 'fin-again'],
  check(segment, report, fault) {
    const { sender, senderName, statement } = segment;
    const related = sentBy(sender, 'finLine', 'its FIN');
    if (fault.kind === 'fin-again') {
      report(statement.flagsSpan, 'again', { name: senderName }, { fixes: [commentOut(segment)], related });
      return;
    }
    const { args, fixes } = wrongNumber(segment, statement.seq, fault);
    report(numberPlace(segment, statement.seq), 'after', { ...args, name: senderName }, { fixes, related });
  },
});
