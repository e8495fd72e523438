import assert from 'node:assert/strict';
import { receive } from '../../src/core/tcp/receive.ts';
import type { Segment } from '../../src/core/tcp/segment.ts';
import { STATE_NAMES } from '../../src/core/tcp/states.ts';
import { Tcb } from '../../src/core/tcp/tcb.ts';
import { endIn, type Numbers, segmentOf, writeAnswer, transitOf } from './ends.ts';

/**
 * SEGMENT ARRIVES (RFC 9293 §3.10.7), typed out by hand: every state, every kind of segment. A cell is the next state,
 * what becomes of the segment, and the answer that must be sent at once (`flags seq ack`, `-` for none, `?` for a number
 * that is the sender's choice). Bytes in order may be acknowledged later (§3.8.6.3), so they call for no answer.
 *
 * The numbers: ISS 100, IRS 300. SYN-SENT and SYN-RECEIVED have SND.UNA 100, SND.NXT 101, RCV.NXT 301. All others have
 * ten bytes that are not acknowledged (SND.UNA 111), and RCV.NXT 311; SND.NXT is 121, or 122 behind the own FIN. Where the
 * own FIN is acknowledged, SND.UNA is 122 as well. Every window is 1,000 bytes.
 */
interface Row extends Numbers {
  /** An ACK number that is right and tells nothing new of the FIN. */
  readonly fine: number;
}

const OPENING: Row = { iss: 100, irs: 300, una: 100, nxt: 101, rcv: 301, window: 1000, fine: 101 };
const OPEN: Row = { iss: 100, irs: 300, una: 111, nxt: 121, rcv: 311, window: 1000, fine: 111 };
const CLOSING_DOWN: Row = { ...OPEN, nxt: 122 };
const FIN_ACKED: Row = { ...OPEN, una: 122, nxt: 122, fine: 122 };

const KINDS = {
  'SYN at RCV.NXT': (n) => segmentOf('SYN', n.rcv),
  'SYN of this connection again': (n) => segmentOf('SYN', n.irs),
  'SYN beyond the window': (n) => segmentOf('SYN', n.rcv + 5000),
  'SYN,ACK that acknowledges all': (n) => segmentOf('SYN,ACK', n.irs, n.nxt),
  'SYN,ACK of a number never sent': (n) => segmentOf('SYN,ACK', n.irs, n.nxt + 1),
  'ACK of all': (n) => segmentOf('ACK', n.rcv, n.nxt),
  'ACK of SND.UNA': (n) => segmentOf('ACK', n.rcv, n.una),
  'ACK of old bytes': (n) => segmentOf('ACK', n.rcv, n.una - 5),
  'ACK of long ago': (n) => segmentOf('ACK', n.rcv, n.una - 70_000),
  'ACK of a number never sent': (n) => segmentOf('ACK', n.rcv, n.nxt + 1),
  'data in order': (n) => segmentOf('PSH,ACK', n.rcv, n.fine, 10),
  'data in order that acknowledges all': (n) => segmentOf('PSH,ACK', n.rcv, n.nxt, 10),
  'data beyond a gap': (n) => segmentOf('PSH,ACK', n.rcv + 20, n.fine, 10),
  'data that is old': (n) => segmentOf('PSH,ACK', n.rcv - 10, n.fine, 10),
  'data that is half old': (n) => segmentOf('PSH,ACK', n.rcv - 5, n.fine, 10),
  'data outside the window': (n) => segmentOf('PSH,ACK', n.rcv + 1000, n.nxt, 10),
  'FIN in order': (n) => segmentOf('FIN,ACK', n.rcv, n.una),
  'FIN in order that acknowledges all': (n) => segmentOf('FIN,ACK', n.rcv, n.nxt),
  'FIN beyond a gap': (n) => segmentOf('FIN,ACK', n.rcv + 10, n.fine),
  'FIN that is old': (n) => segmentOf('FIN,ACK', n.rcv - 1, n.nxt),
  'RST at RCV.NXT': (n) => segmentOf('RST', n.rcv),
  'RST in the window': (n) => segmentOf('RST', n.rcv + 10),
  'RST outside the window': (n) => segmentOf('RST', n.rcv + 1000),
  'RST,ACK that acknowledges all': (n) => segmentOf('RST,ACK', n.rcv, n.nxt),
  'RST,ACK of a number never sent': (n) => segmentOf('RST,ACK', n.rcv, n.nxt + 1),
  'data without ACK': (n) => segmentOf('PSH', n.rcv, null, 10),
  'FIN without ACK': (n) => segmentOf('FIN', n.rcv),
} as const satisfies Readonly<Record<string, (numbers: Row) => Segment>>;

