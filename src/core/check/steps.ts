import type { Statement } from '../notation/syntax.ts';
import { flagNames } from '../notation/flags.ts';
import { ACK } from '../tcp/flags.ts';
import type { Answer } from '../tcp/tcb.ts';
import type { DiagramReader } from './reader.ts';
import type { Reply, SegmentStep, Step } from './trace.ts';

/** Collects the steps of a diagram while its lines are read. */
export class Steps {
  readonly list: Step[] = [];
  readonly #offset: number;

  /** `offset` is the diagram's first line in the document: a step has the line number of the document. */
  constructor(offset: number) {
    this.#offset = offset;
  }

  /** Has the reader read a line of the diagram. */
  read(reader: DiagramReader, line: number, statement: Statement): void {
    const step = reader.record(line, statement, this.#offset);
    if (step === null) return;
    const { refuses } = reader.state.transit;
    if (step.kind === 'segment' && refuses !== null) this.#tellRefusal(step, refusalOf(reader), refuses);
    this.list.push(step);
  }

  /**
   * A reset tells what it answers: on the line before its sender owed it. Where there was no connection, the sender was
   * where it is now.
   */
  #tellRefusal(reset: SegmentStep, reply: Reply, { breaksOff = false }: Answer): void {
    const at = this.list.findLastIndex(
      (step) =>
        step.kind === 'segment' &&
        step.to === reset.from &&
        step.from === reset.to &&
        step.toPort === reset.fromPort &&
        step.fromPort === reset.toPort,
    );
    const asked = this.list[at];
    const now = reset.states[reset.from]?.[1];
    if (asked?.kind !== 'segment' || now === undefined) return;
    if (breaksOff) {
      this.list[at] = { ...asked, reply };
      return;
    }
    const states = { ...asked.states, [reset.from]: [now, now] as const };
    const block = reset.tcbs[reset.from];
    const tcbs = block === undefined ? asked.tcbs : { ...asked.tcbs, [reset.from]: block };
    this.list[at] = { ...asked, states, tcbs, reply };
    Object.assign(reset.states, { [reset.from]: [now, now] });
  }
}

/** The reset that has just been sent, with the numbers that it had to have. */
function refusalOf({ state: { symbols, transit } }: DiagramReader): Reply {
  const { flags, seq, ack } = transit.segment;
  return {
    flags: flagNames(flags),
    seq: symbols.write(seq),
    ack: (flags & ACK) === 0 ? null : symbols.write(ack),
  };
}
