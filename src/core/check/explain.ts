import { CODES } from '../findings/codes.ts';
import type { Fix } from '../findings/finding.ts';
import type { EndpointSyntax, FieldSyntax, SegmentStatement, Statement } from '../notation/syntax.ts';
import { flagNames } from '../notation/flags.ts';
import { ARROWS } from '../notation/strict.ts';
import { writeSegment } from '../notation/write.ts';
import { ACK, FIN, PSH, RST, SYN } from '../tcp/flags.ts';
import { Algebra, type Form } from '../tcp/number.ts';
import type { Segment } from '../tcp/segment.ts';
import { CLOSED, type State, SYN_RECEIVED, SYN_SENT } from '../tcp/states.ts';
import type { Fault, FaultKind } from '../tcp/transit.ts';
import type { Names } from '../text/names.ts';
import type { Connection, End } from './connection.ts';
import { DiagramReader, type Explained } from './reader.ts';
import { finding, replace, WHOLE_LINE } from './report.ts';
import { flagText } from './rules/shared.ts';
import { beginConnection, type Endpoint, endpoints, listens, passUntold, type Untold } from './segments.ts';
import { type Checkpoint, type DiagramState, type RawFinding } from './state.ts';
import { resolve } from './statements/participants.ts';

/**
 * The fewest slips. Where a line can't be right, more than one thing may have gone wrong: its number, its flags, its
 * direction, its place, a line that is missing before it, or an earlier line. Each is tried on a copy of the state, which
 * reads on for a few segments; the explanation after which the least is wrong is the one that is reported.
 */

/** Lines ahead of a segment that may decide how it is explained. An edit of one of them reads the segment again. */
export const LINES_AHEAD = 48;
/** Segments of the same connection that are read ahead. */
const SEGMENTS_AHEAD = 12;
/** How far above a slip may be found out to be. */
export const LINES_BACK = 64;

/** Lines of an end on which the number may be that of another line. */
const NEAR = 4;

/** What a finding weighs: a slip of the author, and an observation. */
const SLIP = 100;
const HINT = 4;
/** Little is wrong after an explanation. */
const LITTLE = 3 * SLIP;

/** What the explaining of a segment may look at. */
export interface Surroundings {
  readonly names: Names;
  /** How many lines the diagram has. */
  readonly count: number;
  readonly textOf: (line: number) => string;
  /** The statement of a line from the one that is explained to `LINES_AHEAD` below it. */
  readonly ahead: (line: number) => Statement;
  /** The state before an earlier line; null where it is too far away. */
  readonly before: (line: number) => Checkpoint | null;
  /** The state to try things on, as it was at a checkpoint: the same one each time. */
  readonly trying: (start: Checkpoint) => DiagramState;
  /** The statement of an earlier line, to be used before the next one is asked for. */
  readonly behind: (line: number) => Statement;
  /** Whether a finding of an earlier line is reported already. */
  readonly reported: (found: RawFinding) => boolean;
  /** Whether anything is wrong with an earlier line, as far as it is reported. */
  readonly faulty: (line: number) => boolean;
}

/** A way to explain a segment, tried: the state after it, what it says, and what is wrong all the same. */
interface Trial {
  readonly state: DiagramState;
  readonly findings: readonly RawFinding[];
  /** The line with which the reading goes on. */
  readonly next: number;
  /** By how much it is preferred to what costs the same. */
  readonly bonus?: number;
}

type Attempt = () => Trial | null;

/** An earlier line that may be read otherwise than it is written. */
interface Earlier {
  readonly line: number;
  readonly text: string;
  readonly statement: SegmentStatement;
  /** The line that shows that something is wrong. */
  readonly cause: number;
  readonly read: (statement: SegmentStatement) => DiagramState;
}

/** Reads an earlier line otherwise, and says what is wrong with it then; null where it could not be read so. */
type Otherwise = (earlier: Earlier) => RawFinding | null;

/** Explains the segment on `line`, of which nothing has been read yet. */
export function explain(start: Checkpoint, line: number, surroundings: Surroundings): Explained {
  const statement = surroundings.ahead(line);
  if (statement.kind !== 'segment') throw new RangeError(`no segment on line ${String(line)}`);
  return new Explainer(start, line, statement, surroundings).best();
}

class Explainer {
  readonly #start: Checkpoint;
  readonly #line: number;
  readonly #statement: SegmentStatement;
  readonly #around: Surroundings;
  #algebra = new Algebra();
  #best: Explained | null = null;
  #least = Infinity;
  /** What the lines above have sent, once it is asked for. */
  #sent: readonly Sent[] | null = null;
  /** The states before earlier lines, where they are known. */
  readonly #starts = new Map<number, Checkpoint | null>();