type Kind = keyof typeof KINDS;
type Cells = Readonly<Record<Kind, string>>;

interface StateTable {
  readonly state: (typeof STATE_NAMES)[number];
  readonly passive?: boolean;
  readonly numbers: Row;
  readonly cells: Cells;
}

/** §3.10.7.1: everything but a reset is answered with one, numbered so that the sender believes it. */
const CLOSED: Cells = {
  'SYN at RCV.NXT': 'CLOSED dropped RST,ACK 0 312',
  'SYN of this connection again': 'CLOSED dropped RST,ACK 0 301',
  'SYN beyond the window': 'CLOSED dropped RST,ACK 0 5312',
  'SYN,ACK that acknowledges all': 'CLOSED dropped RST 121',
  'SYN,ACK of a number never sent': 'CLOSED dropped RST 122',
  'ACK of all': 'CLOSED dropped RST 121',
  'ACK of SND.UNA': 'CLOSED dropped RST 111',
  'ACK of old bytes': 'CLOSED dropped RST 106',
  'ACK of long ago': 'CLOSED dropped RST 4294897407',
  'ACK of a number never sent': 'CLOSED dropped RST 122',
  'data in order': 'CLOSED dropped RST 111',
  'data in order that acknowledges all': 'CLOSED dropped RST 121',
  'data beyond a gap': 'CLOSED dropped RST 111',
  'data that is old': 'CLOSED dropped RST 111',
  'data that is half old': 'CLOSED dropped RST 111',
  'data outside the window': 'CLOSED dropped RST 121',
  'FIN in order': 'CLOSED dropped RST 111',
  'FIN in order that acknowledges all': 'CLOSED dropped RST 121',
  'FIN beyond a gap': 'CLOSED dropped RST 111',
  'FIN that is old': 'CLOSED dropped RST 121',
  'RST at RCV.NXT': 'CLOSED dropped -',
  'RST in the window': 'CLOSED dropped -',
  'RST outside the window': 'CLOSED dropped -',
  'RST,ACK that acknowledges all': 'CLOSED dropped -',
  'RST,ACK of a number never sent': 'CLOSED dropped -',
  'data without ACK': 'CLOSED dropped RST,ACK 0 321',
  'FIN without ACK': 'CLOSED dropped RST,ACK 0 312',
};

/** §3.10.7.2: resets are ignored, ACKs are answered with a reset, SYNs with SYN,ACK, and the rest is dropped. */
const LISTEN: Cells = {
  'SYN at RCV.NXT': 'SYN-RECEIVED accepted SYN,ACK ? 312',
  'SYN of this connection again': 'SYN-RECEIVED accepted SYN,ACK ? 301',
  'SYN beyond the window': 'SYN-RECEIVED accepted SYN,ACK ? 5312',
  'SYN,ACK that acknowledges all': 'LISTEN dropped RST 121',
  'SYN,ACK of a number never sent': 'LISTEN dropped RST 122',
  'ACK of all': 'LISTEN dropped RST 121',
  'ACK of SND.UNA': 'LISTEN dropped RST 111',
  'ACK of old bytes': 'LISTEN dropped RST 106',
  'ACK of long ago': 'LISTEN dropped RST 4294897407',
  'ACK of a number never sent': 'LISTEN dropped RST 122',
  'data in order': 'LISTEN dropped RST 111',
  'data in order that acknowledges all': 'LISTEN dropped RST 121',
  'data beyond a gap': 'LISTEN dropped RST 111',
  'data that is old': 'LISTEN dropped RST 111',
  'data that is half old': 'LISTEN dropped RST 111',
  'data outside the window': 'LISTEN dropped RST 121',
  'FIN in order': 'LISTEN dropped RST 111',
  'FIN in order that acknowledges all': 'LISTEN dropped RST 121',
  'FIN beyond a gap': 'LISTEN dropped RST 111',
  'FIN that is old': 'LISTEN dropped RST 121',
  'RST at RCV.NXT': 'LISTEN dropped -',
  'RST in the window': 'LISTEN dropped -',
  'RST outside the window': 'LISTEN dropped -',
  'RST,ACK that acknowledges all': 'LISTEN dropped -',
  'RST,ACK of a number never sent': 'LISTEN dropped -',
  'data without ACK': 'LISTEN dropped -',
  'FIN without ACK': 'LISTEN dropped -',
};

