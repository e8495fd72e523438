import { utf8 } from './utf8.ts';

/**
 * Puts a text together from very many short pieces, in UTF-8. A string that is made of so many is a tree, and takes three
 * times as long to be written out.
 */
export class Utf8Writer {
  #bytes = new Uint8Array(START);
  #length = 0;

  /** How many bytes there are. */
  get length(): number {
    return this.#length;
  }

  /** A lone surrogate becomes the replacement character. */
  add(text: string): void {
    const { length } = text;
    this.#reserve(length);
    const bytes = this.#bytes;
    let to = this.#length;
    for (let at = 0; at < length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > 127) return this.#addMixed(text, at, to);
      bytes[to++] = unit;
    }
    this.#length = to;
  }

  /** The text between quotation marks, if JSON has it as it is and anybody may look at it; else nothing is added: false. */
  addQuoted(text: string): boolean {
    const { length } = text;
    this.#reserve(length + 2);
    const bytes = this.#bytes;
    let to = this.#length;
    bytes[to++] = QUOTE;
    for (let at = 0; at < length; at++) {
      const unit = text.charCodeAt(at);
      if (unit < 32 || unit > 126 || unit === QUOTE || unit === BACKSLASH) return false;
      bytes[to++] = unit;
    }
    bytes[to++] = QUOTE;
    this.#length = to;
    return true;
  }

  /** A whole number of 0 to 2^32 − 1 in decimal digits. */
  addNumber(value: number): void {
    this.#reserve(MOST_DIGITS);
    let end = this.#length + 1;
    for (let power = 10; power <= value; power *= 10) end++;
    this.#length = end;
    let rest = value;
    do {
      const next = Math.floor(rest / 10);
      this.#bytes[--end] = ZERO + rest - next * 10;
      rest = next;
    } while (rest > 0);
  }

  /** All of it. What is added next begins another text. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** A text from its first character on that is more than a byte; the bytes of those before it end at `length`. */
  #addMixed(text: string, from: number, length: number): void {
    this.#length = length;
    for (let at = from; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit <= 127) {
        this.#bytes[this.#length++] = unit;
        continue;
      }
      const character = String.fromCodePoint(text.codePointAt(at) ?? unit);
      const wide = utf8(character);
      this.#reserve(wide.length + text.length - at);
      for (let i = 0; i < wide.length; i++) this.#bytes[this.#length++] = wide.charCodeAt(i);
      at += character.length - 1;
    }
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** Bytes. */
const START = 1 << 15;

const QUOTE = 34;
const BACKSLASH = 92;
const ZERO = 48;
const MOST_DIGITS = 10;
