import type { Analysis, ConnectionEnds, Diagram, Overview } from './check/analysis.ts';
import type { Participant, Step } from './check/trace.ts';
import { compareSteps, differences, type ComparedRow, type StepPart } from './picture/compare.ts';

/** A diagram in one version of a text. */
export interface Version {
  readonly analysis: Analysis;
  readonly diagram: Diagram;
}

/** Two versions of a diagram as the rows of one picture. Lines are those of the newer text: what it does not hold stands at the line behind. */
export interface Compared {
  readonly participants: readonly Participant[];
  readonly steps: readonly Step[];
  readonly overview: Overview;
  /** One character a row: a `Change`. */
  readonly changes: string;
  /** What stood in the older version of a row that was changed. */
  readonly was: ReadonlyMap<number, readonly StepPart[]>;
}

/** Draws two versions of a diagram together; `before` null: the older text has no such diagram. */
export function compareDiagrams(before: Version | null, after: Version): Compared {
  const [old, now] = [before && stepsOf(before), stepsOf(after)];
  const rows = compareSteps(old?.steps ?? [], now.steps);
  const { participants } = after.diagram;
  const known = new Set(participants.map(({ name }) => name));
  const gone = (before?.diagram.participants ?? []).filter(({ name }) => !known.has(name));
  const lines = linesOf(rows, now.steps, after.diagram.line);
  return {
    participants: [...participants, ...gone.map((one) => ({ ...one, line: after.diagram.line }))],
    steps: rows.map(({ before: i, after: j }, row) => now.steps[j] ?? removed(old?.steps[i], lines[row] ?? 0)),
    overview: merge(rows, lines, old?.overview ?? null, now.overview),
    changes: rows.map(({ change }) => change).join(''),
    was: new Map(rows.flatMap((row, i) => (row.change === '~' ? [[i, wasOf(row, old?.steps ?? [], now.steps)]] : []))),
  };
}

const stepsOf = ({ analysis, diagram }: Version): { steps: readonly Step[]; overview: Overview } => ({
  steps: analysis.trace(diagram).steps,
  overview: analysis.overview(diagram),
});

function wasOf({ before, after }: ComparedRow, old: readonly Step[], now: readonly Step[]): readonly StepPart[] {
  const [a, b] = [old[before], now[after]];
  return a && b ? differences(a, b) : [];
}

/** The line of each row: of one that is gone that of the next one which is there, or of the last one. */
function linesOf(rows: readonly ComparedRow[], now: readonly Step[], first: number): number[] {
  const lines: number[] = [];
  let line = now.at(-1)?.line ?? first;
  for (const { after } of rows.toReversed()) lines.push((line = now[after]?.line ?? line));
  return lines.reverse();
}

/** A step that is not there any more: it changes no state, and nobody knows anything by it. */
function removed(step: Step | undefined, line: number): Step {
  if (step === undefined) return { kind: 'elision', line, text: '' };
  if (step.kind === 'segment') return { ...step, line, states: {}, tcbs: {}, labels: [], reply: null, sentLine: null };
  if (step.kind === 'action') return { ...step, line, states: {} };
  return step.kind === 'state' ? { ...step, line, asserted: [] } : { ...step, line };
}

function merge(rows: readonly ComparedRow[], lines: readonly number[], old: Overview | null, now: Overview): Overview {
  const ends = [...now.ends];
  /** The number in the newer diagram for each connection of the older one. */
  const numbers = (old?.ends ?? []).map((one) => {
    const found = ends.findIndex((other) => isSame(one, other));
    return found < 0 ? ends.push(one) : found + 1;
  });
  const pick = <T>(
    fromNow: (index: number) => T | undefined,
    fromOld: (index: number) => T | undefined,
    none: T,
  ): T[] => rows.map(({ before, after }) => (after >= 0 ? fromNow(after) : fromOld(before)) ?? none);
  return {
    lines,
    kinds: pick(
      (i) => now.kinds[i],
      (i) => old?.kinds[i],
      'n',
    ).join(''),
    phases: pick(
      (i) => now.phases[i],
      (i) => old?.phases[i],
      '-',
    ).join(''),
    connections: pick(
      (i) => now.connections[i],
      (i) => numbers[(old?.connections[i] ?? 0) - 1],
      0,
    ),
    times: pick<number | null>(
      (i) => now.times[i],
      () => null,
      null,
    ),
    sentLines: pick(
      (i) => now.sentLines[i],
      () => -1,
      -1,
    ),
    plain: rows.map(() => 0),
    ends,
  };
}

const isSame = (one: ConnectionEnds, other: ConnectionEnds): boolean =>
  keyOf(one.left, one.leftPort, one.right, one.rightPort) ===
    keyOf(other.left, other.leftPort, other.right, other.rightPort) ||
  keyOf(one.left, one.leftPort, one.right, one.rightPort) ===
    keyOf(other.right, other.rightPort, other.left, other.leftPort);

const keyOf = (...parts: readonly (string | number | null)[]): string => JSON.stringify(parts);