/**
 * §3.10.7.3: an ACK outside ISS < SEG.ACK =< SND.NXT is answered with a reset; a reset counts only with a good ACK; a SYN
 * with one establishes, a SYN without one makes an open from both sides; the rest is dropped.
 */
const SYN_SENT: Cells = {
  'SYN at RCV.NXT': 'SYN-RECEIVED accepted SYN,ACK 100 302',
  'SYN of this connection again': 'SYN-RECEIVED accepted SYN,ACK 100 301',
  'SYN beyond the window': 'SYN-RECEIVED accepted SYN,ACK 100 5302',
  'SYN,ACK that acknowledges all': 'ESTABLISHED accepted ACK 101 301',
  'SYN,ACK of a number never sent': 'SYN-SENT dropped RST 102',
  'ACK of all': 'SYN-SENT dropped -',
  'ACK of SND.UNA': 'SYN-SENT dropped RST 100',
  'ACK of old bytes': 'SYN-SENT dropped RST 95',
  'ACK of long ago': 'SYN-SENT dropped RST 4294897396',
  'ACK of a number never sent': 'SYN-SENT dropped RST 102',
  'data in order': 'SYN-SENT dropped -',
  'data in order that acknowledges all': 'SYN-SENT dropped -',
  'data beyond a gap': 'SYN-SENT dropped -',
  'data that is old': 'SYN-SENT dropped -',
  'data that is half old': 'SYN-SENT dropped -',
  'data outside the window': 'SYN-SENT dropped -',
  'FIN in order': 'SYN-SENT dropped RST 100',
  'FIN in order that acknowledges all': 'SYN-SENT dropped -',
  'FIN beyond a gap': 'SYN-SENT dropped -',
  'FIN that is old': 'SYN-SENT dropped -',
  'RST at RCV.NXT': 'SYN-SENT rst-ignored -',
  'RST in the window': 'SYN-SENT rst-ignored -',
  'RST outside the window': 'SYN-SENT rst-ignored -',
  'RST,ACK that acknowledges all': 'CLOSED accepted -',
  'RST,ACK of a number never sent': 'SYN-SENT rst-ignored -',
  'data without ACK': 'SYN-SENT dropped -',
  'FIN without ACK': 'SYN-SENT dropped -',
};

/**
 * §3.10.7.4 in SYN-RECEIVED after an active OPEN. Two cells go beyond the letter of the RFC, whose first step would answer
 * both with an ACK, because SEG.SEQ is IRS and so lies before RCV.NXT: the SYN that comes once more is answered as the
 * first was, which is what stacks do; and the SYN,ACK of an open from both sides establishes, as in the RFC's figure 7.
 */
const SYN_RECEIVED: Cells = {
  'SYN at RCV.NXT': 'SYN-RECEIVED challenged ACK 101 301',
  'SYN of this connection again': 'SYN-RECEIVED accepted SYN,ACK 100 301',
  'SYN beyond the window': 'SYN-RECEIVED unacceptable ACK 101 301',
  'SYN,ACK that acknowledges all': 'ESTABLISHED accepted -',
  'SYN,ACK of a number never sent': 'SYN-RECEIVED dropped RST 102',
  'ACK of all': 'ESTABLISHED accepted -',
  'ACK of SND.UNA': 'SYN-RECEIVED dropped RST 100',
  'ACK of old bytes': 'SYN-RECEIVED dropped RST 95',
  'ACK of long ago': 'SYN-RECEIVED dropped RST 4294897396',
  'ACK of a number never sent': 'SYN-RECEIVED dropped RST 102',
  'data in order': 'ESTABLISHED accepted -',
  'data in order that acknowledges all': 'ESTABLISHED accepted -',
  'data beyond a gap': 'ESTABLISHED accepted ACK 101 301',
  'data that is old': 'SYN-RECEIVED unacceptable ACK 101 301',
  'data that is half old': 'ESTABLISHED accepted -',
  'data outside the window': 'SYN-RECEIVED unacceptable ACK 101 301',
  'FIN in order': 'SYN-RECEIVED dropped RST 100',
  'FIN in order that acknowledges all': 'CLOSE-WAIT accepted ACK 101 302',
  'FIN beyond a gap': 'ESTABLISHED accepted ACK 101 301',
  'FIN that is old': 'SYN-RECEIVED unacceptable ACK 101 301',
  'RST at RCV.NXT': 'CLOSED accepted -',
  'RST in the window': 'SYN-RECEIVED challenged ACK 101 301',
  'RST outside the window': 'SYN-RECEIVED rst-ignored -',
  'RST,ACK that acknowledges all': 'CLOSED accepted -',
  'RST,ACK of a number never sent': 'CLOSED accepted -',
  'data without ACK': 'SYN-RECEIVED dropped -',
  'FIN without ACK': 'SYN-RECEIVED dropped -',
};

