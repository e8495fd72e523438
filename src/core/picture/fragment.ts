import { participantIds, pieceLines, type MessageLine, type NoteLine } from './source.ts';

/** What is drawn of one step: placed on lifelines later, as often as they move. */
export type Fragment = readonly Part[];
export type Part = MessagePart | NotePart;

export interface MessagePart {
  readonly kind: 'message';
  /** Numbers of the lifelines; −1 for an unknown one. */
  readonly from: number;
  readonly to: number;
  /** Its label, a line each. */
  readonly labels: readonly string[];
  /** Whether it is drawn dotted: it was sent on another line. */
  readonly dotted: boolean;
}

export interface NotePart {
  readonly kind: 'note';
  readonly position: NoteLine['position'];
  readonly first: number;
  readonly last: number;
  readonly texts: readonly string[];
}

/** What was drawn of some pieces of Mermaid text: the names on the heads of the lifelines, and a fragment for each piece. */
export interface Drawn {
  readonly actors: readonly string[];
  readonly fragments: readonly Fragment[];
}

/**
 * Reads pieces of Mermaid text as Mermaid draws them, where there is no page for Mermaid to draw in: the pieces are our
 * own, messages and notes alone (checked by a test against what Mermaid draws).
 */
export function readPieces(head: string, pieces: readonly string[]): Drawn {
  const ids = participantIds(head);
  const names = [...head.matchAll(/^[^\S\n]*participant (\S+)(?: as (.*))?$/gm)].map(([, id = '', label = id]) =>
    linesOf(label).join(' '),
  );
  return { actors: names, fragments: pieces.map((piece) => pieceLines(piece).map((line) => partOf(line, ids))) };
}

function partOf(line: MessageLine | NoteLine, ids: readonly string[]): Part {
  if (line.kind === 'note') {
    const [first, last] = [ids.indexOf(line.first), ids.indexOf(line.last)];
    return { kind: 'note', position: line.position, first, last, texts: linesOf(line.text) };
  }
  return {
    kind: 'message',
    from: ids.indexOf(line.from),
    to: ids.indexOf(line.to),
    labels: linesOf(line.text),
    dotted: line.dotted,
  };
}

/** The lines of a label, with the characters that stand for what Mermaid would take for syntax. */
function linesOf(text: string): string[] {
  return text
    .split('<br/>')
    .map((line) => line.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))));
}
