import type { Fix } from '../../findings/finding.ts';
import { ARROWS } from '../../notation/strict.ts';
import type { EndpointSyntax, SegmentStatement, Statement } from '../../notation/syntax.ts';
import { ACK, FIN, PSH, RST, SYN } from '../../tcp/flags.ts';
import { Algebra, type Form } from '../../tcp/number.ts';
import { uncount } from '../../tcp/send.ts';
import { CLOSED, finSent, SYN_RECEIVED, SYN_SENT } from '../../tcp/states.ts';
import type { FaultKind } from '../../tcp/transit.ts';
import { type Change, DiagramReader, type Explained, type Revision } from '../reader.ts';
import { finding, WHOLE_LINE } from '../report.ts';
import { flagText } from '../rules/shared.ts';
import { beginConnection, type Endpoint, endpoints, listens, passUntold, toItself, type Untold } from '../segments.ts';
import type { Checkpoint, DiagramState, RawFinding } from '../state.ts';
import { resolve } from '../statements/participants.ts';
import type { Symbols } from '../symbols.ts';
import {
  changeFlags,
  exchanged,
  flagsPlace,
  swapLines,
  swappedNumbers,
  without,
  wrongEnds,
  wrongNumber,
  wrongWay,
} from './fixes.ts';
import { hasText, LinesAround, nearestTwin, sameEnds, Sent, type SentLines, withEndsOf } from './lines.ts';
import {
  type Otherwise,
  swapped,
  turned,
  wasLost,
  withEnds,
  withFin,
  withIsn,
  withLength,
  withoutFlag,
  withSeq,
} from './otherwise.ts';
import {
  type Attempt,
  AWAITING,
  Context,
  CROWD,
  CROWDED,
  HINT,
  HOPELESS,
  NEAR,
  OFTEN_ELSEWHERE,
  repeatsWrongNumber,
  SEGMENTS_AHEAD,
  severityOf,
  SLIP,
  type Surroundings,
  type Trial,
  weigh,
  weight,
} from './trial.ts';
import { isByte, untoldBefore, writeUntold } from './untold.ts';

/**
 * The fewest slips. Where a line can't be right, more than one thing may have gone wrong: its number, its flags, its
 * direction, its place, a line that is missing before it, or an earlier line. Each is tried on a copy of the state, which
 * reads on for a few segments; the explanation after which the least is wrong is the one that is reported.
 */

/** Until the state is known. */
const UNKNOWN = new Algebra();
const AS_WRITTEN: Change = {};
/** Little is wrong after an explanation. */
const LITTLE = 3 * SLIP;

/** Explains the segment on `line`, of which nothing has been read yet. */
export function explain(start: Checkpoint, line: number, surroundings: Surroundings): Explained {
  const statement = surroundings.statementOf(line);
  if (statement.kind !== 'segment') throw new RangeError(`no segment on line ${String(line)}`);
  return new Explainer(start, line, statement, surroundings).best();
}

class Explainer {
  readonly #start: Checkpoint;
  readonly #line: number;
  readonly #statement: SegmentStatement;
  readonly #around: Surroundings;
  #algebra = UNKNOWN;
  #best: Explained | null = null;
  #least = Infinity;
  /** What is found while something is tried needs no words; and how much was. */
  #wordless = false;
  #heard = 0;
  readonly #lines: LinesAround;
  /** The nearest line above of another connection that shares one end with this one: it may belong to that. */
  readonly #other: { readonly line: number; readonly statement: SegmentStatement } | null;
  /** The lines above that are known to be meant otherwise than they are written, each with the line that has shown it. */
  readonly #revisions: readonly (readonly [cause: number, revision: Revision])[];
  /** The states before earlier lines, where they are known. */
  readonly #starts = new Map<number, Checkpoint | null>();

  constructor(start: Checkpoint, line: number, statement: SegmentStatement, around: Surroundings) {
    this.#start = start;
    this.#line = line;
    this.#statement = statement;
    this.#around = around;
    this.#lines = new LinesAround(line, statement, around);
    this.#other = start.connections.length === 0 ? null : this.#lines.nearestOther();
    this.#revisions = around.revisions(this.#lines.begin);
    this.#starts.set(line, start);
  }

  best(): Explained {
    // Most segments have an explanation after which little is wrong: what is wrong with the others need not be counted.
    const found = this.#leastBelow(LITTLE) ?? this.#leastBelow(Infinity);
    if (found === null) throw new RangeError('nothing was tried');
    return found;
  }

