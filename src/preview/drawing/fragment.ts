import { participantIds, pieceLines, type NoteLine } from './source.ts';
import { svg } from './svg.ts';

/** What Mermaid drew of one step, cut out of its picture: placed on lifelines later, as often as they move. */
export type Fragment = readonly Part[];
export type Part = MessagePart | NotePart;

export interface MessagePart {
  readonly kind: 'message';
  /** Numbers of the lifelines; −1 for an unknown one. */
  readonly from: number;
  readonly to: number;
  readonly labels: readonly SVGTextElement[];
  readonly line: SVGElement;
}

export interface NotePart {
  readonly kind: 'note';
  readonly position: NoteLine['position'];
  readonly first: number;
  readonly last: number;
  readonly box: SVGElement;
  readonly texts: readonly SVGTextElement[];
}

/** A lifeline's head as Mermaid drew it. */
export interface ActorHead {
  readonly box: SVGElement;
  readonly texts: readonly SVGTextElement[];
}

export interface CutPicture {
  readonly actors: readonly ActorHead[];
  readonly fragments: readonly Fragment[];
}

/**
 * Cuts a picture that Mermaid drew of `pieces` into what belongs to each of them. Mermaid keeps messages in the order
 * of the text among themselves, and notes as well (checked by a test of the pinned version).
 * Throws an Error if the picture is not that of the text.
 */
export function cutPicture(markup: string, head: string, pieces: readonly string[]): CutPicture {
  const root = parse(markup);
  const ids = participantIds(head);
  const messages = [...root.querySelectorAll<SVGElement>('[data-et="message"]')];
  const notes = [...root.querySelectorAll<SVGElement>('g[data-et="note"]')];
  let [message, note] = [0, 0];
  const fragments = pieces.map((piece) =>
    pieceLines(piece).map((line): Part => {
      if (line.kind === 'message') return cutMessage(messages[message++], ids);
      return cutNote(notes[note++], line, ids);
    }),
  );
  if (message !== messages.length || note !== notes.length) throw new Error('Mermaid drew more than the text holds');
  return { actors: ids.map((id) => cutActor(root, id)), fragments };
}

function parse(markup: string): Element {
  const root = new DOMParser().parseFromString(markup, 'text/html').querySelector('svg');
  if (!root) throw new Error('Mermaid drew nothing');
  return root;
}

function cutMessage(line: SVGElement | undefined, ids: readonly string[]): MessagePart {
  if (!line) throw new Error('Mermaid drew fewer messages than the text holds');
  const labels: SVGTextElement[] = [];
  for (let sibling = line.previousElementSibling; sibling; sibling = sibling.previousElementSibling) {
    if (!sibling.classList.contains('messageText')) break;
    labels.unshift(textOf(sibling));
  }
  return {
    kind: 'message',
    from: ids.indexOf(line.dataset['from'] ?? ''),
    to: ids.indexOf(line.dataset['to'] ?? ''),
    labels,
    line: clean(line),
  };
}

function cutNote(group: SVGElement | undefined, line: NoteLine, ids: readonly string[]): NotePart {
  const box = group?.querySelector('rect');
  if (!group || !box) throw new Error('Mermaid drew fewer notes than the text holds');
  return {
    kind: 'note',
    position: line.position,
    first: ids.indexOf(line.first),
    last: ids.indexOf(line.last),
    box: clean(box),
    texts: [...group.querySelectorAll('text')].map(textOf),
  };
}

function cutActor(root: Element, id: string): ActorHead {
  const group = root.querySelector(`g[data-et="participant"][data-id="${CSS.escape(id)}"]`);
  const box = group?.querySelector('rect');
  if (!group || !box) throw new Error('Mermaid drew fewer participants than the text holds');
  return { box: clean(box), texts: [...group.querySelectorAll('text')].map(textOf) };
}

/** What a line or box of Mermaid's may keep: its shape and its class. Colours come from the style sheet. */
const KEPT = new Set(['class', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'd', 'width', 'height', 'rx', 'ry']);

function clean(element: Element): SVGElement {
  const copy = svg(element.localName as 'line' | 'path' | 'rect');
  for (const { name, value } of element.attributes) if (KEPT.has(name)) copy.setAttribute(name, value);
  return copy;
}

/** Its text and class alone: a label is text, whatever stands in it. */
function textOf(element: Element): SVGTextElement {
  return svg('text', { class: element.getAttribute('class') ?? '' }, element.textContent);
}