/** After a passive OPEN a reset, or another SYN in the window, brings the end back to LISTEN (second and fourth step). */
const SYN_RECEIVED_PASSIVE: Cells = {
  ...SYN_RECEIVED,
  'SYN at RCV.NXT': 'LISTEN dropped -',
  'RST at RCV.NXT': 'LISTEN accepted -',
  'RST,ACK that acknowledges all': 'LISTEN accepted -',
  'RST,ACK of a number never sent': 'LISTEN accepted -',
};

/**
 * §3.10.7.4 with RFC 5961: a SYN wherever it lies, a reset in the window but not at RCV.NXT, and an ACK of what was never
 * sent or of long ago are answered with a challenge ACK.
 */
const ESTABLISHED: Cells = {
  'SYN at RCV.NXT': 'ESTABLISHED challenged ACK 121 311',
  'SYN of this connection again': 'ESTABLISHED challenged ACK 121 311',
  'SYN beyond the window': 'ESTABLISHED challenged ACK 121 311',
  'SYN,ACK that acknowledges all': 'ESTABLISHED challenged ACK 121 311',
  'SYN,ACK of a number never sent': 'ESTABLISHED challenged ACK 121 311',
  'ACK of all': 'ESTABLISHED accepted -',
  'ACK of SND.UNA': 'ESTABLISHED accepted -',
  'ACK of old bytes': 'ESTABLISHED accepted -',
  'ACK of long ago': 'ESTABLISHED challenged ACK 121 311',
  'ACK of a number never sent': 'ESTABLISHED challenged ACK 121 311',
  'data in order': 'ESTABLISHED accepted -',
  'data in order that acknowledges all': 'ESTABLISHED accepted -',
  'data beyond a gap': 'ESTABLISHED accepted ACK 121 311',
  'data that is old': 'ESTABLISHED unacceptable ACK 121 311',
  'data that is half old': 'ESTABLISHED accepted -',
  'data outside the window': 'ESTABLISHED unacceptable ACK 121 311',
  'FIN in order': 'CLOSE-WAIT accepted ACK 121 312',
  'FIN in order that acknowledges all': 'CLOSE-WAIT accepted ACK 121 312',
  'FIN beyond a gap': 'ESTABLISHED accepted ACK 121 311',
  'FIN that is old': 'ESTABLISHED unacceptable ACK 121 311',
  'RST at RCV.NXT': 'CLOSED accepted -',
  'RST in the window': 'ESTABLISHED challenged ACK 121 311',
  'RST outside the window': 'ESTABLISHED rst-ignored -',
  'RST,ACK that acknowledges all': 'CLOSED accepted -',
  'RST,ACK of a number never sent': 'CLOSED accepted -',
  'data without ACK': 'ESTABLISHED dropped -',
  'FIN without ACK': 'ESTABLISHED dropped -',
};

