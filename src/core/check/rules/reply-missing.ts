import type { EndRule } from '../rule.ts';
import { SYN_RECEIVED, synchronized } from '../../tcp/states.ts';
import { flagText } from './shared.ts';

/** RFC 9293 §3.10.7: what must be answered at once is answered before anything else. */
export const replyMissing: EndRule = {
  code: 'reply-missing',
  check({ connection, name }, report) {
    for (const end of [connection.left, connection.right]) {
      const { answer } = end.tcb;
      if (answer === null || end.askedLine < 0) continue;
      // Of a handshake that lacks its last ACK another observation speaks.
      const peer = end === connection.left ? connection.right : connection.left;
      if (peer.tcb.state === SYN_RECEIVED && peer.synLine >= 0 && synchronized(end.tcb.state)) continue;
      report(end.askedLine, 'missing', { name: name(end), reply: flagText(answer.flags) });
    }
  },
};
