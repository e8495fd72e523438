import { JSDOM } from 'jsdom';
import type { Mermaid } from 'mermaid';

/** What Mermaid's own parser reads in a sequence diagram, as text that a reader sees. */
export interface Read {
  readonly title: string;
  readonly accTitle: string;
  /** Labels in drawing order. */
  readonly participants: readonly string[];
  readonly messages: readonly { readonly from: string; readonly to: string; readonly text: string }[];
  readonly notes: readonly string[];
}

interface SequenceMessage {
  readonly from?: string;
  readonly to?: string;
  readonly message?: string;
  readonly type: number;
  readonly wrap?: boolean;
}

interface SequenceDatabase {
  getDiagramTitle(): string;
  getAccTitle(): string;
  getActors(): Map<string, { readonly description: string }>;
  getMessages(): readonly SequenceMessage[];
}

/** The number of Mermaid's own for a note, and those for messages that it draws as arrows. */
const NOTE = 2;
const ARROWS = [0, 1, 3, 4, 5, 6, 24, 25];

/** Reads a diagram with the Mermaid that the preview is made of. Rejects with its error for text that it does not take. */
export async function readMermaid(text: string): Promise<Read> {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else gives what the parser has read
  const { mermaidAPI } = await load();
  const diagram = await mermaidAPI.getDiagramFromText(text);
  if (diagram.type !== 'sequence') throw new Error(`not a sequence diagram but ${diagram.type}`);
  const database = diagram.db as unknown as SequenceDatabase;
  const messages = database.getMessages();
  if (messages.some((message) => message.wrap === true)) throw new Error('a label has asked for wrapping');
  return {
    title: seen(database.getDiagramTitle()),
    accTitle: seen(database.getAccTitle()),
    participants: [...database.getActors().values()].map((actor) => seen(actor.description)),
    messages: messages
      .filter(({ type }) => ARROWS.includes(type))
      .map(({ from = '', to = '', message = '' }) => ({ from, to, text: seen(message) })),
    notes: messages.filter(({ type }) => type === NOTE).map(({ message = '' }) => seen(message)),
  };
}

/** Breaks, then Mermaid's placeholders for entities, then the entities themselves: the order in which it draws them. */
function seen(text: string): string {
  return text
    .replace(/<br\s*\/?>/g, '\n')
    .replaceAll('\ufb02\u00b0\u00b0', '&#')
    .replaceAll('\ufb02\u00b0', '&')
    .replaceAll('\u00b6\u00df', ';')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

let loaded: Promise<Mermaid> | undefined;

function load(): Promise<Mermaid> {
  loaded ??= loadOnce();
  return loaded;
}

/** Mermaid looks for a document when it is loaded; afterwards it keeps what it found, and the globals go away again. */
async function loadOnce(): Promise<Mermaid> {
  const { window } = new JSDOM('');
  const globals: Record<string, unknown> = { window, document: window.document };
  Object.assign(globalThis, globals);
  const { default: mermaid } = await import('mermaid');
  // Only `parse` registers the kinds of diagrams; the first label makes the sanitiser set itself up.
  await mermaid.parse('sequenceDiagram\n  title <b>\n  A->>B: <b>\n');
  for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name);
  return mermaid;
}
