import type { CodeEntry } from '../entry.ts';

const OPENED = 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1';

/** What becomes of a segment at its receiver. */
export const ARRIVAL = {
  'unacceptable-segment': {
    severity: 'info',
    title: 'The receiver drops the segment',
    why: 'Its numbers lie outside the window, or it is old: the receiver answers with an ACK and drops it.',
    rfc: 'RFC 9293 §3.10.7.4, RFC 7323 §5.3',
    messages: {
      window: '{peer} drops this segment: it expects {expected}',
      dropped: '{peer} drops this segment',
      paws: '{peer} drops this segment: its timestamp is older than one that has arrived',
    },
    bad: 'client C\nserver S\nC -> S SYN seq=100\nS -> C SYN,ACK seq=300 ack=101\nC -> S ACK seq=101 ack=301\nC ...-> S PSH,ACK seq=50 ack=301 len=10',
    good: 'client C\nserver S\nC -> S SYN seq=100\nS -> C SYN,ACK seq=300 ack=101\nC -> S ACK seq=101 ack=301\nC ...-> S PSH,ACK seq=101 ack=301 len=10',
  },
  'rst-ignored': {
    severity: 'hint',
    title: 'The reset has no effect',
    why: 'A reset counts only if its number is in the window, or, before the handshake is over, if it acknowledges the SYN.',
    rfc: 'RFC 9293 §3.10.7.4, RFC 5961 §3.2',
    messages: { ignored: '{peer} ignores this reset' },
    bad: 'client C\nserver S\nC -> S SYN seq=100\nS -> C SYN,ACK seq=300 ack=101\nC -> S ACK seq=101 ack=301\nS ...-> C RST seq=90',
    good: `${OPENED}\nS -> C RST seq=y+1`,
  },
  'challenge-ack': {
    severity: 'hint',
    title: 'The receiver answers with a challenge ACK',
    why: 'A SYN or a reset that is nearly right may be forged: the receiver keeps the connection and asks back with an ACK.',
    rfc: 'RFC 5961 §3.2, §4.2, §5.2',
    messages: { challenge: '{peer} answers this with a challenge ACK' },
    bad: 'state A CLOSED, B ESTABLISHED snd.nxt=300 rcv.nxt=100\nA -> B SYN seq=400',
    good: 'state A CLOSED, B LISTEN\nA -> B SYN seq=400',
  },
  'old-duplicate': {
    severity: 'hint',
    title: 'The segment was never sent in this diagram',
    why: 'It is an old duplicate: a segment of an earlier connection that has wandered through the network.',
    rfc: 'RFC 9293 §3.5, figure 8',
    messages: { old: 'no segment in flight is like this one: it is an old duplicate' },
    bad: 'client C\nserver S\nC ...-> S SYN seq=90',
    good: 'client C\nserver S\nC ->... S SYN seq=90\nC ...-> S SYN seq=90',
  },
  'time-wait-assassination': {
    severity: 'hint',
    title: 'A reset ends TIME-WAIT early',
    why: 'TIME-WAIT keeps old segments out of the next connection. An old duplicate can end it: the ACK that answers it is answered with a reset. Many stacks therefore ignore resets there; say so with option rfc1337 on.',
    rfc: 'RFC 1337, RFC 9293 §3.10.7.4',
    messages: { killed: 'this reset ends the TIME-WAIT of {peer} early; with option rfc1337 on it is ignored' },
    bad: 'state C TIME-WAIT snd.nxt=101 rcv.nxt=301, S CLOSED\nS ...-> C RST seq=301',
    good: 'option rfc1337 on\nstate C TIME-WAIT snd.nxt=101 rcv.nxt=301, S CLOSED\nS ...-> C RST seq=301',
  },
  'arrival-mismatch': {
    severity: 'warning',
    title: 'The segment arrives with another number than it was sent with',
    why: 'What arrives is what was sent. One number differs from a segment in flight: most likely it was meant to be that one.',
    rfc: '',
    messages: {
      differs: '{field} was {expected} when this segment was sent, not {given}',
      flags: 'this segment was sent with {expected}, not with {given}',
    },
    bad: `${OPENED}\nC ->... S PSH,ACK seq=x+1 ack=y+1 len=10\nC ...-> S PSH,ACK seq=x+2 ack=y+1 len=10`,
    good: `${OPENED}\nC ->... S PSH,ACK seq=x+1 ack=y+1 len=10\nC ...-> S PSH,ACK seq=x+1 ack=y+1 len=10`,
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
