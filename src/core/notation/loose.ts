import { BLANK, CLASS, foldText } from './chars.ts';
import { closest } from './closest.ts';
import type { Cursor } from './cursor.ts';
import { readField } from './field-reader.ts';
import { FIELD_BY_SPELLING, FIELD_NAMES, fieldEntry, type FieldName } from './fields.ts';
import { FlagReader, setsFlag } from './flag-reader.ts';
import { FLAG_NAMES, FLAG_SPELLINGS, saysAbsent } from './flags.ts';
import { patterns } from './loose-patterns.ts';
import { type EndpointNode, joined, type SegmentNode } from './nodes.ts';
import type { Delivery, SegmentStatement, TextSyntax } from './syntax.ts';
import { commentStart, readQuoted, unescape } from './text.ts';
import { readTime } from './times.ts';

/*
 * What else is read: segments as people write them in notes. A line is given to this reader when the strict notation finds
 * a mistake in it, so whatever the strict notation reads means what it always meant. What is read here means exactly one
 * thing; a line that might mean two is left to the strict reader and its findings.
 */

/** Where the parts of a line are, as columns. */
export interface Head {
  readonly left: Piece;
  readonly right: Piece;
  readonly arrow: Piece;
  readonly mirrored: boolean;
  readonly delivery: Delivery;
  /** Where flags and fields may stand, and whether words may stand before them. */
  readonly texts: readonly (Piece & { readonly free: boolean })[];
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

/** A longer line is no note that somebody wrote by hand. */
export const LONGEST_LINE = 2000;

/** The line with each character in its plain form; the same length. */
function plainForm(line: string): string {
  const folded = patterns().drawn.reduce((text, [drawn, twin]) => text.replace(drawn, twin), foldText(line));
  return plainBlanks(folded);
}

/** The text with an ASCII blank for every blank of the notation; the same length. */
function plainBlanks(text: string): string {
  let plain = '';
  for (let at = 0; at < text.length; at++) {
    plain += CLASS[text.charCodeAt(at)] === BLANK ? ' ' : text.charAt(at);
  }
  return plain;
}

/** A text with one blank between its words. */
function tidy(text: string): string {
  return plainBlanks(text).replace(/ {2,}/g, ' ').trim();
}

/** Reads one segment as people write them. */
export class LooseReader {
  readonly #segment: SegmentNode;
  readonly #flags: FlagReader;
  #remarks: TextSyntax[] = [];
  #mentioned = 0;

  constructor(segment: SegmentNode) {
    this.#segment = segment;
    this.#flags = new FlagReader(segment);
  }

