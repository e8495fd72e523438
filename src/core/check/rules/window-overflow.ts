import { faultRule } from '../rule.ts';
import { lengthPlace } from './shared.ts';

/** The usable window is SND.UNA + SND.WND − SND.NXT (RFC 9293 §3.8.6.2.1). */
export const windowOverflow = faultRule({
  code: 'window-overflow',
  about: ['window-overflow'],
  check(segment, report, { count, edge }) {
    report(lengthPlace(segment), 'overflow', { count, peer: segment.receiverName, edge: segment.write(edge) });
  },
});
