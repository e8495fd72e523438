import type { Fix } from '../../findings/finding.ts';
import type { SegmentStatement } from '../../notation/syntax.ts';
import { FIN, RST } from '../../tcp/flags.ts';
import { Flights, type InFlight } from '../flights.ts';
import { finding, replace, WHOLE_LINE } from '../report.ts';
import { at } from '../rules/shared.ts';
import { type Difference, differences } from '../segments.ts';
import { delivered } from './fixes.ts';
import { Sent } from './lines.ts';
import { type Otherwise, withFin, withLength, withoutFlag, withSeq } from './otherwise.ts';
import { AS_WRITTEN, type Reading } from './reading.ts';
import type { ThisLine } from './this-line.ts';
import { type Attempt, type Context, NEAR, SLIP, type Trial, weigh } from './trial.ts';

/** What may be wrong where no segment in flight is as one arrives: with this line, with the one that sends it, or with neither. */
export class Arrivals {
  readonly #reading: Reading;
  readonly #own: ThisLine;

  constructor(reading: Reading, own: ThisLine) {
    this.#reading = reading;
    this.#own = own;
  }

  *attempts(context: Context): Generator<Attempt> {
    const { before, side } = context;
    if (before === undefined) return;
    const { statement } = this.#reading;
    const state = this.#reading.around.trying(this.#reading.start);
    const flights = [...before.inFlight].filter(({ sender }) => sender === side);
    for (const flight of flights.slice(0, 4 * NEAR)) {
      const [field, more] = differences(state, flight, statement);
      if (field === undefined || more !== undefined) continue;
      const change = this.#sentOtherwise(field, flight, statement);
      if (change !== null) yield () => this.#reading.otherwise(flight.line, change);
      if (field === 'seq') yield () => this.#isOf(flight);
    }
    yield () => this.#own.turned(context);
    yield () => this.#stray();
    yield () => this.#unsent();
  }

  /** The line that sends the segment has something else in this field than it should. */
  #sentOtherwise(field: Difference, { segment }: InFlight, { flags, seq, len }: SegmentStatement): Otherwise | null {
    if (field === 'seq') return withSeq(seq);
    if (field === 'len') {
      const { symbols } = this.#reading.around.trying(this.#reading.start);
      const off = symbols.algebra.distance(symbols.evaluate(len.value), segment.len);
      return Number.isInteger(off) ? withLength(off) : null;
    }
    if (field !== 'flags') return null;
    const differing = flags ^ segment.flags;
    if (differing === FIN) return (flags & FIN) === 0 ? withoutFlag(FIN, 'closes') : withFin;
    return differing === RST && (flags & RST) === 0 ? withoutFlag(RST, 'ends') : null;
  }

  /** The segment is that one, and its sequence number is wrong. */
  #isOf({ line: sentLine }: InFlight): Trial | null {
    const { line, statement, around } = this.#reading;
    const sent = this.#reading.lines.segmentOn(sentLine);
    if (sent?.seq.present !== true) return null;
    const { seqField } = new Sent(sentLine, sent, around);
    const { seq } = statement;
    const text = around.textOf(line);
    const expected = around.textOf(sentLine).slice(seqField.value.from, seqField.value.to);
    const args = { field: 'seq', expected, given: text.slice(seq.value.from, seq.value.to) };
    const fixes = [replace(line, seq.value, expected)];
    const related = [at(sentLine, 'sent here')];
    const slip = finding('arrival-mismatch', 'differs', line, seq, args, { fixes, related });
    return this.#reading.read({ seq: seqField }, slip);
  }

  /** The line that sends it is missing. */
  #unsent(): Trial {
    const { line, statement, around } = this.#reading;
    const segment = delivered(around.textOf(line), statement, 'sent');
    const fix: Fix = {
      title: { template: 'Insert {text}', args: { text: segment } },
      edits: [{ line, from: 0, to: 0, text: `${segment}\n` }],
    };
    const slip = this.#reading.slip('segment-missing', 'missing', WHOLE_LINE, { segment }, [fix]);
    return this.#reading.read({ delivery: 'delivered' }, slip);
  }

  /** It is none of those in flight: what comes twice, or is of an older connection, is right, and as seldom meant as a slip. */
  #stray(): Trial {
    let inFlight = new Flights();
    const trial = this.#reading.read(AS_WRITTEN, null, (state) => {
      const connection = state.change(this.#reading.connectionOf(state));
      inFlight = connection.inFlight;
      connection.inFlight = new Flights();
      return true;
    });
    const { state } = trial;
    state.change(this.#reading.connectionOf(state)).inFlight = inFlight;
    return { ...trial, bonus: weigh(state, trial.findings) - SLIP };
  }
}
