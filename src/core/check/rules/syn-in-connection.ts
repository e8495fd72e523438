import { STATE_NAMES } from '../../tcp/states.ts';
import { faultRule } from '../rule.ts';
import { commentOut, flagsPlace } from './shared.ts';

/** RFC 9293 §3.10.1: OPEN on an open connection is an error. */
export const synInConnection = faultRule({
  code: 'syn-in-connection',
  about: ['syn-in-connection'],
  check(segment, report) {
    const args = { name: segment.senderName, state: STATE_NAMES[segment.senderState] };
    report(flagsPlace(segment), 'inside', args, { fixes: [commentOut(segment)] });
  },
});
