import {
  ALPHA,
  BLANK,
  CLASS,
  COLON,
  COMMA,
  DIGIT,
  EQUALS,
  foldText,
  isLetter,
  OPEN_BRACKET,
  QUOTE,
  SEPARATOR,
  SPACE,
  WORD,
} from './chars.ts';
import { closest } from './closest.ts';
import { type Cursor, END } from './cursor.ts';
import { leaveValue } from './expressions.ts';
import { readField, standsAlone } from './field-reader.ts';
import { FlagReader, isJoiner, setsFlag } from './flag-reader.ts';
import { readEndpoint } from './naming.ts';
import { joined, type SegmentNode } from './nodes.ts';
import { readPlainItems } from './plain.ts';
import type { TextSyntax } from './syntax.ts';
import type { Mend } from './problems.ts';
import { readQuoted } from './text.ts';
import { exampleOf, FIELD_BY_SPELLING, FIELD_NAMES, type FieldName } from './fields.ts';
import { FIELD_SHIFT, FLAG_PART } from './words.ts';

/** A word has no `=` behind it. */
const NO_VALUE = -1;

/** Reads what follows the arrow of a segment. */
export class SegmentReader {
  readonly #segment: SegmentNode;
  readonly #flags: FlagReader;
  /** The texts beside the segment, where there is more than one. */
  #more: TextSyntax[] | null = null;

  constructor(segment: SegmentNode) {
    this.#segment = segment;
    this.#flags = new FlagReader(segment);
  }

  /** Reads the right end and the items behind it, up to the comment; false where the right end is missing. */
  read(c: Cursor): boolean {
    c.skipBlanks();
    if (!readEndpoint(c, this.#segment.right)) return false;
    this.readItems(c);
    return true;
  }

  /** Reads what follows the right end, up to the comment. */
  readItems(c: Cursor): void {
    const s = this.#segment;
    if (s.left.name === s.right.name) this.#checkEnds(c);
    this.#flags.begin(s.right.to);
    if (c.raw() !== SPACE || !isLetter(c.peekAt(1))) this.#skipColon(c);
    readPlainItems(c, s, this.#flags);
    for (let kind = nextItem(c); kind !== END; kind = nextItem(c)) {
      if ((kind & WORD) !== 0) this.#readWord(c);
      else this.#readPunctuation(c);
    }
    this.#flags.finish();
    if (this.#more !== null) this.#joinTexts(this.#more);
  }

  /** Several texts are one: nothing else can be meant. */
  #joinTexts(texts: readonly TextSyntax[]): void {
    const s = this.#segment;
    s.remarks = texts;
    s.label = joined(texts);
    s.loose = true;
    this.#more = null;
  }

  /** Two sockets of one host are two ends; one socket is not. */
  #checkEnds(c: Cursor): void {
    const { left, right } = this.#segment;
    if (left.port !== right.port && left.port !== null && right.port !== null) return;
    c.report('self-segment', 'same', right.from + c.base, right.to + c.base, { name: c.names.text(right.name) });
  }

  /** Moves behind the colon that may stand before the items. */
  #skipColon(c: Cursor): void {
    const behind = c.pos;
    c.skipBlanks();
    if (c.peek() === COLON) {
      c.pos++;
      this.#flags.begin(c.pos - c.base);
    } else {
      c.pos = behind;
    }
  }

  #readPunctuation(c: Cursor): void {
    const unit = c.peek();
    if (unit === OPEN_BRACKET) this.#flags.readBrackets(c);
    else if (unit === QUOTE) this.#readLabel(c);
    else if (isJoiner(unit) && this.#flags.running) this.#readJoiner(c);
    else this.#unexpected(c);
  }

  #readWord(c: Cursor): void {
    const meaning = c.word();
    const from = c.wordFrom;
    const to = c.pos;
    const field = (meaning >> FIELD_SHIFT) - 1;
    const flag = (meaning & FLAG_PART) - 1;
    const valued = atEquals(c);
    if (flag >= 0 && !valued) this.#flags.add(c, flag, from, true);
    else if (flag >= 0 && (field < 0 || setsFlag(c, from, to))) this.#flags.readSetting(c, flag, from);
    else if (field >= 0 && valued) this.#readField(c, field, from);
    else this.#readRareWord(c, field, from, valued ? to : NO_VALUE);
  }

  #readField(c: Cursor, field: number, from: number): void {
    this.#flags.running = false;
    if (FIELD_NAMES[field] === 'ack' && c.text.startsWith('ACK', from)) this.#flags.acknowledges = true;
    readField(c, this.#segment, field, from, true);
  }

  /** `nameTo` is where the word ends before its `=`, or `NO_VALUE`. */
  #readRareWord(c: Cursor, field: number, from: number, nameTo: number): void {
    if (field < 0 && nameTo === NO_VALUE) {
      this.#readUnknownFlag(c, from);
      return;
    }
    this.#flags.running = false;
    if (field < 0) this.#readUnknownField(c, from, nameTo);
    else if (standsAlone(FIELD_NAMES[field] as FieldName)) readField(c, this.#segment, field, from, false);
    else this.#readUnassigned(c, field, from);
  }

