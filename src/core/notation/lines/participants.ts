import { foldText } from '../chars.ts';
import type { Cursor } from '../cursor.ts';
import { PARTICIPANT_KEYWORDS } from '../keywords.ts';
import type { TextSyntax } from '../syntax.ts';
import { readFreeText } from '../text.ts';
import { expectName, finish, type LineReader } from './common.ts';

/** `client N [as LABEL]` and its like. */
export const readParticipant: LineReader = (c, keyword) => {
  const role = PARTICIPANT_KEYWORDS[keyword.word] ?? 'participant';
  const name = expectName(c, keyword);
  const label = name === null ? null : readLabel(c);
  return { kind: 'participant', role, name, label, ...finish(c, keyword) };
};

function readLabel(c: Cursor): TextSyntax | null {
  c.skipBlanks();
  if (c.atEnd()) return null;
  const from = c.pos;
  c.word();
  if (foldText(c.since(from)).toLowerCase() === 'as') {
    const at = c.pos;
    const label = readFreeText(c);
    if (label.from !== label.to) return label;
    c.report('syntax', 'name', at, at, { word: 'as' });
    return null;
  }
  return readUnmarkedLabel(c, from);
}

/** A label without `as` before it is read all the same. */
function readUnmarkedLabel(c: Cursor, from: number): TextSyntax {
  c.pos = from;
  const label = readFreeText(c);
  const written = c.text.slice(from, label.to + c.base);
  const fix = { title: 'insert', text: `${c.apart(from)}as ${written}`, shown: 'as' } as const;
  c.report('syntax', 'as', from, label.to + c.base, {}, [fix]);
  return label;
}
