import {
  BLANK,
  CLASS,
  CLOSE,
  COMMA,
  EQUALS,
  fold,
  foldText,
  HASH,
  isLetter,
  QUOTE,
  SLASH,
  SPACE,
  WORD,
} from './chars.ts';
import type { Args } from '../findings/finding.ts';
import type { Names } from '../text/names.ts';
import type { Span } from '../text/place.ts';
import { type Mend, type MessageKey, Problems, type TextCode } from './problems.ts';
import { inQuotes } from './text.ts';
import { LONGEST_PACKED, meaningOfLong, meaningOfPacked, NO_WORD, packLetter } from './words.ts';

/** What `peek` gives at the end of the line. */
export const END = -1;

/**
 * A place in one line of a text. The readers move it forward and never back past where they began, unless they found
 * nothing. Offsets are of the whole text, so that no line has to be cut out of it; `column` makes columns of them.
 * With it go the names of the document and the problems of the line, which every reader may need.
 */
export class Cursor {
  text = '';
  /** Offset of the first character of the line. */
  base = 0;
  /** Offset of the next character. */
  pos = 0;
  /** Offset behind the last character of the line. */
  end = 0;
  /** Where the last word began that `word` read. */
  wordFrom = 0;
  /** Whether values may also end at the punctuation of notes, as in `<SEQ=100>`. */
  lenient = false;
  names: Names;
  readonly problems = new Problems();

  constructor(names: Names) {
    this.names = names;
  }

  reset(text: string, from: number, to: number): void {
    this.problems.reset();
    this.text = text;
    this.base = from;
    this.pos = from;
    this.end = to;
  }

  /** The column of the next character. */
  get column(): number {
    return this.pos - this.base;
  }

  /** The next character as it is, or `END`. */
  raw(): number {
    return this.pos < this.end ? this.text.charCodeAt(this.pos) : END;
  }

  /** The next character, folded to its ASCII twin, or `END`. */
  peek(): number {
    return this.pos < this.end ? fold(this.text.charCodeAt(this.pos)) : END;
  }

  /** The character `ahead` places behind the next one, folded, or `END`. */
  peekAt(ahead: number): number {
    const at = this.pos + ahead;
    return at < this.end ? fold(this.text.charCodeAt(at)) : END;
  }

  /** The class of the next character; 0 at the end. */
  kind(): number {
    return this.pos < this.end ? (CLASS[this.text.charCodeAt(this.pos)] ?? 0) : 0;
  }

  /** The class of the character `ahead` places behind the next one; 0 outside the line. */
  kindAt(ahead: number): number {
    const at = this.pos + ahead;
    return at < this.end && at >= this.base ? (CLASS[this.text.charCodeAt(at)] ?? 0) : 0;
  }

  skipBlanks(): void {
    const { text, end } = this;
    let pos = this.pos;
    while (pos < end) {
      const unit = text.charCodeAt(pos);
      if (unit !== SPACE && CLASS[unit] !== BLANK) break;
      pos++;
    }
    this.pos = pos;
  }

  /**
   * Reads a run of word characters, which may be empty, and returns what it means in a segment (see words.ts); `NO_WORD`
   * for a word that is neither a flag nor the name of a field.
   */
  word(): number {
    const { text, end } = this;
    const from = this.pos;
    let pos = from;
    let packed = 0;
    let unit = END;
    while (pos < end) {
      unit = text.charCodeAt(pos);
      if (!isLetter(unit)) break;
      packed = packLetter(packed, unit);
      pos++;
    }
    this.wordFrom = from;
    this.pos = pos;
    if (pos < end && unit !== SPACE && unit !== EQUALS && ((CLASS[unit] as number) & WORD) !== 0) {
      return this.#restOfWord();
    }
    if (pos - from > LONGEST_PACKED) return meaningOfLong(text, from, pos);
    return pos === from ? NO_WORD : meaningOfPacked(packed);
  }

  /** Goes on with a word that is not made of ASCII letters alone. */
  #restOfWord(): number {
    while ((this.kind() & WORD) !== 0) this.pos++;
    // Full-width letters spell flags and fields as well.
    return meaningOfLong(foldText(this.since(this.wordFrom)), 0, this.pos - this.wordFrom);
  }

  /** Whether a comment or the end of the line is next. */
  atEnd(): boolean {
    if (this.pos >= this.end) return true;
    const unit = this.peek();
    return unit === HASH || (unit === SLASH && this.peekAt(1) === SLASH);
  }

  /** The text from an offset up to the next character. */
  since(from: number): string {
    return this.text.slice(from, this.pos);
  }

  /** The columns from an offset up to the next character. */
  spanSince(from: number): Span {
    return { from: from - this.base, to: this.pos - this.base };
  }

  /** Moves behind what is written without a blank, a comma or a quote between; at least one character. */
  skipToken(): void {
    if (this.pos < this.end) this.pos++;
    while (this.pos < this.end && !this.#endsToken()) this.pos++;
  }

  #endsToken(): boolean {
    if ((this.kind() & BLANK) !== 0) return true;
    const unit = this.peek();
    return unit === COMMA || unit === QUOTE || unit === CLOSE || this.atEnd();
  }

  /** The blank that a word needs at an offset, if what stands before it would touch it. */
  apart(offset: number): string {
    return offset > this.base && CLASS[this.text.charCodeAt(offset - 1)] !== BLANK ? ' ' : '';
  }

  /** A fix that puts what stands from one offset to another in quotes, as a label. */
  quoting(from: number, to: number): Mend {
    const behind = to < this.end && CLASS[this.text.charCodeAt(to)] !== BLANK ? ' ' : '';
    const text = `${this.apart(from)}${inQuotes(this.text.slice(from, to))}${behind}`;
    return { title: 'quote', text, span: { from: from - this.base, to: to - this.base } };
  }

  /** Reports a problem at the offsets `from` to `to`. */
  report<C extends TextCode>(
    code: C,
    key: MessageKey<C>,
    from: number,
    to: number,
    args: Args = {},
    mends: readonly Mend[] = [],
  ): void {
    this.problems.add(code, key, from - this.base, to - this.base, args, mends);
  }

  /** The comment at the end of the line, if one begins at the next character; moves to the end of the line then. */
  comment(): Span | null {
    if (this.pos >= this.end || !this.atEnd()) return null;
    const from = this.pos;
    this.pos = this.end;
    return this.spanSince(from);
  }
}
