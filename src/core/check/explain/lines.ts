import type { EndpointSyntax, Expression, FieldSyntax, SegmentStatement } from '../../notation/syntax.ts';
import { ACK, FIN, PSH, RST, SYN } from '../../tcp/flags.ts';
import type { Form } from '../../tcp/number.ts';
import type { Change } from '../reader.ts';
import { endpoints } from '../segments.ts';
import type { Symbols } from '../symbols.ts';
import { LINES_AHEAD, LINES_BACK, type Surroundings } from './trial.ts';

/** What stands on a line that sends something. */
export class Sent {
  readonly line: number;
  readonly name: number;
  readonly port: number | null;
  /** 0 where it is not a plain number. */
  readonly len: number;
  /** Nothing but an ACK. */
  readonly bare: boolean;
  readonly flags: number;
  /** Whether `seq` is written. */
  readonly numbered: boolean;
  readonly #around: Surroundings;
  /** Where the numbers stand; nowhere are those that are not written. */
  readonly #seqFrom: number;
  readonly #seqTo: number;
  readonly #ackFrom: number;
  readonly #ackTo: number;
  #seq: string | null = null;

  constructor(line: number, statement: SegmentStatement, around: Surroundings) {
    const { seq, ack, len, data, flags, mirrored } = statement;
    const { name, port } = mirrored ? statement.right : statement.left;
    this.line = line;
    this.name = name;
    this.port = port;
    this.len = len.present && len.value.symbol < 0 ? len.value.constant : 0;
    this.bare = !len.present && !data.present && (flags & PSH) === 0;
    this.flags = flags;
    this.numbered = seq.present;
    this.#around = around;
    this.#seqFrom = seq.present ? seq.value.from : 0;
    this.#seqTo = seq.present ? seq.value.to : 0;
    this.#ackFrom = ack.present ? ack.value.from : 0;
    this.#ackTo = ack.present ? ack.value.to : 0;
  }

  /** As it is written; '' where it is not. */
  get seq(): string {
    this.#seq ??= this.#text(this.#seqFrom, this.#seqTo);
    return this.#seq;
  }

  /** As it is written; '' where it is not. */
  get ack(): string {
    return this.#text(this.#ackFrom, this.#ackTo);
  }

  get seqField(): FieldSyntax {
    const { seq } = this.#statement;
    return { ...seq, value: { ...seq.value } };
  }

  /** The value of `seq`, which must be written. */
  start(symbols: Symbols): Form {
    return symbols.evaluate(this.#statement.seq.value);
  }

  /** The number behind its text; `seq` must be written. */
  endOfText(symbols: Symbols): Form {
    return this.start(symbols).plus(this.len);
  }

  get #statement(): SegmentStatement {
    const statement = this.#around.statementOf(this.line);
    if (statement.kind !== 'segment') throw new RangeError(`no segment on line ${String(this.line)}`);
    return statement;
  }

  #text(from: number, to: number): string {
    return from < to ? this.#around.textOf(this.line).slice(from, to) : '';
  }
}

/** What an end has sent on the lines above, the last one first. They are read as they are asked for. */
export class SentLines {
  readonly name: number;
  readonly port: number | null;
  readonly #read: (index: number) => Sent | undefined;
  readonly #own: Sent[] = [];
  #next = 0;

  /** `read` gives what both ends have sent, by its place above. */
  constructor(name: number, port: number | null, read: (index: number) => Sent | undefined) {
    this.name = name;
    this.port = port;
    this.#read = read;
  }

  at(index: number): Sent | undefined {
    while (this.#own.length <= index) {
      const one = this.#read(this.#next++);
      if (one === undefined) return undefined;
      const { name, port } = one;
      if (name === this.name && (port === null || this.port === null || port === this.port)) this.#own.push(one);
    }
    return this.#own[index];
  }

  *[Symbol.iterator](): Generator<Sent> {
    yield* this.from(0);
  }

  /** Those on `line`, and on the lines below it. */
  *from(line: number): Generator<Sent> {
    for (let i = 0, one = this.at(0); one !== undefined && one.line >= line; one = this.at(++i)) yield one;
  }

  /** The first of them that is so, of those on `line` and below it; undefined for none. */
  find(isSo: (one: Sent) => boolean, line = 0): Sent | undefined {
    for (let i = 0, one = this.at(0); one !== undefined && one.line >= line; one = this.at(++i)) {
      if (isSo(one)) return one;
    }
    return undefined;
  }
}

/** The segment of the same length and another number that stands nearest, the ones above before those below. */
export function nearestTwin(
  sent: SentLines,
  { line, seq, len }: Sent,
  isRight: (other: Sent) => boolean = () => true,
): Sent | undefined {
  if (len === 0) return undefined;
  const isTwin = (other: Sent): boolean => other.len === len && other.numbered && other.seq !== seq && isRight(other);
  let below: Sent | undefined;
  for (const other of sent) {
    if (!isTwin(other)) continue;
    if (other.line < line) return other;
    below = other;
  }
  return below;
}

