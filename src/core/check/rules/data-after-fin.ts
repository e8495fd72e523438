import { faultRule } from '../rule.ts';
import { commentOut, lengthPlace, sentBy } from './shared.ts';

/** RFC 9293 §3.10.2: SEND after CLOSE is an error. */
export const dataAfterFin = faultRule({
  code: 'data-after-fin',
  about: ['data-after-fin'],
  check(segment, report) {
    const args = { name: segment.senderName };
    report(lengthPlace(segment), 'after', args, {
      fixes: [commentOut(segment)],
      related: sentBy(segment.sender, 'finLine', 'its FIN'),
    });
  },
});
