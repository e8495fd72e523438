import type { Form } from './number.ts';
import type { Answer } from './tcb.ts';

/** What is wrong with a segment that is sent, one bit each. */
export const Fault = {
  fromClosed: 1 << 0,
  fromListen: 1 << 1,
  afterReset: 1 << 2,
  afterTimeWait: 1 << 3,
  synInConnection: 1 << 4,
  synAckUnasked: 1 << 5,
  /** The peer's SYN has arrived: the own SYN must acknowledge it. */
  synWithoutAck: 1 << 6,
  /** The peer's SYN has arrived, and is not answered with a SYN. */
  synMissing: 1 << 7,
  dataBeforeEstablished: 1 << 8,
  finBeforeEstablished: 1 << 9,
  ackBeforeEstablished: 1 << 10,
  dataAfterFin: 1 << 11,
  seqAfterFin: 1 << 12,
  seqGap: 1 << 13,
  seqMismatch: 1 << 14,
  ackUnsent: 1 << 15,
  ackNotReceived: 1 << 16,
  ackRegressed: 1 << 17,
  ackMismatch: 1 << 18,
  rstSeq: 1 << 19,
  rstAck: 1 << 20,
  ackFlagMissing: 1 << 21,
  isnReused: 1 << 22,
  retransmissionUnmarked: 1 << 23,
  windowOverflow: 1 << 24,
  zeroWindowData: 1 << 25,
  windowShrunk: 1 << 26,
  mssExceeded: 1 << 27,
  /** A listener opens actively: RFC 9293 §3.10.2 lets it, and nobody means it. */
  synFromListen: 1 << 28,
  /** Timestamps were agreed on, and this segment has none. */
  timestampMissing: 1 << 29,
  /** TSval is earlier than the one before it. */
  timestampBack: 1 << 30,
  /** TSecr is no TSval that has arrived. */
  timestampEcho: 1 << 31,
} as const;

/** The sender could not send this segment at all: it has no effect on what follows. */
export const NOT_SENT =
  Fault.fromClosed |
  Fault.fromListen |
  Fault.afterReset |
  Fault.afterTimeWait |
  Fault.synInConnection |
  Fault.synAckUnasked |
  Fault.dataBeforeEstablished |
  Fault.finBeforeEstablished |
  Fault.ackBeforeEstablished |
  Fault.dataAfterFin |
  Fault.seqAfterFin;

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

/** Everything that was found out about one segment. One object is filled anew for every line. */
export class Facts {
  faults = 0;
  marks = 0;
  /** n of "duplicate ACK #n". */
  duplicate = 0;
  /** What SEG.SEQ and SEG.ACK had to be; null where any number will do. */
  expectedSeq: Form | null = null;
  expectedAck: Form | null = null;
  /** What TSval had to be at least, or TSecr had to be; −1 where any will do. */
  expectedTimestamp = -1;
  arrival: Arrival = 'accepted';
  /** The answer that the receiver owes at once. */
  answer: Answer | null = null;
  phase: Phase = 'data';
  /** handshake 1 to 3, close 1 to 4; 0 where the phase has no steps. */
  step = 0;

  clear(): void {
    this.faults = 0;
    this.marks = 0;
    this.duplicate = 0;
    this.expectedSeq = null;
    this.expectedAck = null;
    this.expectedTimestamp = -1;
    this.arrival = 'accepted';
    this.answer = null;
    this.phase = 'data';
    this.step = 0;
  }
}
