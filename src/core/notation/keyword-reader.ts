import type { Span } from '../text/place.ts';
import { foldText } from './chars.ts';
import type { Cursor } from './cursor.ts';
import { IGNORED_KEYWORDS, isAction } from './keywords.ts';
import type { Keyword, LineReader } from './lines/common.ts';
import { readNote } from './lines/notes.ts';
import { readParticipant } from './lines/participants.ts';
import { readExpect, readLet, readOption } from './lines/settings.ts';
import { readState } from './lines/states.ts';
import { readDiagram, readIgnored } from './lines/titles.ts';

const READERS: ReadonlyMap<string, LineReader> = new Map<string, LineReader>([
  ['diagram', readDiagram],
  ['title', readDiagram],
  ['client', readParticipant],
  ['server', readParticipant],
  ['participant', readParticipant],
  ['actor', readParticipant],
  ['host', readParticipant],
  ['state', readState],
  ['note', readNote],
  ['let', readLet],
  ['option', readOption],
  ['expect', readExpect],
]);

/** What reads the line behind this keyword, user calls apart. */
export function readerOf(keyword: Keyword): LineReader {
  return READERS.get(keyword.word) ?? readIgnored;
}

/** Whether a word in lower case begins a statement, or a line of Mermaid's that is passed over. */
export function isKeyword(word: string): boolean {
  return READERS.has(word) || IGNORED_KEYWORDS.has(word) || isAction(word);
}

/** The keyword that the line begins with, whose first word has been scanned; null if that is none. */
export function readKeyword(c: Cursor, first: Span & { readonly nameTo: number }): Keyword | null {
  const from = c.pos;
  const word = foldText(c.text.slice(from, first.nameTo + c.base)).toLowerCase();
  if (word === 'create') return readCreate(c, first);
  if (!isKeyword(word)) return null;
  c.pos = first.nameTo + c.base;
  return { ...c.spanSince(from), word };
}

/** Mermaid's `create participant N` declares a participant. */
function readCreate(c: Cursor, first: Span & { readonly nameTo: number }): Keyword | null {
  const from = c.pos;
  c.pos = first.nameTo + c.base;
  c.skipBlanks();
  const at = c.pos;
  c.word();
  const word = foldText(c.since(at)).toLowerCase();
  if (word === 'participant' || word === 'actor') return { ...c.spanSince(from), word };
  c.pos = from;
  return null;
}
