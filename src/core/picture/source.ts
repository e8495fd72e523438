/**
 * The pieces of Mermaid text that the preview gets are messages and notes, one a line, with ids made by the sender and
 * labels that are escaped. This reads no more of them than which lifelines they are about.
 */
export type PieceLine = MessageLine | NoteLine;

export interface MessageLine {
  readonly kind: 'message';
  /** Ids of the lifelines. */
  readonly from: string;
  readonly to: string;
  readonly dotted: boolean;
  readonly text: string;
}

export interface NoteLine {
  readonly kind: 'note';
  readonly position: 'over' | 'left' | 'right';
  /** Ids of the first and the last lifeline. */
  readonly first: string;
  readonly last: string;
  readonly text: string;
}

/** The ids of the participants of a head, in drawing order. */
export function participantIds(head: string): string[] {
  return [...head.matchAll(/^\s*participant\s+(\S+)/gm)].map((match) => match[1] ?? '');
}

/** What the lines of a piece draw, in order. */
export function pieceLines(piece: string): PieceLine[] {
  return piece
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): PieceLine => {
      const note = NOTE.exec(line);
      if (!note) return messageLine(line);
      const [, where = 'over', first = '', last = first] = note;
      const text = line.slice(note[0].length).trim();
      const position =
        where.toLowerCase() === 'over' ? 'over' : where.toLowerCase().startsWith('left') ? 'left' : 'right';
      return { kind: 'note', position, first, last, text };
    });
}

const NOTE = /^\s*note\s+(over|left\s+of|right\s+of)\s+([^\s,:]+)(?:\s*,\s*([^\s,:]+))?\s*:/i;

function messageLine(line: string): MessageLine {
  const [, from = '', arrow = '', to = '', text = ''] = MESSAGE.exec(line) ?? [];
  return { kind: 'message', from, to, dotted: arrow.startsWith('--'), text: text.trim() };
}

const MESSAGE = /^\s*(\S+?)\s*(-->>|->>|-x|-\))\s*([^\s:]+)\s*:(.*)$/;

/**
 * The Mermaid text of some pieces. Messages are marked as not to be wrapped: their labels are broken where the sender
 * wanted it, and Mermaid then skips a costly look at its configuration for each of them.
 */
export function diagramText(head: string, pieces: readonly string[]): string {
  const lines = pieces.flatMap((piece) => piece.split('\n')).filter((line) => line.trim() !== '');
  return [head, ...lines.map((line) => (NOTE.test(line) ? line : line.replace(/:\s*/, ':nowrap:')))].join('\n');
}

/** How many lines the texts of a piece have together: enough to guess its height before it is drawn. */
export function textLines(piece: string): number {
  return piece.split(/\n|<br\s*\/?>/).filter((line) => line.trim() !== '').length;
}
