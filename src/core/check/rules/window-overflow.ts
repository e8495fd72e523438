import { Fault } from '../../tcp/facts.ts';
import type { SegmentRule } from '../rule.ts';
import { lengthPlace } from './shared.ts';

/** The usable window is SND.UNA + SND.WND − SND.NXT (RFC 9293 §3.8.6.2.1). */
export const windowOverflow: SegmentRule = {
  code: 'window-overflow',
  trigger: { faults: Fault.windowOverflow },
  check(segment, report) {
    const { sender, receiverName, segment: sent } = segment;
    const { sndUna, sndWnd } = sender.tcb;
    if (sndUna === null) return;
    const edge = sndUna.plus(sndWnd);
    const count = segment.distance(sent.seq, edge) + (sent.len.constant ?? 0);
    report(lengthPlace(segment), 'overflow', { count, peer: receiverName, edge: segment.write(edge) });
  },
};
