import type { EndRule } from '../rule.ts';
import { CLOSE_WAIT } from '../../tcp/states.ts';

/** RFC 9293 §3.6: CLOSE-WAIT waits for the own program, and TCP sets it no limit. */
export const neverClosed: EndRule = {
  code: 'never-closed',
  check({ connection, name }, report) {
    const { left, right } = connection;
    for (const [end, other] of [
      [left, right],
      [right, left],
    ] as const) {
      if (end.tcb.state === CLOSE_WAIT && other.finLine >= 0) report(other.finLine, 'leak', { name: name(end) });
    }
  },
};
