import type { Suggestion } from '../../core/check/analysis.ts';

/** What a suggested segment is for, in a few words. */
export const PURPOSE_WORDS: Readonly<Record<Suggestion['purpose'], string>> = {
  syn: 'open a connection (handshake 1)',
  'syn-ack': 'agree and open the other direction (handshake 2)',
  'handshake-ack': 'acknowledge; the connection is established (handshake 3)',
  ack: 'acknowledge',
  data: 'send data',
  fin: 'close this direction',
  'fin-ack': 'close this direction',
  'close-ack': 'acknowledge the FIN',
  rst: 'abort the connection',
  retransmit: 'send again what was not acknowledged',
  'challenge-ack': 'ask the peer to prove itself (challenge ACK)',
};

/** How likely a suggested segment is, in a word or two. */
export const RANK_WORDS: Readonly<Record<Suggestion['rank'], string>> = {
  reply: 'required reply',
  next: 'next',
  possible: 'possible',
};