  /**
   * Reads the line of the cursor into the segment, which is empty; false where there is no one thing that it means. `strict`
   * are the ends and the arrow, if the strict notation has found them.
   */
  read(c: Cursor, strict: Head | null): boolean {
    const s = this.#segment;
    const line = c.text.slice(c.base, c.end);
    if (line.length > LONGEST_LINE) return false;
    const folded = plainForm(line);
    // Which quotes end a text is seen in the line as it is written.
    const comment = commentStart(line);
    const text = folded.slice(0, comment);
    this.#remarks = [];
    this.#mentioned = 0;
    let at = this.#readTime(c, text);
    at += patterns().marker.exec(text.slice(at))?.[0].length ?? 0;
    let head = headBehindFlags(text, at) ?? headOf(text, at) ?? strict;
    if (head === null) {
      const prefix = patterns().prefix.exec(text.slice(at));
      if (prefix === null) return false;
      const from = text.indexOf(prefix[1] ?? '', at);
      head = headOf(text, at + prefix[0].length);
      if (head === null) return false;
      head = { ...head, texts: [{ from, to: from + (prefix[1]?.length ?? 0), free: true }, ...head.texts] };
    }
    s.arrow.set(head.arrow.from, head.arrow.to);
    s.mirrored = head.mirrored;
    s.delivery = head.delivery;
    setEnd(c, s.left, line, head.left);
    setEnd(c, s.right, line, head.right);
    const [left, right] = [s.left.port, s.right.port];
    const self = s.left.name === s.right.name && (left === right || left === null || right === null);
    this.#flags.begin(s.right.to);
    const end = c.end;
    c.lenient = true;
    for (const part of head.texts) {
      c.pos = c.base + part.from;
      c.end = c.base + part.to;
      const read = new ItemReader(c, s, this.#flags, text, part.free, this.#remarks, this.#mentioned);
      const fine = read.run();
      this.#mentioned = read.mentioned;
      c.end = end;
      if (!fine || c.problems.count > 0) {
        c.lenient = false;
        return false;
      }
    }
    c.lenient = false;
    c.pos = c.base + Math.min(comment, line.length);
    if (!s.flagsWritten && s.writtenFields === 0) this.#remarks = wholeTexts(head, line, comment);
    s.remarks = this.#remarks;
    if (this.#remarks.length > 0) s.label = joined(this.#remarks);
    s.loose = true;
    this.#flags.finish();
    // An end that talks to itself is a note over it; a segment it is not.
    return !self || s.application;
  }

  #readTime(c: Cursor, text: string): number {
    const at = /^\s*@/.exec(text)?.[0].length ?? 0;
    if (at === 0) return 0;
    const s = this.#segment;
    c.pos = c.base + at - 1;
    s.timeSpan.from = at - 1;
    s.time = readTime(c);
    s.timeSpan.to = c.column;
    return c.column;
  }
}

/** All that stands beside the ends: without a flag and a field it is one text, brackets and all. */
function wholeTexts(head: Head, line: string, comment: number): TextSyntax[] {
  return head.texts.flatMap((part) => {
    const written = line.slice(part.from, Math.min(part.to, comment));
    const from = part.from + (/^\s*[:：]?\s*/.exec(written)?.[0].length ?? 0);
    const value = line.slice(from, part.from + written.length).trimEnd();
    if (value === '') return [];
    const quoted = /^["“](.*)["”]$/s.exec(value)?.[1];
    return [{ from, to: from + value.length, value: quoted === undefined ? tidy(value) : unescape(quoted) }];
  });
}

/** The head of a line that begins with its flags, as a table without lines does: `SYN  Client ---> Server`. */
function headBehindFlags(text: string, at: number): Head | null {
  const flags = patterns().flagsFirst.exec(text.slice(at));
  const head = flags === null ? null : headOf(text, at + flags[0].length);
  if (flags === null || head === null) return null;
  const from = at + flags[0].indexOf(flags[1] ?? '');
  return { ...head, texts: [{ from, to: from + (flags[1]?.length ?? 0), free: true }, ...head.texts] };
}

/** The ends, the arrow and the texts of a line from a column on; null where no arrow stands between two names. */
function headOf(text: string, at: number): Head | null {
  const rest = text.slice(at);
  const piece = (match: RegExpExecArray, group: number): Piece => {
    const [from, to] = match.indices?.[group] ?? [0, 0];
    return { from: at + from, to: at + to };
  };
  const end = (match: RegExpExecArray, group: number): Piece => {
    const name = piece(match, group);
    return match[group + 1] === undefined ? name : { from: name.from, to: piece(match, group + 1).to };
  };
  const inside = patterns().insideRight.exec(rest);
  if (inside !== null && !/[<>]/.test(inside[5]?.replace(/<[^<>]*>/g, '') ?? '')) {
    const texts = [
      { ...piece(inside, 5), free: true },
      { ...piece(inside, 9), free: true },
    ];
    return {
      left: end(inside, 2),
      right: end(inside, 7),
      arrow: piece(inside, 6),
      mirrored: false,
      delivery: 'delivered',
      texts,
    };
  }
  const back = patterns().insideLeft.exec(rest);
  if (back !== null) {
    const texts = [
      { ...piece(back, 5), free: true },
      { ...piece(back, 9), free: true },
    ];
    return {
      left: end(back, 2),
      right: end(back, 7),
      arrow: piece(back, 4),
      mirrored: true,
      delivery: 'delivered',
      texts,
    };
  }
  const match = patterns().withColon.exec(rest) ?? patterns().plain.exec(rest);
  // The `x` belongs to an arrow that is none.
  if (match === null || /\s[xX]$/.test(match[2] ?? '')) return null;
  const arrow = match[4] ?? '';
  const tail = piece(match, 7);
  if (/^\s*[<>]/.test(match[7] ?? '') && !/^\s*<[^<>]*>/.test(match[7] ?? '')) return null;
  return {
    left: end(match, 2),
    right: end(match, 5),
    arrow: piece(match, 4),
    mirrored: /^[<←]/.test(arrow),
    delivery: /x$/i.test(arrow) ? 'lost' : 'delivered',
    texts: [{ ...tail, free: /^\s*:/.test(match[7] ?? '') }],
  };
}

/**
 * Whether a line that the strict notation reads as a segment of a host that is called `SYN` is one whose text stands in its
 * arrow: `Client <-- SYN,ACK seq=y ack=x+1 -- Server`, of which the end would be a difference.
 */
export function standsInArrow(line: string): boolean {
  const match = patterns().insideLeft.exec(plainForm(line));
  return match !== null && beginsWithFlag((match[5] ?? '').trim());
}

/** The ends and the arrow of a segment that the strict notation has read, but not what stands behind them. */
export function strictHead({ left, right, arrow, mirrored, delivery }: SegmentStatement, line: string): Head {
  const piece = ({ from, to }: Piece): Piece => ({ from, to });
  const tail = { from: right.to, to: line.length };
  const free = /^\s*[:：]/.test(line.slice(right.to));
  return {
    left: piece(left),
    right: piece(right),
    arrow: piece(arrow),
    mirrored,
    delivery,
    texts: [{ ...tail, free }],
  };
}

function setEnd(c: Cursor, end: EndpointNode, line: string, { from, to }: Piece): void {
  const written = line.slice(from, to);
  const port = /[:：]([0-9０-９]{1,5})$/u.exec(written);
  const nameTo = port === null ? to : to - port[0].length;
  const name = tidy(foldText(line.slice(from, nameTo)));
  const quoted = /^"(.*)"$/.exec(name);
  end.from = from;
  end.to = to;
  end.nameTo = nameTo;
  end.port = port === null ? null : Math.min(Number(foldText(port[1] ?? '')), 65535);
  const plain = tidy(line.slice(from, nameTo));
  end.name = c.names.intern(quoted === null ? (hasWord(plain) ? plain : name) : unescape(quoted[1] ?? '').trim());
}

/** Whether a name is written in a script of its own, and not in full-width letters of ASCII. */
function hasWord(name: string): boolean {
  return foldText(name) === name;
}

/** What is read from one stretch of a line: flags, fields, and the words around them. */
class ItemReader {
  readonly #c: Cursor;
  readonly #s: SegmentNode;
  readonly #flags: FlagReader;
  /** The folded line. */
  readonly #text: string;
  /** Behind a colon, or in an arrow: words may stand before flags. */
  readonly #free: boolean;
  readonly #remarks: TextSyntax[];
  mentioned: number;
  /** How many brackets are open, and how many were when the words began that are read at the moment; −1 without words. */
  #depth = 0;
  #proseDepth = -1;
  #proseFrom = -1;
  #proseTo = -1;
  /** Where an item begins, whatever stands before it: behind `CTL=`. */
  #itemFrom = -1;

