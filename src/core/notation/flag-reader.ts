import {
  BAR,
  BLANK,
  CLOSE_BRACKET,
  COMMA,
  DIGIT,
  DOT,
  EQUALS,
  fold,
  foldText,
  MINUS,
  OPEN_BRACKET,
  PLUS,
  SLASH,
  STAR,
  WORD,
  ZERO,
} from './chars.ts';
import { closest } from './closest.ts';
import type { Cursor } from './cursor.ts';
import { FLAG_LETTERS, FLAG_NAMES, FLAG_SPELLINGS, flagNames } from './flags.ts';
import type { SegmentNode } from './nodes.ts';
import { FLAG_PART, NO_WORD } from './words.ts';

const ACK_INDEX = FLAG_NAMES.indexOf('ACK');
const ACK_BIT = 1 << ACK_INDEX;
const PSH_BIT = 1 << FLAG_NAMES.indexOf('PSH');
const ONE = ZERO + 1;
const UPPER_A = 0x41;
const UPPER_Z = 0x5a;

/** The flags of one segment as they come. `flagsSpan` is the first run of them; others may stand between fields. */
export class FlagReader {
  #segment: SegmentNode;
  #mentioned = 0;
  #count = 0;
  #settings = 0;
  /** Whether the last item was a flag, so that the next one belongs to the same run; who reads another item says so. */
  running = false;
  /** Whether the acknowledgment number is written as `ACK=x+1`: the name is that of the flag, and says both. */
  acknowledges = false;

  constructor(segment: SegmentNode) {
    this.#segment = segment;
  }

  /** Begins a segment; flags would stand at the column `at`. */
  begin(at: number): void {
    this.#mentioned = 0;
    this.#count = 0;
    this.#settings = 0;
    this.running = false;
    this.acknowledges = false;
    this.#segment.flagsSpan.set(at, at);
  }

  /** Adds the flag with the number `index` that stands from `from` to the next character. */
  add(c: Cursor, index: number, from: number, set: boolean): void {
    const s = this.#segment;
    const bit = 1 << index;
    const column = from - c.base;
    const to = c.pos - c.base;
    this.#count++;
    if ((this.#mentioned & bit) !== 0) this.#reportTwice(c, index, from);
    else if (set) s.flags |= bit;
    this.#mentioned |= bit;
    s.flagList.add(column, to, set ? bit : 0);
    if (!s.flagsWritten) this.#startRun(column);
    if (this.running) s.flagsSpan.to = to;
  }

  /** Adds a flag that is written as its bit: `SYN=1`. */
  addSetting(c: Cursor, index: number, from: number, set: boolean): void {
    this.#settings++;
    this.add(c, index, from, set);
  }

  #startRun(column: number): void {
    this.#segment.flagsWritten = true;
    this.#segment.flagsSpan.set(column, column);
    this.running = true;
  }

  #reportTwice(c: Cursor, index: number, from: number): void {
    const text = c.since(from);
    const fix = { title: 'remove', text: '', shown: text } as const;
    c.report('duplicate-field', 'field', from, c.pos, { word: FLAG_NAMES[index] ?? text }, [fix]);
  }

  /**
   * Reports the word from `from` to the cursor, which is no flag. The flags that it is most likely a slip of count as
   * written: else the segment would be judged as another one than the author means.
   */
  addUnknown(c: Cursor, from: number): void {
    const word = foldText(c.since(from));
    let meant = likelyFlags(word);
    if (meant === null) {
      this.running = false;
      while (skipUnknownWord(c));
      if (c.problems.full) return;
      const text = c.since(from);
      c.report('unknown-flag', 'none', from, c.pos, { word: text }, [c.quoting(from, c.pos)]);
      return;
    }
    if (c.peek() === DOT) {
      c.pos++;
      meant += ',ACK';
    }
    this.#addMeant(c, from, meant);
  }

