import type { SegmentStatement } from '../../notation/syntax.ts';
import { DiagramReader, type Explained } from '../reader.ts';
import { isSuspect, mayBeSyn } from '../segments.ts';
import type { Checkpoint, DiagramState } from '../state.ts';
import { Arrivals } from './arrivals.ts';
import { AS_WRITTEN, Reading } from './reading.ts';
import { EarlierLines } from './earlier.ts';
import { sameEnds } from './lines.ts';
import { Neighbours } from './neighbours.ts';
import { Onwards } from './onwards.ts';
import { Opening } from './opening.ts';
import { ThisLine } from './this-line.ts';
import {
  type Attempt,
  AWAITING,
  Context,
  CROWD,
  CROWDED,
  HINT,
  OFTEN_ELSEWHERE,
  preferred,
  repeatsWrongNumber,
  SEGMENTS_AHEAD,
  SLIP,
  type Surroundings,
  type Trial,
  weigh,
  weight,
} from './trial.ts';

/**
 * The fewest slips. Where a line can't be right, more than one thing may have gone wrong: its number, its flags, its
 * direction, its place, a line that is missing before it, or an earlier line. Each is tried on a copy of the state, which
 * reads on for a few segments; the explanation after which the least is wrong is the one that is reported.
 */

/** Little is wrong after an explanation. */
const LITTLE = 3 * SLIP;

/** Explains the segment on `line`, of which nothing has been read yet. */
export function explain(start: Checkpoint, line: number, surroundings: Surroundings): Explained {
  const statement = surroundings.statementOf(line);
  if (statement.kind !== 'segment') throw new RangeError(`no segment on line ${String(line)}`);
  return new Explainer(new Reading(start, line, statement, surroundings)).best();
}

