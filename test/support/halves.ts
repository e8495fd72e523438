/** Conversations that are possible in every line, written as people write them who do not care for every number. */
import { endOf, type Line, other, talk } from './plain-tcp.ts';
import type { Random } from './random.ts';
import { type Isn, type Numbering, writeNumber } from './write.ts';

/** What is left out, or said in another way: how likely each is. */
interface Habits {
  readonly seq: number;
  readonly ack: number;
  readonly message: number;
  readonly text: number;
  readonly elision: number;
}

const CONTROL = ['SYN', 'FIN', 'RST'] as const;

/**
 * A diagram of a random conversation: numbers are left out where the rules require them, text is a message of an application, or
 * stands beside its segment; and `...` passes over what has been acknowledged.
 */
export function writeByHalves(random: Random): string {
  const lines = talk(random, random.integer(4, 40));
  const isn = (symbol: string): Isn => random.pick([symbol, 0, random.integer(0, 2 ** 32 - 1), 2 ** 32 - 50]);
  const numbers = { C: isn('x'), S: isn('y') };
  const likely = (): number => random.pick([0, 0, 0.1, 0.5, 0.9]);
  const habits = {
    seq: likely(),
    ack: likely(),
    message: likely(),
    text: likely(),
    elision: random.pick([0, 0, 0.3]),
  };
  const writer = new Writer(lines, numbers, habits, random);
  // Who is a server is found listening.
  const roles = writer.begin === 0 ? [['client C', 'server S']] : [];
  return [...random.pick([...roles, [], ['participant C', 'participant S']]), ...writer.write()].join('\n');
}

class Writer {
  readonly #lines: readonly Line[];
  readonly #numbers: Numbering;
  readonly #habits: Habits;
  readonly #random: Random;
  /** The first number that was not sent yet, and the first that is not acknowledged. */
  readonly #next = { C: 0, S: 0 };
  readonly #una = { C: 0, S: 0 };
  /** By the index of a line that sends text again: what stands on it, as on the one that was lost. */
  readonly #again = new Map<number, string>();
  readonly begin: number;

  constructor(lines: readonly Line[], numbers: Numbering, habits: Habits, random: Random) {
    this.#lines = lines;
    this.#numbers = numbers;
    this.#habits = habits;
    this.#random = random;
    this.begin = this.#begin();
  }

  write(): readonly string[] {
    const written: string[] = [];
    for (let at = this.begin; at < this.#lines.length; at++) {
      const end = this.#random.chance(this.#habits.elision) ? this.#quietFrom(at) : at;
      if (end > at) {
        written.push('...');
        for (; at < end; at++) this.#pass(this.#lines[at]!);
        if (at === this.#lines.length) break;
      }
      const line = this.#lines[at]!;
      written.push(this.#line(line, at));
      this.#pass(line);
    }
    return written;
  }

  /** Some are picked up in the middle, where nothing is under way. */
  #begin(): number {
    if (!this.#random.chance(this.#habits.elision / 2)) return 0;
    let begin = 0;
    for (const [at, line] of this.#lines.slice(0, -2).entries()) {
      if (at > 8 && begin > 0) break;
      this.#pass(line);
      if (this.#quiet() && !this.#closes(at)) begin = at + 1;
    }
    this.#next.C = this.#next.S = this.#una.C = this.#una.S = 0;
    for (const line of this.#lines.slice(0, begin)) this.#pass(line);
    return begin;
  }

  #closes(at: number): boolean {
    return this.#lines.slice(0, at + 1).some(({ flags }) => flags.includes('FIN') || flags.includes('RST'));
  }

  /** Up to which line all that was sent is acknowledged and nothing but text passes, behind such a line. */
  #quietFrom(at: number): number {
    if (!this.#quiet()) return at;
    const [next, una] = [{ ...this.#next }, { ...this.#una }];
    let end = at;
    const wanted = this.#random.integer(1, 6);
    for (let i = at; i < this.#lines.length && i - at < wanted; i++) {
      const line = this.#lines[i]!;
      if (line.lost || CONTROL.some((flag) => line.flags.includes(flag))) break;
      this.#pass(line);
      if (this.#quiet()) end = i + 1;
    }
    Object.assign(this.#next, next);
    Object.assign(this.#una, una);
    return end;
  }

  #quiet(): boolean {
    return this.#next.C > 0 && this.#next.S > 0 && this.#una.C === this.#next.C && this.#una.S === this.#next.S;
  }

  #pass(line: Line): void {
    const { from, ack, lost } = line;
    const end = endOf(line);
    this.#next[from] = Math.max(this.#next[from], end);
    if (ack !== null && !lost) this.#una[other(from)] = Math.max(this.#una[other(from)], ack);
  }

  #line(line: Line, at: number): string {
    const { from, flags, seq, ack, len, lost } = line;
    const random = this.#random;
    const to = other(from);
    const inOrder = seq === this.#next[from];
    const control = CONTROL.some((flag) => flags.includes(flag));
    const again = this.#again.get(at) ?? this.#lostOnce(line, at);
    if (again !== undefined) return `${from} ${lost ? '-x' : '->'} ${to} ${again}`;
    // What else is lost, or sent again, has its number each time: else nobody could tell what it is.
    const numbered = !inOrder || lost || this.#isSentAgain(line, at);
    if (len > 0 && !control && !numbered && random.chance(this.#habits.message)) {
      return random.pick([`${from} ->> ${to}: GET /`, `${from} -> ${to} "hello"`]);
    }
    const words = [`${from} ${lost ? '-x' : '->'} ${to}`, flags.join(',')];
    if (numbered || !random.chance(this.#habits.seq)) words.push(`seq=${writeNumber(this.#numbers[from], seq)}`);
    if (ack !== null && !random.chance(this.#habits.ack)) words.push(`ack=${writeNumber(this.#numbers[to], ack)}`);
    if (len > 0) words.push(`len=${String(len)}`);
    if (random.chance(this.#habits.text)) words.push('"some words"');
    return words.filter((word) => word !== '').join(' ');
  }

  /** Text that is lost, and sent again on the next line of its sender: both lines say the same, without numbers. */
  #lostOnce({ from, seq, len, lost, flags }: Line, at: number): string | undefined {
    const isNext = seq === this.#next[from] && seq === this.#una[from];
    if (!lost || !isNext || len === 0 || !this.#random.chance(this.#habits.seq)) return undefined;
    const own = [...this.#lines.entries()].filter(([i, line]) => i > at && line.from === from);
    const [next, ...others] = own;
    if (next === undefined || CONTROL.some((flag) => flags.includes(flag))) return undefined;
    const [line, same] = next;
    if (same.lost || same.seq !== seq || same.len !== len || same.flags.join() !== flags.join()) return undefined;
    if (others.some(([, later]) => later.lost || later.seq < seq + len)) return undefined;
    const text = this.#random.chance(this.#habits.message) ? '"hello"' : `${flags.join()} len=${String(len)}`;
    this.#again.set(line, text);
    return text;
  }

  /** Whether one of the lines behind has bytes of the line, or is a keep-alive that repeats its last one. */
  #isSentAgain(line: Line, at: number): boolean {
    return this.#lines.some((one, i) => i > at && one.from === line.from && one.seq < endOf(line));
  }
}
