import { STATE_NAMES } from '../../tcp/states.ts';
import { faultRule } from '../rule.ts';
import { commentOut, flagsPlace } from './shared.ts';

/** RFC 9293 §3.10.4: CLOSE in SYN-SENT deletes the block. */
export const finBeforeEstablished = faultRule({
  code: 'fin-before-established',
  about: ['fin-before-established'],
  check(segment, report) {
    const args = { name: segment.senderName, state: STATE_NAMES[segment.senderState] };
    report(flagsPlace(segment), 'early', args, { fixes: [commentOut(segment)] });
  },
});
