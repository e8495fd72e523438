import type { EndpointSyntax, FieldSyntax, SegmentStatement } from '../../notation/syntax.ts';
import { ACK, FIN, PSH, RST, SYN } from '../../tcp/flags.ts';
import { endpoints } from '../segments.ts';
import type { Span } from '../../text/place.ts';
import { LINES_AHEAD, LINES_BACK, type Surroundings } from './trial.ts';

/** What stands on a line that sends something. */
export class Sent {
  readonly line: number;
  readonly from: { readonly name: number; readonly port: number | null };
  /** 0 where it is not a plain number. */
  readonly len: number;
  /** Nothing but an ACK. */
  readonly bare: boolean;
  readonly flags: number;
  /** Whether `seq` is written. */
  readonly numbered: boolean;
  readonly #around: Surroundings;
  readonly #seq: Span;
  readonly #ack: Span;
  #written: string | null = null;

  constructor(line: number, statement: SegmentStatement, around: Surroundings) {
    const { seq, ack, len, data, flags } = statement;
    const [{ name, port }] = endpoints(statement);
    this.line = line;
    this.from = { name, port };
    this.len = len.present && len.value.symbol < 0 ? len.value.constant : 0;
    this.bare = !len.present && !data.present && (flags & PSH) === 0;
    this.flags = flags;
    this.numbered = seq.present;
    this.#around = around;
    this.#seq = placeOf(seq);
    this.#ack = placeOf(ack);
  }

  /** As it is written; '' where it is not. */
  get seq(): string {
    this.#written ??= this.#text(this.#seq);
    return this.#written;
  }

  /** As it is written; '' where it is not. */
  get ack(): string {
    return this.#text(this.#ack);
  }

  get seqField(): FieldSyntax {
    const statement = this.#around.behind(this.line);
    if (statement.kind !== 'segment') throw new RangeError(`no segment on line ${String(this.line)}`);
    const { seq } = statement;
    return { ...seq, value: { ...seq.value } };
  }

  #text({ from, to }: Span): string {
    return from < to ? this.#around.textOf(this.line).slice(from, to) : '';
  }
}

const NOT_WRITTEN: Span = { from: 0, to: 0 };

function placeOf({ present, value }: FieldSyntax): Span {
  return present ? { from: value.from, to: value.to } : NOT_WRITTEN;
}

/** The first of the lines that is so; undefined for none. */
export function first(sent: Iterable<Sent>, isSo: (one: Sent) => boolean): Sent | undefined {
  for (const one of sent) if (isSo(one)) return one;
  return undefined;
}

/** The segment of the same length and another number that stands nearest, the ones above before those below. */
export function nearestTwin(sent: Iterable<Sent>, line: number, seq: string, len: number): Sent | undefined {
  let below: Sent | undefined;
  for (const other of sent) {
    if (other.len !== len || !other.numbered || other.seq === seq) continue;
    if (other.line < line) return other;
    below = other;
  }
  return below;
}

export function hasText({ len, data }: SegmentStatement): boolean {
  return len.present || data.present;
}

export function sameEnds(a: SegmentStatement, b: SegmentStatement): boolean {
  const same = (x: SegmentStatement['left'], y: SegmentStatement['left']): boolean =>
    x.name === y.name && (x.port === null || y.port === null || x.port === y.port);
  return (same(a.left, b.left) && same(a.right, b.right)) || (same(a.left, b.right) && same(a.right, b.left));
}

/** Whether one digit too many, too few or another one makes the one number of the other. */
function isSlipOfPen(a: number, b: number): boolean {
  const [short, long] = [String(a), String(b)].toSorted((x, y) => x.length - y.length) as [string, string];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return short.slice(at + (short.length === long.length ? 1 : 0)) === long.slice(at + 1);
}

/** A header that somebody has counted as text, or has not. */
const HEADER_BYTES = 20;

/** The lines around the one that is explained: what they have sent, and how they go on. */
export class LinesAround {
  readonly #line: number;
  readonly #statement: SegmentStatement;
  readonly #around: Surroundings;
  /** What the lines above have sent, the last one first, as far as it was asked for. */
  readonly #sent: Sent[] = [];
  /** The next line above. */
  #above: number;

  constructor(line: number, statement: SegmentStatement, around: Surroundings) {
    this.#line = line;
    this.#statement = statement;
    this.#around = around;
    this.#above = line - 1;
  }