  /** The explanation after which the least is wrong, if that is less than `limit`. */
  #leastBelow(limit: number): Explained | null {
    this.#least = limit;
    const literal = this.#read(AS_WRITTEN, null);
    this.#algebra = literal.state.symbols.algebra;
    const context = new Context(literal.state, this.#start, literal.findings);
    this.#consider(literal, this.#standsAgain(context) ? -SLIP : 0);
    if (this.#isWrongAllOver()) return this.#best;
    const plain = this.#least < 2 * SLIP;
    if (context.has('seq-mismatch') || context.has('seq-after-fin')) {
      const repeated = this.#repeatsShorter();
      // A bare ACK may as well have a wrong number.
      if (repeated !== null) this.#consider(repeated, this.#sent().bare ? 0 : 1);
    }
    if (context.refused || !plain) this.#try(() => this.#strayed());
    if (context.faults.some(({ kind }) => AWAITING.has(kind))) for (const attempt of this.#strays()) this.#try(attempt);
    if (this.#start.variables.skip <= this.#line) this.#try(() => this.#halved(context));
    const bothOpen = this.#bothOpen(context);
    if (bothOpen !== null) this.#consider(bothOpen);
    this.#considerCrossing(context, plain);
    for (const attempt of this.#losses(context)) this.#try(attempt);
    for (const attempt of this.#overlapping(context)) this.#try(attempt);
    for (const attempt of this.#filling(context)) this.#try(attempt);
    for (const attempt of this.#closing(context)) this.#try(attempt);
    for (const attempt of plain ? this.#oddLengths(context) : []) this.#try(attempt);
    if (plain && !context.faults.some(({ kind }) => OFTEN_ELSEWHERE.has(kind))) return this.#best;
    // One wrong number explains it, but two lines that only have to change places explain it better.
    this.#try(() => preferred(this.#belongsAfterNext(), 1));
    const again = context.has('fin-again');
    const ended = again || context.has('after-reset') || context.has('seq-after-fin');
    if (plain && !ended) return this.#best;
    // No number is right for a second FIN behind one that is acknowledged.
    for (const attempt of again ? this.#flags(context) : []) this.#try(() => preferred(attempt(), 1));
    for (const attempt of plain ? this.#earlierFlags(context) : this.#attempts(context)) {
      this.#try(attempt);
      if (!plain && this.#least < SLIP + HINT) break;
    }
    return this.#best;
  }

  /**
   * Whether nearly every segment above is wrong, too: half of a conversation, or numbers of another one. There is no slip to
   * be found, and to look for it would take as long as thousands of right lines do, for every line.
   */
  #isWrongAllOver(): boolean {
    const { statementOf, faulty } = this.#around;
    let [segments, wrong] = [0, 0];
    for (let line = this.#line - 1; line >= this.#lines.begin && segments < CROWD; line--) {
      if (statementOf(line).kind !== 'segment') continue;
      segments++;
      if (faulty(line)) wrong++;
    }
    return wrong >= CROWDED;
  }

  /** Words are for an explanation that is kept: most are not. */
  #try(attempt: Attempt): void {
    this.#wordless = true;
    const heard = this.#heard;
    const trial = attempt();
    this.#wordless = false;
    const best = this.#best;
    if (trial !== null) this.#consider(trial, trial.bonus);
    if (this.#best === null || this.#best === best || this.#heard === heard) return;
    const told = attempt();
    if (told !== null) this.#best = { ...this.#best, findings: told.findings };
  }

  /** What the rules find from now on goes to `hear`. */
  #listen(state: DiagramState, hear: (found: RawFinding) => void): void {
    state.wordless = this.#wordless;
    state.report = (found) => {
      this.#heard++;
      hear(found);
    };
  }

  /** Where the two may have crossed as well, and nothing behind tells, the number is wrong: the crossing is a fix for it. */
  #considerCrossing(context: Context, plain: boolean): void {
    const crossed = this.#crossed(context);
    if (crossed === null) return;
    const { literal } = context;
    const least = this.#least;
    const best = this.#best;
    this.#consider(crossed, plain ? 1 : 0);
    const [offering] = crossed.findings;
    if (this.#least !== least - 1 || best === null || offering === undefined) return;
    this.#best = { ...best, findings: [offering, ...literal.slice(1)] };
  }

  /** What the rules find from now on, but for what is said of earlier lines already. */
  #listenFurther(state: DiagramState): RawFinding[] {
    const findings: RawFinding[] = [];
    this.#listen(state, (found) => {
      if (!this.#around.reported(found)) findings.push(found);
    });
    return findings;
  }

  /** Keeps the trial if less is wrong after it than after the best one so far. */
  #consider({ state, findings, next, revision = null }: Trial, bonus = 0): void {
    let cost = weigh(state, findings) - bonus;
    if (cost >= this.#least) return;
    const after = state.checkpoint();
    cost += this.#outlook(state, next, this.#least - cost);
    if (cost >= this.#least) return;
    this.#least = cost;
    this.#best = { after, findings, revision };
  }

  /** What is wrong with the next segments of the connection, at most a little more than `limit`. */
  #outlook(state: DiagramState, next: number, limit: number): number {
    const { textOf, statementOf } = this.#around;
    const reader = new DiagramReader(state, textOf);
    const { end } = this.#lines;
    let cost = 0;
    let expected = false;
    state.wordless = true;
    state.report = (found) => {
      if (!expected) cost += weight(state, found);
    };
    let segments = 0;
    for (let line = next; line < end && segments < SEGMENTS_AHEAD && cost < limit; line++) {
      const statement = statementOf(line);
      // Half a line tells nothing.
      if (statement.problems.length > 0) continue;
      if (statement.kind === 'segment') {
        if (!this.#isOurs(statement)) continue;
        segments++;
      }
      if (statement.kind === 'segment') reader.readSegment(line, statement);
      else reader.read(line, statement);
      if (statement.kind === 'segment' && repeatsWrongNumber(state)) cost += SLIP;
      expected = state.expecting !== null;
    }
    return cost;
  }

  /** Reads the line with something else in it; with a finding of its own it speaks for itself. */
  #read(change: Change, slip: RawFinding | null, prepare?: (state: DiagramState) => boolean): Trial {
    const findings: RawFinding[] = [];
    const state = this.#around.trying(this.#start);
    if (prepare !== undefined && !prepare(state)) return { state, findings: HOPELESS, next: this.#line + 1 };
    this.#listen(state, (found) => findings.push(found));
    const asWritten = change === AS_WRITTEN;
    const statement = asWritten ? this.#statement : { ...this.#statement, ...change };
    new DiagramReader(state, this.#around.textOf).readSegment(this.#line, statement);
    const read: Trial = { state, findings, next: this.#line + 1 };
    if (asWritten && slip === null) return read;
    const others = findings.filter((found) => asWritten || slip === null || severityOf(state, found) !== 'hint');
    return {
      ...read,
      findings: slip === null ? others : [slip, ...others],
      revision: asWritten ? null : { line: this.#line, change },
    };
  }

  /** Whether a segment is of the connection of the line, or of the one that its numbers may belong to. */
  #isOurs(statement: SegmentStatement): boolean {
    const other = this.#other;
    return sameEnds(statement, this.#statement) || (other !== null && sameEnds(statement, other.statement));
  }

  // ---- What may have gone wrong

  *#attempts(context: Context): Generator<Attempt> {
    // What goes on behind a reset or a FIN most likely shows that there was none.
    const ended = context.has('after-reset') || context.has('data-after-fin');
    if (ended) yield* this.#earlierFlags(context);
    yield* this.#numbers(context);
    yield () => this.#turned();
    yield* this.#turnedAbove(context);
    yield* this.#beginnings(context);
    yield* this.#flags(context);
    yield () => this.#asWritten(context);
    yield () => this.#belongsBefore();
    yield* this.#earlierNumbers(context, true);
    yield* this.#received(context);
    yield* this.#uncounted(context);
    yield* this.#missing(context);
    yield* this.#earlierNumbers(context, false);
    if (!ended) yield* this.#earlierFlags(context);
  }

  *#numbers(context: Context): Generator<Attempt> {
    const statement = this.#statement;
    const { seq, ack } = statement;
    if (seq.present && ack.present && !context.bindsSymbols) {
      const slip = swappedNumbers(this.#line, this.#around.textOf(this.#line), statement);
      yield () => this.#read(exchanged(statement), slip);
    }
    for (const name of ['seq', 'ack'] as const) {
      const field = statement[name];
      if (!field.present) continue;
      yield () => {
        const trial = this.#read({ [name]: { ...field, present: false } }, null);
        const expected = trial.state.symbols.write(trial.state.transit.written[name]);
        const text = this.#around.textOf(this.#line);
        if (expected === null || expected === text.slice(field.value.from, field.value.to)) return null;
        const code = name === 'seq' ? 'seq-mismatch' : 'ack-mismatch';
        const said = context.literal.find((found) => found.from >= field.from && found.to <= field.to);
        const slip = said ?? wrongNumber(code, this.#line, text, field, expected);
        return { ...trial, findings: [slip, ...trial.findings] };
      };
    }
    const sent = this.#lines.sentBy(endpoints(statement)[0]);
    const twin = nearestTwin(sent, this.#sent(), ({ line }) => !this.#around.faulty(line));
    if (twin !== undefined) yield () => this.#repeats(twin);
    for (const lost of this.#awaited(context)) yield () => this.#repeats(lost);
  }

  /** The lines whose bytes the peer has acknowledged up to, or awaits: what is sent again begins with them. */
  #awaited({ before, side, written, faults }: Context): readonly Sent[] {
    const seqFault = faults.some(({ kind }) => kind === 'seq-mismatch' || kind === 'seq-gap');
    if (before === undefined || !seqFault || !(written.hasData || (written.flags & FIN) !== 0)) return [];
    const sent = this.#lines.sentBy(endpoints(this.#statement)[0]);
    const starts = [before.end(side).tcb.sndUna, before.end(side === 0 ? 1 : 0).tcb.rcvNxt];
    const numbers = new Set(starts.map((start) => (start === null ? '' : this.#write(start))));
    return [...numbers].flatMap((seq) => sent.find((one) => one.numbered && one.len > 0 && one.seq === seq) ?? []);
  }

  /** Text whose wrong number stands on a line behind as well: it is sent again, and two lines agree. */
  #standsAgain({ faults }: Context): boolean {
    const statement = this.#statement;
    if (!hasText(statement) || !faults.some(({ kind }) => kind === 'seq-gap' || kind === 'seq-mismatch')) return false;
    const [from] = endpoints(statement);
    return this.#lines.isSentAgain(from, this.#sent().seq);
  }

  /** The segment is sent again, and not with as many bytes. */
  #repeatsShorter(): Trial | null {
    const statement = this.#statement;
    const { line, seq, len } = this.#sent();
    const sent = this.#lines.sentBy(endpoints(statement)[0]);
    const twin = sent.find((other) => other.len > 0 && other.seq === seq);
    return twin === undefined || twin.len === len ? null : this.#otherwise(line, withLength(twin.len - len));
  }

  /** The segment is another one, sent again. */
  #repeats({ seqField }: Sent): Trial | null {
    const { seq } = this.#statement;
    const trial = this.#read({ seq: seqField }, null);
    const expected = trial.state.symbols.write(trial.state.transit.written.seq);
    if (expected === null) return null;
    const slip = wrongNumber('seq-mismatch', this.#line, this.#around.textOf(this.#line), seq, expected);
    return { ...trial, findings: [slip, ...trial.findings] };
  }

  #turned(): Trial {
    const statement = this.#statement;
    const slip = wrongWay(this.#line, this.#around.textOf(this.#line), statement, this.#namesAcross(statement));
    return this.#read({ mirrored: !statement.mirrored }, slip);
  }

  /** Who receives a segment, and who sends it. */
  #namesAcross(statement: SegmentStatement): readonly [string, string] {
    const [from, to] = endpoints(statement);
    const { names } = this.#around;
    return [names.text(to.name), names.text(from.name)];
  }

  *#flags({ senderState, before, side, written }: Context): Generator<Attempt> {
    const { flags, ack } = this.#statement;
    if (ack.present && (flags & ACK) === 0) {
      yield () => this.#withFlags(flags | ACK, 'flag-missing', 'missing', { flag: 'ACK' });
    }
    // What begins with the number of the own FIN is that FIN, sent again.
    const own = before?.end(side).tcb.fin ?? null;
    if ((flags & (SYN | FIN | RST)) === 0 && own !== null && this.#algebra.equal(written.seq, own)) {
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
    const slip = this.#slip(code, key, flagsPlace(this.#statement), args, [this.#changeFlags(flags)]);
    return this.#read({ flags }, slip);
  }

  /** A SYN,ACK in two halves: the one flag on this line, and the other on the next of the same end. */
  #halved({ faults }: Context): Trial | null {
    const next = this.#lines.next(1);
    const other = this.#lines.segmentOn(next);
    const statement = this.#statement;
    const { flags, flagsSpan, flagsWritten, seq, ack } = statement;
    const asks = flagsWritten && faults.some(({ kind }) => kind === 'syn-missing' || kind === 'syn-without-ack');
    if (!asks || other === null || hasText(statement) || hasText(other)) return null;
    if (flags + other.flags !== (SYN | ACK) || endpoints(other)[0].name !== endpoints(statement)[0].name) return null;
    const { textOf } = this.#around;
    const change = { flags: SYN | ACK, seq: seq.present ? seq : other.seq, ack: ack.present ? ack : other.ack };
    const missing = [...(seq.present ? [] : [other.seq]), ...(ack.present ? [] : [other.ack])].filter(
      ({ present }) => present,
    );
    const told = missing.map(({ from, to }) => ` ${textOf(next).slice(from, to)}`).join('');
    const end = Math.max(flagsSpan.to, seq.to, ack.to);
    const fix: Fix = {
      title: { template: 'Change to {text}', args: { text: flagText(SYN | ACK) } },
      edits: [
        ...this.#changeFlags(SYN | ACK).edits,
        ...(told === '' ? [] : [{ line: this.#line, from: end, to: end, text: told }]),
        { line: next, from: 0, to: 0, text: '# ' },
      ],
    };
    const slip = this.#slip('syn-missing', 'halved', flagsSpan, { line: next + 1 }, [fix]);
    const trial = this.#read(change, slip);
    trial.state.skip = next;
    return { ...trial, revision: null };
  }

  /** The line and the next one of the connection have changed places. */
  #belongsAfterNext(): Trial | null {
    const { trying, textOf } = this.#around;
    const next = this.#lines.next(1);
    const following = this.#lines.segmentOn(next);
    // Only one line at a time is passed over.
    if (following === null || this.#start.variables.skip > this.#line) return null;
    const state = trying(this.#start);
    const findings: RawFinding[] = [];
    this.#listen(state, (found) => findings.push(found));
    const reader = new DiagramReader(state, textOf);
    // Lines that are wrong the other way round, too, have not changed places.
    const isWrong = (): boolean => findings.some((found) => weight(state, found) === SLIP);
    reader.readSegment(next, following);
    if (isWrong()) return null;
    reader.readSegment(this.#line, this.#statement);
    state.skip = next;
    if (repeatsWrongNumber(state) || isWrong()) return null;
    const fixes = [swapLines(this.#line, next, textOf)];
    const slip = this.#slip('lines-swapped', 'swapped', WHOLE_LINE, { line: next + 1 }, fixes);
    return { state, findings: [slip, ...findings], next: this.#line + 1 };
  }

  /** The line and the one above it of the connection have changed places. */
  #belongsBefore(): Trial | null {
    const { textOf, trying } = this.#around;
    const above = this.#lines.next(-1);
    const statement = this.#lines.segmentOn(above);
    const start = this.#before(above);
    if (start === null || statement === null) return null;
    const state = trying(start);
    const findings = this.#listenFurther(state);
    const reader = new DiagramReader(state, textOf);
    reader.readSegment(this.#line, this.#statement);
    reader.readSegment(above, statement);
    if (repeatsWrongNumber(state) || findings.some((found) => weight(state, found) === SLIP)) return null;
    this.#readBetween(reader, above + 1);
    const fixes = [swapLines(this.#line, above, textOf)];
    const slip = this.#slip('lines-swapped', 'before', WHOLE_LINE, { line: above + 1 }, fixes);
    return { state, findings: [slip, ...findings], next: this.#line + 1 };
  }

  /** Nobody has said that the end listened: both may open at once, which the SYN,ACKs behind show (RFC 9293, figure 7). */
  #bothOpen({ before, side, faults }: Context): Trial | null {
    const crosses = faults.some(({ kind }) => kind === 'syn-from-listen');
    if (before === undefined || !(crosses || faults.some(({ kind }) => kind === 'syn-without-ack'))) return null;
    const { participant, port } = before.end(side);
    const line = before.firstLine;
    const start = this.#before(line);
    if (start === null || !(crosses || this.#lines.answersSyn())) return null;
    const { textOf, trying } = this.#around;
    const state = trying(start);
    const { presets } = state;
    if (listens(state, participant) || presets.of(participant).length > 0) return null;
    const findings = this.#listenFurther(state);
    state.presets = presets.with({ participant, port, state: CLOSED, line, variables: [] });
    this.#readOn(new DiagramReader(state, textOf), line);
    state.presets = presets;
    return { state, findings, next: this.#line + 1 };
  }

  /** Reads the lines from `from` to this one. */
  #readOn(reader: DiagramReader, from: number): void {
    this.#readBetween(reader, from);
    reader.readSegment(this.#line, this.#statement);
  }

  /**
   * Reads the lines from `from` to the one above this. What they say of other connections is decided: those are afterwards
   * as they were.
   */
  #readBetween(reader: DiagramReader, from: number): void {
    const { state } = reader;
    this.#readLines(reader, from, this.#line);
    state.skip = this.#start.variables.skip;
    state.restoreOthers(this.#start, this.#connectionOf(state));
  }

  /** Reads lines as they are known by now; what is found in other connections is found already. */
  #readLines(reader: DiagramReader, from: number, to: number): void {
    const { state } = reader;
    const { report } = state;
    for (let line = from; line < to; line++) {
      const statement = this.#revised(line);
      if (statement.kind !== 'segment') {
        reader.read(line, statement);
        continue;
      }
      if (!sameEnds(statement, this.#statement)) state.report = () => undefined;
      reader.readSegment(line, statement);
      state.report = report;
    }
  }

  /** What the line does not acknowledge was still on its way: the two have crossed. */
  #crossed({ before, side, written, faults, literal }: Context): Trial | null {
    const [wrong] = literal;
    const sender = before?.end(side);
    const asks = faults.some(({ kind }) => kind === 'ack-mismatch' || kind === 'ack-regressed');
    if (wrong === undefined || sender === undefined || !asks) return null;
    const { receivedLine: line, tcb } = sender;
    if (tcb.lastAck !== null && !this.#algebra.equal(written.ack, tcb.lastAck)) return null;
    const trial = this.#otherwise(line, ({ statement, text, read }) => {
      if (statement.delivery !== 'delivered') return null;
      read({ ...statement, delivery: 'sent' });
      return { ...wrong, fixes: [...wrong.fixes, this.#crossing(line, statement, text)] };
    });
    const late = this.#lines.segmentOn(line);
    if (trial === null || late === null) return null;
    const findings = [...trial.findings];
    this.#listen(trial.state, (found) => findings.push(found));
    new DiagramReader(trial.state, this.#around.textOf).readSegment(line, { ...late, delivery: 'arrived' });
    return { ...trial, findings, revision: null };
  }

  /** Draws a segment that arrives behind this one. */
  #crossing(line: number, { arrow, left, mirrored, comment }: SegmentStatement, text: string): Fix {
    const at = mirrored ? 1 : 0;
    const [sent, arrives] = [ARROWS.sent[at], ARROWS.arrived[at]];
    const behind = text.slice(arrow.to, comment?.from).trimEnd();
    const end = this.#around.textOf(this.#line).length;
    return {
      title: { template: 'If they crossed: {text}', args: { text: sent } },
      edits: [
        { line, from: arrow.from, to: arrow.to, text: sent },
        { line: this.#line, from: end, to: end, text: `\n${text.slice(left.from, arrow.from)}${arrives}${behind}` },
      ],
    };
  }

  /**
   * A segment that the line does not know of was lost, and is not drawn so: it is sent again behind, or a SACK names
   * bytes beyond it (RFC 2018 §3).
   */
  *#losses({ before, side, faults, written, sacks }: Context): Generator<Attempt> {
    if (before === undefined) return;
    const has = (...kinds: readonly FaultKind[]): boolean => faults.some(({ kind }) => kinds.includes(kind));
    const [, to] = endpoints(this.#statement);
    const sent = this.#lines.sentBy(to);
    const lost =
      (line: number, bonus: number): Attempt =>
      () =>
        preferred(this.#otherwise(line, wasLost), bonus);
    // The SYN,ACK or the last ACK was lost: the end sends its SYN or its FIN once more.
    if (has('syn-in-connection') || (has('from-closed') && (written.flags & FIN) !== 0)) {
      const last = sent.at(0);
      if (last !== undefined) yield lost(last.line, 1);
    }
    if (!has('ack-mismatch', 'ack-regressed')) return;
    const { symbols } = this.#around.trying(this.#start);
    const { receivedLine } = before.end(side);
    const { sndUna } = before.end(side === 0 ? 1 : 0).tcb;
    let count = 0;
    let acknowledged = 0;
    for (const one of sent) {
      const start = one.numbered ? one.start(symbols) : null;
      // What is acknowledged was not lost; nor was what stands above it, if it is not sent again.
      const isPast = start !== null && sndUna !== null && this.#algebra.surelyAtOrBefore(start.plus(one.len), sndUna);
      if (isPast && ++acknowledged === NEAR) return;
      if (start === null ? one.line !== receivedLine : !this.#algebra.equal(start, written.ack)) continue;
      if (sacks || this.#lines.isSentAgain(to, one.seq)) yield lost(one.line, sacks ? 1 : 0);
      if (++count === NEAR) return;
    }
  }

  /**
   * What should not have been sent was sent all the same, and is answered as it is written: a reset of a SYN,ACK with a
   * wrong number, for one, is what the peer owes (RFC 9293 §3.5.2, §3.10.7.3).
   */
  #asWritten({ refused, receiverState }: Context): Trial | null {
    if (!refused && receiverState !== SYN_SENT && receiverState !== SYN_RECEIVED) return null;
    const trial = this.#read(AS_WRITTEN, null, (state) => (state.literal = true));
    trial.state.literal = false;
    return trial;
  }

  /** The SYN or the FIN of an end is not counted as one, here and in all that follows: that is one slip. */
  *#uncounted({ before, side, faults, literal, written }: Context): Generator<Attempt> {
    if (before === undefined) return;
    const { seq, ack } = this.#statement;
    for (const fault of faults) {
      if (!('expected' in fault && 'given' in fault) || fault.kind.startsWith('rst')) continue;
      const { given } = fault;
      const own = fault.kind.startsWith('seq');
      const counting = own === (side === 0) ? 0 : 1;
      const { iss, fin } = before.end(counting).tcb;
      const isIts = (number: Form | null): boolean => number !== null && this.#algebra.equal(number, given);
      if (!isIts(iss) && !isIts(fin)) continue;
      const field = own ? seq : ack;
      const said = literal.find((found) => found.from >= field.from && found.to <= field.to);
      if (said === undefined) continue;
      const read = (): Trial => {
        const trial = this.#read(AS_WRITTEN, null, (state) => {
          this.#uncount(state, counting, given);
          return true;
        });
        return { ...trial, findings: [said, ...trial.findings] };
      };
      yield read;
      // Who does not count the one SYN does not count the other.
      if ((written.flags & SYN) === 0) continue;
      yield () => {
        const trial = read();
        this.#uncount(trial.state, side, written.seq);
        return trial;
      };
    }
  }

  #uncount(state: DiagramState, side: 0 | 1, next: Form): void {
    const connection = state.change(this.#connectionOf(state));
    uncount(this.#algebra, connection.end(side).tcb, connection.end(side === 0 ? 1 : 0).tcb, next);
  }

  // ---- The wrong end

  /** The line belongs to another connection, and one of its ends is wrong. */
  #strayed(): Trial | null {
    if (this.#other === null) return null;
    const { symbols } = this.#around.trying(this.#start);
    const { seq, ack } = this.#statement;
    // Without a number that is known it would be right in any connection.
    if (![seq, ack].some(({ present, value }) => present && symbols.knows(value))) return null;
    const { line, statement } = this.#other;
    const { textOf } = this.#around;
    const [meant] = withEndsOf(this.#statement, statement);
    if (meant === undefined) return null;
    const slip = wrongEnds(this.#line, textOf(this.#line), meant, textOf(line), line);
    return preferred(this.#read(meant.change, slip), 1);
  }

  /** A line above that is alone in its connection belongs to this one, and one of its ends is wrong. */
  *#strays(): Generator<Attempt> {
    for (const { line, statement } of this.#lines.others()) {
      if (!this.#isAlone(line, statement)) continue;
      for (const meant of withEndsOf(statement, this.#statement)) {
        yield () => preferred(this.#otherwise(line, withEnds(meant, this.#around.textOf(this.#line))), 1);
      }
    }
  }

  #isAlone(line: number, statement: SegmentStatement): boolean {
    if (toItself(statement)) return true;
    const state = this.#around.trying(this.#start);
    const [from, to] = endpoints(statement);
    const [a, b] = [state.participants.find(from.name), state.participants.find(to.name)];
    const connection = state.connections[state.find(a, from.port, b, to.port)];
    return connection?.firstLine === line && connection.lastLine === line;
  }

  // ---- A line is missing before this one

  *#missing(context: Context): Generator<Attempt> {
    for (const fault of context.faults) {
      for (const untold of untoldBefore(this.#algebra, context, fault, this.#statement)) {
        const counted = fault.kind === 'seq-gap' && isByte(untold) && this.#lines.followsAck();
        // Hardly anybody sends one byte, other than a FIN.
        const bonus = isByte(untold) && !counted ? -SLIP / 4 : 0;
        yield () => preferred(counted ? this.#ackCounted(untold, context) : this.#inserted([untold]), bonus);
      }
    }
    // A question and its answer.
    for (const asks of this.#untold(context, 'seq-gap')) {
      for (const answers of this.#untold(context, 'ack-unsent')) {
        yield () => preferred(this.#inserted([asks, answers]), -SLIP / 2);
        yield () => preferred(this.#inserted([answers, asks]), -SLIP / 2);
        return;
      }
    }
  }

  /** The segments that may be missing for this fault, if there is one. */
  *#untold(context: Context, kind: FaultKind): Generator<Untold> {
    for (const fault of context.faults) {
      if (fault.kind === kind) yield* untoldBefore(this.#algebra, context, fault, this.#statement);
    }
  }

  /** Its end has counted an ACK as a byte, and goes on so: that is a wrong number, and no missing byte. */
  #ackCounted(untold: Untold, { literal }: Context): Trial | null {
    const trial = this.#inserted([untold]);
    const [wrong] = literal;
    return trial === null || wrong === undefined ? trial : { ...trial, findings: [wrong, ...trial.findings.slice(1)] };
  }

  #inserted(untold: readonly Untold[]): Trial | null {
    const told: string[] = [];
    const trial = this.#read(AS_WRITTEN, null, (state) =>
      untold.every((one) => {
        const passed = this.#passUntold(state, one);
        if (passed) told.push(writeUntold(state, one));
        return passed;
      }),
    );
    if (trial.findings === HOPELESS) return null;
    const [segment = '', second] = told;
    const fix: Fix = {
      title: { template: 'Insert {text}', args: { text: told.join('; ') } },
      edits: [{ line: this.#line, from: 0, to: 0, text: told.map((one) => `${one}\n`).join('') }],
    };
    const [key, args] = second === undefined ? ['missing', { segment }] : ['two', { segment, second }];
    const slip = this.#slip('segment-missing', key, WHOLE_LINE, args, [fix]);
    return { ...trial, findings: [slip, ...trial.findings] };
  }

  // ---- An earlier line is wrong

  /**
   * The lines agree with each other, and not with the end of what an earlier one sent: `likely` slips of it, or those that
   * are less likely than a line that is missing.
   */
  *#earlierNumbers(context: Context, likely: boolean): Generator<Attempt> {
    for (const difference of this.#differences(context)) {
      const { off, sent, sentLine, closing } = difference;
      for (const one of sent.from(sentLine)) {
        yield* this.#endOfText(one, sent, off, one.line === sentLine, closing, likely);
      }
      if (likely) yield* this.#repeated(difference);
    }
  }

  /** The wrong numbers that follow from what an end has sent, and by how much they are off. */
  *#differences({ before, side, faults }: Context): Generator<Difference> {
    if (before === undefined) return;
    const [from, to] = endpoints(this.#statement);
    for (const fault of faults) {
      if (!('expected' in fault && 'given' in fault) || fault.kind.startsWith('rst')) continue;
      const own = fault.kind.startsWith('seq');
      const sender = own === (side === 0) ? 0 : 1;
      const { sentLine, tcb } = before.end(sender);
      const closing = { open: tcb.fin === null, peerFin: before.end(sender === 0 ? 1 : 0).finLine };
      const end = own ? fault.expected : tcb.sndNxt;
      const off = end === null ? NaN : this.#algebra.distance(fault.given, end);
      if (!Number.isInteger(off) || off === 0 || Math.abs(off) >= 2 ** 31) continue;
      const by = own ? from : to;
      yield { end: by, off, sent: this.#lines.sentBy(by), sentLine, una: tcb.sndUna, next: tcb.sndNxt, closing };
    }
  }

  /** An earlier line that begins in the middle of what was sent before, where the number is as far off. */
  *#overlapping(context: Context): Generator<Attempt> {
    for (const difference of this.#differences(context)) {
      const { off, sent, sentLine } = difference;
      for (const one of sent.from(sentLine)) {
        const { line, len } = one;
        if (!this.#overlaps(one, difference)) continue;
        // Further back it is what another line has sent.
        const seq = off < 0 ? this.#write(one.start(this.#around.trying(this.#start).symbols).plus(off)) : '';
        const twin = sent.find((other) => other.line < line && other.len === len && other.seq === seq);
        if (off < 0 && twin === undefined) continue;
        yield () => preferred(this.#otherwise(line, withSeq(twin?.seqField ?? null)), SLIP / 2);
      }
    }
  }

  /**
   * The other end has sent just as many bytes as are missing, from the number on from which they are: where both count alike,
   * the arrow of that line points the wrong way.
   */
  *#turnedAbove(context: Context): Generator<Attempt> {
    for (const { off, next, end } of this.#differences(context)) {
      const [from, to] = endpoints(this.#statement);
      const one = this.#lines.sentBy(end === from ? to : from).find(({ len, flags }) => len > 0 || (flags & FIN) !== 0);
      if (one === undefined || next === null || off !== one.len + ((one.flags & FIN) === 0 ? 0 : 1)) continue;
      if (one.seq !== this.#write(next)) continue;
      const statement = this.#lines.segmentOn(one.line);
      if (statement === null) continue;
      const names = this.#namesAcross(statement);
      yield () => this.#otherwise(one.line, turned(names));
    }
  }

  /** Nothing above the line that a connection begins on contradicts it, and what it says is taken for granted. */
  *#beginnings({ before }: Context): Generator<Attempt> {
    if (before === undefined) return;
    const { firstLine, midStream } = before;
    const first = this.#lines.segmentOn(firstLine);
    if (first === null) return;
    yield () => this.#otherwise(firstLine, turned(this.#namesAcross(first)));
    if (!midStream) return;
    yield () => this.#otherwise(firstLine, swapped);
    // The first number of the other end is taken as it comes, too.
    const answer = this.#firstOf(endpoints(first)[1]);
    if (answer !== undefined) yield () => this.#otherwise(answer.line, withSeq(null));
  }

  /** The first line of an end. */
  #firstOf(end: EndpointSyntax): Sent | undefined {
    return [...this.#lines.sentBy(end)].at(-1);
  }

  /** A length that no other line has, in the place of one that is written elsewhere, or is a digit shorter. */
  *#oddLengths(context: Context): Generator<Attempt> {
    for (const difference of this.#differences(context)) {
      const { end, off, sent, sentLine, next } = difference;
      for (const attempt of this.#otherLengths(this.#unacknowledged(difference))) yield () => preferred(attempt(), 1);
      const last = sent.find(({ line }) => line <= sentLine);
      if (last?.line !== sentLine) continue;
      const { line, len, seq } = last;
      const again = seq === '' ? null : this.#lines.sentAgain(end, seq);
      if (len === 0) continue;
      if (again !== null && again.len === len + off) yield () => preferred(this.#otherwise(line, withLength(off)), 1);
      if (this.#lines.hasLength(line, (other) => other === len)) continue;
      const odd = len === 10 * (len + off) || this.#lines.hasLength(line, (other) => other === len + off);
      // Who goes on where the line ends means its length.
      const goesOn = odd && next !== null && this.#lines.isSentAgain(end, this.#write(next));
      if (odd && !goesOn) yield () => preferred(this.#otherwise(line, withLength(off)), 1);
    }
  }

  /** A line that is sent again with a FIN, or sends one again that had a FIN, and has none itself. */
  *#closing(context: Context): Generator<Attempt> {
    const { before, side, faults } = context;
    const fin = before?.end(side === 0 ? 1 : 0).tcb.fin ?? null;
    if (
      fin !== null &&
      faults.some((fault) => fault.kind === 'ack-not-received' && this.#algebra.equal(fault.expected, fin))
    ) {
      const sent = this.#lines.sentBy(endpoints(this.#statement)[1]);
      const first = sent.find(({ flags }) => (flags & FIN) !== 0);
      const isIt = ({ seq, len, flags }: Sent): boolean =>
        (flags & FIN) === 0 && seq === first?.seq && len === first.len;
      const again = first === undefined ? undefined : [...sent.from(first.line)].find(isIt);
      if (again !== undefined) yield () => preferred(this.#otherwise(again.line, withFin), SLIP / 4);
    }
    for (const { off, end, sent, next, closing } of this.#differences(context)) {
      if (off !== 1 || !closing.open || next === null) continue;
      const behind = this.#write(next);
      const last = sent.find(({ seq, len }) => seq === behind && len === 0) ?? sent.find(({ len }) => len > 0);
      const again = last?.numbered === true ? this.#lines.sentAgain(end, last.seq) : null;
      if (last === undefined || again === null || (again.flags & FIN) === 0 || again.len !== last.len) continue;
      yield () => preferred(this.#otherwise(last.line, withFin), SLIP / 4);
    }
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
      const isSame = (other: Sent): boolean => other.line !== line && other.seq === sent.seq;
      if (!bare && !(last && this.#continues(sent, all))) {
        const again = all.find((other) => other.line < line && other.len > 0 && isSame(other));
        if (again === undefined) yield () => this.#otherwise(line, withSeq(null));
      }
      if ((sent.flags & SYN) !== 0 && all.find(isSame) === undefined) yield () => this.#otherwise(line, withIsn(off));
      if (last && off === -1 && this.#lines.goesOn(line)) yield () => this.#otherwise(line, withoutFlag(FIN, 'closes'));
    }
    // Who acknowledges something new, or sends text that is pushed, sends the own FIN on a line of its own.
    const answersFin =
      peerFin >= 0 && peerFin < line && !((all.find((other) => other.line < line)?.line ?? -1) > peerFin);
    const mayClose = bare ? !answersFin && !this.#lines.carriesNews(line) : (sent.flags & PSH) === 0;
    if (off === 1 && open && likely === mayClose) yield () => this.#otherwise(line, withFin);
    const hasLength = last ? off !== -1 || open : off > 1;
    if (hasLength && likely === this.#lines.isWrongLength(sent, off))
      yield () => this.#otherwise(line, withLength(off));
  }

  /** Whether a line with which nothing is wrong begins where the one of its end before has ended. */
  #continues(sent: Sent, all: SentLines): boolean {
    const before = all.find(({ line }) => line < sent.line);
    if (before?.numbered !== true || !sent.numbered || this.#around.faulty(sent.line)) return false;
    const { symbols } = this.#around.trying(this.#start);
    return this.#algebra.equal(this.#endOf(before, symbols), sent.start(symbols));
  }

  /**
   * Whether the text of a line begins in the middle of other text, and would begin at its end if it began `off` further on:
   * nobody sends parts of a segment again.
   */
  #overlaps(one: Sent, { off, sent, sentLine }: Difference): boolean {
    const { line, len, seq, numbered } = one;
    if (len === 0 || !numbered || (line > sentLine && off !== len) || this.#continues(one, sent)) return false;
    if (line === sentLine) {
      const { symbols } = this.#around.trying(this.#start);
      const right = one.start(symbols).plus(off);
      const endsThere = (other: Sent): boolean =>
        other.line < line && other.numbered && this.#algebra.equal(this.#endOf(other, symbols), right);
      const found = sent.find((other) => endsThere(other) || other.line < line - 4 * NEAR);
      if (found === undefined || !endsThere(found)) return false;
    }
    return sent.find((other) => other.line !== line && other.len > 0 && other.seq === seq) === undefined;
  }

  /** The number behind a line whose own is written. */
  #endOf(sent: Sent, symbols: Symbols): Form {
    return sent.start(symbols).plus(sent.len + ((sent.flags & (SYN | FIN)) === 0 ? 0 : 1));
  }

  /** A line that ends where the end that has received it counts, which is not where that acknowledges it. */
  *#received({ faults }: Context): Generator<Attempt> {
    const [, to] = endpoints(this.#statement);
    for (const fault of faults) {
      if (!('expected' in fault && 'given' in fault) || !fault.kind.startsWith('ack')) continue;
      const off = this.#algebra.distance(fault.given, fault.expected);
      if (!Number.isInteger(off) || off === 0 || Math.abs(off) >= 2 ** 31) continue;
      const { symbols } = this.#around.trying(this.#start);
      const endsThere = (one: Sent): boolean =>
        one.len > 0 && one.numbered && this.#algebra.equal(this.#endOf(one, symbols), fault.expected);
      const sent = this.#lines.sentBy(to);
      const last = sent.find(endsThere);
      if (last !== undefined && this.#lines.isWrongLength(last, off))
        yield () => this.#otherwise(last.line, withLength(off));
    }
  }

  /** A line that begins in the middle of other text, and has as many bytes as one that was lost and is acknowledged. */
  *#filling({ faults }: Context): Generator<Attempt> {
    const [, to] = endpoints(this.#statement);
    const sent = this.#lines.sentBy(to);
    for (const fault of faults) {
      if (fault.kind !== 'ack-not-received') continue;
      const seq = this.#write(fault.expected);
      const lost = sent.find((one) => one.len > 0 && one.seq === seq);
      for (const one of lost === undefined ? [] : sent.from(lost.line + 1)) {
        const again = sent.find((other) => other.line !== one.line && other.len > 0 && other.seq === one.seq);
        if (one.len !== lost?.len || again !== undefined || this.#continues(one, sent)) continue;
        yield () => preferred(this.#otherwise(one.line, withSeq(lost.seqField)), 1);
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
      if (twin !== undefined) yield () => this.#otherwise(line, withSeq(twin.seqField));
    }
  }

  /** The same bytes, as many as another line sends of them. */
  *#otherLengths(open: readonly Sent[]): Generator<Attempt> {
    for (const { line, seq, len } of open) {
      const isTwin = (other: Sent): boolean => other.seq === seq && other.len !== len;
      const twin = open.find(isTwin) ?? [this.#sent()].find((other) => other.len > 0 && isTwin(other));
      if (twin !== undefined) yield () => this.#otherwise(line, withLength(twin.len - len));
    }
  }

  /** The text that may be sent again, the last line first. */
  #unacknowledged({ sent, sentLine, una, next }: Difference): readonly Sent[] {
    const open: Sent[] = [];
    if (una !== null && next !== null && this.#algebra.equal(una, next)) return open;
    const { symbols } = this.#around.trying(this.#start);
    for (const one of sent) {
      if (one.len === 0) continue;
      const start = one.numbered && one.line < sentLine ? one.start(symbols) : null;
      if (start !== null && una !== null && this.#algebra.surelyAtOrBefore(start.plus(one.len), una)) break;
      open.push(one);
    }
    return open;
  }

  *#earlierFlags({ before, faults }: Context): Generator<Attempt> {
    if (before === undefined) return;
    const { left, right } = before;
    const places = [
      [left.resetLine, RST],
      [right.resetLine, RST],
      [left.finLine, FIN],
      [right.finLine, FIN],
    ] as const;
    for (const [line, flag] of places.toSorted(([a], [b]) => b - a)) {
      if (flag === FIN && !this.#lines.goesOn(line)) continue;
      // A reset carries no text and seldom news, and text with the number of the FIN knows nothing of it.
      const bonus = flag === RST ? this.#lines.carriesNews(line) : faults.some(({ kind }) => kind === 'seq-after-fin');
      yield () => {
        return preferred(this.#otherwise(line, withoutFlag(flag, flag === RST ? 'ends' : 'closes')), bonus ? 1 : 0);
      };
    }
  }

  /** Reads on from an earlier line that is read otherwise. What was reported on the way stays reported. */
  #otherwise(from: number, change: Otherwise): Trial | null {
    const { reported, textOf, trying } = this.#around;
    const start = this.#before(from);
    const statement = start === null ? null : this.#revised(from);
    if (start === null || statement?.kind !== 'segment') return null;
    const state = trying(start);
    const reader = new DiagramReader(state, textOf);
    let revision: Revision | null = null;
    const slip = change({
      line: from,
      text: textOf(from),
      statement,
      cause: this.#line,
      read: (changed) => {
        revision = { line: from, change: { ...this.#changeOn(from), ...changed } };
        reader.readSegment(from, { ...statement, ...changed });
        return state;
      },
    });
    if (slip === null) return null;
    const findings = this.#listenFurther(state);
    if (from < this.#line) this.#readOn(reader, from + 1);
    // What is said of the line already is not said again.
    return { state, findings: reported(slip) ? findings : [slip, ...findings], next: this.#line + 1, revision };
  }

  /** A number as its author would write it; '' where it is unknown. */
  #write(form: Form): string {
    return this.#around.trying(this.#start).symbols.write(form) ?? '';
  }

  #sent(): Sent {
    return new Sent(this.#line, this.#statement, this.#around);
  }

  /** The state before a line above, with all that is known by now of what stands above it; null where that is too far away. */
  #before(line: number): Checkpoint | null {
    if (line < this.#lines.begin) return null;
    const known = this.#starts.get(line);
    if (known !== undefined) return known;
    const first = this.#firstRevised(line);
    let start = this.#around.before(first);
    if (start !== null && first < line) {
      const state = this.#around.trying(start);
      this.#readLines(new DiagramReader(state, this.#around.textOf), first, line);
      start = state.checkpoint();
    }
    this.#starts.set(line, start);
    return start;
  }

  /** The first line to be read again so that everything above `line` is read as it is known by now. */
  #firstRevised(line: number): number {
    let first = line;
    for (let next = first; ; first = next) {
      for (const [cause, revision] of this.#revisions) {
        if (cause >= first && this.#lines.segmentOn(revision.line) !== null) next = Math.min(next, revision.line);
      }
      if (next === first) return first;
    }
  }

  /** What stands on a line instead of what is written there, as far as that is known. */
  #changeOn(line: number): Change | undefined {
    return this.#revisions.findLast(([, revision]) => revision.line === line)?.[1].change;
  }

  /** A line as it is known by now that it is to be read. */
  #revised(line: number): Statement {
    const statement = this.#around.statementOf(line);
    const change = this.#changeOn(line);
    return statement.kind === 'segment' && change !== undefined ? { ...statement, ...change } : statement;
  }

  // ---- Help

  #slip(
    code: RawFinding['code'],
    key: string,
    span: { from: number; to: number },
    args: RawFinding['message']['args'],
    fixes: readonly Fix[],
  ): RawFinding {
    return finding(code, key, this.#line, span, args, { fixes });
  }

  #changeFlags(flags: number): Fix {
    return changeFlags(this.#line, this.#statement, flags);
  }

  #passUntold(state: DiagramState, untold: Untold): boolean {
    const { from, to } = this.#endpoints(state);
    const index = this.#connectionOf(state);
    if (index >= 0) return passUntold(state, index, this.#line, untold);
    // The connection begins with the missing line: the left end is the one that sends it.
    const [first, second] = untold.side === 0 ? [from, to] : [to, from];
    const begun = beginConnection(state, first, second, untold.flags, this.#line);
    return passUntold(state, begun, this.#line, { ...untold, side: 0 });
  }

  /** The index of the connection of this line; −1 for none. */
  #connectionOf(state: DiagramState): number {
    const { from, to } = this.#endpoints(state);
    return state.find(from.participant, from.port, to.participant, to.port);
  }

  #endpoints(state: DiagramState): { readonly from: Endpoint; readonly to: Endpoint } {
    const [from, to] = endpoints(this.#statement);
    return {
      from: { participant: resolve(state, from, this.#line), port: from.port },
      to: { participant: resolve(state, to, this.#line), port: to.port },
    };
  }
}

// ---- An earlier line, read otherwise

/** A number that is `off` bytes beyond what the lines of an end have sent, the last of which moves the end of it. */
interface Difference {
  readonly end: EndpointSyntax;
  readonly off: number;
  readonly sent: SentLines;
  readonly sentLine: number;
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

/** A trial that is preferred by so much to what costs the same. */
function preferred(trial: Trial | null, bonus: number): Trial | null {
  return trial === null ? null : { ...trial, bonus };
}
