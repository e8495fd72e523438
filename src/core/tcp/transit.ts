import { ACK, RST } from './flags.ts';
import type { Algebra, Form } from './number.ts';
import { Segment } from './segment.ts';
import { type Answer, Tcb } from './tcb.ts';

/** A number that is not the one that the rules require there. */
interface WrongNumber<Kind extends string> {
  readonly kind: Kind;
  readonly expected: Form;
  readonly given: Form;
}

/** A fault of which no more is to be told, for each kind of a union one of its own. */
type Plain<Kind extends string> = Kind extends string ? { readonly kind: Kind } : never;

/** Why a segment could not be sent at all. */
export type Refusal =
  | 'from-closed'
  | 'from-listen'
  | 'after-reset'
  | 'after-time-wait'
  | 'syn-in-connection'
  | 'syn-ack-unasked'
  | 'data-before-established'
  | 'fin-before-established'
  | 'ack-before-established'
  | 'data-after-fin'
  | 'fin-again';

/** Something that is wrong with a segment that is sent: what was expected, and what was given. */
export type Fault =
  | Plain<Refusal>
  /** The peer's SYN has arrived: the own SYN must acknowledge it. */
  | Plain<'syn-without-ack'>
  /** The peer's SYN has arrived, and is not answered with a SYN. */
  | Plain<'syn-missing'>
  /** A listener opens actively: RFC 9293 §3.10.2 lets it, and nobody means it. */
  | Plain<'syn-from-listen'>
  /** A reset where there is nothing to reset, and nothing that asks for one. */
  | Plain<'rst-unasked'>
  | Plain<'ack-flag-missing'>
  /** A reset that refuses a SYN acknowledges it. */
  | { readonly kind: 'rst-ack-missing'; readonly expected: Form }
  | Plain<'retransmission-unmarked'>
  | Plain<'zero-window-data'>
  | WrongNumber<'seq-after-fin'>
  | WrongNumber<'seq-gap'>
  | WrongNumber<'seq-mismatch'>
  | WrongNumber<'ack-unsent'>
  | WrongNumber<'ack-not-received'>
  | WrongNumber<'ack-regressed'>
  | WrongNumber<'ack-mismatch'>
  /** A block of a SACK ends at `given`, and the peer has sent no more than `expected`. */
  | WrongNumber<'sack-unsent'>
  /** A block of a SACK, from `expected` to `given`, has not arrived. */
  | WrongNumber<'sack-not-received'>
  | WrongNumber<'rst-seq'>
  | WrongNumber<'rst-ack'>
  | { readonly kind: 'isn-reused'; readonly given: Form }
  /** `edge` is the end of the window; the segment reaches `count` bytes past it. */
  | { readonly kind: 'window-overflow'; readonly edge: Form; readonly count: number }
  /** `edge` is what was offered before. */
  | { readonly kind: 'window-shrunk'; readonly edge: Form }
  /** Timestamps were agreed on, and this segment has none. */
  | Plain<'timestamp-missing'>
  /** TSval is earlier than the one before it, or TSecr is no TSval that has arrived. */
  | { readonly kind: 'timestamp-back' | 'timestamp-echo'; readonly expected: number }
  | { readonly kind: 'mss-exceeded'; readonly mss: number; readonly size: number };

/** The name of a kind of fault. */
export type FaultKind = Fault['kind'];

/** What is to be said of a segment, one bit each; Wireshark's words where it has them. */
export const Mark = {
  retransmission: 1 << 0,
  fastRetransmission: 1 << 1,
  spuriousRetransmission: 1 << 2,
  outOfOrder: 1 << 3,
  duplicateAck: 1 << 4,
  keepAlive: 1 << 5,
  keepAliveAck: 1 << 6,
  windowUpdate: 1 << 7,
  zeroWindow: 1 << 8,
  zeroWindowProbe: 1 << 9,
  windowFull: 1 << 10,
  ackedUnseen: 1 << 11,
  previousNotCaptured: 1 << 12,
  portReused: 1 << 13,
  oldDuplicate: 1 << 14,
  challengeAck: 1 << 15,
  ignored: 1 << 16,
  zeroWindowProbeAck: 1 << 17,
} as const;

