import { faultRule } from '../rule.ts';
import { lengthPlace } from './shared.ts';

/** The usable window is SND.UNA + SND.WND − SND.NXT (RFC 9293 §3.8.6.2.1). */
export const windowOverflow = faultRule({
  code: 'window-overflow',
  about: ['window-overflow'],
  check(segment, report, { count, edge }) {
    const { ownScale, peerScale } = segment.sender.tcb;
    // Scaling was offered by one side only: the window is taken as it stands (RFC 7323 §2.2).
    const key = ownScale >= 0 !== peerScale >= 0 ? 'unscaled' : 'overflow';
    report(lengthPlace(segment), key, { count, peer: segment.receiverName, edge: segment.write(edge) });
  },
});
