import { ACK, FIN, PSH, RST, SYN } from '../../src/core/tcp/flags.ts';
import { Algebra, number, ZERO } from '../../src/core/tcp/number.ts';
import { bytes, Segment } from '../../src/core/tcp/segment.ts';
import { type State, STATE_NAMES } from '../../src/core/tcp/states.ts';
import { type Answer, Tcb } from '../../src/core/tcp/tcb.ts';
import { Transit } from '../../src/core/tcp/transit.ts';

/** Ends and segments of one connection for tests of the protocol alone; numbers are plain ones. */

const BITS: Readonly<Record<string, number>> = { SYN, FIN, RST, PSH, ACK };

/** The bits of `SYN,ACK`. */
export function flagsOf(text: string): number {
  return text.split(',').reduce((bits, name) => bits | (BITS[name] ?? 0), 0);
}

/** A segment from `flags seq [ack [len]]`. */
export function segmentOf(flags: string, seq: number, ack: number | null = null, len = 0): Segment {
  const segment = new Segment();
  segment.flags = flagsOf(flags);
  segment.seq = number(seq);
  segment.ack = ack === null ? ZERO : number(ack);
  segment.len = bytes(len);
  return segment;
}

/** `ACK 121 311`: flags, seq and ack of an answer, `?` for a number that its sender chooses, `-` for no answer. */
export function writeAnswer(answer: Answer | null): string {
  if (answer === null) return '-';
  const flags = (['SYN', 'RST', 'ACK'] as const).filter((name) => (answer.flags & flagsOf(name)) !== 0).join();
  const seq = answer.seq?.constant ?? '?';
  const ack = (answer.flags & ACK) === 0 ? '' : ` ${String(answer.ack?.constant ?? '?')}`;
  return `${flags} ${String(seq)}${ack}`;
}

/** The numbers of an end. */
export interface Numbers {
  readonly iss: number;
  readonly irs: number;
  readonly una: number;
  readonly nxt: number;
  readonly rcv: number;
  /** Offered bytes. */
  readonly window: number;
}

/** An end in a state, with these numbers as far as the state has them. */
export function endIn(name: (typeof STATE_NAMES)[number], numbers: Numbers, passive = false): Tcb {
  const tcb = new Tcb();
  tcb.state = STATE_NAMES.indexOf(name) as State;
  tcb.passive = passive;
  if (name === 'CLOSED' || name === 'LISTEN') return tcb;
  tcb.iss = number(numbers.iss);
  tcb.sndUna = number(numbers.una);
  tcb.sndNxt = number(numbers.nxt);
  tcb.sndWnd = 1000;
  tcb.maxSndWnd = 1000;
  if (['FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSING', 'LAST-ACK', 'TIME-WAIT'].includes(name))
    tcb.fin = number(numbers.nxt - 1);
  if (name === 'SYN-SENT') return tcb;
  tcb.irs = number(numbers.irs);
  tcb.rcvNxt = number(numbers.rcv);
  tcb.rcvWnd = numbers.window;
  tcb.rcvEdge = number(numbers.rcv + numbers.window);
  tcb.lastAck = tcb.rcvNxt;
  return tcb;
}

/** A segment on its way between two ends; what the sender knew is known. */
export function transitOf(sender: Tcb, receiver: Tcb, segment: Segment, algebra = new Algebra()): Transit {
  const transit = new Transit(algebra);
  Object.assign(transit.written, segment);
  transit.begin(sender, receiver, true);
  return transit;
}
