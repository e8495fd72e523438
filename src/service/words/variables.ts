import type { TcbVariable } from '../../core/notation/syntax.ts';
import type { WordEntry } from './entry.ts';

/** What each variable of a transmission control block says. */
export const VARIABLE_WORDS: Readonly<Record<TcbVariable, WordEntry>> = {
  'snd.una': { text: 'The oldest sequence number that was sent and is not acknowledged yet.', rfc: 'RFC 9293 §3.3.1' },
  'snd.nxt': { text: 'The next sequence number to send.', rfc: 'RFC 9293 §3.3.1' },
  'snd.wnd': { text: 'The window that the peer has offered, in bytes from SND.UNA on.', rfc: 'RFC 9293 §3.3.1' },
  'rcv.nxt': {
    text: 'The next sequence number expected from the peer; what an ACK must carry.',
    rfc: 'RFC 9293 §3.3.1',
  },
  'rcv.wnd': { text: 'The window that is offered to the peer, in bytes from RCV.NXT on.', rfc: 'RFC 9293 §3.3.1' },
  iss: { text: 'The initial sequence number that this end has sent (ISN).', rfc: 'RFC 9293 §3.3.1' },
  irs: { text: 'The initial sequence number that this end has received.', rfc: 'RFC 9293 §3.3.1' },
};
