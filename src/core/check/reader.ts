import type { SegmentStatement, Statement } from '../notation/syntax.ts';
import { recordMessage, recordSegment } from './record.ts';
import { assertStates } from './statements/assertions.ts';
import { act } from './statements/calls.ts';
import { currentEnd, idleState } from './statements/connections.ts';
import { checkNote, define, expectCode, setOption } from './statements/definitions.ts';
import { elide } from './statements/elision.ts';
import { declare, identify, resolve } from './statements/participants.ts';
import { beginAnyPreset, connected, passSegment, toItself } from './segments.ts';
import { judgeSegment } from './judge.ts';
import { report } from './report.ts';
import { midStream } from './rules/mid-stream.ts';
import { checkTime } from './rules/time-backwards.ts';
import { ACK, PSH } from '../tcp/flags.ts';
import { STATE_NAMES } from '../tcp/states.ts';
import { type Checkpoint, DiagramState, type RawFinding } from './state.ts';
import type { Step, StateChanges } from './trace.ts';

/** How a segment that can't be right is to be read: where the reading goes on, and what is said of it. */
export interface Explained {
  readonly after: Checkpoint;
  readonly findings: readonly RawFinding[];
  /** What was read otherwise than it is written; null where that is something else than one line, or nothing. */
  readonly revision: Revision | null;
}

/** A line that is read otherwise than it is written. */
export interface Revision {
  readonly line: number;
  readonly change: Change;
}

/** What stands in a segment instead of what is written. It holds nothing that a parser fills anew. */
export type Change = Partial<
  Pick<SegmentStatement, 'left' | 'right' | 'mirrored' | 'delivery' | 'flags' | 'seq' | 'ack' | 'len' | 'again'>
>;

/** Explains the segment on a line, of which nothing has been read yet. */
export type Explain = (line: number, start: Checkpoint) => Explained;

/** A step in short: an entry of `Overview`. */
export interface StepSummary {
  readonly kind: string;
  readonly phase: string;
  /** From 1, or 0. */
  readonly connection: number;
  readonly time: number | null;
  /** Counted from the first line of the diagram, or −1. */
  readonly sentLine: number;
  /** As in `Overview`. */
  readonly plain: number;
}

const summaryOf = (kind: string): StepSummary => ({
  kind,
  phase: '-',
  connection: 0,
  time: null,
  sentLine: -1,
  plain: 0,
});

/** As in `Overview`, for a segment that has just passed. */
function plainSize({ transit }: DiagramState, { label, data, flags, delivery }: SegmentStatement): number {
  const { from, to, segment, connection } = transit;
  const isPlain =
    transit.marks === 0 &&
    transit.phase === 'data' &&
    (flags & ~(ACK | PSH)) === 0 &&
    delivery === 'delivered' &&
    (label?.value ?? '') === '' &&
    !data.present &&
    transit.senderState === from.tcb.state &&
    transit.receiverState === to.tcb.state;
  if (!isPlain) return 0;
  const { basis, offset } = segment.len;
  const size = basis.terms.length === 0 ? offset + 1 : Infinity;
  return connection?.right === from ? -size : size;
}

