import { BLANK, COLON, COMMA, fold, foldText, QUOTE, WORD } from '../chars.ts';
import type { Cursor } from '../cursor.ts';
import { NO_NAME, readName } from '../naming.ts';
import type { NameSyntax, NoteStatement, TextSyntax } from '../syntax.ts';
import { neverCloses, readFreeText } from '../text.ts';
import { finish, type LineReader, reportMissing } from './common.ts';

type Position = NoteStatement['position'];

/** `note over N[,N]: TEXT`, `note left of N: TEXT`, `note right of N: TEXT`. */
export const readNote: LineReader = (c, keyword) => {
  const position = readPosition(c);
  const targets = readTargets(c, position);
  const last = targets.at(-1);
  // A colon behind a name that is never closed would be a part of it.
  const text = readText(c, last !== undefined && !neverCloses(c, c.base + last.from));
  return { kind: 'note', position, targets, text, ...finish(c, keyword) };
};

function readPosition(c: Cursor): Position {
  const at = c.pos;
  c.skipBlanks();
  const from = c.pos;
  const word = nextWord(c);
  if (word === 'over') return 'over';
  if (word === 'left' || word === 'right') {
    readOf(c, word);
    return word;
  }
  c.pos = from;
  if (c.atEnd()) c.report('syntax', 'position', at, at);
  else reportPosition(c, from);
  return 'over';
}

function reportPosition(c: Cursor, from: number): void {
  c.skipToken();
  const text = c.since(from);
  c.pos = from;
  const fix = { title: 'insert', text: `${c.apart(from)}over ${text}`, shown: 'over' } as const;
  c.report('syntax', 'position', from, from + text.length, {}, [fix]);
}

function readOf(c: Cursor, word: string): void {
  const at = c.pos;
  c.skipBlanks();
  const from = c.pos;
  if (nextWord(c) === 'of') return;
  c.pos = from;
  c.report('syntax', 'of', at, at, { word }, [{ title: 'insert', text: ' of', shown: 'of' }]);
}

/** The next word in lower case. */
function nextWord(c: Cursor): string {
  const from = c.pos;
  while ((c.kind() & WORD) !== 0) c.pos++;
  return foldText(c.since(from)).toLowerCase();
}

function readTargets(c: Cursor, position: Position): NameSyntax[] {
  const targets: NameSyntax[] = [];
  for (;;) {
    const at = c.pos;
    c.skipBlanks();
    const from = c.pos;
    const name = readName(c);
    if (name === NO_NAME) {
      if (c.atEnd() || c.peek() === COLON) c.report('syntax', 'name', at, at, { word: wordBefore(c, at) });
      else reportMissing(c, at, 'name', wordBefore(c, at));
      return targets;
    }
    targets.push({ ...c.spanSince(from), name });
    c.skipBlanks();
    if (position !== 'over' || c.peek() !== COMMA) return targets;
    c.pos++;
  }
}

/** The word or the comma that ends at an offset. */
function wordBefore(c: Cursor, at: number): string {
  return /[^\s,]*,?$/.exec(c.text.slice(c.base, at).trimEnd().slice(-12))?.[0] ?? '';
}

function readText(c: Cursor, expected: boolean): TextSyntax {
  const at = c.pos;
  c.skipBlanks();
  if (c.peek() === COLON) {
    c.pos++;
    return readFreeText(c);
  }
  if (expected) reportColon(c, at);
  return readFreeText(c);
}

function reportColon(c: Cursor, at: number): void {
  // Behind what is no name it would be a part of that.
  const unread = c.problems.list.some(({ from, to }) => from < to && to === at - c.base);
  if (c.atEnd()) {
    const named = (c.kindAt(at - c.pos - 1) & (WORD | BLANK)) !== 0 || fold(c.text.charCodeAt(at - 1)) === QUOTE;
    const text = named && !unread ? ': ' : ' : ';
    c.report('syntax', 'colon', at, at, {}, [{ title: 'insert', text, shown: ':' }]);
    return;
  }
  const from = c.pos;
  if (c.peek() !== QUOTE) c.skipToken();
  else c.pos++;
  const text = c.since(from);
  c.pos = from;
  const fix = { title: 'insert', text: `${unread ? c.apart(from) : ''}: ${text}`, shown: ':' } as const;
  c.report('syntax', 'colon', from, from + text.length, {}, [fix]);
}
