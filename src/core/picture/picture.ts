import { printable } from '../text/printable.ts';
import { countWhile } from '../text/sorted.ts';
import type { Participant, SegmentStep, Step, TcbView } from '../check/trace.ts';
import type { StateName } from '../notation/syntax.ts';
import type { StepWords } from '../render/explain.ts';
import type { Change } from './compare.ts';
import type { RowFold } from './fold.ts';
import type { DiagramProblem, PictureData, StepRange } from './data.ts';

/** A step that was sent in full. */
export interface LoadedStep {
  readonly step: Step;
  /** Its piece of Mermaid text, '' where nothing is drawn. */
  readonly text: string;
  readonly words: StepWords;
}

const NO_WORDS: StepWords = { what: '', remarks: [], why: '', changes: [] };

/** How many steps are kept in full beyond those that are looked at. */
const KEPT_STEPS = 2000;

/**
 * The diagram that is shown: all of it in outline, and those steps in full that have been sent. It belongs to one
 * version of the text.
 */
export class Picture {
  readonly result: PictureData;
  readonly #kept: number;
  readonly #steps = new Map<number, LoadedStep>();
  /** The ends as they are before the step of this number, for the first step of each part that was sent. */
  readonly #before = new Map<number, Readonly<Record<string, TcbView>>>();
  readonly #problems = new Map<number, DiagramProblem[]>();
  /** Whether the segment of a row leaves there and arrives in another, or arrives there. */
  readonly #travels = new Map<number, 'leaves' | 'arrives'>();
  readonly #folds: ReadonlyMap<number, RowFold>;
  readonly #lanes: ReadonlyMap<string, number>;
  /** By the name of a participant: one of its connections, and null once there is another one. */
  readonly #connection = new Map<string, string | null>();

  /** `kept`: how many steps are kept in full, at least those sent last. */
  constructor(result: PictureData, kept: number = KEPT_STEPS) {
    this.result = result;
    this.#kept = kept;
    for (const problem of result.problems) {
      const same = this.#problems.get(problem.line);
      if (same) same.push(problem);
      else this.#problems.set(problem.line, [problem]);
    }
    for (const [sent, arrived] of result.overview.travels) this.#travels.set(sent, 'leaves').set(arrived, 'arrives');
    this.#folds = new Map(result.overview.folds.map((fold) => [fold.row, fold]));
    this.#lanes = new Map(result.trace.participants.map(({ name }, lane) => [name, lane]));
    this.add(result);
  }

  get version(): number {
    return this.result.version;
  }

  get count(): number {
    return this.result.overview.lines.length;
  }

  get participants(): readonly Participant[] {
    return this.result.trace.participants;
  }

  /** What a participant is shown as. */
  label(name: string): string {
    return printable(this.participants.find((participant) => participant.name === name)?.label ?? name);
  }

  /** Takes in more steps of the same version. */
  add(result: PictureData): void {
    const { range, trace, picture, words } = result;
    this.#before.set(range.from, result.before);
    trace.steps.forEach((step, i) => {
      this.#steps.set(range.from + i, { step, text: picture.steps[i] ?? '', words: words.steps[i] ?? NO_WORDS });
      if (step.kind === 'segment') this.#noteConnection(step);
    });
    this.#forgetFarFrom(range);
  }

  /**
   * Whether a participant has more than one connection, as far as the steps that were sent tell: then it is in no one
   * state, and each state is that of a port.
   */
  hasSeveral(name: string): boolean {
    return this.#connection.get(name) === null;
  }