  /** A field's name without `=` behind it. */
  #readUnassigned(c: Cursor, field: number, from: number): void {
    const name = FIELD_NAMES[field] as FieldName;
    const to = c.pos;
    c.skipBlanks();
    if (c.peek() === COLON) {
      const text = c.text.charAt(c.pos);
      c.report('syntax', 'equals', c.pos, c.pos + 1, { field: name, text }, [{ title: 'change', text: '=' }]);
      readField(c, this.#segment, field, from, true);
      return;
    }
    const args = { field: name, example: exampleOf(name) };
    if ((c.kind() & DIGIT) === 0) {
      c.pos = to;
      c.report('syntax', 'value', from, to, args);
      return;
    }
    const at = c.pos;
    c.skipToken();
    const text = `${c.text.slice(from, to)}=${c.since(at)}`;
    c.report('syntax', 'value', from, c.pos, args, [{ title: 'change', text }]);
  }

  #readUnknownFlag(c: Cursor, from: number): void {
    const name = foldText(c.since(from)).toLowerCase();
    const field = FIELD_BY_SPELLING.get(name.replaceAll('_', '')) ?? null;
    if ((c.kindAt(from - c.pos) & DIGIT) !== 0) {
      this.#flags.running = false;
      leaveValue(c);
      this.#reportUnexpected(c, from);
    } else if (field !== null) {
      this.#flags.running = false;
      reportUnknownField(c, from, c.pos, field);
    } else {
      this.#flags.addUnknown(c, from);
    }
  }

  #readUnknownField(c: Cursor, from: number, to: number): void {
    skipValue(c);
    const name = foldText(c.text.slice(from, to)).toLowerCase();
    reportUnknownField(c, from, to, FIELD_BY_SPELLING.get(name.replaceAll('_', '')) ?? closest(name, FIELD_NAMES));
  }

  #readLabel(c: Cursor): void {
    this.#flags.running = false;
    const from = c.pos;
    const s = this.#segment;
    const text = { value: readQuoted(c), ...c.spanSince(from) };
    if (s.label === null) {
      s.label = text;
      return;
    }
    if (this.#more === null) this.#more = [s.label, text];
    else this.#more.push(text);
  }

  #readJoiner(c: Cursor): void {
    const at = c.pos;
    c.pos++;
    c.skipBlanks();
    if ((c.kind() & WORD) !== 0 || c.peek() === OPEN_BRACKET) return;
    c.pos = at + 1;
    c.report('syntax', 'flag', at, at + 1, { text: c.text.charAt(at) });
  }

  #unexpected(c: Cursor): void {
    this.#flags.running = false;
    const from = c.pos;
    do c.pos++;
    while (c.pos < c.end && (c.kind() & (WORD | BLANK)) === 0 && c.peek() !== QUOTE && !c.atEnd());
    this.#reportUnexpected(c, from);
  }

  #reportUnexpected(c: Cursor, from: number): void {
    if (c.problems.full) return;
    const text = c.since(from);
    const fix: Mend = /[\p{L}\p{N}]/u.test(text) ? c.quoting(from, c.pos) : { title: 'remove', text: '', shown: text };
    c.report('syntax', 'unexpected', from, c.pos, { text }, [fix]);
  }
}

/** Moves to the next item and returns the class of its first character; `END` at the end of the line or a comment. */
function nextItem(c: Cursor): number {
  const { text, end } = c;
  let pos = c.pos;
  let kind = 0;
  while (pos < end) {
    const unit = text.charCodeAt(pos);
    kind = isLetter(unit) ? ALPHA : (CLASS[unit] as number);
    if ((kind & (BLANK | SEPARATOR)) === 0) break;
    pos++;
  }
  c.pos = pos;
  return (kind & WORD) === 0 && c.atEnd() ? END : kind;
}

function reportUnknownField(c: Cursor, from: number, to: number, meant: string | null): void {
  const word = c.text.slice(from, to);
  if (meant === null) c.report('unknown-field', 'none', from, to, { word }, [c.quoting(from, c.pos)]);
  else c.report('unknown-field', 'closest', from, to, { word, closest: meant }, [{ title: 'change', text: meant }]);
}

/** Whether `=` is next; if so, moves to it. */
function atEquals(c: Cursor): boolean {
  const at = c.pos;
  if (at >= c.end) return false;
  const unit = c.text.charCodeAt(at);
  if (unit === EQUALS) return true;
  const blank = CLASS[unit] === BLANK;
  if (unit < 128 && !blank) return false;
  if (blank && at + 1 < c.end && isLetter(c.text.charCodeAt(at + 1))) return false;
  c.skipBlanks();
  if (c.peek() === EQUALS) return true;
  c.pos = at;
  return false;
}

/** Moves behind the value of a field that is not known. */
function skipValue(c: Cursor): void {
  c.pos++;
  c.skipBlanks();
  if (c.peek() === QUOTE) readQuoted(c);
  else if (!c.atEnd() && c.peek() !== COMMA) c.skipToken();
}
