import { ACK, SYN } from '../../tcp/flags.ts';
import type { SegmentRule } from '../rule.ts';
import { remove } from './shared.ts';

/** RFC 7323 §2.2, §3.2, RFC 2018 §2: a SYN-ACK takes up what the SYN has offered. */
export const optionNotOffered: SegmentRule = {
  code: 'option-not-offered',
  trigger: 'header',
  check(segment, report) {
    const { givenFlags, statement, sender, exact } = segment;
    const { tcb } = sender;
    if ((givenFlags & (SYN | ACK)) !== (SYN | ACK) || !exact || tcb.irs === null) return;
    const offered = { wscale: tcb.peerScale >= 0, sackok: tcb.peerSack, ts: tcb.peerTimestamps };
    const unasked = (['wscale', 'sackok', 'ts'] as const).filter((name) => statement[name].present && !offered[name]);
    const [first] = unasked;
    if (first === undefined) return;
    const option = unasked.join(', ');
    const edits = unasked.flatMap((name) => remove(segment, statement[name], name).edits);
    const fix = { ...remove(segment, statement[first], option), edits };
    report(statement[first], 'offered', { option, peer: segment.receiverName }, { fixes: [fix] });
  },
};