/** The ACK of the own FIN leads to FIN-WAIT-2, the peer's FIN to CLOSING, and both at once to TIME-WAIT. */
const FIN_WAIT_1: Cells = {
  'SYN at RCV.NXT': 'FIN-WAIT-1 challenged ACK 122 311',
  'SYN of this connection again': 'FIN-WAIT-1 challenged ACK 122 311',
  'SYN beyond the window': 'FIN-WAIT-1 challenged ACK 122 311',
  'SYN,ACK that acknowledges all': 'FIN-WAIT-1 challenged ACK 122 311',
  'SYN,ACK of a number never sent': 'FIN-WAIT-1 challenged ACK 122 311',
  'ACK of all': 'FIN-WAIT-2 accepted -',
  'ACK of SND.UNA': 'FIN-WAIT-1 accepted -',
  'ACK of old bytes': 'FIN-WAIT-1 accepted -',
  'ACK of long ago': 'FIN-WAIT-1 challenged ACK 122 311',
  'ACK of a number never sent': 'FIN-WAIT-1 challenged ACK 122 311',
  'data in order': 'FIN-WAIT-1 accepted -',
  'data in order that acknowledges all': 'FIN-WAIT-2 accepted -',
  'data beyond a gap': 'FIN-WAIT-1 accepted ACK 122 311',
  'data that is old': 'FIN-WAIT-1 unacceptable ACK 122 311',
  'data that is half old': 'FIN-WAIT-1 accepted -',
  'data outside the window': 'FIN-WAIT-1 unacceptable ACK 122 311',
  'FIN in order': 'CLOSING accepted ACK 122 312',
  'FIN in order that acknowledges all': 'TIME-WAIT accepted ACK 122 312',
  'FIN beyond a gap': 'FIN-WAIT-1 accepted ACK 122 311',
  'FIN that is old': 'FIN-WAIT-1 unacceptable ACK 122 311',
  'RST at RCV.NXT': 'CLOSED accepted -',
  'RST in the window': 'FIN-WAIT-1 challenged ACK 122 311',
  'RST outside the window': 'FIN-WAIT-1 rst-ignored -',
  'RST,ACK that acknowledges all': 'CLOSED accepted -',
  'RST,ACK of a number never sent': 'CLOSED accepted -',
  'data without ACK': 'FIN-WAIT-1 dropped -',
  'FIN without ACK': 'FIN-WAIT-1 dropped -',
};

/** Data may still come; the peer's FIN leads to TIME-WAIT. */
const FIN_WAIT_2: Cells = {
  'SYN at RCV.NXT': 'FIN-WAIT-2 challenged ACK 122 311',
  'SYN of this connection again': 'FIN-WAIT-2 challenged ACK 122 311',
  'SYN beyond the window': 'FIN-WAIT-2 challenged ACK 122 311',
  'SYN,ACK that acknowledges all': 'FIN-WAIT-2 challenged ACK 122 311',
  'SYN,ACK of a number never sent': 'FIN-WAIT-2 challenged ACK 122 311',
  'ACK of all': 'FIN-WAIT-2 accepted -',
  'ACK of SND.UNA': 'FIN-WAIT-2 accepted -',
  'ACK of old bytes': 'FIN-WAIT-2 accepted -',
  'ACK of long ago': 'FIN-WAIT-2 challenged ACK 122 311',
  'ACK of a number never sent': 'FIN-WAIT-2 challenged ACK 122 311',
  'data in order': 'FIN-WAIT-2 accepted -',
  'data in order that acknowledges all': 'FIN-WAIT-2 accepted -',
  'data beyond a gap': 'FIN-WAIT-2 accepted ACK 122 311',
  'data that is old': 'FIN-WAIT-2 unacceptable ACK 122 311',
  'data that is half old': 'FIN-WAIT-2 accepted -',
  'data outside the window': 'FIN-WAIT-2 unacceptable ACK 122 311',
  'FIN in order': 'TIME-WAIT accepted ACK 122 312',
  'FIN in order that acknowledges all': 'TIME-WAIT accepted ACK 122 312',
  'FIN beyond a gap': 'FIN-WAIT-2 accepted ACK 122 311',
  'FIN that is old': 'FIN-WAIT-2 unacceptable ACK 122 311',
  'RST at RCV.NXT': 'CLOSED accepted -',
  'RST in the window': 'FIN-WAIT-2 challenged ACK 122 311',
  'RST outside the window': 'FIN-WAIT-2 rst-ignored -',
  'RST,ACK that acknowledges all': 'CLOSED accepted -',
  'RST,ACK of a number never sent': 'CLOSED accepted -',
  'data without ACK': 'FIN-WAIT-2 dropped -',
  'FIN without ACK': 'FIN-WAIT-2 dropped -',
};

/**
 * The peer has sent its FIN: text beyond it cannot be, and is ignored (seventh step), and so is another FIN beyond it; the
 * same FIN once more is old, and acknowledged again.
 */
