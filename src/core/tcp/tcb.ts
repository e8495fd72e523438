import { EarlyRanges } from './early.ts';
import type { Form } from './number.ts';
import type { Segment } from './segment.ts';
import { CLOSED, CLOSING, finSent, LAST_ACK, SYN_SENT, type State, TIME_WAIT } from './states.ts';

/** How a connection came to be CLOSED; it decides what is said of a segment sent afterwards. */
export type Ending = 'none' | 'reset' | 'time-wait' | 'closed' | 'crash';

/** The numbers of a reset or of another answer that the last arrival calls for. `null`: the field is absent. */
export interface Answer {
  readonly flags: number;
  readonly seq: Form | null;
  readonly ack: Form | null;
  /** Where a reset needs no ACK: the one that it may carry all the same. */
  readonly spare?: Form;
  /** The SYN that a reset refuses: it may turn out to have crossed the own one. */
  readonly syn?: Segment;
  /** It is a challenge ACK (RFC 5961). */
  readonly challenge: boolean;
  /** A reset that ends a connection; any other that is not asked for says that there was none. */
  readonly breaksOff?: boolean;
}

/**
 * A transmission control block (RFC 9293 §3.3.1): what one end knows of a connection. Numbers are null while they are
 * unknown. Every field is a number, a string, a boolean or an immutable object: the fields are the whole declaration of what a
 * block is made of. Comparing follows from them, and a test sees to it that a copy has them all.
 */
export class Tcb {
  state: State = CLOSED;
  /** The connection was opened passively: it came from LISTEN. */
  passive = false;
  /** It was opened from both sides: the SYNs have crossed. */
  crossed = false;
  /** A listener stands behind this end: a SYN that finds no connection opens one. */
  listener = false;
  ending: Ending = 'none';

  iss: Form | null = null;
  irs: Form | null = null;
  /** SND.UNA: the oldest sequence number sent that is not acknowledged. */
  sndUna: Form | null = null;
  /**
   * SND.UNA of a stack that takes no ACK from a FIN that comes again, as RFC 9293 §3.10.7.4 (first) has it, and so goes on in
   * `strictState`; null where that is SND.UNA.
   */
  strictUna: Form | null = null;
  /** SND.NXT: behind the last sequence number ever sent (the highest, if some were sent twice). */
  sndNxt: Form | null = null;
  /** SND.WND in bytes, scaled; −1 while unknown. */
  sndWnd = -1;
  /** SND.WL1: the sequence number of the segment that last set SND.WND. */
  sndWl1: Form | null = null;
  /** The right-most edge of the windows that the peer ever offered. */
  sndEdge: Form | null = null;
  /** The largest SND.WND ever seen (RFC 5961 §5.2). */
  maxSndWnd = 0;
  /** RCV.NXT. */
  rcvNxt: Form | null = null;
  /** RCV.WND in bytes, scaled, as last advertised; −1 while unknown. */
  rcvWnd = -1;
  /** The right edge of the last advertised window: its ACK plus its window. */
  rcvEdge: Form | null = null;
  /** A window before reached further than that of the last segment sent. */
  shrunk = false;
  /** That window came with a SYN, where it is never scaled: the first scaled one may well be smaller. */
  edgeFromSyn = false;
  /** Where a segment ended that reached past the window: a receiver may have taken more than it had offered. */
  rcvMore: Form | null = null;
  /** RCV.NXT without the bytes that the window of now refuses, and a larger one of before had offered. */
  rcvLess: Form | null = null;
  /** Ranges received beyond RCV.NXT. */
  outOfOrder = EarlyRanges.NONE;
  /** The sequence number of a FIN that arrived beyond RCV.NXT. */
  earlyFin: Form | null = null;

  /** The sequence number of the own FIN, once sent. */
  fin: Form | null = null;
  /** CLOSE was called, and the FIN is still to be sent (RFC 9293 §3.10.4). */
  closing = false;
  /** The byte of a window probe that waits for its answer. */
  probe: Form | null = null;
  /** A timer has fired since something new was sent. */
  timedOut = false;
  /** The last ACK number that was wrong, and how far it was from RCV.NXT; 0 where the last one was right. */
  wrongAck: Form | null = null;
  wrongBy = 0;
  /** The wrong sequence number of the last segment that was sent; null where it was right. */
  wrongSeq: Form | null = null;
  /** The ACK number of the last segment sent. */
  lastAck: Form | null = null;
  /** The window field of the last segment sent, before scaling; −1 while unknown. */
  lastWin = -1;
  /** Segments in a row that told the peer nothing new: its duplicate ACKs. */
  duplicates = 0;
  /** The last segment sent was a keep-alive. */
  probing = false;

