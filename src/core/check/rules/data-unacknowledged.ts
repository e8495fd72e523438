import type { EndRule } from '../rule.ts';
import { synchronized } from '../../tcp/states.ts';

/** RFC 9293 §3.8: bytes stay in the send queue until they are acknowledged. */
export const dataUnacknowledged: EndRule = {
  code: 'data-unacknowledged',
  check({ connection, name, write, algebra }, report) {
    for (const end of [connection.left, connection.right]) {
      const { sndUna, sndNxt, state, probe } = end.tcb;
      if (end.dataLine < 0 || sndUna === null || sndNxt === null || !synchronized(state)) continue;
      const waiting = algebra.distance(sndNxt, sndUna) - (end.tcb.fin === null ? 0 : 1);
      // The byte of a window probe is meant to be refused.
      if (probe !== null && waiting === 1 && algebra.equal(probe, sndUna)) continue;
      // What nobody has numbered, nobody can miss.
      const known = !sndUna.basis.anonymous && !sndNxt.basis.anonymous;
      if (waiting > 0 && known) report(end.dataLine, 'data', { name: name(end), from: write(sndUna) });
    }
  },
};
