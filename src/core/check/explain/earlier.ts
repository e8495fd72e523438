import type { EndpointSyntax, SegmentStatement } from '../../notation/syntax.ts';
import { FIN, PSH, RST, SYN } from '../../tcp/flags.ts';
import type { Form } from '../../tcp/number.ts';
import { endpoints, toItself } from '../segments.ts';
import type { Symbols } from '../symbols.ts';
import { hasText, nearestTwin, type Sent, type SentLines, withEndsOf } from './lines.ts';
import { turned, withEnds, withFin, withIsn, withLength, withoutFlag, withSeq } from './otherwise.ts';
import type { Reading } from './reading.ts';
import { preferred, type Attempt, type Context, NEAR, SLIP } from './trial.ts';

/** What may be wrong with an earlier line: its length, its number, a flag, its direction. */
export class EarlierLines {
  readonly #reading: Reading;
  /** They are asked for by each way to explain the line. */
  #differing: { readonly context: Context; readonly list: readonly Difference[] } | null = null;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** A line above that is alone in its connection belongs to this one, and one of its ends is wrong. */
  *strays(): Generator<Attempt> {
    for (const { line, statement } of this.#reading.lines.others()) {
      if (!this.#isAlone(line, statement)) continue;
      for (const meant of withEndsOf(statement, this.#reading.statement)) {
        yield () => {
          const trial = this.#reading.otherwise(line, withEnds(meant, this.#reading.around.textOf(this.#reading.line)));
          return trial === null ? null : { ...trial, beside: statement, bonus: 1 };
        };
      }
    }
  }

  #isAlone(line: number, statement: SegmentStatement): boolean {
    if (toItself(statement)) return true;
    const state = this.#reading.around.trying(this.#reading.start);
    const [from, to] = endpoints(statement);
    const [a, b] = [state.participants.find(from.name), state.participants.find(to.name)];
    const connection = state.connections[state.find(a, from.port, b, to.port)];
    return connection?.firstLine === line && connection.lastLine === line;
  }

  /**
   * The lines agree with each other, and not with the end of what an earlier one sent: `likely` slips of it, or those that
   * are less likely than a line that is missing.
   */
  *earlierNumbers(context: Context, likely: boolean): Generator<Attempt> {
    for (const difference of this.#differences(context)) {
      const { off, sent, sentLine, closing } = difference;
      for (const one of sent.from(sentLine)) {
        yield* this.#endOfText(one, sent, off, one.line === sentLine, closing, likely);
      }
      if (likely) yield* this.#repeated(difference);
    }
  }

  /** The wrong numbers that follow from what an end has sent, and by how much they are off. */
  #differences(context: Context): readonly Difference[] {
    if (this.#differing?.context !== context) this.#differing = { context, list: [...this.#differencesOf(context)] };
    return this.#differing.list;
  }

  *#differencesOf({ before, side, faults }: Context): Generator<Difference> {
    if (before === undefined) return;
    const [from, to] = endpoints(this.#reading.statement);
    for (const fault of faults) {
      if (!('expected' in fault && 'given' in fault) || fault.kind.startsWith('rst')) continue;
      if (fault.kind === 'sack-not-received') continue;
      const own = fault.kind.startsWith('seq');
      const sender = own === (side === 0) ? 0 : 1;
      const { sentLine, dataLine, tcb } = before.end(sender);
      const closing = { open: tcb.fin === null, peerFin: before.end(sender === 0 ? 1 : 0).finLine };
      const end = own ? fault.expected : tcb.sndNxt;
      const off = end === null ? NaN : this.#reading.algebra.distance(fault.given, end);
      if (!Number.isInteger(off) || off === 0 || Math.abs(off) >= 2 ** 31) continue;
      const by = own ? from : to;
      yield {
        end: by,
        off,
        sent: this.#reading.lines.sentBy(by),
        sentLine,
        dataLine,
        una: tcb.sndUna,
        next: tcb.sndNxt,
        closing,
      };
    }
  }

  /** An earlier line that begins in the middle of what was sent before, where the number is as far off. */
  *overlapping(context: Context): Generator<Attempt> {
    for (const difference of this.#differences(context)) {
      const { off, sent, sentLine, dataLine } = difference;
      for (const one of dataLine < 0 ? [] : sent.from(sentLine)) {
        const { line, len } = one;
        if (!this.#overlaps(one, difference)) continue;
        // Further back it is what another line has sent.
        const seq =
          off < 0
            ? this.#reading.write(one.start(this.#reading.around.trying(this.#reading.start).symbols).plus(off))
            : '';
        const twin = sent.find((other) => other.line < line && other.len === len && other.seq === seq);
        if (off < 0 && twin === undefined) continue;
        yield () => preferred(this.#reading.otherwise(line, withSeq(twin?.seqField ?? null)), SLIP / 2);
      }
    }
  }

  /**
   * The other end has sent just as many bytes as are missing, from the number on from which they are: where both count alike,
   * the arrow of that line points the wrong way.
   */
  *turnedAbove(context: Context): Generator<Attempt> {
    yield* this.#turnedFin(context);
    for (const { off, next, end, sentLine } of this.#differences(context)) {
      const [from, to] = endpoints(this.#reading.statement);
      const one = this.#reading.lines
        .sentBy(end === from ? to : from)
        .find(({ len, flags }) => len > 0 || (flags & FIN) !== 0, sentLine + 1);
      if (one === undefined || next === null || off !== one.len + ((one.flags & FIN) === 0 ? 0 : 1)) continue;
      if (one.seq !== this.#reading.write(next)) continue;
      const statement = this.#reading.lines.segmentOn(one.line);
      if (statement === null) continue;
      const names = this.#reading.namesAcross(statement);
      yield () => this.#reading.otherwise(one.line, turned(names));
    }
  }

  /** The FIN of an end that goes on, with the number that is the peer's next. */
  *#turnedFin({ before, side, faults }: Context): Generator<Attempt> {
    if (!faults.some(({ kind }) => kind === 'seq-after-fin' || kind === 'data-after-fin')) return;
    const next = before?.end(side === 0 ? 1 : 0).tcb.sndNxt ?? null;
    const { line = -1, seq } =
      this.#reading.lines.sentBy(endpoints(this.#reading.statement)[0]).find(({ flags }) => (flags & FIN) !== 0) ?? {};
    const fin = this.#reading.lines.segmentOn(line);
    if (next === null || fin === null || seq !== this.#reading.write(next)) return;
    yield () => this.#reading.otherwise(line, turned(this.#reading.namesAcross(fin)));
  }

  /** A length that no other line has, in the place of one that is written elsewhere, or is a digit shorter. */
  *oddLengths(context: Context): Generator<Attempt> {
    for (const difference of this.#differences(context)) {
      const { end, off, sent, sentLine, dataLine } = difference;
      for (const attempt of this.#otherLengths(this.#unacknowledged(difference))) yield () => preferred(attempt(), 1);
      const last = dataLine < sentLine ? undefined : sent.find(({ line }) => line === sentLine, sentLine);
      if (last === undefined || last.len === 0) continue;
      const { line, len, numbered } = last;
      const seq = numbered ? last.seqField.value : null;
      const again = seq === null ? null : this.#reading.lines.sentAgain(end, seq);
      if (again?.len === len + off) yield () => preferred(this.#reading.otherwise(line, withLength(off)), 1);
      if (this.#reading.lines.hasLength(line, (other) => other === len)) continue;
      const odd = len === 10 * (len + off) || this.#reading.lines.hasLength(line, (other) => other === len + off);
      // Who goes on where the line ends means its length.
      const behind = odd && seq !== null ? { ...seq, constant: (seq.constant + len) >>> 0 } : null;
      const goesOn = behind !== null && this.#reading.lines.sentAgain(end, behind) !== null;
      if (odd && !goesOn) yield () => preferred(this.#reading.otherwise(line, withLength(off)), 1);
    }
  }

  /** A line that is sent again with a FIN, or sends one again that had a FIN, and has none itself. */
  *closing(context: Context): Generator<Attempt> {
    const { before, side, faults } = context;
    const fin = before?.end(side === 0 ? 1 : 0).tcb.fin ?? null;
    if (
      fin !== null &&
      faults.some((fault) => fault.kind === 'ack-not-received' && this.#reading.algebra.equal(fault.expected, fin))
    ) {
      const sent = this.#reading.lines.sentBy(endpoints(this.#reading.statement)[1]);
      const first = sent.find(({ flags }) => (flags & FIN) !== 0);
      const isIt = ({ seq, len, flags }: Sent): boolean =>
        (flags & FIN) === 0 && seq === first?.seq && len === first.len;
      const again = first === undefined ? undefined : [...sent.from(first.line)].find(isIt);
      if (again !== undefined) yield () => preferred(this.#reading.otherwise(again.line, withFin), SLIP / 4);
    }
    for (const { off, end, sent, next, closing } of this.#differences(context)) {
      if (off !== 1 || !closing.open || next === null) continue;
      const behind = this.#reading.write(next);
      if (this.#answersNothing(context, sent.at(0), behind)) {
        const line = this.#reading.lines.next(-1);
        yield () => preferred(this.#reading.otherwise(line, withFin), 2);
      }
      const last = sent.find(({ seq, len }) => seq === behind && len === 0) ?? sent.find(({ len }) => len > 0);
      const again = last?.numbered === true ? this.#reading.lines.sentAgain(end, last.seqField.value) : null;
      if (last === undefined || again === null || (again.flags & FIN) === 0 || again.len !== last.len) continue;
      yield () => preferred(this.#reading.otherwise(last.line, withFin), SLIP / 4);
    }
  }

  /** Whether the line answers nothing but the one above, which is an ACK that says nothing new: it had a FIN. */
  #answersNothing({ before, side, faults, written }: Context, last: Sent | undefined, next: string): boolean {
    const { lines, statement, algebra } = this.#reading;
    const fault = faults.find((one) => one.kind === 'ack-unsent');
    const lastAck = before?.end(side).tcb.lastAck ?? null;
    if (fault === undefined || lastAck === null || last === undefined) return false;
    if (hasText(statement) || (written.flags & (SYN | FIN | RST)) !== 0) return false;
    if (!last.bare || last.seq !== next || last.line !== lines.next(-1)) return false;
    const above = lines.sentBy(endpoints(statement)[1]).at(1);
    return above?.ack === last.ack && above.seq === last.seq && algebra.equal(fault.expected, lastAck);
  }

  /** What may be wrong with a line so that the bytes sent so far end `off` further on; the `last` one has moved the end. */
  *#endOfText(
    sent: Sent,
    all: SentLines,
    off: number,
    last: boolean,
    { open, peerFin }: Closing,
    likely: boolean,
  ): Generator<Attempt> {
    const { line, bare } = sent;
    if (likely) {
      if (!bare && !(last && this.#continues(sent, all))) {
        const again = all.find((other) => other.line < line && other.len > 0 && other.seq === sent.seq);
        if (again === undefined) yield () => this.#reading.otherwise(line, withSeq(null));
      }
      const isAgain = (other: Sent): boolean => other.line !== line && other.seq === sent.seq;
      if ((sent.flags & SYN) !== 0 && all.find(isAgain) === undefined)
        yield () => this.#reading.otherwise(line, withIsn(off));
      if (last && off === -1 && this.#reading.lines.goesOn(line))
        yield () => this.#reading.otherwise(line, withoutFlag(FIN, 'closes'));
    }
    // Who acknowledges something new, or sends text that is pushed, sends the own FIN on a line of its own.
    const answersFin =
      peerFin >= 0 && peerFin < line && !((all.find((other) => other.line < line)?.line ?? -1) > peerFin);
    const mayClose = bare ? !answersFin && !this.#reading.lines.carriesNews(line) : (sent.flags & PSH) === 0;
    if (off === 1 && open && likely === mayClose) yield () => this.#reading.otherwise(line, withFin);
    const hasLength = last ? off !== -1 || open : off > 1;
    if (hasLength && likely === this.#reading.lines.isWrongLength(sent, off))
      yield () => this.#reading.otherwise(line, withLength(off));
  }

  /** Whether a line with which nothing is wrong begins where the one of its end before has ended. */
  #continues(sent: Sent, all: SentLines): boolean {
    const before = all.find(({ line }) => line < sent.line);
    if (before?.numbered !== true || !sent.numbered || this.#reading.around.faulty(sent.line)) return false;
    const { symbols } = this.#reading.around.trying(this.#reading.start);
    return this.#reading.algebra.equal(this.#endOf(before, symbols), sent.start(symbols));
  }

  /**
   * Whether the text of a line begins in the middle of other text, and would begin at its end if it began `off` further on:
   * nobody sends parts of a segment again.
   */
  #overlaps(one: Sent, { off, sent, sentLine }: Difference): boolean {
    const { line, len, seq, numbered } = one;
    if (len === 0 || !numbered || (line > sentLine && off !== len) || this.#continues(one, sent)) return false;
    if (line === sentLine) {
      const { symbols } = this.#reading.around.trying(this.#reading.start);
      const right = one.start(symbols).plus(off);
      const endsThere = (other: Sent): boolean =>
        other.line < line && other.numbered && this.#reading.algebra.equal(this.#endOf(other, symbols), right);
      const found = sent.find((other) => endsThere(other) || other.line < line - 4 * NEAR);
      if (found === undefined || !endsThere(found)) return false;
    }
    return sent.find((other) => other.line !== line && other.len > 0 && other.seq === seq) === undefined;
  }

  /** Whether the text of a line ends before a number. */
  #endsAt(sent: Sent, number: Form): boolean {
    if (sent.len === 0 || !sent.numbered) return false;
    const { symbols } = this.#reading.around.trying(this.#reading.start);
    return this.#reading.algebra.equal(this.#endOf(sent, symbols), number);
  }

  /** The number behind a line whose own is written. */
  #endOf(sent: Sent, symbols: Symbols): Form {
    return sent.start(symbols).plus(sent.len + ((sent.flags & (SYN | FIN)) === 0 ? 0 : 1));
  }

  /** A line that ends where the end that has received it counts, which is not where that acknowledges it. */
  *received({ faults }: Context): Generator<Attempt> {
    const [, to] = endpoints(this.#reading.statement);
    for (const fault of faults) {
      if (!('expected' in fault && 'given' in fault) || !fault.kind.startsWith('ack')) continue;
      const off = this.#reading.algebra.distance(fault.given, fault.expected);
      if (!Number.isInteger(off) || off === 0 || Math.abs(off) >= 2 ** 31) continue;
      const last = this.#reading.lines.sentBy(to).find((one) => this.#endsAt(one, fault.expected));
      if (last !== undefined && this.#reading.lines.isWrongLength(last, off))
        yield () => this.#reading.otherwise(last.line, withLength(off));
    }
  }

  /** The bytes that the last text brings are still awaited, and later ones have come: it has the number of another line. */
  *copied({ sacks, literal, written }: Context): Generator<Attempt> {
    if (!sacks || !literal.some(({ code }) => code === 'sack-range')) return;
    const { lines, algebra, statement, around, start } = this.#reading;
    const last = lines.sentBy(endpoints(statement)[1]).find(({ len }) => len > 0);
    if (last?.numbered !== true || !algebra.equal(last.start(around.trying(start).symbols), written.ack)) return;
    yield () => preferred(this.#reading.otherwise(last.line, withSeq(null)), 1);
  }

  /**
   * A line that begins in the middle of other text, and has as many bytes as one that was lost and is acknowledged; or one that
   * sends such a line again with fewer bytes than that had.
   */
  *filling({ faults }: Context): Generator<Attempt> {
    const [, to] = endpoints(this.#reading.statement);
    const sent = this.#reading.lines.sentBy(to);
    for (const fault of faults) {
      if (fault.kind !== 'ack-not-received') continue;
      const shorter = sent.find((one) => this.#endsAt(one, fault.expected));
      const whole = sent.find(({ seq, len }) => shorter?.seq === seq && len > shorter.len);
      if (shorter !== undefined && whole !== undefined)
        yield () => preferred(this.#reading.otherwise(shorter.line, withLength(whole.len - shorter.len)), 1);
      const seq = this.#reading.write(fault.expected);
      const lost = sent.find((one) => one.len > 0 && one.seq === seq);
      for (const one of lost === undefined ? [] : sent.from(lost.line + 1)) {
        const again = sent.find((other) => other.line !== one.line && other.len > 0 && other.seq === one.seq);
        if (one.len !== lost?.len || again !== undefined || this.#continues(one, sent)) continue;
        yield () => preferred(this.#reading.otherwise(one.line, withSeq(lost.seqField)), 1);
      }
    }
  }

  /** Lines that send the same bytes as another one, but for their length or their number. */
  *#repeated(difference: Difference): Generator<Attempt> {
    const { off, sent, sentLine } = difference;
    const open = this.#unacknowledged(difference);
    yield* this.#otherLengths(open);
    for (const one of open.slice(0, NEAR)) {
      const { line } = one;
      // With another number the line that has moved the end takes it back.
      if (line === sentLine && off > 0) continue;
      const twin = nearestTwin(sent, one);
      if (twin !== undefined) yield () => this.#reading.otherwise(line, withSeq(twin.seqField));
    }
  }

  /** The same bytes, as many as another line sends of them. */
  *#otherLengths(open: readonly Sent[]): Generator<Attempt> {
    for (const { line, seq, len } of open) {
      const isTwin = (other: Sent): boolean => other.seq === seq && other.len !== len;
      const twin = open.find(isTwin) ?? [this.#reading.sent()].find((other) => other.len > 0 && isTwin(other));
      if (twin !== undefined) yield () => this.#reading.otherwise(line, withLength(twin.len - len));
    }
  }

  /** The text that may be sent again, the last line first. */
  #unacknowledged({ sent, sentLine, una, next }: Difference): readonly Sent[] {
    const open: Sent[] = [];
    if (una !== null && next !== null && this.#reading.algebra.equal(una, next)) return open;
    const { symbols } = this.#reading.around.trying(this.#reading.start);
    for (const one of sent) {
      if (one.len === 0) continue;
      const before = one.numbered && one.line < sentLine;
      if (before && una !== null && this.#reading.algebra.surelyAtOrBefore(one.endOfText(symbols), una)) break;
      open.push(one);
    }
    return open;
  }

  *earlierFlags({ before, faults }: Context): Generator<Attempt> {
    if (before === undefined) return;
    const { left, right } = before;
    const places = [
      [left.resetLine, RST],
      [right.resetLine, RST],
      [left.finLine, FIN],
      [right.finLine, FIN],
    ] as const;
    for (const [line, flag] of places.toSorted(([a], [b]) => b - a)) {
      if (flag === FIN && !this.#reading.lines.goesOn(line)) continue;
      // A reset carries no text and seldom news, and text with the number of the FIN knows nothing of it.
      const bonus =
        flag === RST ? this.#reading.lines.carriesNews(line) : faults.some(({ kind }) => kind === 'seq-after-fin');
      yield () => {
        return preferred(
          this.#reading.otherwise(line, withoutFlag(flag, flag === RST ? 'ends' : 'closes')),
          bonus ? 1 : 0,
        );
      };
    }
  }
}

/** A number that is `off` bytes beyond what the lines of an end have sent, the last of which moves the end of it. */
interface Difference {
  readonly end: EndpointSyntax;
  readonly off: number;
  readonly sent: SentLines;
  readonly sentLine: number;
  /** The last of them with text; −1 where there is none. */
  readonly dataLine: number;
  /** Up to here the peer has acknowledged them. */
  readonly una: Form | null;
  readonly next: Form | null;
  readonly closing: Closing;
}

/** Whether an end has still to close, and the line of its peer's FIN, −1 for none. */
interface Closing {
  readonly open: boolean;
  readonly peerFin: number;
}
