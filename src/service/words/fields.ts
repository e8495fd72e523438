import type { TcbVariable } from '../../core/notation/syntax.ts';
import type { FieldName } from '../../core/notation/words.ts';
import type { WordEntry } from './entry.ts';

/** What each field of a segment says. */
export const FIELD_WORDS: Readonly<Record<FieldName, WordEntry>> = {
  seq: {
    text: 'Sequence number: that of the first byte of the segment, or of its SYN or FIN. Left out, it is what the rules require.',
    rfc: 'RFC 9293 §3.4',
  },
  ack: {
    text: 'Acknowledgment number: the next sequence number that the sender expects; everything before it has arrived.',
    rfc: 'RFC 9293 §3.1',
  },
  len: { text: 'Length of the data in bytes; 0 where it is left out.', rfc: 'RFC 9293 §3.3.1' },
  win: {
    text: 'Window: how many bytes from ack on the sender of this segment can take, before scaling (16 bits).',
    rfc: 'RFC 9293 §3.8.6',
  },
  urg: { text: 'Urgent pointer: where the urgent data ends, counted from seq.', rfc: 'RFC 9293 §3.8.5' },
  mss: {
    text: 'Maximum segment size that the sender can take, in bytes. Only in a SYN.',
    rfc: 'RFC 9293 §3.7.1',
  },
  wscale: {
    text: 'Window scale: later windows are shifted to the left by this much, 0 to 14. Only in a SYN, and only where both ends send it.',
    rfc: 'RFC 7323 §2.2',
  },
  sackok: { text: 'Selective acknowledgments are welcome. Only in a SYN.', rfc: 'RFC 2018 §2' },
  sack: {
    text: 'Selective acknowledgment: ranges that have arrived beyond ack, left edge to right edge.',
    rfc: 'RFC 2018 §3',
  },
  ts: {
    text: 'Timestamps: the clock of the sender, and the last one received from the peer as an echo.',
    rfc: 'RFC 7323 §3.2',
  },
  tfo: {
    text: 'Fast Open: asks for a cookie, or shows it so that the SYN may carry data.',
    rfc: 'RFC 7413 §2.1',
  },
  data: { text: 'The data as text; its length in UTF-8 is the len of the segment.', rfc: '' },
};

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
