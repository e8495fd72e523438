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
