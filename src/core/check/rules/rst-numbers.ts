import { faultRule } from '../rule.ts';
import { ACK } from '../../tcp/flags.ts';
import { WORDLESS } from '../report.ts';
import { changeFlags, commentOut, flagsPlace, wrongNumber } from './shared.ts';

/** RFC 9293 §3.5.2 gives the numbers of a reset. */
export const rstNumbers = faultRule({
  code: 'rst-numbers',
  about: ['rst-seq', 'rst-ack', 'rst-ack-missing', 'rst-unasked'],
  check(segment, report, fault) {
    if (fault.kind === 'rst-unasked') {
      const fixes = [commentOut(segment)];
      report(flagsPlace(segment), 'unasked', { name: segment.senderName, peer: segment.receiverName }, { fixes });
      return;
    }
    const { statement, line } = segment;
    if (fault.kind === 'rst-ack-missing') {
      // A reset without numbers is shorthand.
      if (!statement.seq.present) return;
      const expected = segment.write(fault.expected);
      const text = `ack=${expected}`;
      const insert = { line, from: statement.seq.to, to: statement.seq.to, text: ` ${text}` };
      const [flags] = changeFlags(segment, statement.flags | ACK).edits;
      const fix = { title: { template: 'Insert {text}', args: { text } }, edits: [...(flags ? [flags] : []), insert] };
      report(flagsPlace(segment), 'bare', { expected }, { fixes: expected === WORDLESS ? [] : [fix] });
      return;
    }
    const name = fault.kind === 'rst-seq' ? 'seq' : 'ack';
    const field = statement[name];
    if (!field.present) return;
    const { args, fixes } = wrongNumber(segment, field, fault);
    report(field, name, args, { fixes });
  },
});