/** What became of a segment at its receiver. */
export type Arrival =
  /** Taken as it is meant to be. */
  | 'accepted'
  /** Not in the window: dropped (RFC 9293 §3.10.7.4, first). */
  | 'unacceptable'
  /** A reset that is not at RCV.NXT, or outside the window, or acknowledges nothing (RFC 5961 §3). */
  | 'rst-ignored'
  /** Answered by a challenge ACK (RFC 5961). */
  | 'challenged'
  /** Dropped for another reason: no connection, no ACK, data after the end. */
  | 'dropped';

/** The place of a segment in the story of its connection. */
export type Phase = 'handshake' | 'data' | 'close' | 'reset';

/**
 * One segment on its way from one end of a connection to the other, and everything that is found out about it. One
 * object is filled anew for every line.
 */
export class Transit {
  readonly algebra: Algebra;
  sender = new Tcb();
  receiver = new Tcb();
  /**
   * Whether what the sender knew is known. False for a host that a capture sees from afar: then only what no TCP could
   * have known counts as a fault.
   */
  exact = true;
  /** The segment as its line has it; what the line leaves out is what the rules require. Nothing corrects it. */
  readonly written = new Segment();
  /** The segment that goes on: the written one, or that one put right. */
  segment: Segment = this.written;
  readonly #corrected = new Segment();

  readonly faults: Fault[] = [];
  /** False where the sender could not send this segment at all: it has no effect on what follows. */
  sent = true;
  marks = 0;
  /** n of "duplicate ACK #n". */
  duplicate = 0;
  /** A reset does not end TIME-WAIT (RFC 1337). */
  protectsTimeWait = false;
  /** The segment is this reset, which tells how its sender has taken what arrived last; null for any other segment. */
  refuses: Answer | null = null;
  arrival: Arrival = 'accepted';
  /** The answer that the receiver owes at once. */
  answer: Answer | null = null;
  phase: Phase = 'data';
  /** handshake 1 to 3, close 1 to 4; 0 where the phase has no steps. */
  step = 0;

  constructor(algebra: Algebra) {
    this.algebra = algebra;
  }

  /** Nothing is known yet of a segment between these two. `written` is the caller's to fill. */
  begin(sender: Tcb, receiver: Tcb, exact: boolean): void {
    this.sender = sender;
    this.receiver = receiver;
    this.exact = exact;
    this.segment = this.written;
    if (this.faults.length > 0) this.faults.length = 0;
    this.sent = true;
    this.marks = 0;
    this.duplicate = 0;
    this.refuses = null;
    this.arrival = 'accepted';
    this.answer = null;
    this.phase = 'data';
    this.step = 0;
  }

  /** Whether the segment that goes on has all of these bits. */
  has(flags: number): boolean {
    return (this.segment.flags & flags) === flags;
  }

  /** Whether the segment that goes on has any of these bits. */
  hasAny(flags: number): boolean {
    return (this.segment.flags & flags) !== 0;
  }

  /** Something is wrong with the segment; it is sent all the same. */
  fault(fault: Fault): void {
    this.faults.push(fault);
  }

  /** The segment could not be sent. */
  refuse(kind: Refusal): void {
    this.faults.push({ kind });
    this.sent = false;
  }

  /** The segment goes on as if this had been written. */
  correct(change: Partial<Pick<Segment, 'flags' | 'seq' | 'ack'>>): void {
    const corrected = this.#corrected;
    if (this.segment !== corrected) corrected.take(this.segment);
    corrected.flags = change.flags ?? corrected.flags;
    corrected.seq = change.seq ?? corrected.seq;
    corrected.ack = change.ack ?? corrected.ack;
    this.segment = corrected;
  }

  mark(mark: number): void {
    this.marks |= mark;
  }

  marked(mark: number): boolean {
    return (this.marks & mark) !== 0;
  }
}

/** The reset that an end owes for what has arrived last, or refuses it with; null where there is none. */
export function owedReset({ answer, refusal }: Tcb): Answer | null {
  if (answer !== null && (answer.flags & RST) !== 0) return answer;
  return refusal?.breaksOff === true ? null : refusal;
}

/** <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK> (RFC 9293 §3.10.7.4). */
export function acknowledgment(tcb: Tcb): Answer {
  return { flags: ACK, seq: tcb.sndNxt, ack: tcb.rcvNxt, challenge: false };
}