const CLOSE_WAIT: Cells = {
  'SYN at RCV.NXT': 'CLOSE-WAIT challenged ACK 121 311',
  'SYN of this connection again': 'CLOSE-WAIT challenged ACK 121 311',
  'SYN beyond the window': 'CLOSE-WAIT challenged ACK 121 311',
  'SYN,ACK that acknowledges all': 'CLOSE-WAIT challenged ACK 121 311',
  'SYN,ACK of a number never sent': 'CLOSE-WAIT challenged ACK 121 311',
  'ACK of all': 'CLOSE-WAIT accepted -',
  'ACK of SND.UNA': 'CLOSE-WAIT accepted -',
  'ACK of old bytes': 'CLOSE-WAIT accepted -',
  'ACK of long ago': 'CLOSE-WAIT challenged ACK 121 311',
  'ACK of a number never sent': 'CLOSE-WAIT challenged ACK 121 311',
  'data in order': 'CLOSE-WAIT dropped -',
  'data in order that acknowledges all': 'CLOSE-WAIT dropped -',
  'data beyond a gap': 'CLOSE-WAIT dropped -',
  'data that is old': 'CLOSE-WAIT unacceptable ACK 121 311',
  'data that is half old': 'CLOSE-WAIT dropped -',
  'data outside the window': 'CLOSE-WAIT unacceptable ACK 121 311',
  'FIN in order': 'CLOSE-WAIT dropped -',
  'FIN in order that acknowledges all': 'CLOSE-WAIT dropped -',
  'FIN beyond a gap': 'CLOSE-WAIT dropped -',
  'FIN that is old': 'CLOSE-WAIT unacceptable ACK 121 311',
  'RST at RCV.NXT': 'CLOSED accepted -',
  'RST in the window': 'CLOSE-WAIT challenged ACK 121 311',
  'RST outside the window': 'CLOSE-WAIT rst-ignored -',
  'RST,ACK that acknowledges all': 'CLOSED accepted -',
  'RST,ACK of a number never sent': 'CLOSED accepted -',
  'data without ACK': 'CLOSE-WAIT dropped -',
  'FIN without ACK': 'CLOSE-WAIT dropped -',
};

/** Both FINs have crossed: the ACK of the own one leads to TIME-WAIT, whatever else is in the segment. */
const CLOSING: Cells = {
  'SYN at RCV.NXT': 'CLOSING challenged ACK 122 311',
  'SYN of this connection again': 'CLOSING challenged ACK 122 311',
  'SYN beyond the window': 'CLOSING challenged ACK 122 311',
  'SYN,ACK that acknowledges all': 'CLOSING challenged ACK 122 311',
  'SYN,ACK of a number never sent': 'CLOSING challenged ACK 122 311',
  'ACK of all': 'TIME-WAIT accepted -',
  'ACK of SND.UNA': 'CLOSING accepted -',
  'ACK of old bytes': 'CLOSING accepted -',
  'ACK of long ago': 'CLOSING challenged ACK 122 311',
  'ACK of a number never sent': 'CLOSING challenged ACK 122 311',
  'data in order': 'CLOSING dropped -',
  'data in order that acknowledges all': 'TIME-WAIT dropped -',
  'data beyond a gap': 'CLOSING dropped -',
  'data that is old': 'CLOSING unacceptable ACK 122 311',
  'data that is half old': 'CLOSING dropped -',
  'data outside the window': 'CLOSING unacceptable ACK 122 311',
  'FIN in order': 'CLOSING dropped -',
  'FIN in order that acknowledges all': 'TIME-WAIT dropped -',
  'FIN beyond a gap': 'CLOSING dropped -',
  'FIN that is old': 'TIME-WAIT unacceptable ACK 122 311',
  'RST at RCV.NXT': 'CLOSED accepted -',
  'RST in the window': 'CLOSING challenged ACK 122 311',
  'RST outside the window': 'CLOSING rst-ignored -',
  'RST,ACK that acknowledges all': 'CLOSED accepted -',
  'RST,ACK of a number never sent': 'CLOSED accepted -',
  'data without ACK': 'CLOSING dropped -',
  'FIN without ACK': 'CLOSING dropped -',
};

