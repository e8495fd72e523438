import { ZERO, type Form } from '../tcp/number.ts';
import type { Flow } from '../tcp/flow.ts';
import { Tcb } from '../tcp/tcb.ts';
import { Flights } from './flights.ts';
import type { SentText } from './sent-text.ts';

/** One end of a connection: the protocol's view of it, and where in the text that view comes from. */
export class End {
  /** Index of the participant in its diagram. */
  readonly participant: number;
  readonly port: number | null;
  tcb: Tcb;
  /** The last line that moved RCV.NXT; −1 for none. */
  receivedLine = -1;
  receivedFlags = 0;
  receivedLen: Form = ZERO;
  /** The last line that moved SND.NXT. */
  sentLine = -1;
  sentFlags = 0;
  sentLen: Form = ZERO;
  /** The first line of the SYN and of the FIN that this end sent. */
  synLine = -1;
  finLine = -1;
  /** The line of the reset that this end sent. */
  resetLine = -1;
  /** The last line of data since the last `...`. */
  dataLine = -1;
  /** The line whose arrival asks this end for an answer at once, and what it asked for. */
  askedLine = -1;
  /** The texts that are not acknowledged, where they are written down. */
  sentTexts: readonly SentText[] = NO_TEXTS;
  /** What a capture has shown of the segments that this end sent; null in a diagram that is none. */
  flow: Flow | null;

  constructor(participant: number, port: number | null, tcb = new Tcb(), flow: Flow | null = null) {
    this.participant = participant;
    this.port = port;
    this.tcb = tcb;
    this.flow = flow;
  }

  /** A new connection begins: nothing of the one before is left to be said, but what a capture has shown. */
  forget(): void {
    Object.assign(this, new End(this.participant, this.port, this.tcb, this.flow));
  }

  copy(): End {
    const copy = new End(this.participant, this.port, this.tcb.copy(), this.flow?.copy());
    copy.receivedLine = this.receivedLine;
    copy.receivedFlags = this.receivedFlags;
    copy.receivedLen = this.receivedLen;
    copy.sentLine = this.sentLine;
    copy.sentFlags = this.sentFlags;
    copy.sentLen = this.sentLen;
    copy.synLine = this.synLine;
    copy.finLine = this.finLine;
    copy.resetLine = this.resetLine;
    copy.dataLine = this.dataLine;
    copy.askedLine = this.askedLine;
    copy.sentTexts = this.sentTexts;
    return copy;
  }
}

const NO_TEXTS: readonly SentText[] = [];

/** Both ends before time was passed over. */
export interface Elided {
  readonly sender: End;
  readonly receiver: End;
}

const NOT_ELIDED = [null, null] as const;

/** A pair of endpoints, and what is between them. Its fields are all that it is made of: comparisons follow from them. */
export class Connection {
  readonly left: End;
  readonly right: End;
  inFlight: Flights;
  /** The line that the connection begins on. */
  firstLine = -1;
  /** The last line that is about it. */
  lastLine = -1;
  /** Picked up in the middle: its first segment was no SYN, or `state` lines set it. */
  midStream = false;
  /** By the side that sends: both ends as they were before the last `...`, until a line shows what has become of them. */
  elided: readonly [Elided | null, Elided | null] = NOT_ELIDED;

  constructor(left: End, right: End, inFlight = new Flights()) {
    this.left = left;
    this.right = right;
    this.inFlight = inFlight;
  }

  end(side: 0 | 1): End {
    return side === 0 ? this.left : this.right;
  }

  /** Each end goes on with what the other one has done. */
  exchange(): void {
    const left = this.left.copy();
    Object.assign(this.left, this.right.copy(), { participant: left.participant, port: left.port });
    Object.assign(this.right, left, { participant: this.right.participant, port: this.right.port });
    this.inFlight = new Flights();
    this.elided = [this.elided[1], this.elided[0]];
  }

  copy(): Connection {
    const copy = new Connection(this.left.copy(), this.right.copy(), this.inFlight.copy());
    copy.firstLine = this.firstLine;
    copy.lastLine = this.lastLine;
    copy.midStream = this.midStream;
    copy.elided = this.elided;
    return copy;
  }
}