  #noteConnection({ from, to, fromPort, toPort }: SegmentStep): void {
    const ends = [`${from}:${String(fromPort)}`, `${to}:${String(toPort)}`].sort().join(' ');
    for (const name of [from, to]) {
      const known = this.#connection.get(name);
      if (known === undefined) this.#connection.set(name, ends);
      else if (known !== ends) this.#connection.set(name, null);
    }
  }

  loaded(index: number): LoadedStep | undefined {
    return this.#steps.get(index);
  }

  /** True where all steps from `from` to `to` (exclusive) were sent. */
  hasAll(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (!this.#steps.has(i)) return false;
    return true;
  }

  line(index: number): number {
    return this.result.overview.lines[index] ?? -1;
  }

  kind(index: number): string {
    return this.result.overview.kinds[index] ?? '';
  }

  phase(index: number): string {
    return this.result.overview.phases[index] ?? '-';
  }

  /** What became of a row since the older version that it is compared with; '=' where nothing is compared. */
  change(index: number): Change {
    return (this.result.overview.changes[index] ?? '=') as Change;
  }

  /** The run that a row stands for; undefined for a row of a step. */
  fold(index: number): RowFold | undefined {
    return this.#folds.get(index);
  }

  /** The number of a step's connection; 0 where there is but one, or none. */
  connection(index: number): number {
    return this.result.overview.connections[index] ?? 0;
  }

  /** Whether a step belongs to a connection: what belongs to none belongs to all, and so does everything to connection 0. */
  isOf(index: number, connection: number): boolean {
    const own = this.connection(index);
    return connection === 0 || own === 0 || own === connection;
  }

  /** Whether a segment leaves in this row and arrives in another, or arrives in this one; undefined for any other row. */
  travel(index: number): 'leaves' | 'arrives' | undefined {
    return this.#travels.get(index);
  }

  /** The number of the lifeline of a participant; −1 for one that the diagram does not have. */
  lane(name: string): number {
    return this.#lanes.get(name) ?? -1;
  }

  /** What is wrong with a step, the gravest first as sent. */
  problems(index: number): readonly DiagramProblem[] {
    // What is gone, and what stands for others, is at the line of another one.
    if (this.change(index) === '-' || this.fold(index)) return [];
    return this.#problems.get(this.line(index)) ?? [];
  }

  /** The row of a line, or −1: lines without a step are comments, declarations and the like. */
  indexOfLine(line: number): number {
    let index = this.firstFrom(line);
    const isOther = (): boolean => this.change(index) === '-' || this.fold(index)?.open === true;
    while (this.line(index) === line && isOther()) index++;
    const before = this.fold(index - 1);
    if (before && !before.open && line <= before.last) return index - 1;
    return this.line(index) === line ? index : -1;
  }

  /** The first step at or behind a line; the number of steps where there is none. */
  firstFrom(line: number): number {
    return countWhile(this.result.overview.lines, (one) => one < line);
  }

  /**
   * The ends by the name of the participant as they are after the step `index` (−1: at the beginning), as far as the
   * steps that were sent tell.
   */
  tcbsAfter(index: number): Readonly<Record<string, TcbView>> {
    const known = new Map<string, TcbView>();
    const states = new Map<string, StateName>();
    const fill = (tcbs: Readonly<Record<string, TcbView>>): void => {
      for (const [name, tcb] of Object.entries(tcbs)) if (!known.has(name)) known.set(name, tcb);
    };
    for (let i = index; i >= 0; i--) {
      const step = this.#steps.get(i)?.step;
      if (!step) break;
      // Calls and timers change the state alone: what they say is newer than the block of an earlier segment.
      for (const [name, state] of changes(step)) if (!known.has(name) && !states.has(name)) states.set(name, state);
      if (step.kind === 'segment') fill(step.tcbs);
      const start = this.#before.get(i);
      if (start) {
        fill(start);
        break;
      }
    }
    if (index < 0) fill(this.#before.get(0) ?? {});
    for (const [name, state] of states) {
      const tcb = known.get(name);
      if (tcb) known.set(name, { ...tcb, state });
    }
    return Object.fromEntries(known);
  }

  /** The states by the name of the participant as they are before the step `index`, as far as the steps that were sent tell. */
  statesBefore(index: number): Map<string, StateName> {
    const states = new Map<string, StateName>();
    let start = index;
    while (start > 0 && !this.#before.has(start) && this.#steps.has(start - 1)) start--;
    for (const [name, tcb] of Object.entries(this.#before.get(start) ?? {})) states.set(name, tcb.state);
    for (let i = start; i < index; i++) {
      const step = this.#steps.get(i)?.step;
      if (step) for (const [name, state] of changes(step)) states.set(name, state);
    }
    this.#lookAhead(index, states);
    return states;
  }

  /** An end that was not heard of before is in the state that the next step about it starts from. */
  #lookAhead(index: number, states: Map<string, StateName>): void {
    const missing = new Set(this.participants.map(({ name }) => name).filter((name) => !states.has(name)));
    for (let i = index; missing.size > 0; i++) {
      const step = this.#steps.get(i)?.step;
      if (!step) return;
      if (step.kind !== 'segment' && step.kind !== 'action') continue;
      for (const [name, [before]] of Object.entries(step.states)) {
        if (missing.delete(name)) states.set(name, before);
      }
    }
  }

  #forgetFarFrom(range: StepRange): void {
    if (this.#steps.size <= this.#kept) return;
    const near = (index: number): boolean => index >= range.from - KEPT_STEPS / 4 && index < range.to + KEPT_STEPS / 4;
    for (const index of [...this.#steps.keys()]) if (!near(index)) this.#steps.delete(index);
    for (const index of [...this.#before.keys()]) if (index !== 0 && !near(index)) this.#before.delete(index);
  }
}

/**
 * The states that a step leads to, by the name of the participant. An end whose state stays as it is has none: it may
 * have several connections, and this one need not be the one that the picture shows the state of.
 */
export function changes(step: Step): readonly (readonly [name: string, state: StateName])[] {
  if (step.kind === 'state') return step.asserted.map(({ name, state }) => [name, state] as const);
  if (step.kind !== 'segment' && step.kind !== 'action') return [];
  const changed = Object.entries(step.states).filter(([, [before, after]]) => before !== after);
  return changed.map(([name, [, after]]) => [name, after] as const);
}

/** A row of one picture and the row of the next that shows the same step. */
export interface RowMapping {
  /** How many rows at the beginning, and at the end, are the same in both. */
  readonly prefix: number;
  readonly suffix: number;
}

/** Compares two versions of a diagram by their outlines: an edit leaves a beginning and an end of it alone. */
export function mapRows(before: PictureData, after: PictureData): RowMapping {
  const [a, b] = [before.overview, after.overview];
  const most = Math.min(a.lines.length, b.lines.length);
  let prefix = 0;
  while (prefix < most && a.lines[prefix] === b.lines[prefix] && a.kinds[prefix] === b.kinds[prefix]) prefix++;
  const shift = after.trace.endLine - before.trace.endLine;
  let suffix = 0;
  while (suffix < most - prefix) {
    const [i, j] = [a.lines.length - 1 - suffix, b.lines.length - 1 - suffix];
    if ((a.lines[i] ?? 0) + shift !== b.lines[j] || a.kinds[i] !== b.kinds[j]) break;
    suffix++;
  }
  return { prefix, suffix };
}

/** Where row `index` of the old picture stands in the new one; the nearest place for a row that is gone. */
export function mapRow(mapping: RowMapping, index: number, oldCount: number, newCount: number): number {
  if (index < mapping.prefix) return index;
  if (index >= oldCount - mapping.suffix) return index + newCount - oldCount;
  return Math.max(0, Math.min(index, newCount - mapping.suffix));
}