/** Only the ACK of the own FIN is awaited: then the connection is no more. */
const LAST_ACK: Cells = {
  'SYN at RCV.NXT': 'LAST-ACK challenged ACK 122 311',
  'SYN of this connection again': 'LAST-ACK challenged ACK 122 311',
  'SYN beyond the window': 'LAST-ACK challenged ACK 122 311',
  'SYN,ACK that acknowledges all': 'LAST-ACK challenged ACK 122 311',
  'SYN,ACK of a number never sent': 'LAST-ACK challenged ACK 122 311',
  'ACK of all': 'CLOSED accepted -',
  'ACK of SND.UNA': 'LAST-ACK accepted -',
  'ACK of old bytes': 'LAST-ACK accepted -',
  'ACK of long ago': 'LAST-ACK challenged ACK 122 311',
  'ACK of a number never sent': 'LAST-ACK challenged ACK 122 311',
  'data in order': 'LAST-ACK dropped -',
  'data in order that acknowledges all': 'CLOSED dropped -',
  'data beyond a gap': 'LAST-ACK dropped -',
  'data that is old': 'LAST-ACK unacceptable ACK 122 311',
  'data that is half old': 'LAST-ACK dropped -',
  'data outside the window': 'LAST-ACK unacceptable ACK 122 311',
  'FIN in order': 'LAST-ACK dropped -',
  'FIN in order that acknowledges all': 'CLOSED dropped -',
  'FIN beyond a gap': 'LAST-ACK dropped -',
  'FIN that is old': 'CLOSED unacceptable ACK 122 311',
  'RST at RCV.NXT': 'CLOSED accepted -',
  'RST in the window': 'LAST-ACK challenged ACK 122 311',
  'RST outside the window': 'LAST-ACK rst-ignored -',
  'RST,ACK that acknowledges all': 'CLOSED accepted -',
  'RST,ACK of a number never sent': 'CLOSED accepted -',
  'data without ACK': 'LAST-ACK dropped -',
  'FIN without ACK': 'LAST-ACK dropped -',
};

/**
 * The peer's FIN, sent again, is acknowledged again. A SYN whose number lies beyond everything received opens the
 * connection anew (RFC 1122 §4.2.2.13, RFC 6191); one at RCV.NXT or before is answered with a challenge ACK.
 */
const TIME_WAIT: Cells = {
  'SYN at RCV.NXT': 'TIME-WAIT challenged ACK 122 311',
  'SYN of this connection again': 'TIME-WAIT challenged ACK 122 311',
  'SYN beyond the window': 'SYN-RECEIVED accepted SYN,ACK ? 5312',
  'SYN,ACK that acknowledges all': 'TIME-WAIT challenged ACK 122 311',
  'SYN,ACK of a number never sent': 'TIME-WAIT challenged ACK 122 311',
  'ACK of all': 'TIME-WAIT accepted -',
  'ACK of SND.UNA': 'TIME-WAIT accepted -',
  'ACK of old bytes': 'TIME-WAIT accepted -',
  'ACK of long ago': 'TIME-WAIT challenged ACK 122 311',
  'ACK of a number never sent': 'TIME-WAIT challenged ACK 122 311',
  'data in order': 'TIME-WAIT dropped -',
  'data in order that acknowledges all': 'TIME-WAIT dropped -',
  'data beyond a gap': 'TIME-WAIT dropped -',
  'data that is old': 'TIME-WAIT unacceptable ACK 122 311',
  'data that is half old': 'TIME-WAIT dropped -',
  'data outside the window': 'TIME-WAIT unacceptable ACK 122 311',
  'FIN in order': 'TIME-WAIT dropped -',
  'FIN in order that acknowledges all': 'TIME-WAIT dropped -',
  'FIN beyond a gap': 'TIME-WAIT dropped -',
  'FIN that is old': 'TIME-WAIT unacceptable ACK 122 311',
  'RST at RCV.NXT': 'CLOSED accepted -',
  'RST in the window': 'TIME-WAIT challenged ACK 122 311',
  'RST outside the window': 'TIME-WAIT rst-ignored -',
  'RST,ACK that acknowledges all': 'CLOSED accepted -',
  'RST,ACK of a number never sent': 'CLOSED accepted -',
  'data without ACK': 'TIME-WAIT dropped -',
  'FIN without ACK': 'TIME-WAIT dropped -',
};

