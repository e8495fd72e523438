import type { Fix } from '../../findings/finding.ts';
import type { EndpointSyntax, SegmentStatement, Statement } from '../../notation/syntax.ts';
import { Algebra, type Form } from '../../tcp/number.ts';
import type { End } from '../connection.ts';
import { type Change, DiagramReader, type Revision } from '../reader.ts';
import { finding } from '../report.ts';
import { beginConnection, type Endpoint, endpoints, passUntold, type Untold } from '../segments.ts';
import type { Checkpoint, DiagramState, RawFinding } from '../state.ts';
import { resolve } from '../statements/participants.ts';
import { changeFlags } from './fixes.ts';
import { LinesAround, sameEnds, Sent } from './lines.ts';
import type { Otherwise, sentAgain } from './otherwise.ts';
import { HOPELESS, severityOf, type Surroundings, type Trial } from './trial.ts';

/** Until the state is known. */
const UNKNOWN = new Algebra();
export const AS_WRITTEN: Change = {};

/** The line that is explained, read as it is written or otherwise, and so the lines above it. */
export class Reading {
  readonly start: Checkpoint;
  readonly line: number;
  readonly statement: SegmentStatement;
  readonly around: Surroundings;
  readonly lines: LinesAround;
  /** The nearest line above of another connection that shares one end with this one: it may belong to that. */
  readonly other: { readonly line: number; readonly statement: SegmentStatement } | null;
  /** Compares the numbers of the state that the line is read in. */
  algebra = UNKNOWN;
  /** What is found while something is tried needs no words; and how much was. */
  wordless = false;
  heard = 0;
  /** The lines above that are known to be meant otherwise than they are written, each with the line that has shown it. */
  readonly #revisions: readonly (readonly [cause: number, revision: Revision])[];
  /** The states before earlier lines, where they are known. */
  readonly #starts = new Map<number, Checkpoint | null>();

  constructor(start: Checkpoint, line: number, statement: SegmentStatement, around: Surroundings) {
    this.start = start;
    this.line = line;
    this.statement = statement;
    this.around = around;
    this.lines = new LinesAround(line, statement, around);
    this.other = hasOthers(start, statement) ? this.lines.nearestOther() : null;
    this.#revisions = around.revisions(this.lines.begin);
    this.#starts.set(line, start);
  }

  /** What the rules find from now on goes to `hear`. */
  listen(state: DiagramState, hear: (found: RawFinding) => void): void {
    state.wordless = this.wordless;
    state.report = (found) => {
      this.heard++;
      hear(found);
    };
  }

  /** What the rules find from now on, but for what is said of earlier lines already. */
  listenFurther(state: DiagramState): RawFinding[] {
    const findings: RawFinding[] = [];
    this.listen(state, (found) => {
      if (!this.around.reported(found)) findings.push(found);
    });
    return findings;
  }

  /** Reads the line with something else in it; with a finding of its own it speaks for itself. */
  read(change: Change, slip: RawFinding | null, prepare?: (state: DiagramState) => boolean): Trial {
    const findings: RawFinding[] = [];
    const state = this.around.trying(this.start);
    if (prepare !== undefined && !prepare(state)) return { state, findings: HOPELESS, next: this.line + 1 };
    this.listen(state, (found) => findings.push(found));
    const asWritten = change === AS_WRITTEN;
    const statement = asWritten ? this.statement : { ...this.statement, ...change };
    new DiagramReader(state, this.around.textOf).readSegment(this.line, statement);
    const read: Trial = { state, findings, next: this.line + 1 };
    if (asWritten && slip === null) return read;
    const others = findings.filter((found) => asWritten || slip === null || severityOf(state, found) !== 'hint');
    return {
      ...read,
      findings: slip === null ? others : [slip, ...others],
      revision: asWritten ? null : { line: this.line, change },
    };
  }

  /** Whether a line below is passed over already: only one line at a time of a connection is. */
  skips(): boolean {
    return this.start.variables.skips.some((line) => line > this.line && this.lines.segmentOn(line) !== null);
  }

  /** The lines below that are passed over, with one more of them. */
  skipping(next: number): readonly number[] {
    return [...this.start.variables.skips.filter((line) => line > this.line), next];
  }

  /** Who receives a segment, and who sends it. */
  namesAcross(statement: SegmentStatement): readonly [string, string] {
    const [from, to] = endpoints(statement);
    const { names } = this.around;
    return [names.text(to.name), names.text(from.name)];
  }

  /** Reads the lines from `from` to this one. */
  readOn(reader: DiagramReader, from: number): void {
    this.readBetween(reader, from);
    reader.readSegment(this.line, this.statement);
  }

