import { faultRule } from '../rule.ts';
import { commentOut, numberPlace, sentBy, wrongNumber } from './shared.ts';

/** RFC 9293 §3.6: the FIN is the last number of its side. */
export const seqAfterFin = faultRule({
  code: 'seq-after-fin',
  about: ['seq-after-fin'],
  check(segment, report, fault) {
    const { sender, senderName, statement } = segment;
    const { args, fixes } = wrongNumber(segment, statement.seq, fault);
    const related = sentBy(sender, 'finLine', 'its FIN');
    // It is no number that is wrong, but the second FIN.
    if (segment.algebra.equal(fault.expected, fault.given)) {
      report(segment.statement.flagsSpan, 'again', { name: senderName }, { fixes: [commentOut(segment)], related });
      return;
    }
    report(numberPlace(segment, statement.seq), 'after', { ...args, name: senderName }, { fixes, related });
  },
});
