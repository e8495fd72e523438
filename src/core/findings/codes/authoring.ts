import type { CodeEntry } from '../entry.ts';

/** Hints for the author. */
export const AUTHORING = {
  'participant-unused': {
    severity: 'hint',
    title: 'A participant takes part in nothing',
    why: 'It is declared, and no segment, note or state line names it.',
    rfc: '',
    messages: { unused: '{name} is declared and never used' },
    bad: 'client C\nserver S\nparticipant R\nC -> S SYN seq=x',
    good: 'client C\nserver S\nC -> S SYN seq=x',
  },
  'symbol-new': {
    severity: 'hint',
    title: 'A new symbol stands for a number of the handshake that has a name already',
    why: 'In the handshake the rules leave no choice of these numbers, so any new symbol would fit, also one that was meant to be another.',
    rfc: 'RFC 9293 §3.5',
    messages: { new: '{symbol} is new: it stands for {value} here' },
    bad: 'C -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=z+1',
    good: 'C -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x+1',
  },
  'mid-stream': {
    severity: 'hint',
    title: 'The connection is picked up in the middle',
    why: 'The first segment is no SYN: both ends are taken to be ESTABLISHED, and the numbers are taken as they come.',
    rfc: '',
    messages: { picked: 'the connection is picked up in the middle: both ends are taken to be ESTABLISHED' },
    bad: 'A -> B PSH,ACK seq=100 ack=300 len=10',
    good: 'A -> B SYN seq=100',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