  #addMeant(c: Cursor, from: number, meant: string): void {
    const args = { word: c.since(from), closest: meant };
    c.report('unknown-flag', 'closest', from, c.pos, args, [{ title: 'change', text: meant }]);
    let bits = 0;
    for (const name of meant.split(',')) bits |= 1 << FLAG_NAMES.findIndex((one) => one === name);
    this.#addBits(c, bits, from);
  }

  #addBits(c: Cursor, bits: number, from: number): void {
    const s = this.#segment;
    s.flags |= bits;
    this.#mentioned |= bits;
    s.flagList.add(from - c.base, c.pos - c.base, bits);
    if (!s.flagsWritten) this.#startRun(from - c.base);
    if (this.running) s.flagsSpan.to = c.pos - c.base;
  }

  /** A segment without any flag is an ACK; one that holds nothing but a text carries data of an application. */
  finish(): void {
    const s = this.#segment;
    if (s.flagsWritten && (this.acknowledges || this.#acknowledgesByNumber())) s.flags |= ACK_BIT;
    if (s.flagsWritten) return;
    s.application = s.label !== null && s.writtenFields === 0;
    s.flags = s.application ? ACK_BIT | PSH_BIT : ACK_BIT;
  }

  /**
   * Textbooks that draw `SYN=1` and `SYN=0` leave the bit of ACK out where the number says it: `SYN=1, seq=y, ack=x+1`. A
   * number that is 0 says nothing: every header holds it.
   */
  #acknowledgesByNumber(): boolean {
    const { ack } = this.#segment;
    if (this.#settings === 0 || this.#settings < this.#count || !ack.present || (this.#mentioned & ACK_BIT) !== 0)
      return false;
    return ack.value.symbol >= 0 || ack.value.constant !== 0;
  }

  /** Reads `=1` or `=0`, at whose `=` the cursor stands, for the flag that begins at `from`. */
  readSetting(c: Cursor, index: number, from: number): void {
    c.pos++;
    const behind = c.pos;
    c.skipBlanks();
    if ((c.kind() & DIGIT) === 0) c.pos = behind;
    const at = c.pos;
    while ((c.kind() & WORD) !== 0) c.pos++;
    const text = c.since(at);
    const value = foldText(text);
    this.addSetting(c, index, from, value !== '0');
    if (value === '0' || value === '1') return;
    const args = { flag: FLAG_NAMES[index] ?? '', text };
    if (text === '') c.report('syntax', 'flagValueMissing', at, at, args);
    else c.report('syntax', 'flagValue', at, c.pos, args, [{ title: 'change', text: '1' }]);
  }

  /** Reads tcpdump's `[S.]`, or names in brackets (`[SYN, ACK]`), from the opening bracket. */
  readBrackets(c: Cursor): void {
    const from = c.pos;
    const s = this.#segment;
    const first = !s.flagsWritten;
    const problems = c.problems.count;
    c.pos++;
    if (first) this.#startRun(from - c.base);
    while (this.#readBracketed(c, from));
    if (this.running) s.flagsSpan.to = c.pos - c.base;
    if (first && s.flags === 0 && c.problems.count > problems) s.flagsWritten = false;
  }

  #skipJoiners(c: Cursor): void {
    while (c.kind() === BLANK || c.peek() === COMMA || isJoiner(c.peek())) c.pos++;
  }

  /** Reads one word or one dot in the brackets that begin at `opening`; false behind the closing bracket. */
  #readBracketed(c: Cursor, opening: number): boolean {
    this.#skipJoiners(c);
    // Brackets within brackets are none: the first ones were forgotten to be closed.
    if (c.atEnd() || c.peek() === OPEN_BRACKET) {
      c.report('syntax', 'closing', opening, opening + 1, { text: c.text.charAt(opening) });
      return false;
    }
    const at = c.pos;
    const index = flagOf(c.word());
    if (c.pos > at) {
      if (index >= 0) this.add(c, index, at, true);
      else if (foldText(c.since(at)).toLowerCase() !== 'none') this.#readLetters(c, at);
      return true;
    }
    const unit = c.peek();
    c.pos++;
    if (unit === CLOSE_BRACKET) return false;
    if (unit === DOT) this.add(c, ACK_INDEX, at, true);
    else
      c.report('syntax', 'unexpected', at, c.pos, { text: c.since(at) }, [
        { title: 'remove', text: '', shown: c.since(at) },
      ]);
    return true;
  }

  #readLetters(c: Cursor, from: number): void {
    const to = c.pos;
    const letters = foldText(c.since(from));
    const indexes = [...letters].map((letter) =>
      FLAG_LETTERS.indexOf(FLAG_LETTERS.includes(letter) ? letter : letter.toUpperCase()),
    );
    if (indexes.includes(-1)) {
      const meant = likelyFlags(letters);
      if (meant === null) c.report('unknown-flag', 'letter', from, to, { word: c.since(from) });
      else this.#addMeant(c, from, meant);
      return;
    }
    for (const [offset, index] of indexes.entries()) {
      c.pos = from + offset + 1;
      this.add(c, index, c.pos - 1, true);
    }
  }
}

/** Moves behind a second word that is no flag, no field and no slip of one: what is prose is one mistake. */
function skipUnknownWord(c: Cursor): boolean {
  const behind = c.pos;
  c.skipBlanks();
  const from = c.pos;
  const known = c.word() !== NO_WORD;
  const word = foldText(c.since(from));
  const ended = c.kind() === BLANK || c.pos >= c.end;
  const to = c.pos;
  c.skipBlanks();
  const prose = to > from && ended && !known && c.peek() !== EQUALS && closest(word, FLAG_NAMES) === null;
  c.pos = prose && !FLAG_SPELLINGS.has(word.toUpperCase()) ? to : behind;
  return c.pos === to && to > from;
}

/** The number of the flag that a word of this meaning names, or −1. */
export function flagOf(meaning: number): number {
  return (meaning & FLAG_PART) - 1;
}

/** Whether the character joins flags, commas and blanks apart. */
export function isJoiner(unit: number): boolean {
  return unit === PLUS || unit === MINUS || unit === SLASH || unit === BAR;
}

/**
 * Whether the `=` at the cursor gives a flag its bit, though a field has the same name: in upper case, with exactly 1
 * or 0 behind it, `ACK=1` is the flag, as in textbooks; `ack=1` and `ACK=x+1` are the number.
 */
export function setsFlag(c: Cursor, nameFrom: number, nameTo: number): boolean {
  for (let at = nameFrom; at < nameTo; at++) {
    const unit = fold(c.text.charCodeAt(at));
    if (unit < UPPER_A || unit > UPPER_Z) return false;
  }
  const before = c.pos;
  c.pos++;
  c.skipBlanks();
  const unit = c.peek();
  const bit = (unit === ZERO || unit === ONE) && (c.kindAt(1) & WORD) === 0;
  c.pos++;
  const flag = bit && !continues(c);
  c.pos = before;
  return flag;
}

/** Whether an operator and an operand follow, so that what stands before is an expression and not a bit. */
function continues(c: Cursor): boolean {
  const joined = c.peek() === PLUS || c.peek() === MINUS;
  if (!joined) return c.peek() === STAR;
  c.pos++;
  return flagOf(c.word()) < 0;
}

/** The names of the flags that a word is another spelling or a slip of, with commas between; null for none. */
function likelyFlags(word: string): string | null {
  const bits = FLAG_SPELLINGS.get(word.toUpperCase());
  if (bits === undefined) return closest(word, FLAG_NAMES);
  return flagNames(bits).join(',');
}
