import { ACK, SYN } from '../../tcp/flags.ts';
import type { HeaderRule } from '../rule.ts';
import { remove } from '../report.ts';

/** RFC 7323 §2.2, §3.2, RFC 2018 §2: a SYN-ACK takes up what the SYN has offered. */
export const optionNotOffered: HeaderRule = {
  code: 'option-not-offered',
  looksAt: { fields: ['wscale', 'sackok', 'ts'], with: SYN | ACK },
  check(segment, report) {
    const { statement, sender, exact } = segment;
    const { tcb } = sender;
    if (!exact || tcb.irs === null) return;
    const offered = { wscale: tcb.peerScale >= 0, sackok: tcb.peerSack, ts: tcb.peerTimestamps };
    const unasked = (['wscale', 'sackok', 'ts'] as const).filter((name) => statement[name].present && !offered[name]);
    const [first] = unasked;
    if (first === undefined) return;
    const option = unasked.join(', ');
    const edits = unasked.flatMap((name) => remove(segment.line, statement[name], name).edits);
    const fix = { ...remove(segment.line, statement[first], option), edits };
    report(statement[first], 'offered', { option, peer: segment.receiverName }, { fixes: [fix] });
  },
};