  constructor(start: Checkpoint, line: number, statement: SegmentStatement, around: Surroundings) {
    this.#start = start;
    this.#line = line;
    this.#statement = statement;
    this.#around = around;
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
    const literal = this.#read(this.#statement, null);
    this.#algebra = literal.state.symbols.algebra;
    const context = new Context(literal.state, this.#start, literal.findings);
    this.#consider(literal, this.#standsAgain(context) ? -SLIP : 0);
    const plain = this.#least < 2 * SLIP;
    if (context.has('seq-mismatch') || context.has('seq-after-fin')) {
      const repeated = this.#repeatsShorter();
      if (repeated !== null) this.#consider(repeated, 1);
    }
    const bothOpen = this.#bothOpen(context);
    if (bothOpen !== null) this.#consider(bothOpen);
    this.#considerCrossing(context, plain);
    for (const attempt of this.#losses(context)) {
      const trial = attempt();
      if (trial !== null) this.#consider(trial, trial.bonus);
    }
    for (const attempt of plain ? this.#oddLengths(context) : []) {
      const trial = attempt();
      if (trial !== null) this.#consider(trial, 1);
    }
    if (plain && !context.faults.some(({ kind }) => OFTEN_ELSEWHERE.has(kind))) return this.#best;
    // One wrong number explains it, but two lines that only have to change places explain it better.
    const swapped = this.#belongsAfterNext();
    if (swapped !== null) this.#consider(swapped, 1);
    const ended = context.has('after-reset') || context.has('seq-after-fin');
    if (plain && !ended) return this.#best;
    for (const attempt of plain ? this.#earlierFlags(context) : this.#attempts(context)) {
      const trial = attempt();
      if (trial === null) continue;
      this.#consider(trial, trial.bonus);
      if (!plain && this.#least < SLIP + HINT) break;
    }
    return this.#best;
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
    this.#best = { after: best.after, findings: [offering, ...literal.slice(1)] };
  }

  /** Keeps the trial if less is wrong after it than after the best one so far. */
  #consider({ state, findings, next }: Trial, bonus = 0): void {
    let cost = weigh(state, findings) - bonus;
    if (cost >= this.#least) return;
    const after = state.checkpoint();
    cost += this.#outlook(state, next, this.#least - cost);
    if (cost >= this.#least) return;
    this.#least = cost;
    this.#best = { after, findings };
  }

  /** What is wrong with the next segments of the connection, at most a little more than `limit`. */
  #outlook(state: DiagramState, next: number, limit: number): number {
    const { count, textOf, ahead } = this.#around;
    const reader = new DiagramReader(state, textOf);
    const end = Math.min(count, this.#line + 1 + LINES_AHEAD);
    let cost = 0;
    let expected = false;
    state.wordless = true;
    state.report = (found) => {
      if (!expected) cost += weight(state, found);
    };
    let segments = 0;
    for (let line = next; line < end && segments < SEGMENTS_AHEAD && cost < limit; line++) {
      const statement = ahead(line);
      // Half a line tells nothing.
      if (statement.problems.length > 0) continue;
      if (statement.kind === 'segment') {
        if (!sameEnds(statement, this.#statement)) continue;
        segments++;
      }
      if (statement.kind === 'segment') reader.readSegment(line, statement);
      else reader.read(line, statement);
      if (statement.kind === 'segment' && repeatsWrongNumber(state)) cost += SLIP;
      expected = state.expecting !== null;
    }
    return cost;
  }

  /** Reads a statement in the place of the line; with a finding of its own it speaks for itself. */
  #read(statement: SegmentStatement, slip: RawFinding | null, prepare?: (state: DiagramState) => boolean): Trial {
    const state = this.#around.trying(this.#start);
    const findings: RawFinding[] = [];
    if (prepare !== undefined && !prepare(state)) return { state, findings: HOPELESS, next: this.#line + 1 };
    state.report = (found) => findings.push(found);
    new DiagramReader(state, this.#around.textOf).readSegment(this.#line, statement);
    if (slip === null) return { state, findings, next: this.#line + 1 };
    const others = findings.filter((found) => severityOf(state, found) !== 'hint' || statement === this.#statement);
    return { state, findings: [slip, ...others], next: this.#line + 1 };
  }

  // ---- What may have gone wrong

  *#attempts(context: Context): Generator<Attempt> {
    // What goes on behind a reset or a FIN most likely shows that there was none.
    const ended = context.has('after-reset') || context.has('data-after-fin');
    if (ended) yield* this.#earlierFlags(context);
    yield* this.#numbers(context);
    yield () => this.#turned();
    yield* this.#flags(context);
    yield () => this.#asWritten(context);
    yield () => this.#belongsBefore();
    yield* this.#earlierNumbers(context, true);
    yield* this.#missing(context);
    yield* this.#earlierNumbers(context, false);
    if (!ended) yield* this.#earlierFlags(context);
  }

  *#numbers(context: Context): Generator<Attempt> {
    const statement = this.#statement;
    const { seq, ack } = statement;
    if (seq.present && ack.present && !context.bindsSymbols) {
      yield () => {
        const fixes = [swap(this.#line, seq.value, ack.value, this.#around.textOf(this.#line))];
        const slip = this.#slip('seq-ack-swapped', 'swapped', { from: seq.from, to: ack.to }, {}, fixes);
        return this.#read({ ...statement, seq: valueOf(seq, ack), ack: valueOf(ack, seq) }, slip);
      };
    }
    for (const name of ['seq', 'ack'] as const) {
      const field = statement[name];
      if (!field.present) continue;
      yield () => {
        const trial = this.#read({ ...statement, [name]: { ...field, present: false } }, null);
        const required = trial.state.transit.written[name];
        const text = trial.state.symbols.write(required);
        const args = {
          expected: text ?? '',
          given: this.#around.textOf(this.#line).slice(field.value.from, field.value.to),
        };
        if (text === null || text === args.given) return null;
        const code = name === 'seq' ? 'seq-mismatch' : 'ack-mismatch';
        const said = context.literal.filter((found) => found.from >= field.from && found.to <= field.to);
        const slip = said[0] ?? this.#slip(code, 'expected', field, args, [replace(this.#line, field.value, text)]);
        return { ...trial, findings: [slip, ...trial.findings] };
      };
    }
    const { line, len, seq: number } = sentOn(this.#line, statement, this.#around.textOf(this.#line));
    const twin = len === 0 ? undefined : nearestTwin(this.#trusted(endpoints(statement)[0]), line, number, len);
    if (twin !== undefined) yield () => this.#repeats(twin);
  }

  /** Text whose wrong number stands on a line behind as well: it is sent again, and two lines agree. */
  #standsAgain({ faults }: Context): boolean {
    const statement = this.#statement;
    if (!hasText(statement) || !faults.some(({ kind }) => kind === 'seq-gap' || kind === 'seq-mismatch')) return false;
    const [from] = endpoints(statement);
    return this.#isSentAgain(from, sentOn(this.#line, statement, this.#around.textOf(this.#line)).seq);
  }

  /** The segment is sent again, and not with as many bytes. */
  #repeatsShorter(): Trial | null {
    const statement = this.#statement;
    const { line, seq, len } = sentOn(this.#line, statement, this.#around.textOf(this.#line));
    if (len === 0) return null;
    const twin = this.#sentBy(endpoints(statement)[0]).find((other) => other.seq === seq && other.len > 0);
    return twin === undefined || twin.len === len ? null : this.#otherwise(line, withLength(twin.len - len));
  }

  /** The segment is another one, sent again. */
  #repeats({ seqField }: Sent): Trial | null {
    const { seq } = this.#statement;
    const trial = this.#read({ ...this.#statement, seq: seqField }, null);
    const expected = trial.state.symbols.write(trial.state.transit.written.seq);
    if (expected === null) return null;
    const args = { expected, given: this.#around.textOf(this.#line).slice(seq.value.from, seq.value.to) };
    const slip = this.#slip('seq-mismatch', 'expected', seq, args, [replace(this.#line, seq.value, expected)]);
    return { ...trial, findings: [slip, ...trial.findings] };
  }

  #turned(): Trial {
    const statement = this.#statement;
    const { left, right, mirrored, arrow } = statement;
    const text = this.#around.textOf(this.#line);
    const fix: Fix = {
      title: { template: 'Turn the arrow round', args: {} },
      edits: [
        { line: this.#line, from: left.from, to: left.to, text: text.slice(right.from, right.to) },
        { line: this.#line, from: right.from, to: right.to, text: text.slice(left.from, left.to) },
      ],
    };
    const [from, to] = endpoints(statement).map(({ name }) => this.#around.names.text(name));
    const slip = this.#slip('arrow-reversed', 'reversed', arrow, { from: to ?? '', to: from ?? '' }, [fix]);
    return this.#read({ ...statement, mirrored: !mirrored }, slip);
  }

  *#flags({ senderState }: Context): Generator<Attempt> {
    const statement = this.#statement;
    const { flags } = statement;
    for (const flag of [SYN, RST, FIN]) {
      if ((flags & flag) === 0) continue;
      const left = without(flags, flag);
      yield () =>
        this.#read(
          { ...statement, flags: left },
          this.#slip('flag-extra', 'extra', flagsPlace(statement), { flag: flagText(flag) }, [this.#changeFlags(left)]),
        );
    }
    if ((flags & (SYN | RST)) !== 0 || senderState > SYN_RECEIVED) return;
    const opening = senderState === SYN_RECEIVED ? SYN | ACK : SYN;
    yield () =>
      this.#read(
        { ...statement, flags: opening },
        this.#slip('flag-missing', 'missing', flagsPlace(statement), { flag: 'SYN' }, [this.#changeFlags(opening)]),
      );
  }

  /** The line and the next one of the connection have changed places. */
  #belongsAfterNext(): Trial | null {
    const { count, ahead, trying, textOf } = this.#around;
    let next = this.#line + 1;
    while (next < count && next < this.#line + LINES_AHEAD && ahead(next).kind === 'blank') next++;
    if (next >= Math.min(count, this.#line + LINES_AHEAD)) return null;
    const following = ahead(next);
    if (following.kind !== 'segment' || !sameEnds(following, this.#statement)) return null;
    const state = trying(this.#start);
    const findings: RawFinding[] = [];
    state.report = (found) => findings.push(found);
    const reader = new DiagramReader(state, textOf);
    reader.readSegment(next, following);
    reader.readSegment(this.#line, this.#statement);
    state.skip = next;
    // Lines that are wrong the other way round, too, have not changed places.
    if (repeatsWrongNumber(state) || findings.some((found) => weight(state, found) === SLIP)) return null;
    const fixes = [swapLines(this.#line, next, textOf)];
    const slip = this.#slip('lines-swapped', 'swapped', WHOLE_LINE, { line: next + 1 }, fixes);
    return { state, findings: [slip, ...findings], next: next + 1 };
  }

  /** The line and the one above it of the connection have changed places. */
  #belongsBefore(): Trial | null {
    const { behind, reported, textOf, trying } = this.#around;
    let above = this.#line - 1;
    while (above > 0 && above > this.#line - LINES_BACK && behind(above).kind === 'blank') above--;
    const start = above < 0 ? null : this.#before(above);
    const statement = above < 0 ? null : behind(above);
    if (start === null || statement?.kind !== 'segment' || !sameEnds(statement, this.#statement)) return null;
    const state = trying(start);
    const findings: RawFinding[] = [];
    state.report = (found) => {
      if (found.line === this.#line || !reported(found)) findings.push(found);
    };
    const reader = new DiagramReader(state, textOf);
    reader.readSegment(this.#line, this.#statement);
    reader.readSegment(above, statement);
    if (repeatsWrongNumber(state) || findings.some((found) => weight(state, found) === SLIP)) return null;
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
    const start = line < this.#line - LINES_BACK ? null : this.#before(line);
    if (start === null || !(crosses || this.#answersSyn())) return null;
    const { behind, reported, textOf, trying } = this.#around;
    const state = trying(start);
    const { presets } = state;
    if (listens(state, participant) || presets.some((preset) => preset.participant === participant)) return null;
    const findings: RawFinding[] = [];
    state.report = (found) => {
      if (found.line === this.#line || !reported(found)) findings.push(found);
    };
    state.presets = [...presets, { participant, port, state: CLOSED, line, variables: [] }];
    this.#readOn(new DiagramReader(state, textOf), line, behind);
    state.presets = presets;
    return { state, findings, next: this.#line + 1 };
  }

  /** Whether one of the next segments of the connection is a SYN,ACK. */
  #answersSyn(): boolean {
    const { count, ahead } = this.#around;
    for (let line = this.#line + 1; line < Math.min(count, this.#line + LINES_AHEAD); line++) {
      const statement = ahead(line);
      if (statement.kind !== 'segment' || !sameEnds(statement, this.#statement)) continue;
      return (statement.flags & (SYN | ACK)) === (SYN | ACK);
    }
    return false;
  }

  /** Reads the lines from `line` to this one, without the segments of other connections. */
  #readOn(reader: DiagramReader, from: number, behind: Surroundings['behind']): void {
    for (let line = from; line <= this.#line; line++) {
      const statement = line === this.#line ? this.#statement : behind(line);
      if (statement.kind !== 'segment') reader.read(line, statement);
      else if (sameEnds(statement, this.#statement)) reader.readSegment(line, statement);
    }
  }

  /** What the line does not acknowledge was still on its way: the two have crossed. */
  #crossed({ before, side, written, faults, literal }: Context): Trial | null {
    const [wrong] = literal;
    const sender = before?.end(side);
    const asks = faults.some(({ kind }) => kind === 'ack-mismatch' || kind === 'ack-regressed');
    if (wrong === undefined || sender === undefined || !asks) return null;
    const { receivedLine: line, tcb } = sender;
    if (line < 0 || line < this.#line - LINES_BACK) return null;
    if (tcb.lastAck !== null && !this.#algebra.equal(written.ack, tcb.lastAck)) return null;
    const trial = this.#otherwise(line, ({ statement, text, read }) => {
      if (statement.delivery !== 'delivered') return null;
      read({ ...statement, delivery: 'sent' });
      return { ...wrong, fixes: [...wrong.fixes, this.#crossing(line, statement, text)] };
    });
    const late = this.#around.behind(line);
    if (trial === null || late.kind !== 'segment') return null;
    const findings = [...trial.findings];
    trial.state.report = (found) => findings.push(found);
    new DiagramReader(trial.state, this.#around.textOf).readSegment(line, { ...late, delivery: 'arrived' });
    return { ...trial, findings };
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
    const asks = faults.some(({ kind }) => kind === 'ack-mismatch' || kind === 'ack-regressed');
    const opensAgain = faults.some(({ kind }) => kind === 'syn-in-connection') && (written.flags & ACK) === 0;
    if (!asks && !opensAgain) return;
    const { symbols } = this.#around.trying(this.#start);
    const { receivedLine } = before.end(side);
    const [, to] = endpoints(this.#statement);
    const lost = this.#sentBy(to).filter(({ line, seqField }) =>
      asks && seqField.present
        ? this.#algebra.equal(symbols.evaluate(seqField.value), written.ack)
        : line === receivedLine,
    );
    for (const { line, seq } of lost.slice(0, NEAR)) {
      if (!sacks && !this.#isSentAgain(to, seq)) continue;
      yield () => {
        const trial = this.#otherwise(line, wasLost);
        return trial === null ? null : { ...trial, bonus: sacks || opensAgain ? 1 : 0 };
      };
    }
  }

  /** Whether one of the next segments of an end has this sequence number. */
  #isSentAgain({ name }: EndpointSyntax, seq: string): boolean {
    const { count, ahead, textOf } = this.#around;
    for (let line = this.#line + 1; line < Math.min(count, this.#line + LINES_AHEAD); line++) {
      const statement = ahead(line);
      if (statement.kind !== 'segment' || !sameEnds(statement, this.#statement)) continue;
      if (endpoints(statement)[0].name !== name || !statement.seq.present) continue;
      const says = hasText(statement) || (statement.flags & (SYN | FIN)) !== 0;
      if (says && sentOn(line, statement, textOf(line)).seq === seq) return true;
    }
    return false;
  }

  /**
   * What should not have been sent was sent all the same, and is answered as it is written: a reset of a SYN,ACK with a
   * wrong number, for one, is what the peer owes (RFC 9293 §3.5.2, §3.10.7.3).
   */
  #asWritten({ refused, receiverState }: Context): Trial | null {
    if (!refused && receiverState !== SYN_SENT && receiverState !== SYN_RECEIVED) return null;
    const state = this.#around.trying(this.#start);
    const findings: RawFinding[] = [];
    state.report = (found) => findings.push(found);
    state.literal = true;
    new DiagramReader(state, this.#around.textOf).readSegment(this.#line, this.#statement);
    state.literal = false;
    return { state, findings, next: this.#line + 1 };
  }

  // ---- A line is missing before this one

  *#missing(context: Context): Generator<Attempt> {
    for (const fault of context.faults) {
      for (const untold of untoldBefore(this.#algebra, context, fault, this.#statement)) {
        const counted = fault.kind === 'seq-gap' && isByte(untold) && this.#followsAck();
        yield () => (counted ? this.#ackCounted(untold, context) : this.#inserted(untold));
      }
    }
  }

  /** Whether the line of its end before was nothing but an ACK. */
  #followsAck(): boolean {
    const [last] = this.#sentBy(endpoints(this.#statement)[0]);
    return last !== undefined && last.bare && (last.flags & (SYN | FIN | RST)) === 0;
  }

  /** Its end has counted an ACK as a byte, and goes on so: that is a wrong number, and no missing byte. */
  #ackCounted(untold: Untold, { literal }: Context): Trial | null {
    const trial = this.#inserted(untold);
    const [wrong] = literal;
    return trial === null || wrong === undefined ? trial : { ...trial, findings: [wrong, ...trial.findings.slice(1)] };
  }

  #inserted(untold: Untold): Trial | null {
    let told = '';
    const trial = this.#read(this.#statement, null, (state) => {
      const passed = this.#passUntold(state, untold);
      if (passed) told = writeUntold(state, untold);
      return passed;
    });
    if (trial.findings === HOPELESS) return null;
    const fix: Fix = {
      title: { template: 'Insert {text}', args: { text: told } },
      edits: [{ line: this.#line, from: 0, to: 0, text: `${told}\n` }],
    };
    const slip = this.#slip('segment-missing', 'missing', WHOLE_LINE, { segment: told }, [fix]);
    return { ...trial, findings: [slip, ...trial.findings] };
  }

  // ---- An earlier line is wrong

  /**
   * The lines agree with each other, and not with the end of what an earlier one sent: `likely` slips of it, or those that
   * are less likely than a line that is missing.
   */
  *#earlierNumbers(context: Context, likely: boolean): Generator<Attempt> {
    for (const { off, sent, sentLine, closing } of this.#differences(context)) {
      for (const line of sent) {
        if (line.line >= sentLine) yield* this.#endOfText(line, sent, off, line.line === sentLine, closing, likely);
      }
      if (likely) yield* this.#repeated(sent);
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
      yield { off, sent: this.#sentBy(own ? from : to), sentLine, closing };
    }
  }

  /** A length that no other line has, where another one that is written elsewhere, or is a digit shorter, explains the number. */
  *#oddLengths(context: Context): Generator<Attempt> {
    for (const { off, sent, sentLine } of this.#differences(context)) {
      const last = sent.find(({ line }) => line === sentLine);
      if (last === undefined || last.len === 0) continue;
      const { line, len } = last;
      const lengths = this.#lengthsBeside(line);
      const odd = lengths.includes(len + off) || len === 10 * (len + off);
      if (odd && !lengths.includes(len)) yield () => this.#otherwise(line, withLength(off));
    }
  }

  /** The lengths of the other lines. */
  #lengthsBeside(line: number): readonly number[] {
    return endpoints(this.#statement)
      .flatMap((end) => this.#sentBy(end))
      .filter((other) => other.len > 0 && other.line !== line)
      .map((other) => other.len);
  }

  /** What may be wrong with a line so that the bytes sent so far end `off` further on; the `last` one has moved the end. */
  *#endOfText(
    sent: Sent,
    all: readonly Sent[],
    off: number,
    last: boolean,
    { open, peerFin }: Closing,
    likely: boolean,
  ): Generator<Attempt> {
    const { line, bare } = sent;
    if (likely) {
      const again = all.some((other) => other.line < line && other.seq === sent.seq && other.len > 0);
      if (!bare && !again) yield () => this.#otherwise(line, withSeq(null));
      const once = !all.some((other) => other.line !== line && other.seq === sent.seq);
      if (once) yield () => this.#otherwise(line, withIsn(off));
      if (last && off === -1 && this.#goesOn(line)) yield () => this.#otherwise(line, withoutFlag(FIN, 'closes'));
    }
    // Who acknowledges a FIN, or sends text that is pushed, sends the own FIN on a line of its own.
    const answersFin =
      peerFin >= 0 && peerFin < line && !all.some((other) => other.line > peerFin && other.line < line);
    const mayClose = bare ? !answersFin : (sent.flags & PSH) === 0;
    if (off === 1 && open && likely === mayClose) yield () => this.#otherwise(line, withFin);
    const hasLength = last ? off !== -1 || open : off > 1;
    if (hasLength && likely === this.#isWrongLength(sent, all, off)) yield () => this.#otherwise(line, withLength(off));
  }

  /**
   * Whether a length that is `off` bytes short is a likelier slip than a line that is missing. Who writes a length twice
   * means it; one that would be that of another line, or that lacks a digit or a header, is a slip.
   */
  #isWrongLength({ line, seq, len, bare }: Sent, all: readonly Sent[], off: number): boolean {
    // A line that something else is wrong with is not finished, or not looked through.
    if (off < 0 || this.#around.faulty(line)) return true;
    if (bare) return false;
    // Data of which no length is written.
    if (len === 0) return off !== 1 || this.#goesOn(line);
    if (all.some((other) => other.line !== line && other.seq === seq && other.len === len)) return false;
    const lengths = this.#lengthsBeside(line);
    if (lengths.includes(len)) return false;
    if (lengths.includes(len + off)) return true;
    if (lengths.includes(off)) return false;
    if (off === 1 && !this.#goesOn(line)) return false;
    return isSlipOfPen(len, len + off) || off === HEADER_BYTES || 4 * off < Math.min(len, ...lengths);
  }

  /** Lines that send the same bytes as another one, but for their length or their number. */
  *#repeated(sent: readonly Sent[]): Generator<Attempt> {
    for (const { line, seq, len } of sent) {
      if (len === 0) continue;
      const twin = sent.find((other) => other.seq === seq && other.len > 0 && other.len !== len);
      if (twin !== undefined) yield () => this.#otherwise(line, withLength(twin.len - len));
    }
    for (const { line, seq, len } of sent.slice(0, NEAR)) {
      const twin = len === 0 ? undefined : nearestTwin(sent, line, seq, len);
      if (twin !== undefined) yield () => this.#otherwise(line, withSeq(twin.seqField));
    }
  }

  /** The segments that an end has sent on the lines above, the last one first. */
  #sentBy({ name, port }: EndpointSyntax): readonly Sent[] {
    this.#sent ??= this.#sentAbove();
    return this.#sent.filter(
      ({ from }) => from.name === name && (from.port === null || port === null || from.port === port),
    );
  }

  /** Those with which nothing is wrong. */
  #trusted(end: EndpointSyntax): readonly Sent[] {
    return this.#sentBy(end).filter(({ line }) => !this.#around.faulty(line));
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
      if (line < 0 || line >= this.#line || line < this.#line - LINES_BACK) continue;
      if (flag === FIN && !this.#goesOn(line)) continue;
      // A reset carries no text and seldom news, and text with the number of the FIN knows nothing of it.
      const bonus = flag === RST ? this.#carriesNews(line) : faults.some(({ kind }) => kind === 'seq-after-fin');
      yield () => {
        const trial = this.#otherwise(line, withoutFlag(flag, flag === RST ? 'ends' : 'closes'));
        return trial === null ? null : { ...trial, bonus: bonus ? 1 : 0 };
      };
    }
  }

  /** Whether the end that sends a FIN on `line` has more to send, or its peer takes no notice. */
  #goesOn(line: number): boolean {
    const { count, ahead, behind } = this.#around;
    const fin = behind(line);
    if (fin.kind !== 'segment') return false;
    // Who thinks that a FIN takes no number writes it on a line of its own.
    if ((fin.flags & FIN) !== 0 && hasText(fin)) return true;
    const [{ name }] = endpoints(fin);
    let noticed = true;
    let closed = false;
    for (let at = line + 1; at < Math.min(count, this.#line + LINES_AHEAD); at++) {
      const statement = at < this.#line ? behind(at) : ahead(at);
      if (statement.kind !== 'segment' || !sameEnds(statement, this.#statement)) continue;
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
  #carriesNews(line: number): boolean {
    const { behind, textOf } = this.#around;
    const statement = behind(line);
    if (statement.kind !== 'segment') return false;
    if (hasText(statement)) return true;
    const [end] = endpoints(statement);
    const { ack } = sentOn(line, statement, textOf(line));
    const before = this.#sentBy(end).find((other) => other.line < line);
    return ack !== '' && before !== undefined && before.ack !== '' && before.ack !== ack;
  }

  /** Reads on from an earlier line that is read otherwise. What was reported on the way stays reported. */
  #otherwise(from: number, change: Otherwise): Trial | null {
    const { behind, reported, textOf, trying } = this.#around;
    const start = this.#before(from);
    const statement = behind(from);
    if (start === null || statement.kind !== 'segment') return null;
    const state = trying(start);
    const findings: RawFinding[] = [];
    const reader = new DiagramReader(state, textOf);
    const slip = change({
      line: from,
      text: textOf(from),
      statement,
      cause: this.#line,
      read: (changed) => {
        reader.readSegment(from, changed);
        return state;
      },
    });
    if (slip === null) return null;
    state.report = (found) => {
      if (found.line >= this.#line || !reported(found)) findings.push(found);
    };
    this.#readOn(reader, from + 1, behind);
    return { state, findings: [slip, ...findings], next: this.#line + 1 };
  }

  #before(line: number): Checkpoint | null {
    const known = this.#starts.get(line);
    if (known !== undefined) return known;
    const start = this.#around.before(line);
    this.#starts.set(line, start);
    return start;
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
    const index = state.find(from.participant, from.port, to.participant, to.port);
    if (index >= 0) return passUntold(state, index, this.#line, untold);
    // The connection begins with the missing line: the left end is the one that sends it.
    const [first, second] = untold.side === 0 ? [from, to] : [to, from];
    const begun = beginConnection(state, first, second, untold.flags, this.#line);
    return passUntold(state, begun, this.#line, { ...untold, side: 0 });
  }

  #endpoints(state: DiagramState): { readonly from: Endpoint; readonly to: Endpoint } {
    const [from, to] = endpoints(this.#statement);
    return {
      from: { participant: resolve(state, from, this.#line), port: from.port },
      to: { participant: resolve(state, to, this.#line), port: to.port },
    };
  }
}

/** What is known of a segment that is read as it is written. It stays as it is while others are read on. */
class Context {
  readonly connection: Connection | null;
  /** The connection as it is before the segment. */
  readonly before: Connection | undefined;
  readonly side: 0 | 1;
  readonly senderState: State;
  readonly receiverState: State;
  /** It could not be sent at all. */
  readonly refused: boolean;
  readonly written: Segment;
  /** A symbol gets its value there, so that it may stand for any number. */
  readonly bindsSymbols: boolean;
  readonly faults: readonly Fault[];
  /** It names bytes that have come beyond a gap. */
  readonly sacks: boolean;
  /** What is said of it then. */
  readonly literal: readonly RawFinding[];

  constructor({ transit, symbols, last }: DiagramState, start: Checkpoint, literal: readonly RawFinding[]) {
    this.bindsSymbols = symbols.count > start.bindings.count;
    this.before = start.connections[last];
    this.connection = transit.connection;
    this.side = transit.side;
    this.senderState = transit.senderState;
    this.receiverState = transit.receiverState;
    this.refused = !transit.sent;
    this.written = transit.written.copy();
    this.faults = [...transit.faults];
    const { algebra } = symbols;
    this.sacks = this.written.sack.some(({ left }) => algebra.surelyAfter(left, this.written.ack));
    this.literal = literal;
  }

  has(kind: Fault['kind']): boolean {
    return this.faults.some((fault) => fault.kind === kind);
  }
}

/** Faults of a segment that follows from another one, which may only stand in the wrong place. */
const OFTEN_ELSEWHERE: ReadonlySet<FaultKind> = new Set([
  'ack-before-established',
  'ack-unsent',
  'after-reset',
  'seq-after-fin',
  'seq-gap',
  'syn-ack-unasked',
]);

const HOPELESS: readonly RawFinding[] = [];

function severityOf(state: DiagramState, { code }: RawFinding): string {
  return state.settings.severities[code] ?? CODES[code].severity;
}

function weigh(state: DiagramState, findings: readonly RawFinding[]): number {
  if (findings === HOPELESS) return Infinity;
  let cost = 0;
  for (const found of findings) cost += weight(state, found);
  return cost;
}

function weight(state: DiagramState, found: RawFinding): number {
  const severity = severityOf(state, found);
  return severity === 'error' || severity === 'warning' ? SLIP : severity === 'off' ? 0 : HINT;
}

/** The same wrong number once more is the same mistake; it is also a second line that agrees with the first one. */
function repeatsWrongNumber({ transit, symbols }: DiagramState): boolean {
  const { written, segment, faults } = transit;
  if (faults.length > 0 || written === segment) return false;
  const { algebra } = symbols;
  return !algebra.equal(written.seq, segment.seq) || (transit.has(ACK) && !algebra.equal(written.ack, segment.ack));
}

function hasText({ len, data }: SegmentStatement): boolean {
  return len.present || data.present;
}

function sameEnds(a: SegmentStatement, b: SegmentStatement): boolean {
  const same = (x: SegmentStatement['left'], y: SegmentStatement['left']): boolean =>
    x.name === y.name && (x.port === null || y.port === null || x.port === y.port);
  return (same(a.left, b.left) && same(a.right, b.right)) || (same(a.left, b.right) && same(a.right, b.left));
}

/** The flags that are left without one; a segment that has no other carries an ACK. */
function without(flags: number, flag: number): number {
  const left = flags & ~flag;
  return (left & ~PSH) === 0 ? left | ACK : left;
}

/** Where the flags of a segment stand, or would stand. */
function flagsPlace({ flagsWritten, flagsSpan, arrow }: SegmentStatement): { from: number; to: number } {
  return flagsWritten ? flagsSpan : arrow;
}

/** The field `place` with the value of another. */
function valueOf(place: SegmentStatement['seq'], value: SegmentStatement['seq']): SegmentStatement['seq'] {
  return { ...place, present: value.present, value: value.value };
}

function swap(line: number, a: { from: number; to: number }, b: { from: number; to: number }, text: string): Fix {
  return {
    title: { template: 'Swap the two numbers', args: {} },
    edits: [
      { line, from: a.from, to: a.to, text: text.slice(b.from, b.to) },
      { line, from: b.from, to: b.to, text: text.slice(a.from, a.to) },
    ],
  };
}

function swapLines(a: number, b: number, textOf: (line: number) => string): Fix {
  return {
    title: { template: 'Swap the two lines', args: {} },
    edits: [
      { line: a, from: 0, to: textOf(a).length, text: textOf(b) },
      { line: b, from: 0, to: textOf(b).length, text: textOf(a) },
    ],
  };
}

function changeFlags(line: number, { flagsSpan, flagsWritten }: SegmentStatement, flags: number): Fix {
  const text = flagText(flags);
  const fix = replace(line, flagsSpan, flagsWritten ? text : ` ${text} `);
  return { ...fix, title: { template: 'Change to {text}', args: { text } } };
}

// ---- An earlier line, read otherwise

/** What stands on an earlier line: `seq` and `ack` as they are written, `len` 0 where it is not a plain number. */
interface Sent {
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

/** A number that is `off` bytes beyond what the lines of an end have sent, the last of which moves the end of it. */
interface Difference {
  readonly off: number;
  readonly sent: readonly Sent[];
  readonly sentLine: number;
  readonly closing: Closing;
}

/** Whether an end has still to close, and the line of its peer's FIN, −1 for none. */
interface Closing {
  readonly open: boolean;
  readonly peerFin: number;
}

function sentOn(line: number, statement: SegmentStatement, text: string): Sent {
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
function nearestTwin(sent: readonly Sent[], line: number, seq: string, len: number): Sent | undefined {
  const twins = sent.filter((other) => other.len === len && other.seq !== seq && other.seqField.present);
  return twins.find((other) => other.line < line) ?? twins.at(-1);
}

/** Whether one digit too many, too few or another one makes the one number of the other. */
function isSlipOfPen(a: number, b: number): boolean {
  const [short, long] = [String(a), String(b)].toSorted((x, y) => x.length - y.length) as [string, string];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return short.slice(at + (short.length === long.length ? 1 : 0)) === long.slice(at + 1);
}

function withoutFlag(flag: number, key: 'ends' | 'closes'): Otherwise {
  return ({ line, statement, cause, read }) => {
    if ((statement.flags & flag) === 0) return null;
    const left = without(statement.flags, flag);
    read({ ...statement, flags: left });
    const args = { flag: flagText(flag), line: cause + 1 };
    const fixes = [changeFlags(line, statement, left)];
    return finding('flag-extra', key, line, flagsPlace(statement), args, { fixes });
  };
}

/** Lost on its way, and drawn as if it had arrived. */
function wasLost({ line, statement, cause, read }: Earlier): RawFinding | null {
  const { arrow, delivery, mirrored } = statement;
  if (delivery !== 'delivered') return null;
  read({ ...statement, delivery: 'lost' });
  const fixes = [replace(line, arrow, ARROWS.lost[mirrored ? 1 : 0])];
  return finding(
    'loss-unmarked',
    'lost',
    line,
    arrow,
    { arrow: ARROWS.lost[mirrored ? 1 : 0], line: cause + 1 },
    { fixes },
  );
}

function withFin({ line, statement, cause, read }: Earlier): RawFinding | null {
  if ((statement.flags & (SYN | FIN | RST)) !== 0) return null;
  const flags = statement.flags | FIN;
  read({ ...statement, flags });
  const args = { flag: flagText(FIN), line: cause + 1 };
  const fixes = [changeFlags(line, statement, flags)];
  return finding('flag-missing', 'counts', line, flagsPlace(statement), args, { fixes });
}

/** With the sequence number of another line, or the one that the rules require. */
function withSeq(other: FieldSyntax | null): Otherwise {
  return ({ line, text, statement, read }) => {
    const { seq, flags } = statement;
    if (!seq.present || (flags & SYN) !== 0) return null;
    const { symbols, transit } = read({ ...statement, seq: other ?? { ...seq, present: false } });
    const expected = symbols.write(transit.written.seq);
    if (expected === null || symbols.algebra.equal(symbols.evaluate(seq.value), transit.written.seq)) return null;
    const args = { expected, given: text.slice(seq.value.from, seq.value.to) };
    return finding('seq-mismatch', 'expected', line, seq, args, { fixes: [replace(line, seq.value, expected)] });
  };
}

/** A SYN with an initial number that is `off` greater: all that follows goes on from it. */
function withIsn(off: number): Otherwise {
  return ({ line, text, statement, read }) => {
    const { seq, flags } = statement;
    if (!seq.present || (flags & SYN) === 0 || seq.value.symbol >= 0 || seq.value.more !== null) return null;
    const isn = (seq.value.constant + off + 2 ** 32) % 2 ** 32;
    read({ ...statement, seq: { ...seq, value: { ...seq.value, constant: isn } } });
    const args = { expected: String(isn), given: text.slice(seq.value.from, seq.value.to) };
    const fixes = [replace(line, seq.value, args.expected)];
    return finding('seq-mismatch', 'expected', line, seq, args, { fixes });
  };
}

/** With a length that is `off` bytes greater. */
function withLength(off: number): Otherwise {
  return ({ line, text, statement, cause, read }) => {
    const { len, data, seq, ack, flagsSpan, flags } = statement;
    const now = (len.present ? len.value.constant : 0) + off;
    if (now < 1 || now > MOST_BYTES || (len.present ? len.value.symbol >= 0 : data.present)) return null;
    if (!len.present && (flags & (SYN | RST)) !== 0) return null;
    read({
      ...statement,
      len: { ...len, present: true, value: { ...len.value, constant: now, symbol: -1, more: null } },
    });
    const expected = String(now);
    const args = { expected, line: cause + 1 };
    if (len.present) {
      const given = text.slice(len.value.from, len.value.to);
      const fixes = [replace(line, len.value, expected)];
      return finding('len-mismatch', 'expected', line, len, { ...args, given }, { fixes });
    }
    const end = Math.max(flagsSpan.to, seq.present ? seq.to : 0, ack.present ? ack.to : 0);
    const told = `len=${expected}`;
    const fix: Fix = {
      title: { template: 'Insert {text}', args: { text: told } },
      edits: [{ line, from: end, to: end, text: ` ${told}` }],
    };
    return finding('len-mismatch', 'missing', line, flagsPlace(statement), args, { fixes: [fix] });
  };
}

/** A header that somebody has counted as text, or has not. */
const HEADER_BYTES = 20;

/** Bytes that a segment may carry at most. */
const MOST_BYTES = 65_535;

/** The segments of which one may be missing before a segment with this fault, the likeliest first. */
function* untoldBefore(
  algebra: Algebra,
  { connection, side, written }: Context,
  fault: Fault,
  statement: SegmentStatement,
): Generator<Untold> {
  if (connection === null) return;
  const peerSide = side === 0 ? 1 : 0;
  const own = connection.end(side).tcb;
  const peer = connection.end(peerSide).tcb;
  switch (fault.kind) {
    case 'seq-gap': {
      const count = algebra.subtract(fault.given, fault.expected);
      yield* textOf(side, count, 'delivered');
      yield* textOf(side, count, 'lost');
      break;
    }
    case 'ack-unsent': {
      if (peer.sndNxt === null) break;
      const count = algebra.subtract(fault.given, peer.sndNxt);
      yield* textOf(peerSide, count, 'delivered');
      break;
    }
    case 'ack-not-received': {
      // What was lost has been sent again, and has filled the gap.
      const first = own.outOfOrder.at(-1)?.left ?? fault.given;
      for (const end of [first, fault.given]) {
        const len = algebra.subtract(end, fault.expected);
        yield { side: peerSide, flags: PSH | ACK, seq: fault.expected, len };
        const fin = peer.fin !== null && algebra.equal(end, peer.fin.plus(1));
        if (fin) yield { side: peerSide, flags: FIN | ACK, seq: fault.expected, len: len.plus(-1) };
      }
      break;
    }
    case 'data-before-established':
    case 'ack-before-established':
    case 'fin-before-established':
      if (own.state === SYN_SENT && (written.flags & ACK) !== 0 && statement.ack.present) {
        yield { side: peerSide, flags: SYN | ACK, seq: written.ack.plus(-1) };
      } else if (own.state === SYN_RECEIVED) {
        const { rcvNxt: next } = own;
        if (next !== null && statement.ack.present && algebra.surelyAfter(written.ack, next)) {
          yield { side: peerSide, flags: PSH | ACK, seq: next, len: algebra.subtract(written.ack, next) };
        }
        yield { side: peerSide, flags: ACK };
      }
      break;
    case 'syn-ack-unasked':
      yield { side: peerSide, flags: SYN, seq: written.ack.plus(-1) };
      break;
    case 'window-overflow':
    case 'zero-window-data':
      yield { side: peerSide, flags: ACK };
      break;
    case 'syn-in-connection':
      yield { side, flags: RST | ACK };
      yield { side: peerSide, flags: RST | ACK };
      yield { side: peerSide, flags: ACK };
      break;
    default:
  }
}

function isByte({ flags, len }: Untold): boolean {
  return (flags & FIN) === 0 && len?.constant === 1;
}

/** So many bytes, with a FIN or without. */
function* textOf(side: 0 | 1, count: Form, delivery: 'delivered' | 'lost'): Generator<Untold> {
  // No segment holds more than that.
  if ((count.constant ?? 0) > MOST_BYTES) return;
  const one = count.constant === 1;
  if (one) yield { side, flags: FIN | ACK, delivery };
  yield { side, flags: PSH | ACK, len: count, delivery };
  if (!one) yield { side, flags: FIN | ACK, len: count.plus(-1), delivery };
}

/** The line of a segment that has just passed untold. */
function writeUntold(state: DiagramState, { delivery, flags }: Untold): string {
  const { from, to, written } = state.transit;
  const name = ({ participant }: End): string => state.names.text(state.participants.at(participant).name);
  const write = (form: Form): string => state.symbols.write(form) ?? '0';
  const segment = {
    from: name(from),
    to: name(to),
    fromPort: from.port,
    toPort: to.port,
    flags: flagNames(flags),
    seq: write(written.seq),
    ack: (flags & ACK) === 0 ? null : write(written.ack),
    len: written.hasData ? write(written.len) : null,
  };
  return writeSegment(segment, null, delivery === 'lost');
}
