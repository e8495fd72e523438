import type {
  CookieSyntax,
  DataSyntax,
  Delivery,
  EndpointSyntax,
  Expression,
  FieldSyntax,
  FlagToken,
  Problem,
  SackBlockSyntax,
  SackSyntax,
  SegmentStatement,
  Term,
  TextSyntax,
  TimestampSyntax,
} from './syntax.ts';
import type { Span } from '../text/place.ts';

/** The parts of a statement while they are written; everybody else sees them through the interfaces of syntax.ts. */

export class SpanNode implements Span {
  from = -1;
  to = -1;

  set(from: number, to: number): void {
    this.from = from;
    this.to = to;
  }
}

/** Nobody writes a sum of more symbols than this; they are looked through for every term. */
const MOST_SYMBOLS = 64;

/** A sum in the making: terms are added one by one. */
export class ExpressionNode implements Expression {
  from = -1;
  to = -1;
  constant = 0;
  symbol = -1;
  factor = 0;
  symbolFrom = -1;
  symbolTo = -1;
  more: Term[] | null = null;

  begin(column: number): void {
    this.from = column;
    this.to = column;
    this.constant = 0;
    this.symbol = -1;
    this.factor = 0;
    this.symbolFrom = -1;
    this.symbolTo = -1;
    this.more = null;
  }

  /** Adds `factor` times a symbol; false if the sum has too many symbols already. */
  addSymbol(symbol: number, factor: number, from: number, to: number): boolean {
    if (this.symbol >= 0) return this.#addAnother(symbol, factor, from, to);
    this.symbol = symbol;
    this.factor = factor >>> 0;
    this.symbolFrom = from;
    this.symbolTo = to;
    return true;
  }

  #addAnother(symbol: number, factor: number, from: number, to: number): boolean {
    if (symbol === this.symbol) {
      this.factor = (this.factor + factor) >>> 0;
      return true;
    }
    const terms = (this.more ??= []);
    const at = terms.findIndex((term) => term.symbol === symbol);
    const term = terms[at];
    if (term !== undefined) terms[at] = { ...term, factor: (term.factor + factor) >>> 0 };
    else if (terms.length < MOST_SYMBOLS) terms.push({ symbol, factor: factor >>> 0, from, to });
    else return false;
    return true;
  }

  /** Drops the symbols that cancelled out, as in `x-x+1`. */
  settle(): void {
    const kept = (this.more ?? []).filter((term) => term.factor !== 0);
    if (this.symbol >= 0 && this.factor === 0) {
      const first = kept.shift();
      this.symbol = first?.symbol ?? -1;
      this.factor = first?.factor ?? 0;
      this.symbolFrom = first?.from ?? -1;
      this.symbolTo = first?.to ?? -1;
    }
    this.more = kept.length === 0 ? null : kept;
  }
}

export class EndpointNode implements EndpointSyntax {
  from = -1;
  to = -1;
  name = -1;
  nameTo = -1;
  port: number | null = null;
}

export class FieldNode implements FieldSyntax {
  from = -1;
  to = -1;
  present = false;
  readonly value = new ExpressionNode();
}

export class SackBlockNode implements SackBlockSyntax {
  from = -1;
  to = -1;
  readonly left = new ExpressionNode();
  readonly right = new ExpressionNode();
}

export class SackNode implements SackSyntax {
  from = -1;
  to = -1;
  present = false;
  readonly #pool: SackBlockNode[] = [];
  #count = 0;

  get blocks(): readonly SackBlockSyntax[] {
    return this.#pool.slice(0, this.#count);
  }

  clear(): void {
    this.#count = 0;
  }

  /** The next block, to be filled in. */
  add(): SackBlockNode {
    const block = this.#pool[this.#count] ?? new SackBlockNode();
    this.#pool[this.#count++] = block;
    return block;
  }
}

export class TimestampNode implements TimestampSyntax {
  from = -1;
  to = -1;
  present = false;
  readonly value = new ExpressionNode();
  readonly echo = new ExpressionNode();
}

