import { Picture } from '../../core/picture/index.ts';
import type { DiagramResult, DiagramSummary } from '../../protocol/index.ts';

/** What the webview shows: a picture, and whether it is that of an older text. */
export interface Shown {
  readonly picture: Picture | null;
  /** The newer text cannot be read in full, because the line at the cursor is only half typed. */
  readonly stale: boolean;
}

/**
 * Which picture to show for a new result: while the line at the cursor cannot be read, the last good one stays. A line
 * elsewhere that cannot be read is a problem like others, and the rest is drawn.
 */
export function choosePicture(
  last: Picture | null,
  result: DiagramResult,
  cursorLine: number | null,
  sameDiagram: boolean,
): Shown {
  const halfTyped = cursorLine !== null && result.unreadable.length === 1 && result.unreadable[0] === cursorLine;
  if (!result.complete && halfTyped && last !== null && sameDiagram && last.count > 0)
    return { picture: last, stale: true };
  return { picture: new Picture(result), stale: false };
}

/** How the tab of a diagram is called, where it has no title of its own. */
export function titleOf(summary: DiagramSummary, index: number, untitled: (n: number) => string): string {
  return summary.title === '' ? untitled(index + 1) : summary.title;
}
