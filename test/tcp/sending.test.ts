import assert from 'node:assert/strict';
import { number } from '../../src/core/tcp/number.ts';
import { send } from '../../src/core/tcp/send.ts';
import type { Segment } from '../../src/core/tcp/segment.ts';
import { STATE_NAMES } from '../../src/core/tcp/states.ts';
import { Tcb } from '../../src/core/tcp/tcb.ts';
import { endIn, type Numbers, segmentOf, transitOf } from './ends.ts';

/**
 * What a TCP may send in each state (RFC 9293 §3.10.1 to §3.10.6 and figure 5), typed out by hand: the next state, and
 * what is wrong with the segment. All numbers are those that the state asks for, so that only the state can be wrong. A
 * segment that could not be sent at all has no effect; one with a wrong number counts as if the number had been right.
 */
const OPENING: Numbers = { iss: 100, irs: 300, una: 100, nxt: 101, rcv: 301, window: 1000 };
const OPEN: Numbers = { iss: 100, irs: 300, una: 111, nxt: 121, rcv: 311, window: 1000 };
const CLOSING_DOWN: Numbers = { ...OPEN, nxt: 122 };
const FIN_ACKED: Numbers = { ...OPEN, una: 122, nxt: 122 };

const KINDS = {
  SYN: (n) => segmentOf('SYN', n.iss, n.rcv),
  'SYN,ACK': (n) => segmentOf('SYN,ACK', n.iss, n.rcv),
  ACK: (n) => segmentOf('ACK', n.nxt, n.rcv),
  data: (n) => segmentOf('PSH,ACK', n.nxt, n.rcv, 10),
  FIN: (n) => segmentOf('FIN,ACK', n.nxt, n.rcv),
  'FIN with data': (n) => segmentOf('FIN,ACK', n.nxt, n.rcv, 10),
  'FIN again': (n) => segmentOf('FIN,ACK', n.nxt - 1, n.rcv),
  'data without ACK': (n) => segmentOf('PSH', n.nxt, n.rcv, 10),
  'FIN without ACK': (n) => segmentOf('FIN', n.nxt, n.rcv),
  RST: (n) => segmentOf('RST', n.nxt),
  'RST,ACK': (n) => segmentOf('RST,ACK', n.nxt, n.rcv),
} as const satisfies Readonly<Record<string, (numbers: Numbers) => Segment>>;

type Cells = Readonly<Record<keyof typeof KINDS, string>>;

/** Without a block there is nothing to send from, but a SYN opens one (§3.10.1). */
const CLOSED: Cells = {
  SYN: 'SYN-SENT',
  'SYN,ACK': 'CLOSED syn-ack-unasked',
  ACK: 'CLOSED from-closed',
  data: 'CLOSED from-closed',
  FIN: 'CLOSED from-closed',
  'FIN with data': 'CLOSED from-closed',
  'FIN again': 'CLOSED from-closed',
  'data without ACK': 'CLOSED from-closed',
  'FIN without ACK': 'CLOSED from-closed',
  RST: 'CLOSED from-closed',
  'RST,ACK': 'CLOSED from-closed',
};

/** SEND and an active OPEN turn a listener into an opener (§3.10.1, §3.10.2); hardly anyone means it, so it is noticed. */
const LISTEN: Cells = {
  SYN: 'SYN-SENT syn-from-listen',
  'SYN,ACK': 'LISTEN syn-ack-unasked',
  ACK: 'LISTEN from-listen',
  data: 'LISTEN from-listen',
  FIN: 'LISTEN from-listen',
  'FIN with data': 'LISTEN from-listen',
  'FIN again': 'LISTEN from-listen',
  'data without ACK': 'LISTEN from-listen',
  'FIN without ACK': 'LISTEN from-listen',
  RST: 'LISTEN from-listen',
  'RST,ACK': 'LISTEN from-listen',
};

/** Data waits (§3.10.2); CLOSE and ABORT delete the block without a segment (§3.10.4, §3.10.5). */
const SYN_SENT: Cells = {
  SYN: 'SYN-SENT',
  'SYN,ACK': 'SYN-SENT syn-ack-unasked',
  ACK: 'SYN-SENT ack-before-established',
  data: 'SYN-SENT data-before-established',
  FIN: 'SYN-SENT fin-before-established',
  'FIN with data': 'SYN-SENT data-before-established',
  'FIN again': 'SYN-SENT fin-before-established',
  'data without ACK': 'SYN-SENT data-before-established',
  'FIN without ACK': 'SYN-SENT fin-before-established',
  RST: 'SYN-SENT rst-unasked',
  'RST,ACK': 'SYN-SENT rst-unasked',
};

/** The SYN,ACK is repeated, a CLOSE sends a FIN (§3.10.4, figure 5), an ABORT a reset (§3.10.5); data waits. */
const SYN_RECEIVED: Cells = {
  SYN: 'SYN-RECEIVED syn-without-ack',
  'SYN,ACK': 'SYN-RECEIVED',
  ACK: 'SYN-RECEIVED ack-before-established',
  data: 'SYN-RECEIVED data-before-established',
  FIN: 'FIN-WAIT-1',
  'FIN with data': 'SYN-RECEIVED data-before-established',
  'FIN again': 'FIN-WAIT-1 seq-mismatch',
  'data without ACK': 'SYN-RECEIVED data-before-established',
  'FIN without ACK': 'FIN-WAIT-1 ack-flag-missing',
  RST: 'CLOSED',
  'RST,ACK': 'CLOSED',
};