  /** The segments that an end has sent on the lines above, the last one first. They are read as they are asked for. */
  sentBy({ name, port }: EndpointSyntax): Iterable<Sent> {
    return { [Symbol.iterator]: () => this.#walk(name, port) };
  }

  /** Those with which nothing is wrong. */
  *trusted(end: EndpointSyntax): Generator<Sent> {
    for (const sent of this.sentBy(end)) if (!this.#around.faulty(sent.line)) yield sent;
  }

  /** Whether another line than this one has text of a length that is so. */
  hasLength(line: number, isSo: (len: number) => boolean): boolean {
    for (let i = 0; ; i++) {
      const other = this.#sentAt(i);
      if (other === undefined) return false;
      if (other.len > 0 && other.line !== line && isSo(other.len)) return true;
    }
  }

  /** Whether the line of its end before was nothing but an ACK. */
  followsAck(): boolean {
    const last = first(this.sentBy(endpoints(this.#statement)[0]), () => true);
    return last !== undefined && last.bare && (last.flags & (SYN | FIN | RST)) === 0;
  }

  /**
   * Whether a length that is `off` bytes short is a likelier slip than a line that is missing. Who writes a length twice
   * means it; one that would be that of another line, or that lacks a digit or a header, is a slip.
   */
  isWrongLength({ line, len, bare }: Sent, off: number): boolean {
    // A line that something else is wrong with is not finished, or not looked through.
    if (off < 0 || this.#around.faulty(line)) return true;
    if (bare) return false;
    // Data of which no length is written.
    if (len === 0) return off !== 1 || this.goesOn(line);
    if (this.hasLength(line, (other) => other === len)) return false;
    if (this.hasLength(line, (other) => other === len + off)) return true;
    if (this.hasLength(line, (other) => other === off)) return false;
    if (off === 1 && !this.goesOn(line)) return false;
    if (isSlipOfPen(len, len + off) || off === HEADER_BYTES) return true;
    return 4 * off < len && !this.hasLength(line, (other) => other <= 4 * off);
  }

  /** Whether one of the next segments of an end has this sequence number. */
  isSentAgain({ name }: EndpointSyntax, seq: string): boolean {
    for (let line = this.#line + 1; line < this.#end; line++) {
      const statement = this.#segmentOn(line);
      if (statement === null || endpoints(statement)[0].name !== name || !statement.seq.present) continue;
      const says = hasText(statement) || (statement.flags & (SYN | FIN)) !== 0;
      if (says && new Sent(line, statement, this.#around).seq === seq) return true;
    }
    return false;
  }

  /** Whether the end that sends a FIN on `line` has more to send, or its peer takes no notice. */
  goesOn(line: number): boolean {
    const fin = this.#around.behind(line);
    if (fin.kind !== 'segment') return false;
    // Who thinks that a FIN takes no number writes it on a line of its own.
    if ((fin.flags & FIN) !== 0 && hasText(fin)) return true;
    const [{ name }] = endpoints(fin);
    let noticed = true;
    let closed = false;
    for (let next = line + 1; next < this.#end; next++) {
      const statement = this.#segmentOn(next);
      if (statement === null) continue;
      const closes = (statement.flags & FIN) !== 0;
      const data = hasText(statement);
      if (endpoints(statement)[0].name !== name) {
        closed ||= closes;
        if (data) noticed = false;
      } else if (closes || data) {
        return true;
      }
    }
    return !noticed && !closed;
  }

  /** Whether a line has text, or acknowledges more than the one before of its end. */
  carriesNews(line: number): boolean {
    const statement = this.#around.behind(line);
    if (statement.kind !== 'segment') return false;
    if (hasText(statement)) return true;
    const [end] = endpoints(statement);
    const { ack } = new Sent(line, statement, this.#around);
    const before = first(this.sentBy(end), (other) => other.line < line);
    return ack !== '' && before !== undefined && before.ack !== '' && before.ack !== ack;
  }

  /** Whether one of the next segments of the connection is a SYN,ACK. */
  answersSyn(): boolean {
    for (let line = this.#line + 1; line < this.#end; line++) {
      const next = this.#segmentOn(line);
      if (next !== null) return (next.flags & (SYN | ACK)) === (SYN | ACK);
    }
    return false;
  }

  /** The first line that may not be looked at. */
  get #end(): number {
    return Math.min(this.#around.count, this.#line + LINES_AHEAD);
  }

  /** The segment of the connection on a line above or below; null for another line. */
  #segmentOn(line: number): SegmentStatement | null {
    const { ahead, behind } = this.#around;
    const statement = line < this.#line ? behind(line) : ahead(line);
    return statement.kind === 'segment' && sameEnds(statement, this.#statement) ? statement : null;
  }

  *#walk(name: number, port: number | null): Generator<Sent> {
    for (let i = 0; ; i++) {
      const sent = this.#sentAt(i);
      if (sent === undefined) return;
      const { from } = sent;
      if (from.name === name && (from.port === null || port === null || from.port === port)) yield sent;
    }
  }

  #sentAt(index: number): Sent | undefined {
    const end = Math.max(this.#line - LINES_BACK, 0);
    while (this.#sent.length <= index && this.#above >= end) {
      const line = this.#above--;
      const statement = this.#around.behind(line);
      if (statement.kind !== 'segment' || statement.delivery === 'arrived') continue;
      if (sameEnds(statement, this.#statement)) this.#sent.push(new Sent(line, statement, this.#around));
    }
    return this.#sent[index];
  }
}
