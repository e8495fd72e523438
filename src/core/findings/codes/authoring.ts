import type { CodeEntry } from '../entry.ts';

/** `n1+n2+…`: as many symbols as a value may have. */
const LONGEST_SUM = Array.from({ length: 65 }, (_, i) => `n${String(i + 1)}`).join('+');

/** One participant more than a name is compared with. */
const MANY_HOSTS = Array.from({ length: 65 }, (_, i) => `participant Host${String(i + 1)}\n`).join('');

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
  'participants-many': {
    severity: 'hint',
    title: 'A name is not compared with those of too many participants',
    why: 'A name that nothing declares makes one more participant, unless it looks like a slip of one that is declared. Among very many declared names none is looked for. Where all participants are declared nothing is to be compared.',
    rfc: '',
    messages: {
      many: '{name} is not declared, and not compared with the names of more than {most} participants: a slip in a name makes one more of them',
    },
    bad: `${MANY_HOSTS}C -> Host1 SYN seq=x`,
    good: `${MANY_HOSTS}client C\nC -> Host1 SYN seq=x`,
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
  'symbols-many': {
    severity: 'hint',
    title: 'A sequence number is a sum of too many symbols',
    why: 'Each length that is a symbol is one more term in every number behind it. A sum of more symbols than a line can hold is not followed: what comes behind is compared with the bytes from there on, and not with those above. A length written as a number, or a symbol that stands for several segments, keeps the sum short.',
    rfc: '',
    messages: {
      many: 'SND.NXT of {name} is a sum of more than {most} symbols here: it is not compared with what comes behind',
    },
    bad: `C -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\nC -> S PSH,ACK len=${LONGEST_SUM}`,
    good: 'C -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\nC -> S PSH,ACK len=n\nC -> S PSH,ACK len=n',
  },
  'capture-unsaid': {
    severity: 'hint',
    title: 'The lines make sense as a capture',
    why: 'Each line has a time, and what is wrong with them is right where they are read as packets that were captured: segments that crossed on the way stand in the order in which they were seen.',
    rfc: '',
    messages: { unsaid: 'these lines make sense as a packet capture: say {option}' },
    bad: '@0.00 C -> S SYN seq=0\n@0.02 S -> C SYN,ACK seq=0 ack=1\n@0.02 C -> S ACK seq=1 ack=1\n@0.03 C -> S PSH,ACK seq=1 ack=1 len=100\n@0.03 S -> C PSH,ACK seq=1 ack=1 len=50',
    good: 'option capture\n@0.00 C -> S SYN seq=0\n@0.02 S -> C SYN,ACK seq=0 ack=1\n@0.02 C -> S ACK seq=1 ack=1\n@0.03 C -> S PSH,ACK seq=1 ack=1 len=100\n@0.03 S -> C PSH,ACK seq=1 ack=1 len=50',
  },
  'time-backwards': {
    severity: 'hint',
    title: 'The time is earlier than that of the line above',
    why: 'Lines are read from the top down, whatever their times say. In a capture the clock may have been set back, or packets were written down out of order.',
    rfc: '',
    messages: { earlier: 'this is {by} s earlier than the line above' },
    bad: '@0.2 A -> B SYN seq=100\n@0.1 B -> A SYN,ACK seq=300 ack=101',
    good: '@0.1 A -> B SYN seq=100\n@0.2 B -> A SYN,ACK seq=300 ack=101',
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