const TABLES: Readonly<Record<string, StateTable>> = {
  CLOSED: { state: 'CLOSED', numbers: OPEN, cells: CLOSED },
  LISTEN: { state: 'LISTEN', numbers: OPEN, cells: LISTEN },
  'SYN-SENT': { state: 'SYN-SENT', numbers: OPENING, cells: SYN_SENT },
  'SYN-RECEIVED after an active OPEN': { state: 'SYN-RECEIVED', numbers: OPENING, cells: SYN_RECEIVED },
  'SYN-RECEIVED after a passive OPEN': {
    state: 'SYN-RECEIVED',
    passive: true,
    numbers: OPENING,
    cells: SYN_RECEIVED_PASSIVE,
  },
  ESTABLISHED: { state: 'ESTABLISHED', numbers: OPEN, cells: ESTABLISHED },
  'FIN-WAIT-1': { state: 'FIN-WAIT-1', numbers: CLOSING_DOWN, cells: FIN_WAIT_1 },
  'FIN-WAIT-2': { state: 'FIN-WAIT-2', numbers: FIN_ACKED, cells: FIN_WAIT_2 },
  'CLOSE-WAIT': { state: 'CLOSE-WAIT', numbers: OPEN, cells: CLOSE_WAIT },
  CLOSING: { state: 'CLOSING', numbers: CLOSING_DOWN, cells: CLOSING },
  'LAST-ACK': { state: 'LAST-ACK', numbers: CLOSING_DOWN, cells: LAST_ACK },
  'TIME-WAIT': { state: 'TIME-WAIT', numbers: FIN_ACKED, cells: TIME_WAIT },
};

function arrive({ state, passive = false, numbers }: StateTable, segment: Segment): string {
  const tcb = endIn(state, numbers, passive);
  const transit = transitOf(new Tcb(), tcb, segment);
  receive(transit);
  return `${STATE_NAMES[tcb.state]} ${transit.arrival} ${writeAnswer(transit.answer)}`;
}

describe('A segment arrives (RFC 9293 §3.10.7)', () => {
  it('has a table for every state', () => {
    assert.deepEqual(new Set(Object.values(TABLES).map(({ state }) => state)), new Set(STATE_NAMES));
  });

  for (const [name, table] of Object.entries(TABLES)) {
    it(`in ${name}`, () => {
      const actual = Object.entries(KINDS).map(([kind, make]) => [kind, arrive(table, make(table.numbers))]);
      assert.deepEqual(Object.fromEntries(actual), table.cells);
    });
  }
});

/** The acceptability test of §3.10.7.4 with a window of zero: table 6, and the note on ACKs and resets below it. */
const CLOSED_WINDOW: Readonly<Record<string, readonly [Segment, string]>> = {
  'an ACK at RCV.NXT is taken': [segmentOf('ACK', 311, 121), 'ESTABLISHED accepted -'],
  'an ACK beyond it is not': [segmentOf('ACK', 312, 121), 'ESTABLISHED unacceptable ACK 121 311'],
  'an ACK before it is not': [segmentOf('ACK', 310, 121), 'ESTABLISHED unacceptable ACK 121 311'],
  'text is refused': [segmentOf('PSH,ACK', 311, 121, 1), 'ESTABLISHED unacceptable ACK 121 311'],
  'a FIN is refused': [segmentOf('FIN,ACK', 311, 121), 'ESTABLISHED unacceptable ACK 121 311'],
  'a reset at RCV.NXT counts': [segmentOf('RST', 311), 'CLOSED accepted -'],
  'a reset beyond it does not': [segmentOf('RST', 312), 'ESTABLISHED rst-ignored -'],
};

describe('A segment arrives at a window of zero', () => {
  for (const [name, [segment, expected]] of Object.entries(CLOSED_WINDOW)) {
    it(name, () => {
      assert.equal(
        arrive({ state: 'ESTABLISHED', numbers: { ...OPEN, window: 0 }, cells: ESTABLISHED }, segment),
        expected,
      );
    });
  }

  it('takes the ACK of text that it refuses', () => {
    const tcb = endIn('ESTABLISHED', { ...OPEN, window: 0 });
    receive(transitOf(new Tcb(), tcb, segmentOf('PSH,ACK', 311, 121, 1)));
    assert.equal(tcb.sndUna?.constant, 121);
    assert.equal(tcb.rcvNxt?.constant, 311);
  });
});
