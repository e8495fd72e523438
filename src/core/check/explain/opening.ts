import type { EndpointSyntax } from '../../notation/syntax.ts';
import { ACK, SYN } from '../../tcp/flags.ts';
import type { Form } from '../../tcp/number.ts';
import { uncount } from '../../tcp/send.ts';
import { CLOSED } from '../../tcp/states.ts';
import { DiagramReader } from '../reader.ts';
import { endpoints, listens } from '../segments.ts';
import type { DiagramState } from '../state.ts';
import { notSyn } from './fixes.ts';
import { type Sent } from './lines.ts';
import { asSyn, swapped, turned, withSeq } from './otherwise.ts';
import { AS_WRITTEN, type Reading } from './reading.ts';
import { type Attempt, type Context, NEAR, preferred, saidIn, SLIP, type Trial, weigh } from './trial.ts';

/** What may be wrong with the way in which a connection begins. */
export class Opening {
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** Nobody has said that the end listened: both may open at once, which the SYN,ACKs behind show (RFC 9293, figure 7). */
  bothOpen({ before, side, faults }: Context): Trial | null {
    const crosses = faults.some(({ kind }) => kind === 'syn-from-listen');
    if (before === undefined || !(crosses || faults.some(({ kind }) => kind === 'syn-without-ack'))) return null;
    const { participant, port } = before.end(side);
    const line = before.firstLine;
    const start = this.#reading.before(line);
    if (start === null || !(crosses || this.#reading.lines.answersSyn())) return null;
    const { textOf, trying } = this.#reading.around;
    const state = trying(start);
    const { presets } = state;
    if (listens(state, participant) || presets.of(participant).length > 0) return null;
    const findings = this.#reading.listenFurther(state);
    state.presets = presets.with({ participant, port, state: CLOSED, line, variables: [] });
    this.#reading.readOn(new DiagramReader(state, textOf), line);
    state.presets = presets;
    return { state, findings, next: this.#reading.line + 1 };
  }

  /** The connection does not begin in the middle: its first line, which may be this one, was meant to be a SYN. */
  *synWithoutFlag({ before, connection, written }: Context): Generator<Attempt> {
    const { line, statement } = this.#reading;
    if (connection?.midStream !== true) return;
    if (before === undefined && (statement.flags & SYN) === 0)
      yield () => {
        const trial = this.#reading.read({ flags: SYN }, notSyn(line, statement));
        return weigh(trial.state, trial.findings) < 2 * SLIP ? trial : null;
      };
    else if (before !== undefined && written.has(SYN | ACK))
      yield () => preferred(this.#reading.otherwise(before.firstLine, asSyn), 1);
  }

  /** The SYN or the FIN of an end is not counted as one, here and in all that follows: that is one slip. */
  *uncounted({ before, side, faults, literal, written }: Context): Generator<Attempt> {
    if (before === undefined) return;
    const { seq, ack } = this.#reading.statement;
    for (const fault of faults) {
      if (!('expected' in fault && 'given' in fault) || fault.kind.startsWith('rst')) continue;
      const { given } = fault;
      const own = fault.kind.startsWith('seq');
      const counting = own === (side === 0) ? 0 : 1;
      const { iss, fin } = before.end(counting).tcb;
      const isIts = (number: Form | null): boolean => number !== null && this.#reading.algebra.equal(number, given);
      if (!isIts(iss) && !isIts(fin)) continue;
      const field = own ? seq : ack;
      const said = saidIn(literal, field);
      if (said === undefined) continue;
      const read = (): Trial => {
        const trial = this.#reading.read(AS_WRITTEN, null, (state) => {
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
    const connection = state.change(this.#reading.connectionOf(state));
    uncount(this.#reading.algebra, connection.end(side).tcb, connection.end(side === 0 ? 1 : 0).tcb, next);
  }

  /** Nothing above the line that a connection begins on contradicts it, and what it says is taken for granted. */
  *beginnings({ before }: Context): Generator<Attempt> {
    if (before === undefined) return;
    const { firstLine, midStream } = before;
    const first = this.#reading.lines.segmentOn(firstLine);
    // What is wrong with the first line shows on the next ones.
    if (first === null || this.#reading.line - firstLine > 4 * NEAR) return;
    yield () => this.#reading.otherwise(firstLine, turned(this.#reading.namesAcross(first)));
    if (!midStream) return;
    yield () => this.#reading.otherwise(firstLine, swapped);
    // The first number of the other end is taken as it comes, too.
    const answer = this.#firstOf(endpoints(first)[1]);
    if (answer !== undefined) yield () => this.#reading.otherwise(answer.line, withSeq(null));
  }

  /** The first line of an end. */
  #firstOf(end: EndpointSyntax): Sent | undefined {
    return [...this.#reading.lines.sentBy(end)].at(-1);
  }
}
