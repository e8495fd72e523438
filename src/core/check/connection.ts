import type { Phase } from '../tcp/facts.ts';
import { ZERO, type Form } from '../tcp/number.ts';
import type { Range, Segment } from '../tcp/segment.ts';
import { Tcb } from '../tcp/tcb.ts';
import type { Spoken } from './spoken.ts';

/** A line that moved a number, and by what: what messages give as the reason. */
export interface Cause {
  readonly line: number;
  readonly flags: number;
  readonly len: Form;
}

/** One end of a connection: the protocol's view of it, and where in the text that view comes from. */
export class End {
  /** Index of the participant in its diagram. */
  readonly participant: number;
  readonly port: number | null;
  tcb: Tcb = new Tcb();
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
  /** The last line of data that is not acknowledged. */
  dataLine = -1;
  /** The line whose arrival asks this end for an answer at once, and what it asked for. */
  askedLine = -1;
  /** The texts of data that is not acknowledged, where they are written down. */
  spoken: readonly Spoken[] = NOTHING_SPOKEN;

  constructor(participant: number, port: number | null) {
    this.participant = participant;
    this.port = port;
  }

  /** A new connection begins: nothing of the one before is left to be said. */
  forget(): void {
    this.receivedLine = -1;
    this.sentLine = -1;
    this.synLine = -1;
    this.finLine = -1;
    this.resetLine = -1;
    this.dataLine = -1;
    this.askedLine = -1;
    this.spoken = NOTHING_SPOKEN;
  }

  snapshot(): End {
    const copy = Object.assign(new End(this.participant, this.port), this);
    copy.tcb = this.tcb.snapshot();
    return copy;
  }

  equals(other: End): boolean {
    return (
      this.participant === other.participant &&
      this.port === other.port &&
      this.receivedLine === other.receivedLine &&
      this.receivedFlags === other.receivedFlags &&
      sameForm(this.receivedLen, other.receivedLen) &&
      this.sentLine === other.sentLine &&
      this.sentFlags === other.sentFlags &&
      sameForm(this.sentLen, other.sentLen) &&
      this.synLine === other.synLine &&
      this.finLine === other.finLine &&
      this.resetLine === other.resetLine &&
      this.dataLine === other.dataLine &&
      this.askedLine === other.askedLine &&
      sameSpoken(this.spoken, other.spoken) &&
      this.tcb.equals(other.tcb)
    );
  }
}

const NOTHING_SPOKEN: readonly Spoken[] = [];

function sameSpoken(a: readonly Spoken[], b: readonly Spoken[]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every(({ line, seq, bytes }, i) => {
      const other = b[i];
      return line === other?.line && bytes === other.bytes && sameForm(seq, other.seq);
    })
  );
}

function sameForm(a: Form, b: Form): boolean {
  return a.basis === b.basis && a.offset === b.offset;
}

/** A segment that is still in the network. */
export interface InFlight {
  readonly line: number;
  /** 0 or 1: which end sent it. */
  readonly sender: 0 | 1;
  readonly segment: Segment;
  /** Its place in the story, which is that of the moment when it was sent. */
  readonly phase: Phase;
  readonly step: number;
}

/** A pair of endpoints, and what is between them. */
export class Connection {
  readonly left: End;
  readonly right: End;
  inFlight: readonly InFlight[] = [];
  /** The line that the connection begins on. */
  firstLine = -1;
  /** The last line that is about it. */
  lastLine = -1;
  /** Picked up in the middle: its first segment was no SYN, or `state` lines set it. */
  midStream = false;
  /** The side, 0 or 1, whose FIN came first; −1 before. */
  closer = -1;
  /** Cached copy of this very state; null once it has changed. */
  #frozen: Connection | null = null;

  constructor(left: End, right: End) {
    this.left = left;
    this.right = right;
  }

  end(side: 0 | 1): End {
    return side === 0 ? this.left : this.right;
  }

  /** Must be called before anything of the connection changes. */
  touch(): void {
    this.#frozen = null;
  }

  /** A copy that stays as it is; the same copy as long as nothing has changed. */
  snapshot(): Connection {
    this.#frozen ??= this.#copy();
    return this.#frozen;
  }

  /** A copy that may be changed. */
  thaw(): Connection {
    const copy = this.#copy();
    copy.#frozen = this;
    return copy;
  }

  #copy(): Connection {
    const copy = new Connection(this.left.snapshot(), this.right.snapshot());
    copy.inFlight = this.inFlight;
    copy.firstLine = this.firstLine;
    copy.lastLine = this.lastLine;
    copy.midStream = this.midStream;
    copy.closer = this.closer;
    return copy;
  }

  equals(other: Connection): boolean {
    return (
      this === other ||
      (this.firstLine === other.firstLine &&
        this.lastLine === other.lastLine &&
        this.midStream === other.midStream &&
        this.closer === other.closer &&
        this.left.equals(other.left) &&
        this.right.equals(other.right) &&
        sameFlights(this.inFlight, other.inFlight))
    );
  }

  /** Replaces an unknown number everywhere: it has become known. */
  rewrite(replace: (form: Form) => Form): void {
    for (const end of [this.left, this.right]) {
      const { tcb } = end;
      end.spoken = end.spoken.map((spoken) => ({ ...spoken, seq: replace(spoken.seq) }));
      for (const key of FORMS) {
        const form = tcb[key];
        if (form !== null) tcb[key] = replace(form);
      }
      tcb.outOfOrder = tcb.outOfOrder.map((range): Range => ({
        left: replace(range.left),
        right: replace(range.right),
      }));
    }
    this.inFlight = this.inFlight.map((flight) => {
      const segment = flight.segment.copy();
      segment.seq = replace(segment.seq);
      segment.ack = replace(segment.ack);
      return { ...flight, segment };
    });
  }
}

const FORMS = [
  'iss',
  'irs',
  'sndUna',
  'sndNxt',
  'rcvNxt',
  'rcvEdge',
  'rcvMore',
  'sndEdge',
  'sndWl1',
  'earlyFin',
  'fin',
  'lastAck',
] as const;

function sameFlights(a: readonly InFlight[], b: readonly InFlight[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every((flight, i) => {
        const other = b[i];
        return (
          flight.line === other?.line &&
          flight.sender === other.sender &&
          flight.phase === other.phase &&
          flight.step === other.step &&
          flight.segment.flags === other.segment.flags &&
          sameForm(flight.segment.seq, other.segment.seq) &&
          sameForm(flight.segment.ack, other.segment.ack) &&
          sameForm(flight.segment.len, other.segment.len)
        );
      }))
  );
}
