import { CODES } from '../../findings/codes.ts';
import type { SegmentStatement, Statement } from '../../notation/syntax.ts';
import { ACK } from '../../tcp/flags.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { State } from '../../tcp/states.ts';
import type { Tcb } from '../../tcp/tcb.ts';
import type { Fault, FaultKind } from '../../tcp/transit.ts';
import type { Names } from '../../text/names.ts';
import type { Span } from '../../text/place.ts';
import type { Connection } from '../connection.ts';
import type { Revision } from '../reader.ts';
import type { Checkpoint, DiagramState, RawFinding } from '../state.ts';

// ---- How far is looked (test/check/limits.test.ts): as far as a reader would, so that an edit is felt on a screen or two at most

/** Lines ahead of a segment that may decide how it is explained. An edit of one of them reads the segment again. */
export const LINES_AHEAD = 48;
/** Segments of the connection among them: what a dozen can't decide is not decided by more. */
export const SEGMENTS_AHEAD = 12;
/** How far above a slip may be found out to be. */
export const LINES_BACK = 64;
/** Lines of an end that may have the number of another one: nobody copies one from further away. */
export const NEAR = 4;
/** So many of so many segments above are wrong where all are: to look for a slip on each line takes long, and is in vain. */
export const CROWDED = 12;
export const CROWD = 16;

/** What the explaining of a segment may look at. */
export interface Surroundings {
  readonly names: Names;
  /** How many lines the diagram has. */
  readonly count: number;
  readonly textOf: (line: number) => string;
  /** The statement of a line from `LINES_BACK` above the one that is explained to `LINES_AHEAD` below it. */
  readonly statementOf: (line: number) => Statement;
  /** The state before an earlier line; null where it is too far away. */
  readonly before: (line: number) => Checkpoint | null;
  /** The state to try things on, as it was at a checkpoint: the same one each time. */
  readonly trying: (start: Checkpoint) => DiagramState;
  /** The lines that are read otherwise since a line from this one on was explained, each with the line that has shown it. */
  readonly revisions: (from: number) => readonly (readonly [cause: number, revision: Revision])[];
  /** Whether a finding of an earlier line is reported already. */
  readonly reported: (found: RawFinding) => boolean;
  /** Whether anything is wrong with an earlier line, as far as it is reported. */
  readonly faulty: (line: number) => boolean;
}

/** What a finding weighs: a slip of the author, and an observation. */
export const SLIP = 100;
export const HINT = 4;

/** A way to explain a segment, tried: the state after it, what it says, and what is wrong all the same. */
export interface Trial {
  readonly state: DiagramState;
  readonly findings: readonly RawFinding[];
  /** The line with which the reading goes on. */
  readonly next: number;
  readonly revision?: Revision | null;
  /** A segment of another connection, which has one more or one less then: what is wrong with that one counts as well. */
  readonly beside?: SegmentStatement;
  /** By how much it is preferred to what costs the same. */
  readonly bonus?: number;
}

export type Attempt = () => Trial | null;

/** What is known of a segment that is read as it is written. It stays as it is while others are read on. */
export class Context {
  readonly connection: Connection | null;
  /** The connection as it is before the segment. */
  readonly before: Connection | undefined;
  readonly side: 0 | 1;
  readonly senderState: State;
  readonly receiverState: State;
  /** Who sends it, and who receives it, before it. */
  readonly sender: Tcb | undefined;
  readonly receiver: Tcb | undefined;
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
    this.before = start.connections.at(last);
    this.connection = transit.connection;
    this.side = transit.side;
    this.sender = this.before?.end(transit.side).tcb;
    this.receiver = this.before?.end(transit.side === 0 ? 1 : 0).tcb;
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
export const OFTEN_ELSEWHERE: ReadonlySet<FaultKind> = new Set([
  'ack-before-established',
  'ack-unsent',
  'after-reset',
  'fin-again',
  'seq-after-fin',
  'seq-gap',
  'syn-ack-unasked',
]);

/** Faults of a segment that may be right after another one, which is missing or looks like one of another connection. */
export const AWAITING: ReadonlySet<FaultKind> = new Set([
  'ack-before-established',
  'ack-unsent',
  'data-before-established',
  'fin-before-established',
  'from-closed',
  'seq-gap',
  'syn-ack-unasked',
]);

export const HOPELESS: readonly RawFinding[] = [];

export function weigh(state: DiagramState, findings: readonly RawFinding[]): number {
  if (findings === HOPELESS) return Infinity;
  let cost = 0;
  for (const found of findings) cost += weight(state, found);
  return cost;
}

export function weight(state: DiagramState, found: RawFinding): number {
  const severity = severityOf(state, found);
  return severity === 'error' || severity === 'warning' ? SLIP : severity === 'off' ? 0 : HINT;
}

/** The same wrong number once more is the same mistake; it is also a second line that agrees with the first one. */
export function repeatsWrongNumber({ transit, symbols }: DiagramState): boolean {
  const { written, segment, faults } = transit;
  if (faults.length > 0 || written === segment) return false;
  const { algebra } = symbols;
  return !algebra.equal(written.seq, segment.seq) || (transit.has(ACK) && !algebra.equal(written.ack, segment.ack));
}

export function severityOf(state: DiagramState, { code }: RawFinding): string {
  return state.settings.severities[code] ?? CODES[code].severity;
}

/** What is said of what stands in a span; undefined where nothing is. */
export function saidIn(findings: readonly RawFinding[], { from, to }: Span): RawFinding | undefined {
  return findings.find((found) => found.from >= from && found.to <= to);
}

/** A trial that is preferred by so much to what costs the same. */
export function preferred(trial: Trial | null, bonus: number): Trial | null {
  return trial === null ? null : { ...trial, bonus };
}