export function hasText({ len, data }: SegmentStatement): boolean {
  return len.present || data.present;
}

/** Whether two segments carry the same, as far as that is written. */
export function sameText(a: SegmentStatement, b: SegmentStatement): boolean {
  if (a.application !== b.application || a.len.present !== b.len.present || a.data.present !== b.data.present)
    return false;
  if (a.application) return a.label?.value === b.label?.value;
  if (a.data.present && a.data.text !== b.data.text) return false;
  const { symbol, constant } = a.len.value;
  return !a.len.present || (symbol === b.len.value.symbol && constant === b.len.value.constant);
}

export function sameEnds(a: SegmentStatement, b: SegmentStatement): boolean {
  return (
    (sameEnd(a.left, b.left) && sameEnd(a.right, b.right)) || (sameEnd(a.left, b.right) && sameEnd(a.right, b.left))
  );
}

/** Whether two sums are written in the same words. */
function sameSum(a: Expression, b: Expression): boolean {
  return a.constant === b.constant && sameSymbols(a, b);
}

/** Whether a sum is greater than another one, as a sequence number, and has the same symbol. */
function isBehind(a: Expression, b: Expression): boolean {
  return ((a.constant - b.constant) | 0) > 0 && sameSymbols(a, b);
}

function sameSymbols(a: Expression, b: Expression): boolean {
  return a.symbol === b.symbol && a.factor === b.factor && a.more === null && b.more === null;
}

function sameEnd(a: EndpointSyntax, b: EndpointSyntax): boolean {
  return a.name === b.name && (a.port === null || b.port === null || a.port === b.port);
}

/** A segment between the ends of another one: which of its own are wrong, each with the one that is right. */
export interface Meant {
  readonly change: Change;
  /** Both where its ports are swapped. */
  readonly ends: readonly [WrongEnd, WrongEnd?];
}

interface WrongEnd {
  readonly wrong: EndpointSyntax;
  readonly right: EndpointSyntax;
}

/**
 * What a segment may have been meant as between the ends of another one: with one of its ends wrong, or with its ports swapped.
 * Nothing where its ends are those, or where those are one end.
 */
export function withEndsOf(statement: SegmentStatement, other: SegmentStatement): readonly Meant[] {
  const { left, right } = statement;
  if (sameEnds(statement, other) || sameEnd(other.left, other.right)) return [];
  const meant: Meant[] = [];
  for (const [l, r] of [[other.left, other.right] as const, [other.right, other.left] as const]) {
    const wrongLeft = { wrong: left, right: l };
    const wrongRight = { wrong: right, right: r };
    const ports = left.port !== null && left.port === r.port && right.port !== null && right.port === l.port;
    if (sameEnd(left, l)) meant.push({ change: { right: named(right, r) }, ends: [wrongRight] });
    else if (sameEnd(right, r)) meant.push({ change: { left: named(left, l) }, ends: [wrongLeft] });
    else if (ports && left.name === l.name && right.name === r.name) {
      meant.push({ change: { left: named(left, l), right: named(right, r) }, ends: [wrongLeft, wrongRight] });
    }
  }
  return meant;
}

function named(place: EndpointSyntax, { name, port }: EndpointSyntax): EndpointSyntax {
  return { ...place, name, port };
}

/** Whether a number is another one without one of its digits, or with another digit at its end. */
function isSlipOfPen(given: number, right: number): boolean {
  const [short, long] = [String(given), String(right)];
  if (short.length === long.length) return short.slice(0, -1) === long.slice(0, -1);
  let at = 0;
  while (short[at] === long[at]) at++;
  return short.slice(at) === long.slice(at + 1);
}

/** Bytes that are easily one too few; more are a segment. */
const LITTLE = 10;
/** A header that somebody has counted as text, or has not. */
const HEADER_BYTES = 20;

/** Lines above among which a segment looks for what is near: the connection that it belongs to, lengths, text that was lost. */
export const NEARBY = 16;

/** The lines around the one that is explained: what they have sent, and how they go on. */
export class LinesAround {
  readonly #line: number;
  readonly #statement: SegmentStatement;
  readonly #around: Surroundings;
  /** What the lines above have sent, the last one first, as far as it was asked for. */
  readonly #sent: Sent[] = [];
  /** The next line above. */
  #above: number;
  readonly #ends: SentLines[] = [];

  constructor(line: number, statement: SegmentStatement, around: Surroundings) {
    this.#line = line;
    this.#statement = statement;
    this.#around = around;
    this.#above = line - 1;
  }

