import type { WordEntry } from './entry.ts';

/** What each statement says, by its keyword. */
export const KEYWORD_WORDS = {
  diagram: {
    text: 'Starts a diagram and gives it its title. Each diagram has participants and symbols of its own.',
    rfc: '',
  },
  client: { text: 'Declares an end that opens the connection: it starts in CLOSED.', rfc: 'RFC 9293 §3.3.2' },
  server: { text: 'Declares an end that waits for connections: it starts in LISTEN.', rfc: 'RFC 9293 §3.3.2' },
  participant: { text: 'Declares an end; its starting state follows from its first segment.', rfc: '' },
  listen: { text: 'Passive OPEN: the end waits for a SYN.', rfc: 'RFC 9293 §3.10.1' },
  open: { text: 'Active OPEN: the end will send a SYN.', rfc: 'RFC 9293 §3.10.1' },
  close: { text: 'CLOSE: the end has no more data; a FIN follows.', rfc: 'RFC 9293 §3.10.4' },
  abort: { text: 'ABORT: the connection is given up at once; a RST follows.', rfc: 'RFC 9293 §3.10.5' },
  crash: { text: 'The end loses all state, as in a reboot.', rfc: 'RFC 9293 §3.5.1' },
  timeout: {
    text: 'The timer that is running fires. In TIME-WAIT it is the one of 2MSL: the end is CLOSED then.',
    rfc: 'RFC 9293 §3.10.8',
  },
  state: {
    text: 'Asserts the states that the lines above lead to. Before any segment of the diagram it sets them, and may give numbers.',
    rfc: 'RFC 9293 §3.3.2',
  },
  '...': { text: 'Time passes. Anything may have been exchanged, so sequence numbers may have moved on.', rfc: '' },
  note: { text: 'A note over one or two ends, or beside one.', rfc: '' },
  let: { text: 'Gives a symbol a value.', rfc: '' },
  option: { text: 'A setting of this diagram.', rfc: '' },
  expect: {
    text: 'The next statement must raise this finding; it is shown as a hint then, not as a problem.',
    rfc: '',
  },
} as const satisfies Readonly<Record<string, WordEntry>>;
