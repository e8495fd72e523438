import type { Fix } from '../../findings/finding.ts';
import { ACK, FIN, RST, SYN } from '../../tcp/flags.ts';
import { requiredAck, requiredSeq } from '../../tcp/expected.ts';
import type { Form } from '../../tcp/number.ts';
import { finSent, SYN_RECEIVED, SYN_SENT } from '../../tcp/states.ts';
import type { Tcb } from '../../tcp/tcb.ts';
import { effectiveFlags } from '../numbers.ts';
import { commentOut, flagText } from '../rules/shared.ts';
import { endpoints } from '../segments.ts';
import { exchanged, flagsPlace, swappedNumbers, without, wrongEnds, wrongNumber, wrongWay } from './fixes.ts';
import { hasText, nearestTwin, type Sent, withEndsOf } from './lines.ts';
import { withLength } from './otherwise.ts';
import { AS_WRITTEN, type Reading } from './reading.ts';
import { type Attempt, type Context, NEAR, saidIn, SLIP, type Trial, weight } from './trial.ts';

/** What may be wrong with the line itself: its numbers, its flags, its direction, its ends. */
export class ThisLine {
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** Its two numbers have changed places. */
  *exchanged({ bindsSymbols, written, sender }: Context): Generator<Attempt> {
    const { statement, line, around } = this.#reading;
    if (!statement.seq.present || !statement.ack.present || bindsSymbols) return;
    if (!this.#mayAcknowledge(written.seq, sender)) return;
    yield () => this.#reading.read(exchanged(statement), swappedNumbers(line, around.textOf(line), statement));
  }

  *numbers(context: Context): Generator<Attempt> {
    const statement = this.#reading.statement;
    const { seq } = statement;
    for (const name of ['seq', 'ack'] as const) {
      const field = statement[name];
      if (!field.present || this.#isAsRequired(name, context)) continue;
      yield () => {
        const trial = this.#reading.read({ [name]: { ...field, present: false } }, null);
        const expected = trial.state.symbols.write(trial.state.transit.written[name]);
        const text = this.#reading.around.textOf(this.#reading.line);
        if (expected === null || expected === text.slice(field.value.from, field.value.to)) return null;
        const code = name === 'seq' ? 'seq-mismatch' : 'ack-mismatch';
        const said = saidIn(context.literal, field);
        const slip = said ?? wrongNumber(code, this.#reading.line, text, field, expected);
        return { ...trial, findings: [slip, ...trial.findings] };
      };
    }
    if (!seq.present) return;
    const sent = this.#reading.lines.sentBy(endpoints(statement)[0]);
    const twin = nearestTwin(sent, this.#reading.sent(), ({ line }) => !this.#reading.around.faulty(line));
    if (twin !== undefined) yield () => this.#repeats(twin);
    for (const lost of this.#awaited(context)) yield () => this.#repeats(lost);
  }

  /** Whether an end may send this ACK number, as far as that is known. */
  #mayAcknowledge(ack: Form, tcb: Tcb | undefined): boolean {
    const { algebra } = this.#reading;
    const rcvNxt = tcb?.rcvNxt ?? null;
    if (rcvNxt === null || algebra.equal(ack, rcvNxt)) return true;
    return algebra.resolve(ack).basis.anonymous || algebra.resolve(rcvNxt).basis.anonymous;
  }

  /** Whether a number is the one that the rules require there. */
  #isAsRequired(name: 'seq' | 'ack', { sender, written }: Context): boolean {
    if (sender === undefined) return false;
    const flags = effectiveFlags(this.#reading.statement.flags);
    const required = name === 'seq' ? requiredSeq(sender, flags, written.len) : requiredAck(sender, flags);
    return required !== null && this.#reading.algebra.equal(required, written[name]);
  }

  /** The lines whose bytes the peer has acknowledged up to, or awaits: what is sent again begins with them. */
  #awaited({ before, side, written, faults }: Context): readonly Sent[] {
    const seqFault = faults.some(({ kind }) => kind === 'seq-mismatch' || kind === 'seq-gap');
    if (before === undefined || !seqFault || !(written.hasData || (written.flags & FIN) !== 0)) return [];
    const sent = this.#reading.lines.sentBy(endpoints(this.#reading.statement)[0]);
    const starts = [before.end(side).tcb.sndUna, before.end(side === 0 ? 1 : 0).tcb.rcvNxt];
    const numbers = new Set(starts.map((start) => (start === null ? '' : this.#reading.write(start))));
    return [...numbers].flatMap((seq) => sent.find((one) => one.numbered && one.len > 0 && one.seq === seq) ?? []);
  }

  /** Text whose wrong number stands on a line behind as well: it is sent again, and two lines agree. */
  standsAgain({ faults }: Context): boolean {
    const statement = this.#reading.statement;
    if (!hasText(statement) || !faults.some(({ kind }) => kind === 'seq-gap' || kind === 'seq-mismatch')) return false;
    const [from] = endpoints(statement);
    return statement.seq.present && this.#reading.lines.sentAgain(from, statement.seq.value) !== null;
  }

  /** The line is the copy of one above whose bytes are acknowledged: it is one too many, and nothing was sent. */
  superfluous({ literal, written }: Context): Trial | null {
    const { line, statement, start, around } = this.#reading;
    const { seq } = statement;
    const said = literal.find(({ code, from }) => code === 'seq-mismatch' && seq.present && from >= seq.from);
    const own = this.#reading.sent();
    if (said === undefined || own.len === 0) return null;
    const sent = this.#reading.lines.sentBy(endpoints(statement)[0]);
    const first = sent.find((one) => one.seq === own.seq && one.len === own.len && one.flags === written.flags);
    if (first === undefined) return null;
    const reason = {
      template: 'line {line} has sent these bytes, and they are acknowledged',
      args: { line: first.line + 1 },
    };
    const findings = [{ ...said, reason, fixes: [commentOut(this.#reading)] }];
    return { state: around.trying(start), findings, next: line + 1 };
  }

  /** The segment is sent again, and not with as many bytes. */
  repeatsShorter({ sender }: Context): Trial | null {
    const { sndUna = null, sndNxt = null } = sender ?? {};
    // What is acknowledged is not sent again.
    if (sndUna !== null && sndNxt !== null && this.#reading.algebra.equal(sndUna, sndNxt)) return null;
    const statement = this.#reading.statement;
    const { line, seq, len } = this.#reading.sent();
    const { symbols } = this.#reading.around.trying(this.#reading.start);
    const isAcknowledged = (other: Sent): boolean =>
      sndUna !== null && other.numbered && this.#reading.algebra.surelyAtOrBefore(other.endOfText(symbols), sndUna);
    let acknowledged = 0;
    for (const other of this.#reading.lines.sentBy(endpoints(statement)[0])) {
      if (other.len === 0) continue;
      if (other.seq === seq)
        return other.len === len ? null : this.#reading.otherwise(line, withLength(other.len - len));
      if (isAcknowledged(other) && ++acknowledged === NEAR) break;
    }
    return null;
  }

  /** The segment is another one, sent again. */
  #repeats({ seqField }: Sent): Trial | null {
    const { seq } = this.#reading.statement;
    const trial = this.#reading.read({ seq: seqField }, null);
    const expected = trial.state.symbols.write(trial.state.transit.written.seq);
    if (expected === null) return null;
    const slip = wrongNumber(
      'seq-mismatch',
      this.#reading.line,
      this.#reading.around.textOf(this.#reading.line),
      seq,
      expected,
    );
    return { ...trial, findings: [slip, ...trial.findings] };
  }

  /** Whether the numbers are just those with which the other end would go on. */
  hasNumbersOfPeer({ receiver, written }: Context): boolean {
    const { algebra } = this.#reading;
    const { sndNxt = null, rcvNxt = null } = receiver ?? {};
    return (
      sndNxt !== null && rcvNxt !== null && algebra.equal(written.seq, sndNxt) && algebra.equal(written.ack, rcvNxt)
    );
  }

  /** Whether it goes on with the number of a FIN, the own one or the peer's, as if there were none. */
  ignoresFin({ sender, receiver, written, faults }: Context): boolean {
    const own = faults.some(({ kind }) => kind === 'seq-after-fin') && (written.flags & FIN) === 0;
    const peers = faults.some(({ kind }) => kind === 'ack-mismatch');
    const isIts = (tcb: Tcb | undefined, number: Form): boolean => {
      const fin = tcb?.fin ?? null;
      return fin !== null && this.#reading.algebra.equal(number, fin);
    };
    return (own && isIts(sender, written.seq)) || (peers && isIts(receiver, written.ack));
  }

  turned({ receiver, written }: Context): Trial | null {
    const statement = this.#reading.statement;
    // What arrives acknowledges what its sender had received by then.
    const now = statement.delivery !== 'arrived' && statement.ack.present;
    if (now && !this.#mayAcknowledge(written.ack, receiver)) return null;
    const slip = wrongWay(
      this.#reading.line,
      this.#reading.around.textOf(this.#reading.line),
      statement,
      this.#reading.namesAcross(statement),
    );
    return this.#reading.read({ mirrored: !statement.mirrored }, slip);
  }

  *flags({ senderState, before, side, written }: Context): Generator<Attempt> {
    const { flags, ack } = this.#reading.statement;
    if (ack.present && (flags & ACK) === 0) {
      yield () => this.#withFlags(flags | ACK, 'flag-missing', 'missing', { flag: 'ACK' });
    }
    // What begins with the number of the own FIN is that FIN, sent again.
    const own = before?.end(side).tcb.fin ?? null;
    if ((flags & (SYN | FIN | RST)) === 0 && own !== null && this.#reading.algebra.equal(written.seq, own)) {
      yield () => this.#withFlags(flags | FIN, 'flag-missing', 'missing', { flag: 'FIN' });
    }
    const opens = senderState <= SYN_RECEIVED;
    const opening = senderState === SYN_RECEIVED ? SYN | ACK : SYN;
    for (const flag of [SYN, RST, FIN]) {
      if ((flags & flag) === 0) continue;
      const left = without(flags, flag);
      const words = { flag: flagText(flag) };
      yield () => this.#withFlags(left, 'flag-extra', 'extra', words);
      const [meant, instead] = opens ? [SYN, opening] : [FIN, left | FIN];
      if ((flags & meant) !== 0 || finSent(senderState)) continue;
      yield () => this.#withFlags(instead, 'flag-extra', 'instead', { ...words, meant: flagText(meant) });
    }
    if ((flags & (SYN | RST)) !== 0 || !opens) return;
    yield () => this.#withFlags(opening, 'flag-missing', 'missing', { flag: 'SYN' });
  }

  #withFlags(flags: number, code: 'flag-extra' | 'flag-missing', key: string, args: Record<string, string>): Trial {
    const slip = this.#reading.slip(code, key, flagsPlace(this.#reading.statement), args, [
      this.#reading.changeFlags(flags),
    ]);
    return this.#reading.read({ flags }, slip);
  }

  /** A SYN,ACK in two halves: the one flag on this line, and the other on the next of the same end. */
  halved({ faults }: Context): Trial | null {
    const next = this.#reading.lines.next(1);
    const other = this.#reading.lines.segmentOn(next);
    const statement = this.#reading.statement;
    const { flags, flagsSpan, flagsWritten, seq, ack } = statement;
    const asks = flagsWritten && faults.some(({ kind }) => kind === 'syn-missing' || kind === 'syn-without-ack');
    if (!asks || other === null || hasText(statement) || hasText(other)) return null;
    if (flags + other.flags !== (SYN | ACK) || endpoints(other)[0].name !== endpoints(statement)[0].name) return null;
    const { textOf } = this.#reading.around;
    const change = { flags: SYN | ACK, seq: seq.present ? seq : other.seq, ack: ack.present ? ack : other.ack };
    const missing = [...(seq.present ? [] : [other.seq]), ...(ack.present ? [] : [other.ack])].filter(
      ({ present }) => present,
    );
    const told = missing.map(({ from, to }) => ` ${textOf(next).slice(from, to)}`).join('');
    const end = Math.max(flagsSpan.to, seq.to, ack.to);
    const fix: Fix = {
      title: { template: 'Change to {text}', args: { text: flagText(SYN | ACK) } },
      edits: [
        ...this.#reading.changeFlags(SYN | ACK).edits,
        ...(told === '' ? [] : [{ line: this.#reading.line, from: end, to: end, text: told }]),
        { line: next, from: 0, to: 0, text: '# ' },
      ],
    };
    const slip = this.#reading.slip('syn-missing', 'halved', flagsSpan, { line: next + 1 }, [fix]);
    const trial = this.#reading.read(change, slip);
    trial.state.skips = this.#reading.skipping(next);
    return { ...trial, revision: null };
  }

  /**
   * What should not have been sent was sent all the same, and is answered as it is written: a reset of a SYN,ACK with a
   * wrong number, for one, is what the peer owes (RFC 9293 §3.5.2, §3.10.7.3).
   */
  asWritten({ refused, receiverState }: Context): Trial | null {
    if (!refused && receiverState !== SYN_SENT && receiverState !== SYN_RECEIVED) return null;
    const trial = this.#reading.read(AS_WRITTEN, null, (state) => (state.literal = true));
    trial.state.literal = false;
    return trial;
  }

  /** The line belongs to another connection, and one of its ends is wrong. */
  strayed(): Trial | null {
    if (this.#reading.other === null) return null;
    const { symbols } = this.#reading.around.trying(this.#reading.start);
    const { seq, ack } = this.#reading.statement;
    // Without a number that is known it would be right in any connection.
    if (![seq, ack].some(({ present, value }) => present && symbols.knows(value))) return null;
    const { line, statement } = this.#reading.other;
    const { textOf } = this.#reading.around;
    const [meant] = withEndsOf(this.#reading.statement, statement);
    if (meant === undefined) return null;
    const slip = wrongEnds(this.#reading.line, textOf(this.#reading.line), meant, textOf(line), line);
    const trial = this.#reading.read(meant.change, slip);
    // What is wrong in that one, too, does not belong to it.
    if (trial.findings.some((found) => found !== slip && weight(trial.state, found) === SLIP)) return null;
    return { ...trial, beside: statement, bonus: 1 };
  }
}