export class CookieNode implements CookieSyntax {
  from = -1;
  to = -1;
  present = false;
  cookie = '';
}

export class DataNode implements DataSyntax {
  from = -1;
  to = -1;
  present = false;
  text = '';
  bytes = 0;
}

/** Numbers that a flag takes in a `FlagList`: from, to, bit. */
const FLAG_WIDTH = 3;

/** The flags of a segment as written, without garbage while nobody asks for them. */
export class FlagList {
  #numbers = new Int32Array(FLAG_WIDTH * 16);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  add(from: number, to: number, bit: number): void {
    const at = this.#length;
    if (at === this.#numbers.length) this.#grow();
    this.#numbers[at] = from;
    this.#numbers[at + 1] = to;
    this.#numbers[at + 2] = bit;
    this.#length = at + FLAG_WIDTH;
  }

  #grow(): void {
    const larger = new Int32Array(this.#numbers.length * 2);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }

  toArray(): readonly FlagToken[] {
    const flags: FlagToken[] = [];
    for (let at = 0; at < this.#length; at += FLAG_WIDTH) {
      const [from = 0, to = 0, bit = 0] = this.#numbers.subarray(at, at + FLAG_WIDTH);
      flags.push({ from, to, bit });
    }
    return flags;
  }
}

/** What all fields have in common while they are read. */
export interface WrittenField {
  from: number;
  to: number;
  present: boolean;
}

/** The one segment that a parser fills in again for every line. */
export class SegmentNode implements SegmentStatement {
  readonly kind = 'segment';
  comment: Span | null = null;
  problems: readonly Problem[] = [];
  time: number | null = null;
  readonly timeSpan = new SpanNode();
  readonly left = new EndpointNode();
  readonly right = new EndpointNode();
  readonly arrow = new SpanNode();
  readonly keyword = this.arrow;
  mirrored = false;
  delivery: Delivery = 'delivered';
  flags = 0;
  flagsWritten = false;
  readonly flagsSpan = new SpanNode();
  readonly flagList = new FlagList();
  readonly seq = new FieldNode();
  readonly ack = new FieldNode();
  readonly len = new FieldNode();
  readonly win = new FieldNode();
  readonly urg = new FieldNode();
  readonly mss = new FieldNode();
  readonly wscale = new FieldNode();
  readonly sackok = new FieldNode();
  readonly sack = new SackNode();
  readonly ts = new TimestampNode();
  readonly tfo = new CookieNode();
  readonly data = new DataNode();
  label: TextSyntax | null = null;

  /** Fields with one number, by their place in `FIELD_NAMES`. */
  readonly numeric: readonly FieldNode[] = [this.seq, this.ack, this.len, this.win, this.urg, this.mss, this.wscale];
  /** The other fields, by their place in `FIELD_NAMES` behind those. */
  readonly special: readonly WrittenField[] = [this.sackok, this.sack, this.ts, this.tfo, this.data];
  /** Bit i: the field of that number has been written on this line. */
  written = 0;

  get flagTokens(): readonly FlagToken[] {
    return this.flagList.toArray();
  }

  /** Forgets the last line. The ends and the arrow are always written again. */
  reset(): void {
    this.comment = null;
    this.label = null;
    this.time = null;
    this.timeSpan.set(-1, -1);
    this.flags = 0;
    this.flagsWritten = false;
    this.flagList.clear();
    if (this.written !== 0) this.#clearFields();
  }

  #clearFields(): void {
    const { numeric, special } = this;
    const specialBits = this.written >> numeric.length;
    for (let rest = this.written & ((1 << numeric.length) - 1); rest !== 0; rest &= rest - 1) {
      clearField(numeric[31 - Math.clz32(rest & -rest)] as FieldNode);
    }
    if (specialBits !== 0) {
      for (const field of special) clearField(field);
      this.sack.clear();
    }
    this.written = 0;
  }
}

function clearField(field: WrittenField): void {
  field.from = -1;
  field.to = -1;
  field.present = false;
}
