import { STATE_NAMES } from '../../tcp/states.ts';
import { faultRule } from '../rule.ts';
import { commentOut, lengthPlace } from './shared.ts';

/** RFC 9293 §3.10.2: SEND queues the data until the connection is established. */
export const dataBeforeEstablished = faultRule({
  code: 'data-before-established',
  about: ['data-before-established'],
  check(segment, report) {
    const args = { name: segment.senderName, state: STATE_NAMES[segment.senderState] };
    report(lengthPlace(segment), 'early', args, { fixes: [commentOut(segment)] });
  },
});