  /** Options of the own SYN: −1 or false without. */
  ownMss = -1;
  ownScale = -1;
  ownSack = false;
  ownTimestamps = false;
  /** Options of the peer's SYN. */
  peerMss = -1;
  peerScale = -1;
  peerSack = false;
  peerTimestamps = false;
  /** The SYN of this end asked for Fast Open, or answers a SYN that did (RFC 7413). */
  fastOpen = false;
  /** Both SYNs have asked for explicit congestion notification (RFC 3168 §6.1.1, RFC 9768 §3.1). */
  ecn = false;
  /** The bits with which the first SYN, the own one or the peer's, asked for it. */
  ecnAsked = 0;
  /** Bytes of text that came with the peer's SYN and may, but need not, have been taken. */
  synData: Form | null = null;
  /** The last TSval sent, TS.Recent (RFC 7323 §4.3), and the last TSval received: −1 while there was none. */
  tsSent = -1;
  tsRecent = -1;
  tsLast = -1;
  /** The last segment sent carried no timestamps. */
  tsOmitted = false;

  /** When TIME-WAIT was entered, in microseconds; NaN where unknown. */
  timeWaitSince = NaN;
  /** The answer that the last arrival calls for at once, until it is sent or the peer's next segment arrives. */
  answer: Answer | null = null;
  /** The reset that may answer the last arrival instead: there was no connection, or the stack is one that breaks it off. */
  refusal: Answer | null = null;
  /** A reset has arrived that a challenge ACK may answer: whether it lies in the window is close. */
  mayChallenge = false;

  /** Forgets a former connection and begins an active one; the initial sequence number is the caller's to set. */
  open(): void {
    const { listener } = this;
    this.take(new Tcb());
    this.listener = listener;
    this.state = SYN_SENT;
  }

  /** Everything is lost but how it ended (RFC 9293 §3.5.1: a host that crashes). */
  close(ending: Ending): void {
    this.state = CLOSED;
    this.ending = ending;
    this.strictUna = null;
    this.answer = null;
    this.refusal = null;
  }

  /** The own FIN was sent: nothing new may follow it. */
  get finished(): boolean {
    return finSent(this.state) && !this.closing;
  }

  /** The state of a stack that has not taken the ACK of a FIN that came again. */
  get strictState(): State {
    if (this.strictUna === null) return this.state;
    if (this.state === TIME_WAIT) return CLOSING;
    return this.state === CLOSED ? LAST_ACK : this.state;
  }

  /** It turns out to be such a stack. */
  readStrictly(): void {
    this.state = this.strictState;
    this.sndUna = this.strictUna ?? this.sndUna;
    this.strictUna = null;
  }

  copy(): Tcb {
    return new Tcb().take(this);
  }

  /** Becomes what another block is. Field by field, because it is done for every line that is looked at ahead. */
  take(other: Tcb): this {
    this.state = other.state;
    this.passive = other.passive;
    this.crossed = other.crossed;
    this.listener = other.listener;
    this.ending = other.ending;
    this.iss = other.iss;
    this.irs = other.irs;
    this.sndUna = other.sndUna;
    this.strictUna = other.strictUna;
    this.sndNxt = other.sndNxt;
    this.sndWnd = other.sndWnd;
    this.sndWl1 = other.sndWl1;
    this.sndEdge = other.sndEdge;
    this.maxSndWnd = other.maxSndWnd;
    this.rcvNxt = other.rcvNxt;
    this.rcvWnd = other.rcvWnd;
    this.rcvEdge = other.rcvEdge;
    this.shrunk = other.shrunk;
    this.edgeFromSyn = other.edgeFromSyn;
    this.rcvMore = other.rcvMore;
    this.rcvLess = other.rcvLess;
    this.outOfOrder = other.outOfOrder;
    this.earlyFin = other.earlyFin;
    this.fin = other.fin;
    this.closing = other.closing;
    this.probe = other.probe;
    this.timedOut = other.timedOut;
    this.wrongAck = other.wrongAck;
    this.wrongBy = other.wrongBy;
    this.wrongSeq = other.wrongSeq;
    this.lastAck = other.lastAck;
    this.lastWin = other.lastWin;
    this.duplicates = other.duplicates;
    this.probing = other.probing;
    this.ownMss = other.ownMss;
    this.ownScale = other.ownScale;
    this.ownSack = other.ownSack;
    this.ownTimestamps = other.ownTimestamps;
    this.peerMss = other.peerMss;
    this.peerScale = other.peerScale;
    this.peerSack = other.peerSack;
    this.peerTimestamps = other.peerTimestamps;
    this.fastOpen = other.fastOpen;
    this.ecn = other.ecn;
    this.ecnAsked = other.ecnAsked;
    this.synData = other.synData;
    this.tsSent = other.tsSent;
    this.tsRecent = other.tsRecent;
    this.tsLast = other.tsLast;
    this.tsOmitted = other.tsOmitted;
    this.timeWaitSince = other.timeWaitSince;
    this.answer = other.answer;
    this.refusal = other.refusal;
    this.mayChallenge = other.mayChallenge;
    return this;
  }
}
