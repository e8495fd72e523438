import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { numberPlace, sentBy, setNumber } from './shared.ts';

/** RFC 9293 §3.6: the FIN is the last number of its side. */
export const seqAfterFin: SegmentRule = {
  code: 'seq-after-fin',
  trigger: { faults: Fault.seqAfterFin },
  check(segment, report) {
    const { statement, givenSeq, sender } = segment;
    const next = sender.tcb.sndNxt;
    const args = { expected: segment.write(next), given: segment.write(givenSeq), name: segment.senderName };
    const span = numberPlace(segment, statement.seq);
    const fixes = setNumber(segment, statement.seq, next);
    report(span, 'after', args, { fixes, related: sentBy(sender, 'finLine', 'its FIN') });
  },
};
