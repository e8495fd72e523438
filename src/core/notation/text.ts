import { BACKSLASH, BLANK, CLASS, fold, HASH, QUOTE, SLASH } from './chars.ts';
import type { Cursor } from './cursor.ts';
import type { TextSyntax } from './syntax.ts';

/** What an escape in quotes stands for; any other backslash is a backslash. */
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', r: '\r', t: '\t' };

/**
 * Reads a quoted text from its opening quote and returns its value. A text that begins with `"` ends with `"`; one that
 * begins with a typographic quote ends with any quote. A text that is never closed goes to the end of the line.
 */
export function readQuoted(c: Cursor): string {
  const from = c.pos;
  const to = closingQuote(c, from);
  c.pos = to < 0 ? c.end : to + 1;
  const inner = c.text.slice(from + 1, to < 0 ? c.end : to);
  if (to < 0) {
    const whole = c.text.slice(from, c.end).trimEnd();
    // A backslash at the end would escape the quote.
    const end = /(?<!\\)(?:\\\\)*\\$/.test(whole) ? '\\"' : '"';
    const fix = { title: 'insert', text: whole + end, shown: '"' } as const;
    c.report('syntax', 'closing', from, from + whole.length, { text: whole.charAt(0) }, [fix]);
  }
  return unescape(inner);
}

/** A text as a label: in quotes, with the escapes that it needs. */
export function inQuotes(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}"`;
}

/** A text in quotes without its escapes. */
export function unescape(inner: string): string {
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\([\s\S])/g, (whole, escaped: string) => ESCAPES[escaped] ?? whole);
}

/** Whether a text in quotes begins at an offset and takes all that is left of the line, because nothing closes it. */
export function neverCloses(c: Cursor, from: number): boolean {
  return fold(c.text.charCodeAt(from)) === QUOTE && closingQuote(c, from) < 0;
}

/** The offset of the quote that closes the one at `from`, or −1. */
function closingQuote(c: Cursor, from: number): number {
  return closingQuoteIn(c.text, from, c.end);
}

function closingQuoteIn(text: string, from: number, end: number): number {
  const plain = text.charCodeAt(from) === QUOTE;
  for (let at = from + 1; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH) at++;
    else if (plain ? unit === QUOTE : fold(unit) === QUOTE) return at;
  }
  return -1;
}

/**
 * Reads the free text up to the comment or the end of the line: in quotes, or as it stands without the blanks around
 * it. A comment has blanks on both sides of its sign.
 */
export function readFreeText(c: Cursor): TextSyntax {
  c.skipBlanks();
  const from = c.pos;
  if (c.peek() === QUOTE && closingQuote(c, from) >= 0) {
    const value = readQuoted(c);
    const to = c.pos;
    c.skipBlanks();
    if (c.atEnd()) return { from: from - c.base, to: to - c.base, value };
    c.pos = from;
  }
  const stop = endOfFreeText(c, from);
  let to = stop;
  while (to > from && CLASS[c.text.charCodeAt(to - 1)] === BLANK) to--;
  c.pos = stop;
  return { from: from - c.base, to: to - c.base, value: c.text.slice(from, to) };
}

function endOfFreeText(c: Cursor, from: number): number {
  return from + commentStart(c.text.slice(from, c.end));
}

/**
 * Where the comment of a free text begins, or its length without one: at a `#` or `//` with blanks on both sides, so that
 * `Bug #12 in C#` and `https://example.org` stay whole; the ends of the text count as blanks. Not inside of quotes.
 */
export function commentStart(text: string): number {
  let quotes = true;
  for (let at = 0; at < text.length; at++) {
    const unit = fold(text.charCodeAt(at));
    if (unit === HASH && isBlank(text, at - 1) && isBlank(text, at + 1)) return at;
    if (unit === SLASH && isBlank(text, at - 1) && fold(text.charCodeAt(at + 1)) === SLASH && isBlank(text, at + 2))
      return at;
    if (quotes && unit === QUOTE) {
      const closing = closingQuoteIn(text, at, text.length);
      if (closing >= 0) at = closing;
      else quotes = false;
    }
  }
  return text.length;
}

function isBlank(text: string, at: number): boolean {
  return at < 0 || at >= text.length || CLASS[text.charCodeAt(at)] === BLANK;
}
