import type { EndRule } from '../rule.ts';
import { CLOSING, FIN_WAIT_1, LAST_ACK, STATE_NAMES } from '../../tcp/states.ts';

/** RFC 9293 §3.6: a FIN is sent again until it is acknowledged. */
export const finUnacknowledged: EndRule = {
  code: 'fin-unacknowledged',
  check({ connection, name }, report) {
    for (const end of [connection.left, connection.right]) {
      const { state } = end.tcb;
      if (end.finLine < 0 || (state !== FIN_WAIT_1 && state !== CLOSING && state !== LAST_ACK)) continue;
      report(end.finLine, 'fin', { name: name(end), state: STATE_NAMES[state] });
    }
  },
};
