import { controlLength, type Flags } from './flags.ts';
import { type Algebra, type Form, number, ZERO } from './number.ts';

/** A block of a SACK option: the bytes from `left` up to, not including, `right` (RFC 2018 §3). */
export interface Range {
  readonly left: Form;
  readonly right: Form;
}

/**
 * A TCP segment. One object is filled anew for every line of a diagram; who keeps a segment takes a `copy`.
 */
export class Segment {
  flags: Flags = 0;
  /** SEG.SEQ. */
  seq: Form = ZERO;
  /** SEG.ACK; without meaning unless the ACK bit is set. */
  ack: Form = ZERO;
  /** Bytes of text, SYN and FIN not counted. */
  len: Form = ZERO;
  /** The 16-bit window of the header before scaling; −1 where it is not known. */
  win = -1;
  /** Maximum segment size option, −1 without. */
  mss = -1;
  /** Window scale option, −1 without. */
  wscale = -1;
  /** SACK-permitted option. */
  sackok = false;
  sack: readonly Range[] = NO_RANGES;
  /** Timestamps option: TSval and TSecr, −1 without. */
  tsValue = -1;
  tsEcho = -1;
  /** Fast Open option (RFC 7413): null without, '' for a request of a cookie. */
  tfo: string | null = null;
  /** The time of the line in microseconds, NaN where it has none. */
  time = NaN;

  /** Whether all of these bits are set. */
  has(flags: Flags): boolean {
    return (this.flags & flags) === flags;
  }

  /** Whether any text is in it. Symbolic lengths count as text. */
  get hasData(): boolean {
    return this.len !== ZERO && !(this.len.offset === 0 && this.len.basis.terms.length === 0);
  }

  /** Neither a window nor options. */
  clearHeader(): void {
    this.win = -1;
    this.mss = -1;
    this.wscale = -1;
    this.sackok = false;
    this.sack = NO_RANGES;
    this.tsValue = -1;
    this.tsEcho = -1;
    this.tfo = null;
  }

  copy(): Segment {
    return new Segment().take(this);
  }

  /** Becomes what another segment is. */
  take(other: Segment): this {
    this.flags = other.flags;
    this.seq = other.seq;
    this.ack = other.ack;
    this.len = other.len;
    this.win = other.win;
    this.mss = other.mss;
    this.wscale = other.wscale;
    this.sackok = other.sackok;
    this.sack = other.sack;
    this.tsValue = other.tsValue;
    this.tsEcho = other.tsEcho;
    this.tfo = other.tfo;
    this.time = other.time;
    return this;
  }
}

const NO_RANGES: readonly Range[] = [];

/** The first sequence number behind the segment. */
export function segmentEnd(segment: Segment, algebra: Algebra): Form {
  const control = controlLength(segment.flags);
  if (segment.len.basis === ZERO.basis) return segment.seq.plus(segment.len.offset + control);
  return algebra.add(segment.seq, segment.len.plus(control));
}

/** A count of bytes as a form; 0 is `ZERO` itself. */
export function bytes(n: number): Form {
  return n === 0 ? ZERO : number(n);
}
