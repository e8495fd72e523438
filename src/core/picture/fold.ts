import type { Overview } from '../check/analysis.ts';

/** Pictures with more rows than this have their runs folded where nobody says otherwise: nobody reads so many rows. */
const MOST_ROWS = 300;
/** A run has at least so many segments; fewer are as short as the row that would stand for them. */
const SHORTEST = 4;

/** What somebody wishes of the runs of like segments (data one way, and plain acknowledgments the other) in a picture. */
export interface FoldWish {
  /** Whether a run is one row; null: as the length of the diagram suggests. */
  readonly on: boolean | null;
  /** Lines in runs that are open all the same. */
  readonly open: readonly number[];
}

/** What holds where nobody wishes anything: the runs of a long diagram are folded. */
export const FOLD_LONG: FoldWish = { on: null, open: [] };

/** Segments of a diagram that can be told in one row: steps `from` (inclusive) to `to` (exclusive). */
export interface Run {
  readonly from: number;
  readonly to: number;
  /** Undefined where the length of a segment is not a number. */
  readonly bytes: number | undefined;
}

/** A row that stands for a run, in front of the rows of its segments where it is open. */
export interface RowFold {
  readonly row: number;
  /** The last line of the run. */
  readonly last: number;
  readonly open: boolean;
}

/** A diagram with its runs as rows of their own: its steps, one run for each fold, and which steps stand in which row. */
export interface FoldedRows {
  readonly overview: Overview;
  readonly folds: readonly RowFold[];
  /** The runs of `folds`. */
  readonly runs: readonly Run[];
  /** The step of each row; of a row that stands for a run, its first one. */
  readonly steps: readonly number[];
}

export const isFolded = ({ on }: FoldWish, { lines }: Overview): boolean => on ?? lines.length > MOST_ROWS;

/** Puts the runs of a diagram into rows. `isWrong`: whether something is to be seen on a line, which stays. */
export function foldRows(
  overview: Overview,
  isWrong: (line: number) => boolean,
  open: readonly number[] = [],
): FoldedRows {
  const runs = runsOf(overview, isWrong);
  const steps: number[] = [];
  const folds: RowFold[] = [];
  let next = 0;
  for (const run of runs) {
    while (next < run.from) steps.push(next++);
    const [first, last] = [overview.lines[run.from] ?? 0, overview.lines[run.to - 1] ?? 0];
    const isOpen = open.some((line) => line >= first && line <= last);
    folds.push({ row: steps.length, last, open: isOpen });
    steps.push(run.from);
    if (!isOpen) next = run.to;
  }
  while (next < overview.lines.length) steps.push(next++);
  return { overview: pick(overview, steps, new Set(folds.map(({ row }) => row))), folds, runs, steps };
}

/** The same outline with other rows. */
function pick(overview: Overview, steps: readonly number[], folds: ReadonlySet<number>): Overview {
  const of = <T>(member: readonly T[]): T[] => steps.map((step) => member[step] as T);
  return {
    lines: of(overview.lines),
    kinds: steps.map((step, row) => (folds.has(row) ? 'e' : (overview.kinds[step] ?? ''))).join(''),
    phases: steps.map((step) => overview.phases[step] ?? '-').join(''),
    connections: of(overview.connections),
    times: of(overview.times),
    sentLines: of(overview.sentLines),
    plain: of(overview.plain),
    ends: overview.ends,
  };
}

function runsOf({ lines, connections, plain }: Overview, isWrong: (line: number) => boolean): Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < lines.length; from++) {
    if (plain[from] === 0) continue;
    let [to, bytes, way] = [from, 0, 0];
    for (; to < lines.length; to++) {
      const size = plain[to] ?? 0;
      if (size === 0 || connections[to] !== connections[from] || isWrong(lines[to] ?? 0)) break;
      const sent = Math.abs(size) - 1;
      // Data the other way is another run.
      if (sent > 0 && way !== 0 && way !== Math.sign(size)) break;
      if (sent > 0) way = Math.sign(size);
      bytes += sent;
    }
    if (to - from >= SHORTEST && way !== 0) {
      runs.push({ from, to, bytes: Number.isFinite(bytes) ? bytes : undefined });
      from = to - 1;
    }
  }
  return runs;
}
