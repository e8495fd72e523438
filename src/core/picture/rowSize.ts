import type { RowSize } from './geometry.ts';
import { pieceLines, textLines } from './source.ts';

/** From the top of a row to the middle of its first line of text. */
export const TEXT_MIDDLE = 11;
/** From one line of text to the next. */
export const TEXT_LINE = 16;
/** From the top of a row with one line of text to its arrow. */
export const ARROW = 25;
/** The same in a row without text: where a slanted arrow arrives. */
export const ARRIVAL = 10;
/** Below the arrow: states and remarks. */
export const BELOW = 21;
/** A message to oneself turns round. */
export const TURN = 20;
export const NOTE_PAD = 6;
export const NOTE_GAP = 6;

const MESSAGE = ARROW + BELOW;
const NOTE = TEXT_LINE + 2 * NOTE_PAD + 2 * NOTE_GAP;

/** The size of a row that nothing is known of but its kind (`DiagramOverview.kinds`). */
export function usualSize(kind: string): RowSize {
  if (kind === 't') return { height: 0, arrow: 0 };
  if (kind === 'n' || kind === 'e') return { height: NOTE, arrow: NOTE / 2 };
  return kind === 'c' ? { height: NOTE + BELOW, arrow: NOTE / 2 } : { height: MESSAGE, arrow: ARROW };
}

/** The size of a row in which a slanted arrow arrives. */
export const arrivalSize: RowSize = { height: ARRIVAL + BELOW, arrow: ARRIVAL };

/** The size of the row of a piece of Mermaid text; `states`: whether states are shown below a note. */
export function pieceSize(piece: string, states: boolean): RowSize {
  let height = 0;
  let arrow = NOTE / 2;
  for (const line of piece.split('\n')) {
    const [kind] = pieceLines(line);
    if (!kind) continue;
    const more = (textLines(line) - 1) * TEXT_LINE;
    if (kind.kind === 'message') {
      arrow = height + ARROW + more;
      height += MESSAGE + more;
    } else height += NOTE + more + (states ? BELOW : 0);
  }
  return height === 0 ? usualSize('t') : { height, arrow };
}

/** The height of a note's box. */
export function noteHeight(lines: number): number {
  return lines * TEXT_LINE + 2 * NOTE_PAD;
}