/** Everything but a SYN may be sent. A FIN one number before SND.NXT contradicts the byte that was sent there. */
const ESTABLISHED: Cells = {
  SYN: 'ESTABLISHED syn-in-connection',
  'SYN,ACK': 'ESTABLISHED syn-in-connection',
  ACK: 'ESTABLISHED',
  data: 'ESTABLISHED',
  FIN: 'FIN-WAIT-1',
  'FIN with data': 'FIN-WAIT-1',
  'FIN again': 'FIN-WAIT-1 seq-mismatch',
  'data without ACK': 'ESTABLISHED ack-flag-missing',
  'FIN without ACK': 'FIN-WAIT-1 ack-flag-missing',
  RST: 'CLOSED',
  'RST,ACK': 'CLOSED',
};

/** Behind the FIN there is nothing new, but the FIN itself may be sent again until it is acknowledged (§3.10.8). */
const FIN_WAIT_1: Cells = {
  SYN: 'FIN-WAIT-1 syn-in-connection',
  'SYN,ACK': 'FIN-WAIT-1 syn-in-connection',
  ACK: 'FIN-WAIT-1',
  data: 'FIN-WAIT-1 data-after-fin',
  FIN: 'FIN-WAIT-1 seq-after-fin',
  'FIN with data': 'FIN-WAIT-1 data-after-fin',
  'FIN again': 'FIN-WAIT-1',
  'data without ACK': 'FIN-WAIT-1 ack-flag-missing data-after-fin',
  'FIN without ACK': 'FIN-WAIT-1 ack-flag-missing seq-after-fin',
  RST: 'CLOSED',
  'RST,ACK': 'CLOSED',
};

/** The FIN is acknowledged: sending it again would repeat what the peer has confirmed. */
const FIN_WAIT_2: Cells = {
  SYN: 'FIN-WAIT-2 syn-in-connection',
  'SYN,ACK': 'FIN-WAIT-2 syn-in-connection',
  ACK: 'FIN-WAIT-2',
  data: 'FIN-WAIT-2 data-after-fin',
  FIN: 'FIN-WAIT-2 fin-again',
  'FIN with data': 'FIN-WAIT-2 data-after-fin',
  'FIN again': 'FIN-WAIT-2 seq-mismatch',
  'data without ACK': 'FIN-WAIT-2 ack-flag-missing data-after-fin',
  'FIN without ACK': 'FIN-WAIT-2 ack-flag-missing fin-again',
  RST: 'CLOSED',
  'RST,ACK': 'CLOSED',
};

/** As in ESTABLISHED; the FIN is the last but one step of the close. */
const CLOSE_WAIT: Cells = {
  SYN: 'CLOSE-WAIT syn-in-connection',
  'SYN,ACK': 'CLOSE-WAIT syn-in-connection',
  ACK: 'CLOSE-WAIT',
  data: 'CLOSE-WAIT',
  FIN: 'LAST-ACK',
  'FIN with data': 'LAST-ACK',
  'FIN again': 'LAST-ACK seq-mismatch',
  'data without ACK': 'CLOSE-WAIT ack-flag-missing',
  'FIN without ACK': 'LAST-ACK ack-flag-missing',
  RST: 'CLOSED',
  'RST,ACK': 'CLOSED',
};

const inState = (cells: Cells, from: string, to: string): Cells =>
  Object.fromEntries(Object.entries(cells).map(([kind, cell]) => [kind, cell.replace(from, to)])) as Cells;

const TABLES: Readonly<Record<(typeof STATE_NAMES)[number], readonly [Numbers, Cells]>> = {
  CLOSED: [OPENING, CLOSED],
  LISTEN: [OPENING, LISTEN],
  'SYN-SENT': [OPENING, SYN_SENT],
  'SYN-RECEIVED': [OPENING, SYN_RECEIVED],
  ESTABLISHED: [OPEN, ESTABLISHED],
  'FIN-WAIT-1': [CLOSING_DOWN, FIN_WAIT_1],
  'FIN-WAIT-2': [FIN_ACKED, FIN_WAIT_2],
  'CLOSE-WAIT': [OPEN, CLOSE_WAIT],
  // The own FIN is on the way here too: the same as in FIN-WAIT-1, or, once it is acknowledged, in FIN-WAIT-2.
  CLOSING: [CLOSING_DOWN, inState(FIN_WAIT_1, 'FIN-WAIT-1', 'CLOSING')],
  'LAST-ACK': [CLOSING_DOWN, inState(FIN_WAIT_1, 'FIN-WAIT-1', 'LAST-ACK')],
  'TIME-WAIT': [FIN_ACKED, inState(FIN_WAIT_2, 'FIN-WAIT-2', 'TIME-WAIT')],
};

function sent(state: (typeof STATE_NAMES)[number], numbers: Numbers, segment: Segment): string {
  const tcb = endIn(state, numbers);
  const peer = new Tcb();
  peer.sndNxt = number(numbers.rcv);
  const transit = transitOf(tcb, peer, segment);
  send(transit);
  return [STATE_NAMES[tcb.state], ...transit.faults.map(({ kind }) => kind)].join(' ');
}

describe('A segment is sent (RFC 9293 §3.10.1 to §3.10.6)', () => {
  for (const [index, name] of STATE_NAMES.entries()) {
    it(`in ${name}`, () => {
      assert.equal(STATE_NAMES[index], name);
      const [numbers, cells] = TABLES[name];
      const actual = Object.entries(KINDS).map(([kind, make]) => [kind, sent(name, numbers, make(numbers))]);
      assert.deepEqual(Object.fromEntries(actual), cells);
    });
  }
});
