import type { EndRule } from '../rule.ts';
import { STATE_NAMES, synchronized, TIME_WAIT } from '../../tcp/states.ts';

/** RFC 9293 §3.5.1: one side has lost the connection without the knowledge of the other. */
export const halfOpen: EndRule = {
  code: 'half-open',
  check({ connection, name }, report) {
    const { left, right } = connection;
    for (const [end, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const knows = synchronized(end.tcb.state) && end.tcb.state !== TIME_WAIT;
      if (!knows || (other.tcb.ending !== 'crash' && other.tcb.ending !== 'reset')) continue;
      const args = { name: name(end), state: STATE_NAMES[end.tcb.state], peer: name(other) };
      report(connection.lastLine, 'half', args);
    }
  },
};
