import { foldText } from '../../core/notation/chars.ts';
import { fieldEntry } from '../../core/notation/fields.ts';
import { KEYWORDS } from '../../core/notation/keywords.ts';
import { fieldNamed } from '../../core/notation/loose.ts';
import type { SegmentStatement } from '../../core/notation/syntax.ts';
import { parseLine } from '../../core/notation/tree.ts';

/** Where in a statement the cursor stands. `from` is the column where the word that is being typed begins. */
export type CompletionPlace =
  /** Nothing but the beginning of a word: any statement may begin. */
  | { readonly kind: 'start'; readonly from: number }
  /** Behind the first endpoint of a segment. */
  | { readonly kind: 'arrow'; readonly from: number; readonly left: string }
  /** Behind the arrow. */
  | { readonly kind: 'receiver'; readonly from: number; readonly left: string }
  /** Behind both endpoints; `typed` are the flags and fields that stand there already. */
  | { readonly kind: 'body'; readonly from: number; readonly typed: string }
  /** Behind `seq=` and the like. */
  | { readonly kind: 'value'; readonly from: number; readonly field: string; readonly before: number }
  /** Behind the keyword of another statement; `words` are the ones between the keyword and the cursor. */
  | { readonly kind: 'statement'; readonly from: number; readonly keyword: string; readonly words: readonly string[] }
  /** In a comment, a quoted text, a title: no words of the notation. */
  | { readonly kind: 'none' };

const NAME = String.raw`(?:"[^"]*"|[\p{L}\p{M}\p{N}_]+(?:[.-](?!x\b)[\p{L}\p{M}\p{N}_]+)*)`;
const ENDPOINT = String.raw`(${NAME})(?::\d+)?`;
const TIME = String.raw`(?:@\S+\s+)?`;
const ARROW = String.raw`(?:\s+x-{1,2}|\s*(?:\.\.\.|…)?(?:<{1,2}[-=]{1,2}|[-=]{1,2}(?:>{1,2}|x(?=\s|$)|\))|[→←])(?:\.\.\.|…)?[+-]?)`;

const START = new RegExp(String.raw`^\s*${TIME}(?:[\p{L}\p{M}\p{N}_.@"…-]*)$`, 'u');
const KEYWORD = new RegExp(String.raw`^\s*${TIME}(${KEYWORDS.join('|')})(\s+.*)$`, 'iu');
const AFTER_LEFT = new RegExp(String.raw`^\s*${TIME}${ENDPOINT}\s+([-=<>.x…]*)$`, 'iu');
const AFTER_ARROW = new RegExp(String.raw`^\s*${TIME}${ENDPOINT}${ARROW}\s*("?[\p{L}\p{M}\p{N}_.-]*)$`, 'iu');
const HEAD = new RegExp(String.raw`^\s*${TIME}${ENDPOINT}${ARROW}\s*${ENDPOINT}(?=[\s:])\s*:?`, 'iu');
/** Quotes that are still open may hold the name of an end. */
const OPEN_NAME = new RegExp(String.raw`^\s*${TIME}(?:${ENDPOINT}${ARROW}\s*)?"[^"]*$`, 'iu');
/** `seq=` and the like, in any spelling of the field's name. */
const VALUE = /(?:^|[\s,;(<])([\p{L}\p{N}_.-]+)=([^\s,]*)$/iu;

/** Looks at the text of a line in front of the cursor. */
export function placeOf(before: string): CompletionPlace {
  const text = foldText(before);
  if (parseLine(text).comment !== null || isQuoted(text)) return { kind: 'none' };
  if (START.test(text)) return { kind: 'start', from: text.length - (/[^\s@]*$/u.exec(text)?.[0].length ?? 0) };
  const head = HEAD.exec(text);
  if (head !== null) return bodyPlace(text, head[0].length);
  // A word that is being typed means nothing yet.
  const told = parseLine(text.replace(/[^\s,;(<]+$/u, ''));
  if (told.kind === 'segment' && told.loose) return loosePlace(text, told);
  const arrow = AFTER_ARROW.exec(text);
  if (arrow !== null)
    return { kind: 'receiver', from: text.length - (arrow[2] ?? '').length, left: unquoted(arrow[1]) };
  const keyword = KEYWORD.exec(text);
  if (keyword !== null) return statementPlace(text, (keyword[1] ?? '').toLowerCase(), keyword[2] ?? '');
  const left = AFTER_LEFT.exec(text);
  if (left !== null) return { kind: 'arrow', from: text.length - (left[2] ?? '').length, left: unquoted(left[1]) };
  return { kind: 'none' };
}

/** Behind the ends of a segment that is read as people write them; one whose text stands in its arrow ends with them. */
function loosePlace(text: string, { left, right }: SegmentStatement): CompletionPlace {
  const behind = /^\s*:?(?=\s)/.exec(text.slice(right.to));
  const inside = /[\p{L}\p{N}]/u.test(text.slice(left.to, right.from));
  return inside || behind === null ? { kind: 'none' } : bodyPlace(text, right.to + behind[0].length);
}

function bodyPlace(text: string, head: number): CompletionPlace {
  const body = text.slice(head);
  const value = VALUE.exec(body);
  const field = fieldNamed(value?.[1] ?? '');
  if (value !== null && field !== undefined && fieldEntry(field).form !== 'none') {
    const [, written = '', typed = ''] = value;
    const from = text.length - typed.length;
    return { kind: 'value', from, field, before: from - written.length - 1 };
  }
  const word = /[^\s,+|/]*$/u.exec(body)?.[0] ?? '';
  return { kind: 'body', from: text.length - word.length, typed: body.slice(0, body.length - word.length) };
}

function statementPlace(text: string, keyword: string, rest: string): CompletionPlace {
  if (keyword === 'diagram' || keyword === 'title') return { kind: 'none' };
  if (keyword === 'note' && rest.includes(':')) return { kind: 'none' };
  const word = /[^\s,]*$/u.exec(rest)?.[0] ?? '';
  const words = rest.slice(0, rest.length - word.length).match(/[^\s,]+|,/gu) ?? [];
  return { kind: 'statement', from: text.length - word.length, keyword, words };
}

/** Whether the end of the text stands in quotes that are not closed. */
function isQuoted(text: string): boolean {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (quoted && text[i] === '\\') i++;
    else if (text[i] === '"') quoted = !quoted;
  }
  return quoted && !OPEN_NAME.test(text);
}

function unquoted(name: string | undefined): string {
  return name?.replace(/^"|"$/g, '') ?? '';
}
