import type { CodeEntry } from '../entry.ts';

const OPENED = 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1';

/** Sequence and acknowledgment numbers. */
export const SEQUENCE = {
  'seq-gap': {
    severity: 'error',
    title: 'The sequence number leaves bytes out',
    why: 'A TCP numbers its bytes one after the other: a new segment begins at SND.NXT, where the last one ended.',
    rfc: 'RFC 9293 §3.4',
    messages: {
      gap: 'seq should be {expected}, not {given}: it skips ahead by {count}',
      some: 'seq should be {expected}, not {given}',
    },
    bad: `${OPENED}\nC -> S PSH,ACK seq=x+2 ack=y+1 len=10`,
    good: `${OPENED}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10`,
  },
  'seq-mismatch': {
    severity: 'error',
    title: 'The sequence number is not one that the sender may use',
    why: 'A segment begins at SND.NXT, or it repeats bytes that are not acknowledged yet. An ACK without data always carries SND.NXT.',
    rfc: 'RFC 9293 §3.4, §3.10.7.4',
    messages: {
      expected: 'seq should be {expected}, not {given}',
      isn: 'seq should be {expected}, not {given}: a SYN that is sent again keeps its number',
    },
    bad: `${OPENED}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10\nS -> C ACK seq=y+1 ack=x+11\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10`,
    good: `${OPENED}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10\nS -> C ACK seq=y+1 ack=x+11\nC -> S PSH,ACK seq=x+11 ack=y+1 len=10`,
  },
  'seq-after-fin': {
    severity: 'error',
    title: 'The sequence number lies beyond the FIN',
    why: 'The FIN is the last number that a side uses: what comes after it is only ACKs, with the number behind it.',
    rfc: 'RFC 9293 §3.6',
    messages: { after: 'seq should be {expected}, not {given}: the FIN of {name} was its last' },
    bad: `${OPENED}\nC -> S FIN,ACK seq=x+1 ack=y+1\nS -> C ACK seq=y+1 ack=x+2\nS -> C FIN,ACK seq=y+1 ack=x+2\nC -> S ACK seq=x+3 ack=y+2`,
    good: `${OPENED}\nC -> S FIN,ACK seq=x+1 ack=y+1\nS -> C ACK seq=y+1 ack=x+2\nS -> C FIN,ACK seq=y+1 ack=x+2\nC -> S ACK seq=x+2 ack=y+2`,
  },
  'retransmission-unmarked': {
    severity: 'hint',
    title: 'Bytes are sent again although they have arrived',
    why: 'This happens when an ACK is lost or late. If the first copy was meant to be lost, write -x on its line.',
    rfc: 'RFC 9293 §3.8.1',
    messages: { again: 'these bytes have arrived already; if the first copy was lost, mark it with -x' },
    bad: `${OPENED}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10\nS -x C ACK seq=y+1 ack=x+11\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10`,
    good: `${OPENED}\nC -x S PSH,ACK seq=x+1 ack=y+1 len=10\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10`,
  },
  'ack-mismatch': {
    severity: 'error',
    title: 'The acknowledgment number is not RCV.NXT',
    why: 'An ACK names the next byte that its sender expects: everything before it has arrived.',
    rfc: 'RFC 9293 §3.4',
    messages: { expected: 'ack should be {expected}, not {given}' },
    bad: 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x',
    good: 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1',
  },
  'ack-unsent': {
    severity: 'error',
    title: 'The acknowledgment number is beyond everything that was sent',
    why: 'Nothing can be acknowledged that the peer has not sent. A receiver answers such an ACK with one of its own and drops it.',
    rfc: 'RFC 9293 §3.10.7.4',
    messages: { unsent: 'ack should be {expected}, not {given}: {peer} has not sent that much' },
    bad: 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+2',
    good: 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1',
  },
  'ack-not-received': {
    severity: 'error',
    title: 'The acknowledgment covers bytes that have not arrived',
    why: 'The peer has sent them, but they were lost, or are still on the way, or there is a gap before them.',
    rfc: 'RFC 9293 §3.4',
    messages: { lost: 'ack should be {expected}, not {given}: the bytes from {expected} on have not arrived' },
    bad: `${OPENED}\nC -x S PSH,ACK seq=x+1 ack=y+1 len=10\nS -> C ACK seq=y+1 ack=x+11`,
    good: `${OPENED}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10\nS -> C ACK seq=y+1 ack=x+11`,
  },
  'ack-regressed': {
    severity: 'error',
    title: 'The acknowledgment number goes back',
    why: 'Acknowledgments are cumulative: what was acknowledged once stays so.',
    rfc: 'RFC 9293 §3.4',
    messages: { back: 'ack should be {expected}, not {given}: {name} has acknowledged more than that already' },
    bad: `${OPENED}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10\nS -> C ACK seq=y+1 ack=x+11\nS -> C PSH,ACK seq=y+1 ack=x+1 len=5`,
    good: `${OPENED}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10\nS -> C ACK seq=y+1 ack=x+11\nS -> C PSH,ACK seq=y+1 ack=x+11 len=5`,
  },
  'isn-reused': {
    severity: 'warning',
    title: 'A new connection begins with the number of the one before',
    why: 'Initial sequence numbers move on so that segments of an earlier connection between the same ports cannot be taken for new ones.',
    rfc: 'RFC 9293 §3.4.1',
    messages: { reused: '{given} was the initial sequence number of the connection before' },
    bad: 'client C\nserver S\nC -> S SYN seq=100\nS -> C RST,ACK seq=0 ack=101\nC -> S SYN seq=100',
    good: 'client C\nserver S\nC -> S SYN seq=100\nS -> C RST,ACK seq=0 ack=101\nC -> S SYN seq=200',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
