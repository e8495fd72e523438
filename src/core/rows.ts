import type { Analysis, Diagram, Overview } from './check/analysis.ts';
import { findingsOf } from './check/index.ts';
import type { Participant, Step } from './check/trace.ts';
import { compareDiagrams, type Version } from './compare-of.ts';
import type { StepPart } from './picture/compare.ts';
import { foldRows, isFolded, type FoldWish, type RowFold, type Run } from './picture/fold.ts';
import { participantIds, type DiagramPicture, type StepRange } from './picture/index.ts';
import {
  mermaidPieces,
  pictureWords,
  runText,
  wasText,
  type PictureWords,
  type WordOptions,
  type Words,
} from './render/index.ts';

/** What stands in the rows of a picture: a step each, the steps of two versions, or runs of steps. */
export interface Rows {
  readonly participants: readonly Participant[];
  /** One entry a row. */
  readonly overview: Overview;
  /** As in `DiagramOverview`. */
  readonly changes: string;
  readonly folds: readonly RowFold[];
  /** Whether runs are folded, if there are any. */
  readonly folding: boolean;
  /** The run of each fold. */
  readonly runs: readonly Run[];
  /** The steps of some rows. */
  readonly steps: (range: StepRange) => readonly Step[];
  /** What stood in the older version of a row that was changed. */
  readonly was: ReadonlyMap<number, readonly StepPart[]>;
}

/** How a diagram is put into rows. */
export interface RowWishes {
  /** An older version that it is compared with: null where that has no such diagram. */
  readonly before?: Version | null;
  /** Without it, every step has a row. */
  readonly fold?: FoldWish;
}

const NO_CHANGE = { changes: '', folds: [], runs: [], folding: false, was: new Map<number, never>() } as const;

/** The rows of a picture of a diagram. Lines are those of its text. */
export function rowsOf(analysis: Analysis, diagram: Diagram, { before, fold }: RowWishes): Rows {
  if (before !== undefined) {
    const { steps, ...compared } = compareDiagrams(before, { analysis, diagram });
    return { ...NO_CHANGE, ...compared, steps: ({ from, to }) => steps.slice(from, to) };
  }
  const overview = analysis.overview(diagram);
  const { participants } = diagram;
  const stepsOf = ({ from, to }: StepRange): readonly Step[] => {
    const [first, last] = [overview.lines[from], overview.lines[to - 1]];
    return first === undefined || last === undefined || from >= to
      ? []
      : analysis.trace(diagram, first, last + 1).steps;
  };
  if (!fold || !isFolded(fold, overview)) return { ...NO_CHANGE, participants, overview, steps: stepsOf };
  const grave = findingsOf(analysis, diagram).filter(({ severity }) => severity === 'error' || severity === 'warning');
  const wrong = new Set(grave.map(({ line }) => line));
  const { steps, ...folded } = foldRows(overview, (line) => wrong.has(line), fold.open);
  const stands = new Set(folded.folds.map(({ row }) => row));
  return {
    ...NO_CHANGE,
    participants,
    ...folded,
    folding: true,
    steps: ({ from, to }) => {
      const found: Step[] = [];
      for (let row = from; row < to; row++) {
        const step = steps[row] ?? 0;
        if (stands.has(row)) found.push({ kind: 'elision', line: overview.lines[step] ?? 0, text: '' });
        else {
          let end = row + 1;
          while (end < to && !stands.has(end) && steps[end] === step + end - row) end++;
          for (const one of stepsOf({ from: step, to: step + end - row })) found.push(one);
          row = end - 1;
        }
      }
      return found;
    },
  };
}

/** The words and the Mermaid text of some rows. `counts` as in `pictureWords`. */
export function drawnRows(
  rows: Rows,
  { from, to }: StepRange,
  trace: Parameters<typeof mermaidPieces>[0],
  counts: Parameters<typeof pictureWords>[1],
  words: Words,
  options: WordOptions,
): { readonly picture: DiagramPicture; readonly words: PictureWords; readonly steps: readonly Step[] } {
  const steps = [...trace.steps];
  const { head, steps: pieces } = mermaidPieces(trace, { ...options, remarks: false }, from > 0);
  const ids = participantIds(head);
  const lane = (name: string): number => rows.participants.findIndex((one) => one.name === name);
  const drawn = [...pieces];
  rows.folds.forEach(({ row }, i) => {
    const [run, step] = [rows.runs[i], steps[row - from]];
    if (row < from || row >= to || !run || step?.kind !== 'elision') return;
    const text = runText(run.to - run.from, run.bytes, words);
    steps[row - from] = { ...step, text };
    const ends = rows.overview.ends[(rows.overview.connections[row] ?? 0) - 1];
    const lanes = ends ? [lane(ends.left), lane(ends.right)].sort((a, b) => a - b) : [];
    drawn[row - from] = `Note over ${lanes.map((one) => ids[one] ?? ids[0] ?? '').join(',')}: ${text}`;
  });
  const said = pictureWords({ ...trace, steps }, counts, words);
  const runs = new Set(rows.folds.map(({ row }) => row - from));
  const told = said.steps.map((step, i) => {
    const own = steps[i];
    // A run is no pause, as its step would be.
    if (runs.has(i) && own?.kind === 'elision') return { what: own.text, remarks: [], why: '', changes: [] };
    const was = rows.was.get(from + i) ?? [];
    if (was.length === 0) return step;
    const text = wasText(was, words);
    return { ...step, remarks: step.remarks.length === 0 ? [text] : [`(${text})`, ...step.remarks] };
  });
  return { picture: { head, steps: drawn }, words: { ...said, steps: told }, steps };
}
