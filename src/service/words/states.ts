import type { StateName } from '../../core/notation/syntax.ts';
import type { WordEntry } from './entry.ts';

/** What an end does in each state, and what it waits for. */
export const STATE_WORDS: Readonly<Record<StateName, WordEntry>> = {
  CLOSED: { text: 'There is no connection.', rfc: 'RFC 9293 §3.3.2' },
  LISTEN: { text: 'Waits for a SYN from any peer.', rfc: 'RFC 9293 §3.3.2' },
  'SYN-SENT': { text: 'Has sent a SYN and waits for the SYN of the peer.', rfc: 'RFC 9293 §3.3.2' },
  'SYN-RECEIVED': {
    text: 'Has received a SYN and sent its own; waits for the acknowledgment of its own.',
    rfc: 'RFC 9293 §3.3.2',
  },
  ESTABLISHED: { text: 'The connection is open: data may go both ways.', rfc: 'RFC 9293 §3.3.2' },
  'FIN-WAIT-1': {
    text: 'Has sent a FIN and waits for its acknowledgment, or for the FIN of the peer.',
    rfc: 'RFC 9293 §3.3.2',
  },
  'FIN-WAIT-2': {
    text: 'Its FIN is acknowledged: the connection is half closed. Still takes data and waits for the FIN of the peer.',
    rfc: 'RFC 9293 §3.3.2',
  },
  'CLOSE-WAIT': {
    text: 'The peer has finished; waits for its own application to close. It may still send.',
    rfc: 'RFC 9293 §3.3.2',
  },
  CLOSING: {
    text: 'Both ends have sent a FIN at the same time; waits for the acknowledgment of its own.',
    rfc: 'RFC 9293 §3.3.2',
  },
  'LAST-ACK': {
    text: 'Both directions are finished; waits for the acknowledgment of its FIN.',
    rfc: 'RFC 9293 §3.3.2',
  },
  'TIME-WAIT': {
    text: 'Waits twice the maximum segment lifetime (2MSL), so that the last ACK has surely arrived and no old segment is left.',
    rfc: 'RFC 9293 §3.3.2',
  },
};