  /** The segments of other connections that stand just above, the nearest one first. */
  *others(): Generator<{ readonly line: number; readonly statement: SegmentStatement }> {
    for (let line = this.#line - 1; line >= Math.max(0, this.#line - NEARBY); line--) {
      const statement = this.#around.statementOf(line);
      if (statement.kind === 'segment' && !sameEnds(statement, this.#statement)) yield { line, statement };
    }
  }

  /** The nearest of them that the line may be meant for; null for none. */
  nearestOther(): { readonly line: number; readonly statement: SegmentStatement } | null {
    for (const other of this.others()) if (withEndsOf(this.#statement, other.statement).length > 0) return other;
    return null;
  }

  sentBy({ name, port }: EndpointSyntax): SentLines {
    let known = this.#ends.find((end) => end.name === name && end.port === port);
    if (known === undefined) {
      known = new SentLines(name, port, this.#sentAt);
      this.#ends.push(known);
    }
    return known;
  }

  /** Whether one of the lines just above, another than this one, has text of a length that is so. */
  hasLength(line: number, isSo: (len: number) => boolean): boolean {
    for (let i = 0; i < 2 * NEARBY; i++) {
      const other = this.#sentAt(i);
      if (other === undefined) return false;
      if (other.len > 0 && other.line !== line && isSo(other.len)) return true;
    }
    return false;
  }

  /** Whether the line of its end before was nothing but an ACK. */
  followsAck(): boolean {
    const last = this.sentBy(endpoints(this.#statement)[0]).at(0);
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
    return off < LITTLE && 4 * off < len && !this.hasLength(line, (other) => other <= 4 * off);
  }

  /**
   * The first of the next segments of an end that has this sequence number, and sends something; null for none. What is
   * acknowledged is not sent again.
   */
  sentAgain({ name }: EndpointSyntax, seq: Expression): Sent | null {
    for (let line = this.#line + 1; line < this.end; line++) {
      const statement = this.segmentOn(line);
      if (statement === null) continue;
      const [from] = endpoints(statement);
      if (from.name !== name) {
        if (statement.ack.present && isBehind(statement.ack.value, seq)) return null;
      } else if (statement.seq.present && sameSum(statement.seq.value, seq)) {
        if (hasText(statement) || (statement.flags & (SYN | FIN)) !== 0) return new Sent(line, statement, this.#around);
      }
    }
    return null;
  }

  /** Whether the end that sends a FIN on `line` has more to send, or its peer takes no notice. */
  goesOn(line: number): boolean {
    const fin = this.segmentOn(line);
    if (fin === null) return false;
    // Who thinks that a FIN takes no number writes it on a line of its own.
    if ((fin.flags & FIN) !== 0 && hasText(fin)) return true;
    const [{ name }] = endpoints(fin);
    let noticed = true;
    let closed = false;
    for (let next = line + 1; next < this.end; next++) {
      const statement = this.segmentOn(next);
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
    const statement = this.segmentOn(line);
    if (statement === null) return false;
    if (hasText(statement)) return true;
    const [end] = endpoints(statement);
    const { ack } = new Sent(line, statement, this.#around);
    const before = this.sentBy(end).find((other) => other.line < line);
    return ack !== '' && before !== undefined && before.ack !== '' && before.ack !== ack;
  }

  /** Whether one of the next segments of the connection is a SYN,ACK. */
  answersSyn(): boolean {
    for (let line = this.#line + 1; line < this.end; line++) {
      const next = this.segmentOn(line);
      if (next !== null) return (next.flags & (SYN | ACK)) === (SYN | ACK);
    }
    return false;
  }

  /** The first line that may be found out to be wrong. */
  get begin(): number {
    return Math.max(0, this.#line - LINES_BACK);
  }

  /** The first line that is too far below to decide anything. */
  get end(): number {
    return Math.min(this.#around.count, this.#line + LINES_AHEAD + 1);
  }

  /** The nearest line of the connection above (−1) or below (1), with nothing but lines of others in between; −1 for none. */
  next(step: 1 | -1): number {
    for (let line = this.#line + step; line >= this.begin && line < this.end; line += step) {
      if (this.segmentOn(line) !== null) return line;
      const { kind } = this.#around.statementOf(line);
      if (kind !== 'segment' && kind !== 'blank') break;
    }
    return -1;
  }

  /** The segment of the connection on a line; null for another line, and for one that is too far away. */
  segmentOn(line: number): SegmentStatement | null {
    if (line < this.begin || line >= this.end) return null;
    const statement = this.#around.statementOf(line);
    return statement.kind === 'segment' && sameEnds(statement, this.#statement) ? statement : null;
  }

  readonly #sentAt = (index: number): Sent | undefined => {
    while (this.#sent.length <= index && this.#above >= this.begin) {
      const line = this.#above--;
      const statement = this.segmentOn(line);
      if (statement !== null && statement.delivery !== 'arrived')
        this.#sent.push(new Sent(line, statement, this.#around));
    }
    return this.#sent[index];
  };
}
