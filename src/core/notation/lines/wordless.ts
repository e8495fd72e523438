import { dotsAt, skipFalseArrow } from '../arrows.ts';
import { ARROW, DOT, ELLIPSIS, MINUS, PERCENT } from '../chars.ts';
import type { Cursor } from '../cursor.ts';
import type { BlankStatement, Statement } from '../syntax.ts';
import { finish, NOWHERE, skipToComment } from './common.ts';
import { readElision, readIgnored } from './titles.ts';

const BLANK_LINE: BlankStatement = Object.freeze({ kind: 'blank', keyword: NOWHERE, comment: null, problems: [] });

/** A line that does not begin with a word. */
export function readWordless(c: Cursor): Statement {
  if (c.pos >= c.end) return BLANK_LINE;
  const dots = dotsAhead(c);
  if (dots > 0 && (c.kindAt(dots) & ARROW) === 0) return readDots(c, dots);
  if (c.atEnd()) return { kind: 'blank', ...finish(c, NOWHERE) };
  if (c.peek() === PERCENT && c.peekAt(1) === PERCENT) return readMermaidComment(c);
  if (isRule(c)) return readRule(c);
  const from = c.pos;
  const arrow = skipFalseArrow(c);
  const missesSender = arrow !== '';
  if (!missesSender) c.skipToken();
  const text = c.since(from);
  c.report('syntax', missesSender ? 'sender' : 'begin', from, c.pos, { text });
  skipToComment(c);
  return { kind: 'bad', ...finish(c, NOWHERE) };
}

/** How many characters the dots at the cursor take, if they are enough to mean that time passes; else 0. */
function dotsAhead(c: Cursor): number {
  let dots = dotsAt(c, 0);
  if (dots > 0) while (c.peekAt(dots) === DOT || c.peekAt(dots) === ELLIPSIS) dots++;
  return dots;
}

function readDots(c: Cursor, dots: number): Statement {
  const from = c.pos;
  c.pos += dots;
  return readElision(c, { ...c.spanSince(from), word: '' });
}

/** `%% …`, Mermaid's comment. */
function readMermaidComment(c: Cursor): Statement {
  const from = c.pos;
  c.pos = c.end;
  return { kind: 'ignored', keyword: NOWHERE, comment: c.spanSince(from), problems: c.problems.list };
}

function readRule(c: Cursor): Statement {
  const from = c.pos;
  while (c.raw() === MINUS) c.pos++;
  return readIgnored(c, { ...c.spanSince(from), word: '' });
}

/** Whether the line is `---`, the fence of Mermaid's front matter. */
function isRule(c: Cursor): boolean {
  const from = c.pos;
  while (c.raw() === MINUS) c.pos++;
  const dashes = c.pos - from;
  c.skipBlanks();
  const alone = c.atEnd();
  c.pos = from;
  return dashes > 2 && alone;
}