class Explainer {
  readonly #reading: Reading;
  readonly #own: ThisLine;
  readonly #neighbours: Neighbours;
  readonly #opening: Opening;
  readonly #onwards: Onwards;
  readonly #earlier: EarlierLines;
  #best: Explained | null = null;
  #least = Infinity;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#own = new ThisLine(reading);
    this.#neighbours = new Neighbours(reading);
    this.#opening = new Opening(reading);
    this.#onwards = new Onwards(reading);
    this.#earlier = new EarlierLines(reading);
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
    const literal = this.#reading.read(AS_WRITTEN, null);
    this.#reading.algebra = literal.state.symbols.algebra;
    const context = new Context(literal.state, this.#reading.start, literal.findings);
    this.#consider(literal, this.#own.standsAgain(context) ? -SLIP : 0);
    if (this.#isWrongAllOver()) return this.#best;
    if (this.#reading.statement.delivery === 'arrived') {
      for (const attempt of new Arrivals(this.#reading, this.#own).attempts(context)) this.#try(attempt);
      return this.#best;
    }
    for (const attempt of this.#opening.synWithoutFlag(context)) this.#try(attempt);
    // Nothing else is wrong with it.
    const isThat = mayBeSyn(this.#reading.statement) && !context.faults.some(isSuspect);
    if (isThat && context.before === undefined) return this.#best;
    const plain = this.#least < 2 * SLIP;
    if (context.has('seq-mismatch') || context.has('seq-after-fin')) {
      const repeated = this.#own.repeatsShorter(context);
      // A bare ACK may as well have a wrong number.
      if (repeated !== null) this.#consider(repeated, this.#reading.sent().bare ? 0 : 1);
    }
    this.#considerStray(context.refused || !plain);
    if (context.faults.some(({ kind }) => AWAITING.has(kind)))
      for (const attempt of this.#earlier.strays()) this.#try(attempt);
    if (!this.#reading.skips()) this.#try(() => this.#own.halved(context));
    const bothOpen = this.#opening.bothOpen(context);
    if (bothOpen !== null) this.#consider(bothOpen);
    this.#considerCrossing(context, plain);
    for (const attempt of this.#neighbours.resent(context)) this.#try(attempt);
    for (const attempt of this.#neighbours.losses(context)) this.#try(attempt);
    for (const attempt of this.#earlier.overlapping(context)) this.#try(attempt);
    for (const attempt of this.#earlier.filling(context)) this.#try(attempt);
    for (const attempt of this.#earlier.copied(context)) this.#try(attempt);
    for (const attempt of this.#earlier.closing(context)) this.#try(attempt);
    for (const attempt of plain ? this.#earlier.oddLengths(context) : []) this.#try(attempt);
    if (plain && !context.faults.some(({ kind }) => OFTEN_ELSEWHERE.has(kind))) return this.#best;
    // One wrong number explains it, but two lines that only have to change places explain it better.
    this.#try(() => preferred(this.#neighbours.belongsAfterNext(), 1));
    const again = context.has('fin-again');
    const ended = again || context.has('after-reset') || context.has('seq-after-fin');
    if (plain && !ended) return this.#best;
    // No number is right for a second FIN behind one that is acknowledged.
    for (const attempt of again ? this.#own.flags(context) : []) this.#try(() => preferred(attempt(), 1));
    for (const attempt of plain ? this.#earlier.earlierFlags(context) : this.#attempts(context)) {
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
    const { statementOf, faulty } = this.#reading.around;
    let [right, wrong] = [0, 0];
    for (let line = this.#reading.line - 1; line >= this.#reading.lines.begin && right + wrong < CROWD; line--) {
      if (statementOf(line).kind !== 'segment') continue;
      if (faulty(line)) wrong++;
      else if (++right > CROWD - CROWDED) return false;
    }
    return wrong >= CROWDED;
  }

  /** Words are for an explanation that is kept: most are not. */
  #try(attempt: Attempt): void {
    this.#reading.wordless = true;
    const heard = this.#reading.heard;
    const trial = attempt();
    this.#reading.wordless = false;
    const best = this.#best;
    if (trial !== null) this.#consider(trial, trial.bonus);
    if (this.#best === null || this.#best === best || this.#reading.heard === heard) return;
    const told = attempt();
    if (told !== null) this.#best = { ...this.#best, findings: told.findings };
  }

  /** Where the two may have crossed as well, and nothing behind tells, the number is wrong: the crossing is a fix for it. */
  #considerCrossing(context: Context, plain: boolean): void {
    const crossed = this.#neighbours.crossed(context);
    if (crossed === null) return;
    const { literal } = context;
    const least = this.#least;
    const best = this.#best;
    this.#consider(crossed, plain ? 1 : 0);
    const [offering] = crossed.findings;
    if (this.#least !== least - 1 || best === null || offering === undefined) return;
    this.#best = { ...best, findings: [offering, ...literal.slice(1)] };
  }

  /** The line may belong to the other connection, if nothing else explains it or that one lacks something. */
  #considerStray(asked: boolean): void {
    const { other } = this.#reading;
    if (other !== null && (asked || this.#wrongAsItIs(other.statement) > 0)) this.#try(() => this.#own.strayed());
  }

  /** Keeps the trial if less is wrong after it than after the best one so far. */
  #consider({ state, findings, next, revision = null, beside }: Trial, bonus = 0): void {
    let cost = weigh(state, findings) - bonus;
    if (cost >= this.#least && beside === undefined) return;
    const after = state.checkpoint();
    if (beside !== undefined) {
      cost += this.#outlook(state, next, Infinity, beside) - this.#wrongAsItIs(beside);
      state.restore(after);
    }
    cost += this.#outlook(state, next, this.#least - cost, this.#reading.statement);
    if (cost >= this.#least) return;
    this.#least = cost;
    this.#best = { after, findings, revision };
  }

  /** What is wrong with the next segments of another connection whatever the line is. */
  #wrongAsItIs(ours: SegmentStatement): number {
    const { start, line, around } = this.#reading;
    return this.#outlook(around.trying(start), line + 1, Infinity, ours);
  }

  /**
   * What is wrong with the next segments of a connection, at most a little more than `limit`; `ours` is one of its segments.
   * Those of other connections stand between them by chance.
   */
  #outlook(state: DiagramState, next: number, limit: number, ours: SegmentStatement): number {
    const { textOf, statementOf } = this.#reading.around;
    const reader = new DiagramReader(state, textOf);
    const { end } = this.#reading.lines;
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
        if (!sameEnds(statement, ours)) continue;
        segments++;
      }
      if (statement.kind === 'segment') reader.readSegment(line, statement);
      else reader.read(line, statement);
      if (statement.kind === 'segment' && repeatsWrongNumber(state)) cost += SLIP;
      expected = state.expecting !== null;
    }
    return cost;
  }

  *#attempts(context: Context): Generator<Attempt> {
    // What goes on behind a reset or a FIN most likely shows that there was none.
    const ended = context.has('after-reset') || context.has('data-after-fin') || this.#own.ignoresFin(context);
    if (ended) yield* this.#earlier.earlierFlags(context);
    yield* this.#own.exchanged(context);
    const peers = this.#own.hasNumbersOfPeer(context);
    if (peers) yield () => this.#own.turned(context);
    yield* this.#own.numbers(context);
    if (!peers) yield () => this.#own.turned(context);
    yield* this.#earlier.turnedAbove(context);
    yield* this.#opening.beginnings(context);
    yield* this.#own.flags(context);
    yield () => this.#own.asWritten(context);
    yield () => this.#neighbours.belongsBefore(context);
    // Seldom: what is sent again is mostly meant.
    yield () => preferred(this.#own.superfluous(context), -SLIP / 4);
    yield* this.#earlier.earlierNumbers(context, true);
    yield* this.#earlier.received(context);
    yield* this.#opening.uncounted(context);
    yield* this.#neighbours.missing(context);
    yield* this.#earlier.earlierNumbers(context, false);
    if (!ended) yield* this.#earlier.earlierFlags(context);
    yield* this.#onwards.attempts(context);
  }
}
