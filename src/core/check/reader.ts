import type { SegmentStatement, Statement } from '../notation/syntax.ts';
import { recordMessage, recordSegment } from './record.ts';
import { assertStates } from './statements/assertions.ts';
import { act } from './statements/calls.ts';
import { endOf, currentConnection } from './statements/connections.ts';
import { checkNote, define, expectCode, setOption } from './statements/definitions.ts';
import { elide } from './statements/elision.ts';
import { declare, resolve } from './statements/participants.ts';
import { connected, endpoints, passSegment, toItself } from './segments.ts';
import { judgeSegment } from './judge.ts';
import { report } from './report.ts';
import { midStream } from './rules/mid-stream.ts';
import { STATE_NAMES } from '../tcp/states.ts';
import type { DiagramState } from './state.ts';
import type { Step, StateChanges } from './trace.ts';

/** Reads the lines of a diagram one after the other into its state. */
export class DiagramReader {
  readonly state: DiagramState;
  readonly #textOf: (line: number) => string;

  /** `textOf` gives the text of a line, for rules that quote it. */
  constructor(state: DiagramState, textOf: (line: number) => string) {
    this.state = state;
    this.#textOf = textOf;
  }

  /** Reads a line; findings go to `state.report`. */
  read(line: number, statement: Statement): void {
    const { state } = this;
    if (statement.problems.length > 0) this.#reportProblems(line, statement);
    if (state.expecting !== null && statement.kind !== 'blank' && statement.kind !== 'ignored')
      this.#meetExpectation(line);
    switch (statement.kind) {
      case 'segment':
        this.#readSegment(line, statement);
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

  /** Reads a line and tells what happened; null for a line that is no step. */
  record(line: number, statement: Statement): Step | null {
    const { state } = this;
    const before = statement.kind === 'action' ? this.#stateOf(statement.target) : null;
    const segments = state.segments;
    this.read(line, statement);
    switch (statement.kind) {
      case 'segment':
        if (statement.application && state.segments === segments) return recordMessage(state, statement, line);
        return state.segments === segments ? null : recordSegment(state, statement, this.#textOf(line));
      case 'action': {
        const after = this.#stateOf(statement.target);
        if (before === null || after === null) return null;
        const states: StateChanges = { [after.name]: [before.state, after.state] };
        return { kind: 'action', line, action: statement.action, target: after.name, states };
      }
      case 'state':
        return { kind: 'state', line, asserted: this.#asserted(statement) };
      case 'elision':
        return { kind: 'elision', line, text: statement.text?.value ?? '' };
      case 'note':
        return this.#note(line, statement);
      default:
        return null;
    }
  }

  /** Reads a line and tells in two characters what happened, as `Overview` has them; '' for a line that is no step. */
  summarize(line: number, statement: Statement): string {
    const { state } = this;
    const acts = statement.kind === 'action' && this.#stateOf(statement.target) !== null;
    const segments = state.segments;
    this.read(line, statement);
    switch (statement.kind) {
      case 'segment':
        if (statement.application && state.segments === segments)
          return toItself(statement) ? 'n-' : `${DELIVERIES[statement.delivery]}-`;
        if (state.segments === segments) return '';
        return DELIVERIES[statement.delivery] + PHASES[state.transit.phase];
      case 'action':
        return acts ? 'c-' : '';
      case 'state':
        return 't-';
      case 'elision':
        return 'e-';
      case 'note':
        return 'n-';
      default:
        return '';
    }
  }

  #readSegment(line: number, statement: SegmentStatement): void {
    const { state } = this;
    const [source, target] = endpoints(statement);
    if (toItself(statement)) {
      if (statement.application) resolve(state, statement.left, line);
      return;
    }
    // Declared in the order of the text, so that the left end is drawn on the left.
    const left = resolve(state, statement.left, line);
    const right = resolve(state, statement.right, line);
    const from = statement.mirrored ? right : left;
    const to = statement.mirrored ? left : right;
    if (from === to && source.port === target.port) return;
    if (statement.application && !connected(state, from, source.port, to, target.port)) return;
    passSegment(state, statement, line, from, to);
    midStream(state, statement.arrow);
    judgeSegment(state, statement, this.#textOf);
  }

  #reportProblems(line: number, statement: Statement): void {
    for (const { code, from, to, message, fixes } of statement.problems) {
      const edits = fixes.map(({ title, text }) => ({ title, edits: [{ line, from, to, text }] }));
      this.state.report({ code, line, from, to, message, reason: null, related: [], fixes: edits });
    }
  }

  #meetExpectation(line: number): void {
    const { state } = this;
    if (state.expecting === null) return;
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
    const connection = state.connections[currentConnection(state, participant, target.port)];
    const end = connection === undefined ? undefined : endOf(connection, participant, target.port);
    if (end !== undefined) return { name, state: STATE_NAMES[end.tcb.state] };
    const listens = state.listening[participant] === true || state.participants.at(participant).role === 'server';
    return { name, state: listens ? 'LISTEN' : 'CLOSED' };
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
