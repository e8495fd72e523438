import type { Unit } from './unit.ts';

/** How the author writes segments: the left end of the ladder, or null where the sender always stands on the left. */
export type Ladder = string | null;

/** How the segments in front of a line are written: as a ladder as soon as one of the last arrows points to the left. */
export function ladderAt(unit: Unit, line: number): Ladder {
  const { analysis } = unit;
  const first = analysis.diagramAt(line)?.line ?? analysis.diagramAt(line - 1)?.line ?? 0;
  for (let at = line - 1, seen = 0; at >= first && seen < LOOK_BACK; at--) {
    const statement = analysis.statement(at);
    if (statement.kind !== 'segment') continue;
    seen++;
    if (statement.mirrored) return analysis.names.text(statement.left.name);
  }
  return null;
}

/** How many segments are looked at to learn the author's way. */
const LOOK_BACK = 8;