/** Reads the lines of a diagram one after the other into its state. */
export class DiagramReader {
  readonly state: DiagramState;
  readonly #textOf: (line: number) => string;
  readonly #explain: Explain | null;
  /** The line is expected to raise something: it is taken as it is written. */
  #expected = false;
  /** The state before the segment of the last line, where that could not be right as it is written. */
  #refused: Checkpoint | null = null;
  /** What is said of a segment before it is known whether it can be right. */
  readonly #held: RawFinding[] = [];
  #literal: DiagramReader | null = null;
  readonly #hold = (found: RawFinding): void => {
    this.#held.push(found);
  };

  /**
   * `textOf` gives the text of a line, for rules that quote it. Without `explain` every segment is taken as it is written,
   * its wrong numbers put right.
   */
  constructor(state: DiagramState, textOf: (line: number) => string, explain: Explain | null = null) {
    this.state = state;
    this.#textOf = textOf;
    this.#explain = explain;
  }

  /** Reads a line; findings go to `state.report`. */
  read(line: number, statement: Statement): void {
    const { state } = this;
    this.#expected = false;
    this.#refused = null;
    if (statement.problems.length > 0) this.#reportProblems(line, statement);
    if (state.expecting !== null && statement.kind !== 'blank' && statement.kind !== 'ignored')
      this.#meetExpectation(line);
    switch (statement.kind) {
      case 'segment':
        this.readSegment(line, statement);
        break;
      case 'participant':
        declare(state, statement, line);
        break;
      case 'action':
        act(state, statement, line);
        break;
      case 'state':
        assertStates(state, statement, line);
        break;
      case 'elision':
        beginAnyPreset(state, line);
        elide(state, statement);
        break;
      case 'let':
        define(state, statement, line);
        break;
      case 'option':
        setOption(state, statement, line);
        break;
      case 'expect':
        expectCode(state, statement, line);
        break;
      case 'note':
        checkNote(state, statement, line);
        break;
      default:
    }
  }

  /**
   * Reads a line and says what happened; null for a line that is no step. `offset` is the line of the document that the
   * diagram begins on: a step has the lines of the document.
   */
  record(line: number, statement: Statement, offset: number): Step | null {
    const inText = line + offset;
    switch (statement.kind) {
      case 'segment':
        return this.#watch(
          line,
          statement,
          (state) => recordSegment(state, statement, this.#textOf(line), offset),
          (state) => recordMessage(state, statement, inText),
        );
      case 'action': {
        const before = this.#stateOf(statement.target);
        this.read(line, statement);
        const after = this.#stateOf(statement.target);
        if (before === null || after === null) return null;
        const states: StateChanges = { [after.name]: [before.state, after.state] };
        return { kind: 'action', line: inText, action: statement.action, target: after.name, states };
      }
      default:
    }
    this.read(line, statement);
    switch (statement.kind) {
      case 'state':
        return { kind: 'state', line: inText, asserted: this.#asserted(statement) };
      case 'elision':
        return { kind: 'elision', line: inText, text: statement.text?.value ?? '' };
      case 'note':
        return this.#note(inText, statement);
      default:
        return null;
    }
  }

  /** Reads a line and says in short what happened, as `Overview` has it; null for a line that is no step. */
  summarize(line: number, statement: Statement): StepSummary | null {
    if (statement.kind === 'segment') {
      const kind = DELIVERIES[statement.delivery];
      const { time } = statement;
      const summary = (state: DiagramState): StepSummary => {
        const { transit, last } = state;
        const plain = plainSize(state, statement);
        return { kind, phase: PHASES[transit.phase], connection: last + 1, time, sentLine: transit.sentLine, plain };
      };
      const message = (): StepSummary => (toItself(statement) ? summaryOf('n') : { ...summaryOf(kind), time });
      return this.#watch(line, statement, summary, message);
    }
    const acts = statement.kind === 'action' && this.#stateOf(statement.target) !== null;
    this.read(line, statement);
    switch (statement.kind) {
      case 'action':
        return acts ? summaryOf('c') : null;
      case 'state':
        return summaryOf('t');
      case 'elision':
        return summaryOf('e');
      case 'note':
        return summaryOf('n');
      default:
        return null;
    }
  }

  /**
   * Reads a segment and looks at the state behind it, or at a message that is no segment; null where the line is no step.
   */
  #watch<T>(
    line: number,
    statement: SegmentStatement,
    look: (state: DiagramState) => T,
    message: (state: DiagramState) => T,
  ): T | null {
    const { state } = this;
    const { segments } = state;
    this.read(line, statement);
    if (this.#refused === null && state.segments !== segments) return look(state);
    // It was explained otherwise than it is written, or belongs elsewhere: what is shown is what is written.
    const start = this.#refused ?? state.checkpoint();
    const literal = this.#literalAt(start);
    literal.state.skips = [];
    literal.read(line, statement);
    if (literal.state.segments !== segments) return look(literal.state);
    return statement.application ? message(literal.state) : null;
  }

  /** A reader of the same diagram that explains nothing: always the same one, because to begin a state costs what it holds. */
  #literalAt(start: Checkpoint): DiagramReader {
    this.#literal ??= new DiagramReader(new DiagramState(this.state.names, start), this.#textOf);
    this.#literal.state.restore(start);
    return this.#literal;
  }

  /** Reads a segment, whatever is wrong with the text of its line. */
  readSegment(line: number, statement: SegmentStatement): void {
    const { state } = this;
    if (state.skips.includes(line)) return;
    if (statement.time !== null) checkTime(state, statement.time, statement.timeSpan, line);
    // What is captured did happen, however it looks.
    if (this.#explain === null || this.#expected || state.settings.capture !== null) {
      state.cautious = false;
      this.#pass(line, statement);
      return;
    }
    const { report } = state;
    state.mark();
    state.cautious = true;
    state.report = this.#hold;
    const passed = this.#pass(line, statement);
    state.report = report;
    if (!passed) {
      this.#held.length = 0;
      this.#refused = state.checkpointBefore();
      const { after, findings } = this.#explain(line, this.#refused);
      state.restore(after);
      findings.forEach(report);
    } else if (this.#held.length > 0) {
      this.#held.forEach(report);
      this.#held.length = 0;
    }
  }

  /** False where the segment can't be right, and is to be explained. */
  #pass(line: number, statement: SegmentStatement): boolean {
    const { state } = this;
    if (toItself(statement)) {
      if (statement.application) resolve(state, statement.left, line);
      return true;
    }
    // Declared in the order of the text, so that the left end is drawn on the left.
    const left = identify(state, statement.left, line);
    const right = identify(state, statement.right, line);
    const from = statement.mirrored ? right : left;
    const to = statement.mirrored ? left : right;
    const alone = left === right && statement.left.port === statement.right.port;
    if (statement.unread || alone || (statement.application && !connected(state, statement, from, to))) {
      state.use(left);
      state.use(right);
      return true;
    }
    if (!passSegment(state, statement, line, from, to)) return false;
    midStream(state, statement.arrow);
    judgeSegment(state, statement, this.#textOf);
    return true;
  }

  #reportProblems(line: number, statement: Statement): void {
    for (const { code, from, to, message, fixes } of statement.problems) {
      const edits = fixes.map(({ title, text, span = { from, to } }) => ({
        title,
        edits: [{ line, from: span.from, to: span.to, text }],
      }));
      this.state.report({ code, line, from, to, message, reason: null, related: [], fixes: edits });
    }
  }

  #meetExpectation(line: number): void {
    const { state } = this;
    if (state.expecting === null) return;
    this.#expected = true;
    state.expectation({ ...state.expecting, target: line });
    state.expecting = null;
  }

  #stateOf(
    target: (Statement & { kind: 'action' })['target'],
  ): { name: string; state: (typeof STATE_NAMES)[number] } | null {
    if (target === null) return null;
    const { state } = this;
    const name = state.names.text(target.name);
    const participant = state.participants.find(target.name);
    if (participant < 0) return { name, state: 'CLOSED' };
    const own = currentEnd(state, participant, target.port);
    if (own !== null) return { name, state: STATE_NAMES[own.end.tcb.state] };
    return { name, state: STATE_NAMES[idleState(state, participant)] };
  }

  #asserted(statement: Statement & { kind: 'state' }): { name: string; state: (typeof STATE_NAMES)[number] }[] {
    return statement.assertions.flatMap(({ target, state }) =>
      state === null ? [] : [{ name: this.state.names.text(target.name), state }],
    );
  }

  #note(line: number, statement: Statement & { kind: 'note' }): Step {
    const targets = statement.targets.map(({ name }) => this.state.names.text(name));
    return { kind: 'note', line, position: statement.position, targets, text: statement.text.value };
  }
}

const DELIVERIES = { delivered: 'd', lost: 'l', sent: 's', arrived: 'a' } as const;
const PHASES = { handshake: 'h', data: 'd', close: 'c', reset: 'r' } as const;

/** Reports what no line after it can change: an expectation without a statement. */
export function closeReading(state: DiagramState): void {
  if (state.expecting === null) return;
  const { line, from, to, code } = state.expecting;
  report(state, 'expect-unmet', 'last', line, { from, to }, { code });
}
