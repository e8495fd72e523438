import type { EndRule } from '../rule.ts';
import { STATE_NAMES, SYN_RECEIVED, SYN_SENT, synchronized } from '../../tcp/states.ts';

/** RFC 9293 §3.5: each side must know that its own number has arrived. */
export const handshakeIncomplete: EndRule = {
  code: 'handshake-incomplete',
  check({ connection, name }, report) {
    const { left, right } = connection;
    const received = [left, right].find(({ tcb }) => tcb.state === SYN_RECEIVED);
    const sent = [left, right].find(({ tcb }) => tcb.state === SYN_SENT);
    if (received !== undefined) {
      // A side that has not even answered yet owes a SYN,ACK: another observation says so.
      if (received.synLine < 0) return;
      report(received.synLine, 'third', { name: name(received), state: STATE_NAMES[SYN_RECEIVED] });
    } else if (sent !== undefined && sent.synLine >= 0) {
      // A challenge ACK is an answer, too.
      const other = sent === left ? right : left;
      if (sent.resetLine > sent.synLine) return;
      if (synchronized(other.tcb.state) && other.tcb.lastAck !== null && connection.lastLine > sent.synLine) return;
      report(sent.synLine, 'second', { name: name(sent) });
    }
  },
};
