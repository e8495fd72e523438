import {
  participantIds,
  pieceLines,
  type Drawn,
  type Fragment,
  type NoteLine,
  type Part,
} from '../../core/picture/index.ts';

/**
 * Cuts a picture that Mermaid drew of `pieces` into what belongs to each of them. Mermaid keeps messages in the order
 * of the text among themselves, and notes as well (checked by a test of the pinned version). Of what it drew the texts,
 * the ends and the kinds of the lines are taken: places and colours are those of our picture, and a label is text,
 * whatever stands in it. Throws an Error if the picture is not that of the text.
 */
export function cutPicture(markup: string, head: string, pieces: readonly string[]): Drawn {
  const root = parse(markup);
  const ids = participantIds(head);
  const messages = [...root.querySelectorAll<SVGElement>('[data-et="message"]')];
  const notes = [...root.querySelectorAll<SVGElement>('g[data-et="note"]')];
  let [message, note] = [0, 0];
  const fragments = pieces.map((piece): Fragment =>
    pieceLines(piece).map((line) => {
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

function cutMessage(line: SVGElement | undefined, ids: readonly string[]): Part {
  if (!line) throw new Error('Mermaid drew fewer messages than the text holds');
  const labels: string[] = [];
  for (let sibling = line.previousElementSibling; sibling; sibling = sibling.previousElementSibling) {
    if (!sibling.classList.contains('messageText')) break;
    labels.unshift(sibling.textContent);
  }
  return {
    kind: 'message',
    from: ids.indexOf(line.dataset['from'] ?? ''),
    to: ids.indexOf(line.dataset['to'] ?? ''),
    labels,
    dotted: line.classList.contains('messageLine1'),
  };
}

function cutNote(group: SVGElement | undefined, line: NoteLine, ids: readonly string[]): Part {
  if (!group?.querySelector('rect')) throw new Error('Mermaid drew fewer notes than the text holds');
  return {
    kind: 'note',
    position: line.position,
    first: ids.indexOf(line.first),
    last: ids.indexOf(line.last),
    texts: [...group.querySelectorAll('text')].map((text) => text.textContent),
  };
}

function cutActor(root: Element, id: string): string {
  const group = root.querySelector(`g[data-et="participant"][data-id="${CSS.escape(id)}"]`);
  if (!group?.querySelector('rect')) throw new Error('Mermaid drew fewer participants than the text holds');
  return [...group.querySelectorAll('text')].map((text) => text.textContent).join(' ');
}
