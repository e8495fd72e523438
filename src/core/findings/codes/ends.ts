import type { CodeEntry } from '../entry.ts';

const OPENED = 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1';

/** What is left open when a diagram ends. */
export const ENDS = {
  'reply-missing': {
    severity: 'hint',
    title: 'An answer is missing',
    why: 'The receiver of the segment must answer at once, and the diagram ends before it does.',
    rfc: 'RFC 9293 §3.10.7',
    messages: { missing: '{name} answers this with {reply}; the diagram ends before' },
    bad: `${OPENED}\nC -> S FIN,ACK seq=x+1 ack=y+1`,
    good: `${OPENED}\nC -> S FIN,ACK seq=x+1 ack=y+1\nS -> C ACK seq=y+1 ack=x+2`,
  },
  'handshake-incomplete': {
    severity: 'hint',
    title: 'The handshake is not finished',
    why: 'Two steps are too few: until the third, the side that was asked does not know that its own number has arrived, nor that the first SYN was not an old duplicate. It holds memory for a connection that may never be used, which a SYN flood makes use of.',
    rfc: 'RFC 9293 §3.5',
    messages: {
      third: 'the handshake lacks its last ACK: {name} stays in {state}',
      second: 'the SYN of {name} is not answered',
      flood: '{count} handshakes lack their last ACK: {name} stays in {state} in each of them',
    },
    bad: 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1',
    good: OPENED,
  },
  'half-open': {
    severity: 'hint',
    title: 'One side is connected and the other is not',
    why: 'One side has lost the connection without the other knowing. The next segment brings it to light: it is answered with a reset.',
    rfc: 'RFC 9293 §3.5.1',
    messages: { half: '{name} is still in {state}, but {peer} knows nothing of the connection any more' },
    bad: `${OPENED}\ncrash S`,
    good: `${OPENED}\ncrash S\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10\nS -> C RST seq=y+1`,
  },
  'fin-unacknowledged': {
    severity: 'hint',
    title: 'A FIN is not acknowledged',
    why: 'Its sender sends it again until it is acknowledged or gives up.',
    rfc: 'RFC 9293 §3.6',
    messages: { fin: 'the FIN of {name} is not acknowledged: it stays in {state}' },
    bad: `${OPENED}\nC -x S FIN,ACK seq=x+1 ack=y+1`,
    good: `${OPENED}\nC -> S FIN,ACK seq=x+1 ack=y+1\nS -> C ACK seq=y+1 ack=x+2`,
  },
  'never-closed': {
    severity: 'hint',
    title: 'A connection stays in CLOSE-WAIT',
    why: 'The peer has closed, and the program on this side never does: TCP waits for it without limit. A pile of connections in CLOSE-WAIT is a leak in the program, not in the network.',
    rfc: 'RFC 9293 §3.6, case 2',
    messages: { leak: '{name} stays in CLOSE-WAIT until its program closes: a pile of these is a leak in the program' },
    bad: `${OPENED}\nC -> S FIN,ACK seq=x+1 ack=y+1\nS -> C ACK seq=y+1 ack=x+2`,
    good: `${OPENED}\nC -> S FIN,ACK seq=x+1 ack=y+1\nS -> C ACK seq=y+1 ack=x+2\nS -> C FIN,ACK seq=y+1 ack=x+2\nC -> S ACK seq=x+2 ack=y+2`,
  },
  'data-unacknowledged': {
    severity: 'hint',
    title: 'Data is not acknowledged',
    why: 'The diagram ends before the last bytes are acknowledged.',
    rfc: 'RFC 9293 §3.8',
    messages: { data: 'the bytes of {name} from {from} on are not acknowledged' },
    bad: `${OPENED}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10`,
    good: `${OPENED}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10\nS -> C ACK seq=y+1 ack=x+11`,
  },
  'in-flight-at-end': {
    severity: 'hint',
    title: 'A segment never arrives',
    why: 'It was sent into the network, and no later line lets it arrive.',
    rfc: '',
    messages: { flight: 'this segment is still in the network when the diagram ends' },
    bad: 'client C\nserver S\nC ->... S SYN seq=x',
    good: 'client C\nserver S\nC ->... S SYN seq=x\nC ...-> S SYN seq=x',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
