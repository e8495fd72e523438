import type { ConnectionEnds, Overview } from '../check/analysis.ts';
import type { DiagramOverview, PictureData } from './data.ts';

/** The rows of a picture, as far as every part of it tells of all of them. */
export interface Outlined extends Pick<DiagramOverview, 'changes' | 'folds'>, Pick<PictureData, 'folding'> {
  readonly overview: Overview;
}

/** What of a diagram is about all of it, whichever part is drawn. `linesAbove` is added to every line. */
export function outline(
  { overview, changes, folds, folding }: Outlined,
  linesAbove = 0,
): Pick<PictureData, 'overview' | 'connections' | 'folding'> {
  const { kinds, phases, times } = overview;
  const lines = linesAbove === 0 ? overview.lines : overview.lines.map((line) => line + linesAbove);
  const timed = times.some((time) => time !== null);
  const { connections, steps } = numbered(overview);
  return {
    connections,
    folding,
    overview: {
      lines,
      kinds,
      phases,
      connections: steps,
      times: timed ? times : [],
      changes,
      folds: folds.map((fold) => ({ ...fold, last: fold.last + linesAbove })),
      travels: travelsOf(overview),
    },
  };
}

/** The connections as they appear, numbered from 1. */
function numbered({ connections, ends }: Overview): {
  readonly connections: readonly ConnectionEnds[];
  readonly steps: readonly number[];
} {
  const numbers = new Map<number, number>();
  const found: ConnectionEnds[] = [];
  for (const connection of connections) {
    const both = ends[connection - 1];
    if (both !== undefined && !numbers.has(connection)) numbers.set(connection, found.push(both));
  }
  if (found.length < 2) return { connections: [], steps: [] };
  return { connections: found, steps: connections.map((connection) => numbers.get(connection) ?? 0) };
}

function travelsOf({ lines, sentLines }: Overview): DiagramOverview['travels'] {
  if (!sentLines.some((line) => line >= 0)) return [];
  const steps = new Map(lines.map((line, step) => [line, step]));
  return sentLines.flatMap((line, arrived) => {
    const sent = line < 0 ? undefined : steps.get(line);
    return sent === undefined ? [] : [[sent, arrived] as const];
  });
}
