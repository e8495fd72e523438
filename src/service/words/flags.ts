import type { FlagName } from '../../core/notation/flags.ts';
import type { WordEntry } from './entry.ts';

/** What each control bit says. */
export const FLAG_WORDS: Readonly<Record<FlagName, WordEntry>> = {
  SYN: {
    text: 'Synchronise: opens a connection and announces the initial sequence number. It occupies one sequence number.',
    rfc: 'RFC 9293 §3.4',
  },
  FIN: {
    text: 'Finish: the sender has no more data. It occupies one sequence number; the other direction stays open.',
    rfc: 'RFC 9293 §3.6',
  },
  RST: {
    text: 'Reset: the connection is aborted, or there is none. Nobody acknowledges it.',
    rfc: 'RFC 9293 §3.5.2',
  },
  PSH: {
    text: 'Push: the receiver should hand the data to the application at once.',
    rfc: 'RFC 9293 §3.9.1.2',
  },
  ACK: {
    text: 'Acknowledgment: the field ack counts. Every segment after the first SYN carries it.',
    rfc: 'RFC 9293 §3.1',
  },
  URG: {
    text: 'Urgent: the field urg points behind the urgent data. New applications should not use it.',
    rfc: 'RFC 9293 §3.8.5',
  },
  ECE: {
    text: 'ECN echo: in a SYN, an offer to use congestion notification; later, the path has marked a packet.',
    rfc: 'RFC 3168 §6.1',
  },
  CWR: {
    text: 'Congestion window reduced: the sender has answered an ECN echo by slowing down.',
    rfc: 'RFC 3168 §6.1',
  },
  AE: {
    text: 'Accurate ECN: in a SYN, an offer of it; later, one bit of the counter of marked packets.',
    rfc: 'RFC 9768 §3.1',
  },
};