  constructor(
    c: Cursor,
    s: SegmentNode,
    flags: FlagReader,
    text: string,
    free: boolean,
    remarks: TextSyntax[],
    mentioned: number,
  ) {
    this.#c = c;
    this.#s = s;
    this.#flags = flags;
    this.#text = text;
    this.#free = free;
    this.#remarks = remarks;
    this.mentioned = mentioned;
  }

  /** Reads up to the end of the stretch; false where something in it is a slip of the notation, or could mean two things. */
  run(): boolean {
    const c = this.#c;
    // The number of the line in its diagram.
    c.pos += patterns().numbered.exec(this.#rest)?.[0].length ?? 0;
    this.#itemFrom = c.column;
    while (c.pos < c.end) {
      if (!this.#readNext()) return false;
    }
    this.#endProse();
    return true;
  }

  get #rest(): string {
    return this.#text.slice(this.#c.column, this.#c.end - this.#c.base);
  }

  #readNext(): boolean {
    const c = this.#c;
    const rest = this.#rest;
    const tag = patterns().break.exec(rest);
    if (tag !== null) {
      this.#endProse();
      this.#proseDepth = -1;
      c.pos += tag[0].length;
      return true;
    }
    const unit = rest.charAt(0);
    if (unit === '"') return this.#readQuoted();
    if (unit === '[' && !this.#inProse && this.#readBrackets(rest)) return true;
    if (/^[+|&]\s*$/.test(rest) && this.#flags.running) return false;
    if (unit === ']' && this.#depth === 0) return false;
    if (patterns().separators.test(rest)) {
      this.#skipSeparator(unit);
      return true;
    }
    if (!/^[\p{L}\p{N}_]/u.test(rest)) {
      this.#addProse(1);
      return true;
    }
    if (this.#atWordStart() && this.#readItem(rest)) return this.#c.problems.count === 0;
    if (c.problems.count > 0 || this.#isSlip(rest)) return false;
    const glued = patterns().latin.exec(rest) ?? patterns().withoutBlanks.exec(rest);
    this.#addProse((glued ?? /^[\p{L}\p{M}\p{N}_'’.?!%@/-]+/u.exec(rest))?.[0].length ?? 1);
    return true;
  }

  get #inProse(): boolean {
    return this.#proseDepth >= 0;
  }

  /** Whether an item may begin here: not inside of an address such as `/?seq=5`. */
  #atWordStart(): boolean {
    if (this.#c.column === this.#itemFrom) return true;
    const before = this.#text.charAt(this.#c.column - 1);
    if (patterns().touches.test(before) && /[A-Za-z]/.test(this.#text.charAt(this.#c.column))) return true;
    return !/[\p{L}\p{N}_/?&.=#%]/u.test(before) || (before === '/' && !this.#inProse);
  }

  #skipSeparator(unit: string): void {
    if (unit === '(' || unit === '[') this.#depth++;
    this.#c.pos++;
    if (unit !== ')' && unit !== ']') return;
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#proseDepth > this.#depth) {
      // The bracket was around the words: they end with it.
      if (this.#proseFrom >= 0) this.#proseTo = this.#c.column - 1;
      this.#endProse();
      this.#proseDepth = -1;
    } else if (this.#proseFrom >= 0 && this.#depth >= this.#proseDepth) {
      this.#proseTo = this.#c.column;
    }
  }

  #addProse(length: number): void {
    const { column } = this.#c;
    if (this.#proseFrom < 0) this.#proseFrom = column;
    if (this.#proseDepth < 0) this.#proseDepth = this.#depth;
    this.#c.pos += length;
    this.#proseTo = this.#c.column;
    this.#flags.running = false;
  }

  /** Ends the words that are being read, and keeps them as a remark. */
  #endProse(): void {
    if (this.#proseFrom < 0) return;
    const [from, to] = [this.#proseFrom, this.#proseTo];
    this.#proseFrom = -1;
    const value = tidy(this.#c.text.slice(this.#c.base + from, this.#c.base + to));
    if (/[\p{L}\p{N}]/u.test(value)) this.#remarks.push({ from, to, value });
  }

  #readQuoted(): boolean {
    const c = this.#c;
    this.#endProse();
    const from = c.column;
    const value = readQuoted(c);
    this.#remarks.push({ from, to: c.column, value });
    this.#flags.running = false;
    return c.problems.count === 0;
  }

  /** tcpdump's `[S.]`, or names in brackets. */
  #readBrackets(rest: string): boolean {
    if (!/^\[\s*(?:[SFRPUEW.]{1,6}|none|(?:FIN|SYN|RST|PSH|ACK|URG|ECE|CWR|AE|[\s,+/|-])+)\s*\]/i.test(rest))
      return false;
    this.#flags.readBrackets(this.#c);
    this.mentioned |= this.#s.flags;
    return true;
  }

  /** Reads a flag or a field; false, and nothing read, for a word that is neither. */
  #readItem(rest: string): boolean {
    const control = patterns().control.exec(rest);
    if (control !== null && !this.#inProse && beginsWithFlag(rest.slice(control[0].length))) {
      this.#c.pos += control[0].length;
      this.#itemFrom = this.#c.column;
      return true;
    }
    return this.#readFlag(rest) || this.#readField(rest) || this.#readBytes(rest);
  }

  #readFlag(rest: string): boolean {
    const word = wordAt(rest);
    const bits = flagsOf(word);
    if (bits === 0 || !this.#mayBeFlag(word)) return false;
    const c = this.#c;
    const from = c.pos;
    const behind = rest.slice(word.length);
    const single = (bits & (bits - 1)) === 0;
    const index = 31 - Math.clz32(bits);
    const bit = patterns().bit.exec(behind);
    const assigned = /^\s*=/.test(behind);
    const bare = single ? (patterns().bareNumber.exec(behind) ?? patterns().inBrackets.exec(behind)) : null;
    if (single && isField(word)) {
      const field = fieldAt(rest);
      const sets = (assigned || bit?.[2] !== undefined) && this.#setsFlag(word, behind);
      if (field !== null && (field.explicit || word !== word.toUpperCase()) && !sets) return false;
    }
    this.#endProse();
    this.#proseDepth = -1;
    c.pos = from + word.length;
    if (!single) return this.#addFlags(bits, from, true);
    if (assigned) return this.#readAssigned(index, from, behind);
    if (bit !== null) {
      c.pos += bit[0].length;
      return this.#addFlags(bits, from, (bit[1] ?? bit[2]) === '1');
    }
    this.#addFlags(bits, from, true);
    if (bare !== null) this.#readBare(FLAG_NAMES[index] === 'ACK' ? 'ack' : 'seq', bare[0]);
    return true;
  }

  /** Whether a flag may be read here: before all words, or as the first one, in upper case, among words. */
  #mayBeFlag(word: string): boolean {
    const exact = (FLAG_NAMES as readonly string[]).includes(word.toUpperCase()) || word.includes('_');
    if (!exact && word !== word.toUpperCase()) return false;
    if (!this.#inProse) return this.#remarks.length === 0 || this.mentioned !== 0 || word === word.toUpperCase();
    // Among words, URGENT is a word.
    const named = exact || word.endsWith('ACK');
    if (!this.#free || this.mentioned !== 0 || !named || word !== word.toUpperCase()) return false;
    return !saysAbsent(this.#text.slice(this.#proseFrom, this.#c.column));
  }

  #setsFlag(word: string, behind: string): boolean {
    const c = this.#c;
    if (word !== word.toUpperCase()) return false;
    if (!/^\s*=/.test(behind)) return true;
    const before = c.pos;
    c.pos += word.length + (/^\s*/.exec(behind)?.[0].length ?? 0);
    const sets = setsFlag(c, before, before + word.length);
    c.pos = before;
    return sets;
  }

  /** `SYN=1` sets the flag; `syn=j` is the sequence number of a SYN, as old textbooks write it. */
  #readAssigned(index: number, from: number, behind: string): boolean {
    const c = this.#c;
    c.pos += /^\s*/.exec(behind)?.[0].length ?? 0;
    if (/^=\s*[01](?![\p{L}\p{N}_])/u.test(this.#rest)) {
      const set = /^=\s*1/.test(this.#rest);
      c.pos += /^=\s*[01]/.exec(this.#rest)?.[0].length ?? 0;
      return this.#addFlags(1 << index, from, set, true);
    }
    const seq = FIELD_NAMES.indexOf('seq');
    const chosen = /^=\s*(?:[\p{L}_]|\d{2,})/u.test(this.#rest);
    const numbered = chosen && (FLAG_NAMES[index] === 'SYN' || FLAG_NAMES[index] === 'FIN');
    if (!numbered || (this.#s.fields[seq]?.from ?? 0) >= 0) {
      c.pos = from;
      c.report('syntax', 'flagValue', from, c.end, { flag: FLAG_NAMES[index] ?? '', text: this.#rest });
      return false;
    }
    readField(c, this.#s, seq, from, true);
    this.#flags.running = false;
    if ((this.mentioned & (1 << index)) === 0) {
      this.#s.flags |= 1 << index;
      this.#s.flagsWritten = true;
      this.mentioned |= 1 << index;
    }
    return true;
  }

  #readBare(name: 'seq' | 'ack', written: string): void {
    const c = this.#c;
    const field = FIELD_NAMES.indexOf(name);
    if ((this.#s.fields[field]?.from ?? 0) >= 0) return;
    const before = /^[\s(]*/.exec(written)?.[0].length ?? 0;
    if (written.startsWith('(')) this.#depth++;
    // What stands before the number is in place of the `=`.
    c.pos += before - 1;
    readField(c, this.#s, field, c.pos + 1, true);
    this.#flags.running = false;
  }

  #addFlags(bits: number, from: number, set: boolean, setting = false): boolean {
    for (const [index] of FLAG_NAMES.entries()) {
      const bit = 1 << index;
      // In a bracket, as in `SYN (SYN=1)`, a flag may be said again.
      if ((bits & bit) === 0 || ((this.mentioned & bit) !== 0 && this.#depth > 0)) continue;
      if (setting) this.#flags.addSetting(this.#c, index, from, set);
      else this.#flags.add(this.#c, index, from, set);
      this.mentioned |= bit;
    }
    return true;
  }

  /** `100 bytes` is a length. */
  #readBytes(rest: string): boolean {
    const found = patterns().bytes.exec(rest);
    const field = FIELD_NAMES.indexOf('len');
    const written = this.mentioned !== 0 || this.#s.writtenFields !== 0;
    if (found === null || !written || (this.#s.fields[field]?.from ?? 0) >= 0) return false;
    const c = this.#c;
    this.#endProse();
    const from = c.pos;
    c.pos--;
    readField(c, this.#s, field, from, true);
    c.pos = from + found[0].length;
    this.#flags.running = false;
    return true;
  }

  #readField(rest: string): boolean {
    const found = fieldAt(rest);
    if (found === null) return false;
    const { name, length, explicit } = found;
    const field = FIELD_NAMES.indexOf(name);
    const { form } = fieldEntry(name);
    const c = this.#c;
    if (this.#inProse && !explicit) return false;
    if ((this.#s.fields[field]?.from ?? 0) >= 0) {
      // Written twice: which one counts is not for this reader to say.
      if (explicit && !this.#inProse) c.report('duplicate-field', 'field', c.pos, c.pos + length, { word: name });
      return false;
    }
    if (form === 'none' || (form === 'cookie' && !explicit)) {
      if (this.#inProse) return false;
      this.#endProse();
      const from = c.pos;
      c.pos += length;
      if (explicit) c.pos--;
      readField(c, this.#s, field, from, explicit);
      return true;
    }
    const inProse = this.#inProse;
    const problems = c.problems.count;
    const from = c.pos;
    c.pos += length - 1;
    const at = c.pos;
    // Behind the sign, blanks may stand.
    readField(c, this.#s, field, from, true);
    if (c.problems.count > problems && inProse) {
      c.problems.keep(problems);
      this.#s.unwrite(field);
      c.pos = from;
      return false;
    }
    if (c.pos <= at) c.pos = at + 1;
    const to = c.pos;
    c.pos = from;
    this.#endProse();
    c.pos = to;
    this.#flags.running = false;
    if (name === 'ack' && rest.startsWith('ACK')) this.#flags.acknowledges = true;
    return true;
  }

  /** Whether a word is most likely a slip of a flag or of a field, or nothing that this reader may take for words. */
  #isSlip(rest: string): boolean {
    const assigned = /^([\p{L}\p{N}_]+)\s*=/u.exec(rest);
    if (assigned !== null && !this.#inProse) {
      return !this.#free || closest(assigned[1] ?? '', FIELD_NAMES) !== null;
    }
    const word = wordAt(rest);
    const started = this.#s.flagsWritten || this.mentioned !== 0 || FIELD_NAMES.some((name) => this.#s[name].from >= 0);
    if (!this.#free && !started) return true;
    if (!this.#free && !this.#inProse && this.#depth === 0 && fieldNamed(word) !== undefined) return true;
    if (!this.#free && this.#depth === 0 && !this.#inProse && /^\d/.test(word)) return true;
    if (this.#inProse) return false;
    const behind = rest.slice(word.length).trim();
    const alone = behind === '' || /^[,+/|;)-]/.test(behind) || fieldAt(behind) !== null || beginsWithFlag(behind);
    if (!alone) return false;
    if (FLAG_SPELLINGS.has(word.toUpperCase()) && word.length < 3) return this.#free ? behind === '' && !started : true;
    const near = closest(word, FLAG_NAMES);
    if (near === null) return false;
    return word === word.toUpperCase() || (behind === '' && !started);
  }
}

/** The word at the beginning of a text. Scripts without blanks may touch it: `SYN报文`, `SYNを送る`. */
function wordAt(text: string): string {
  return (
    patterns().latin.exec(text)?.[0] ??
    patterns().withoutBlanks.exec(text)?.[0] ??
    /^[\p{L}\p{N}_]+/u.exec(text)?.[0] ??
    ''
  );
}

/** The flags that a word names, as bits: `SYN`, `SYN_ACK`, `PUSH`; 0 for another word. */
function flagsOf(word: string): number {
  const upper = word.toUpperCase();
  const index = (FLAG_NAMES as readonly string[]).indexOf(upper);
  if (index >= 0) return 1 << index;
  return upper.length < 3 ? 0 : (FLAG_SPELLINGS.get(upper.replaceAll('_', '')) ?? 0);
}

function beginsWithFlag(text: string): boolean {
  return flagsOf(wordAt(text)) !== 0;
}

function isField(word: string): boolean {
  return (FIELD_NAMES as readonly string[]).includes(word.toLowerCase());
}

interface FieldFound {
  readonly name: FieldName;
  /** Of its name with the sign behind it, or with the blank that stands in place of one. */
  readonly length: number;
  /** Whether `=` stands behind the name. */
  readonly explicit: boolean;
}

/** The name of a field at the beginning of a text, with something behind it that is its value. */
function fieldAt(text: string): FieldFound | null {
  const words = patterns().fieldWords.exec(text);
  if (words === null) return null;
  const [, first = '', gap1 = '', second = '', gap2 = '', third = ''] = words;
  const candidates = [
    third === '' ? null : first + gap1 + second + gap2 + third,
    second === '' ? null : first + gap1 + second,
    first,
  ];
  for (const written of candidates) {
    if (written === null) continue;
    const name = fieldNamed(written);
    if (name === undefined) continue;
    const sign = /^\.?\s*[=:]|^\.?\s*#?(?=\s)/.exec(text.slice(written.length))?.[0];
    const { form } = fieldEntry(name);
    if (form === 'none') {
      const valued = /^\s*=/.exec(text.slice(written.length))?.[0] ?? '';
      return { name, length: written.length + valued.length, explicit: valued !== '' };
    }
    if (sign === undefined) continue;
    const behind = text.slice(written.length + sign.length);
    const explicit = sign.endsWith('=');
    if (explicit) return { name, length: written.length + sign.length, explicit };
    if (form !== 'number' || !patterns().number.test(behind)) continue;
    const blank = sign.endsWith(':') ? 0 : 1;
    return { name, length: written.length + sign.length + blank, explicit: sign.endsWith(':') };
  }
  return null;
}

/** The field that a name stands for, in any of its spellings: `acknum`, `Ack_No`. */
export function fieldNamed(written: string): FieldName | undefined {
  // `序号 seq` says it twice.
  const [first = '', second] = written.split(' ');
  const twice = second === undefined || !/^\p{Script=Han}/u.test(first) ? undefined : fieldNamed(second);
  if (twice !== undefined && fieldNamed(first) === twice) return twice;
  const spelled = written.toLowerCase().replace(/[ _.'’-]/g, '');
  return FIELD_NAMES.find((name) => name === spelled) ?? FIELD_BY_SPELLING.get(spelled);
}
