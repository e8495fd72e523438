import { RST, SYN } from '../../tcp/flags.ts';
import type { Form } from '../../tcp/number.ts';
import { renumber } from '../../tcp/send.ts';
import type { DiagramState } from '../state.ts';
import { wrongWay } from './fixes.ts';
import { AS_WRITTEN, type Reading } from './reading.ts';
import { type Attempt, type Context, preferred, SLIP, type Trial, weight } from './trial.ts';

/** Nobody goes on wrong where one wrong line explains it as well. */
const SELDOM = (-3 * SLIP) / 4;

/** What may have begun to be otherwise with this line, and stays so: its numbers, and who is who. */
export class Onwards {
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  *attempts(context: Context): Generator<Attempt> {
    yield () => preferred(this.#exchanged(context), SELDOM);
    yield () => preferred(this.#renumbered(context), SELDOM);
  }

  /** The numbers of one end, or of both, count from another one: absolute where they were relative, say. */
  #renumbered({ before, side, written, literal }: Context): Trial | null {
    const { statement, algebra } = this.#reading;
    const { seq, ack, flags } = statement;
    const state = this.#reading.around.trying(this.#reading.start);
    const said = literal.find(
      (found) =>
        weight(state, found) === SLIP &&
        [seq, ack].some((field) => field.present && found.from >= field.from && found.to <= field.to),
    );
    if (before === undefined || said === undefined || (flags & (SYN | RST)) !== 0) return null;
    const { sndNxt, rcvNxt } = before.end(side).tcb;
    const peer = side === 0 ? 1 : 0;
    const move = (moved: DiagramState, of: 0 | 1, from: Form | null, to: Form): void => {
      if (from === null || algebra.equal(from, to)) return;
      const by = algebra.subtract(to, from);
      const connection = moved.change(this.#reading.connectionOf(moved));
      renumber(connection.end(of).tcb, connection.end(of === 0 ? 1 : 0).tcb, (number) => algebra.add(number, by));
    };
    const trial = this.#reading.read(AS_WRITTEN, null, (moved) => {
      if (seq.present) move(moved, side, sndNxt, written.seq);
      if (ack.present) move(moved, peer, rcvNxt, written.ack);
      return true;
    });
    const reason = { template: 'from here on the lines count from another number', args: {} };
    // To mend one of two numbers would only bring the other one.
    const fixes = literal.length > 1 ? [] : said.fixes;
    return { ...trial, findings: [{ ...said, reason, fixes }, ...trial.findings] };
  }

  /** Both ends have changed places. */
  #exchanged({ before }: Context): Trial | null {
    if (before === undefined) return null;
    const { line, statement, around } = this.#reading;
    const slip = wrongWay(line, around.textOf(line), statement, this.#reading.namesAcross(statement));
    return this.#reading.read(AS_WRITTEN, slip, (state) => {
      state.change(this.#reading.connectionOf(state)).exchange();
      return true;
    });
  }
}
