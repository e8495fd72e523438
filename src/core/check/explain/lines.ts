import type { EndpointSyntax, FieldSyntax, SegmentStatement } from '../../notation/syntax.ts';
import { ACK, FIN, PSH, RST, SYN } from '../../tcp/flags.ts';
import { endpoints } from '../segments.ts';
import { LINES_AHEAD, LINES_BACK, type Surroundings } from './trial.ts';

/** What stands on an earlier line: `seq` and `ack` as they are written, `len` 0 where it is not a plain number. */
export interface Sent {
  readonly line: number;
  readonly from: { readonly name: number; readonly port: number | null };
  readonly seq: string;
  readonly seqField: FieldSyntax;
  readonly ack: string;
  readonly len: number;
  /** Nothing but an ACK. */
  readonly bare: boolean;
  readonly flags: number;
}

export function sentOn(line: number, statement: SegmentStatement, text: string): Sent {
  const { seq, ack, len, data, flags } = statement;
  const [{ name, port }] = endpoints(statement);
  const bytes = len.present && len.value.symbol < 0 ? len.value.constant : 0;
  const written = ({ present, value }: typeof seq): string => (present ? text.slice(value.from, value.to) : '');
  const bare = !len.present && !data.present && (flags & PSH) === 0;
  return {
    line,
    from: { name, port },
    seq: written(seq),
    seqField: { ...seq, value: { ...seq.value } },
    ack: written(ack),
    len: bytes,
    bare,
    flags,
  };
}

/** The segment of the same length and another number that stands nearest, the ones above before those below. */
export function nearestTwin(sent: readonly Sent[], line: number, seq: string, len: number): Sent | undefined {
  const twins = sent.filter((other) => other.len === len && other.seq !== seq && other.seqField.present);
  return twins.find((other) => other.line < line) ?? twins.at(-1);
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
  /** What the lines above have sent, once it is asked for. */
  #sent: readonly Sent[] | null = null;

  constructor(line: number, statement: SegmentStatement, around: Surroundings) {
    this.#line = line;
    this.#statement = statement;
    this.#around = around;
  }

  /** The segments that an end has sent on the lines above, the last one first. */
  sentBy({ name, port }: EndpointSyntax): readonly Sent[] {
    this.#sent ??= this.#sentAbove();
    return this.#sent.filter(
      ({ from }) => from.name === name && (from.port === null || port === null || from.port === port),
    );
  }

  /** Those with which nothing is wrong. */
  trusted(end: EndpointSyntax): readonly Sent[] {
    return this.sentBy(end).filter(({ line }) => !this.#around.faulty(line));
  }

  /** The lengths of the other lines. */
  lengthsBeside(line: number): readonly number[] {
    return endpoints(this.#statement)
      .flatMap((end) => this.sentBy(end))
      .filter((other) => other.len > 0 && other.line !== line)
      .map((other) => other.len);
  }

  /** Whether the line of its end before was nothing but an ACK. */
  followsAck(): boolean {
    const [last] = this.sentBy(endpoints(this.#statement)[0]);
    return last !== undefined && last.bare && (last.flags & (SYN | FIN | RST)) === 0;
  }

  /**
   * Whether a length that is `off` bytes short is a likelier slip than a line that is missing. Who writes a length twice
   * means it; one that would be that of another line, or that lacks a digit or a header, is a slip.
   */
  isWrongLength({ line, seq, len, bare }: Sent, all: readonly Sent[], off: number): boolean {
    // A line that something else is wrong with is not finished, or not looked through.
    if (off < 0 || this.#around.faulty(line)) return true;
    if (bare) return false;
    // Data of which no length is written.
    if (len === 0) return off !== 1 || this.goesOn(line);
    if (all.some((other) => other.line !== line && other.seq === seq && other.len === len)) return false;
    const lengths = this.lengthsBeside(line);
    if (lengths.includes(len)) return false;
    if (lengths.includes(len + off)) return true;
    if (lengths.includes(off)) return false;
    if (off === 1 && !this.goesOn(line)) return false;
    return isSlipOfPen(len, len + off) || off === HEADER_BYTES || 4 * off < Math.min(len, ...lengths);
  }

  /** Whether one of the next segments of an end has this sequence number. */
  isSentAgain({ name }: EndpointSyntax, seq: string): boolean {
    const { textOf } = this.#around;
    for (const [line, statement] of this.#segmentsFrom(this.#line + 1)) {
      if (endpoints(statement)[0].name !== name || !statement.seq.present) continue;
      const says = hasText(statement) || (statement.flags & (SYN | FIN)) !== 0;
      if (says && sentOn(line, statement, textOf(line)).seq === seq) return true;
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
    for (const [, statement] of this.#segmentsFrom(line + 1)) {
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
    const { behind, textOf } = this.#around;
    const statement = behind(line);
    if (statement.kind !== 'segment') return false;
    if (hasText(statement)) return true;
    const [end] = endpoints(statement);
    const { ack } = sentOn(line, statement, textOf(line));
    const before = this.sentBy(end).find((other) => other.line < line);
    return ack !== '' && before !== undefined && before.ack !== '' && before.ack !== ack;
  }

  /** Whether one of the next segments of the connection is a SYN,ACK. */
  answersSyn(): boolean {
    for (const [, { flags }] of this.#segmentsFrom(this.#line + 1)) return (flags & (SYN | ACK)) === (SYN | ACK);
    return false;
  }

  /** The segments of the connection from a line on, as far as one may look ahead. */
  *#segmentsFrom(first: number): Generator<readonly [line: number, statement: SegmentStatement]> {
    const { count, ahead, behind } = this.#around;
    for (let line = first; line < Math.min(count, this.#line + LINES_AHEAD); line++) {
      const statement = line < this.#line ? behind(line) : ahead(line);
      if (statement.kind === 'segment' && sameEnds(statement, this.#statement)) yield [line, statement];
    }
  }

  #sentAbove(): readonly Sent[] {
    const { behind, textOf } = this.#around;
    const sent: Sent[] = [];
    for (let line = this.#line - 1; line >= Math.max(this.#line - LINES_BACK, 0); line--) {
      const statement = behind(line);
      if (statement.kind !== 'segment' || statement.delivery === 'arrived') continue;
      if (sameEnds(statement, this.#statement)) sent.push(sentOn(line, statement, textOf(line)));
    }
    return sent;
  }
}