  /**
   * Reads the lines from `from` to the one above this. What they say of other connections is decided: those are afterwards
   * as they were.
   */
  readBetween(reader: DiagramReader, from: number): void {
    const { state } = reader;
    this.#readLines(reader, from, this.line);
    state.skips = this.start.variables.skips;
    state.restoreOthers(this.start, this.connectionOf(state));
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
      if (!sameEnds(statement, this.statement)) state.report = () => undefined;
      reader.readSegment(line, statement);
      state.report = report;
    }
  }

  /** Reads on from an earlier line that is read otherwise. What was reported on the way stays reported. */
  otherwise(from: number, change: Otherwise | typeof sentAgain): Trial | null {
    const { reported, textOf, trying } = this.around;
    const start = this.before(from);
    const statement = start === null ? null : this.#revised(from);
    if (start === null || statement?.kind !== 'segment') return null;
    const state = trying(start);
    const reader = new DiagramReader(state, textOf);
    let revision: Revision | null = null;
    const slip = change({
      line: from,
      text: textOf(from),
      statement,
      cause: this.line,
      read: (changed) => {
        revision = { line: from, change: { ...this.#changeOn(from), ...changed } };
        reader.readSegment(from, { ...statement, ...changed });
        return state;
      },
    });
    if (slip === null) return null;
    const findings = this.listenFurther(state);
    if (from < this.line) this.readOn(reader, from + 1);
    // What is said of the line already is not said again.
    return {
      state,
      findings: slip === 'right' || reported(slip) ? findings : [slip, ...findings],
      next: this.line + 1,
      revision,
    };
  }

  /** A number as its author would write it; '' where it is unknown. */
  write(form: Form): string {
    return this.around.trying(this.start).symbols.write(form) ?? '';
  }

  sent(): Sent {
    return new Sent(this.line, this.statement, this.around);
  }

  /** The state before a line above, with all that is known by now of what stands above it; null where that is too far away. */
  before(line: number): Checkpoint | null {
    if (line < this.lines.begin) return null;
    const known = this.#starts.get(line);
    if (known !== undefined) return known;
    const first = this.#firstRevised(line);
    let start = this.around.before(first);
    if (start !== null && first < line) {
      const state = this.around.trying(start);
      this.#readLines(new DiagramReader(state, this.around.textOf), first, line);
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
        if (cause >= first && this.lines.segmentOn(revision.line) !== null) next = Math.min(next, revision.line);
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
    const statement = this.around.statementOf(line);
    const change = this.#changeOn(line);
    return statement.kind === 'segment' && change !== undefined ? { ...statement, ...change } : statement;
  }

  slip(
    code: RawFinding['code'],
    key: string,
    span: { from: number; to: number },
    args: RawFinding['message']['args'],
    fixes: readonly Fix[],
  ): RawFinding {
    return finding(code, key, this.line, span, args, { fixes });
  }

  changeFlags(flags: number): Fix {
    return changeFlags(this.line, this.statement, flags);
  }

  passUntold(state: DiagramState, untold: Untold): boolean {
    const { from, to } = this.#endpoints(state);
    const index = this.connectionOf(state);
    if (index >= 0) return passUntold(state, index, this.line, untold);
    // The connection begins with the missing line: the left end is the one that sends it.
    const [first, second] = untold.side === 0 ? [from, to] : [to, from];
    const begun = beginConnection(state, first, second, untold.flags, this.line);
    return passUntold(state, begun, this.line, { ...untold, side: 0 });
  }

  /** The index of the connection of this line; −1 for none. */
  connectionOf(state: DiagramState): number {
    const { from, to } = this.#endpoints(state);
    return state.find(from.participant, from.port, to.participant, to.port);
  }

  #endpoints(state: DiagramState): { readonly from: Endpoint; readonly to: Endpoint } {
    const [from, to] = endpoints(this.statement);
    return {
      from: { participant: resolve(state, from, this.line), port: from.port },
      to: { participant: resolve(state, to, this.line), port: to.port },
    };
  }
}

/** Whether there is a connection that a segment is not of. */
function hasOthers({ connections, lifelines }: Checkpoint, { left, right }: SegmentStatement): boolean {
  const [only, another] = [connections.at(0), connections.at(1)];
  if (only === undefined || another !== undefined) return another !== undefined;
  const isEnd = ({ name, port }: EndpointSyntax, end: End): boolean =>
    lifelines.at(end.participant)?.name === name && port === end.port;
  return !(
    (isEnd(left, only.left) && isEnd(right, only.right)) ||
    (isEnd(left, only.right) && isEnd(right, only.left))
  );
}
