import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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

interface Actor {
  readonly description: string;
}

type Actors = ReadonlyMap<string, Actor> | Readonly<Record<string, Actor>>;

interface SequenceDatabase {
  getDiagramTitle(): string;
  getAccTitle(): string;
  /** A map of actors, and an object of them up to version 10. */
  getActors(): Actors;
  getMessages(): readonly SequenceMessage[];
}

/** The versions of Mermaid that are in use, as they are named in `package.json`. The last is the preview's. */
export const VERSIONS = ['mermaid-9', 'mermaid-10', 'mermaid-11', 'mermaid'] as const;
export type Version = (typeof VERSIONS)[number];

/** Gives what the parser of a version has read. */
type Parse = (text: string) => Promise<SequenceDatabase>;

/** The number of Mermaid's own for a note, and those for messages that it draws as arrows. */
const NOTE = 2;
const ARROWS = [0, 1, 3, 4, 5, 6, 24, 25];

/** Reads a diagram with a Mermaid, the preview's if none is named. Rejects with its error for text that it does not take. */
export async function readMermaid(text: string, version: Version = 'mermaid'): Promise<Read> {
  const parse = await load(version);
  const database = await parse(text);
  const messages = database.getMessages();
  if (messages.some((message) => message.wrap === true)) throw new Error('a label has asked for wrapping');
  return {
    title: seen(database.getDiagramTitle()),
    accTitle: seen(database.getAccTitle()),
    participants: actorsOf(database).map(({ description }) => seen(description)),
    messages: messages
      .filter(({ type }) => ARROWS.includes(type))
      .map(({ from = '', to = '', message = '' }) => ({ from, to, text: seen(message) })),
    notes: messages.filter(({ type }) => type === NOTE).map(({ message = '' }) => seen(message)),
  };
}

function actorsOf(database: SequenceDatabase): readonly Actor[] {
  const actors = database.getActors();
  return isMap(actors) ? [...actors.values()] : Object.values(actors);
}

const isMap = (actors: Actors): actors is ReadonlyMap<string, Actor> => actors instanceof Map;

/** Breaks, then Mermaid's placeholders for entities, then the entities themselves: the order in which it draws them. */
function seen(text: string): string {
  return text
    .replace(/<br\s*\/?>/g, '\n')
    .replaceAll('\ufb02\u00b0\u00b0', '&#')
    .replaceAll('\ufb02\u00b0', '&')
    .replaceAll('\u00b6\u00df', ';')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

const loaded = new Map<Version, Promise<Parse>>();

function load(version: Version): Promise<Parse> {
  const known = loaded.get(version) ?? loadOnce(version);
  loaded.set(version, known);
  return known;
}

/** Mermaid looks for a document when it is loaded; afterwards it keeps what it found, and the globals go away again. */
async function loadOnce(version: Version): Promise<Parse> {
  const { window } = new JSDOM('');
  const globals: Record<string, unknown> = { window, document: window.document };
  Object.assign(globalThis, globals);
  const parse = version === 'mermaid-9' ? loadNine() : await loadNewer(version);
  // The first label makes the sanitiser set itself up.
  await parse('sequenceDiagram\n  title <b>\n  A->>B: <b>\n');
  for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name);
  return parse;
}

async function loadNewer(version: Version): Promise<Parse> {
  const { default: mermaid } = (await import(version)) as { readonly default: Mermaid };
  // Only `parse` registers the kinds of diagrams.
  await mermaid.parse('sequenceDiagram\n  A->>B: x\n');
  return async (text) => {
    // oxlint-disable-next-line typescript/no-deprecated -- nothing else gives what the parser has read
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    if (diagram.type !== 'sequence') throw new Error(`not a sequence diagram but ${diagram.type}`);
    return diagram.db as unknown as SequenceDatabase;
  };
}

/** Version 9 gives nobody what it has read, so two of its inner values are made to come out. */
function loadNine(): Parse {
  const file = createRequire(import.meta.url).resolve('mermaid-9/dist/mermaid.js');
  const inner = ['sequenceDb', 'encodeEntities'];
  const script = inner.reduce(
    (text, name) => {
      const opened = text.replace(`const ${name} = `, `const ${name} = module.inner.${name} = `);
      assert.notEqual(opened, text, `${name} is somewhere else`);
      return opened;
    },
    readFileSync(file, 'utf8'),
  );
  const module = { exports: {}, inner: {} } as unknown as Nine;
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- a script of a test's dependency
  new Function('exports', 'module', script)(module.exports, module);
  return async (text) => {
    await module.exports.parseAsync(module.inner.encodeEntities(text));
    return module.inner.sequenceDb;
  };
}

interface Nine {
  readonly exports: { parseAsync(text: string): Promise<boolean> };
  readonly inner: { readonly sequenceDb: SequenceDatabase; encodeEntities(text: string): string };
}
