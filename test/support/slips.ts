/** What goes wrong where people write diagrams: one token, or one line, of a conversation that was right. */
import { firstImpossible, type Flag, type Line, other, talk } from './plain-tcp.ts';
import type { Random } from './random.ts';
import { type Isn, type Numbering, writeNumber } from './write.ts';

/** A conversation with one slip in it. */
export interface Slipped {
  readonly lines: readonly Line[];
  /** The lines that the slip stands on, as indexes; none where a line is missing. */
  readonly at: readonly number[];
  /** The first line that could not be sent any more. */
  readonly impossible: number;
}

export interface Kind {
  readonly name: string;
  /** A token that is wrong where it stands; or a line that is not what it should be, which may show on a later one. */
  readonly of: 'token' | 'line';
  /** Makes the slip at a line; null where it does not apply. */
  readonly make: (lines: readonly Line[], at: number, random: Random, numbers: Numbering) => readonly Line[] | null;
}

/** Replaces one line. */
function changed(
  of: Kind['of'],
  name: string,
  change: (line: Line, random: Random, numbers: Numbering) => Partial<Line> | null,
): Kind {
  return {
    name,
    of,
    make: (lines, at, random, numbers) => {
      const line = lines[at];
      const now = line === undefined ? null : change(line, random, numbers);
      return line === undefined || now === null ? null : lines.with(at, { ...line, ...now });
    },
  };
}

function adding(flag: Flag): Kind {
  return changed('line', `a ${flag} added`, ({ flags }) => (flags.includes(flag) ? null : { flags: [flag, ...flags] }));
}

/** By how much a number is off: by one, by a digit, by a length. */
function off(random: Random, line: Line): number {
  return random.pick([1, -1, 10, -10, 100, random.integer(2, 1000), line.len || 1, -line.len || -1]);
}

export const KINDS: readonly Kind[] = [
  // The number of a SYN is its sender's choice.
  changed('token', 'seq', (line, random) =>
    line.flags.includes('SYN') ? null : { seq: line.seq + off(random, line) },
  ),
  changed('token', 'ack', (line, random) => (line.ack === null ? null : { ack: line.ack + off(random, line) })),
  changed('token', 'a flag dropped', ({ flags, ack }, random) => {
    const dropped = random.pick(flags);
    const left = flags.filter((flag) => flag !== dropped);
    // No flag at all means ACK, and a FIN without one is textbook shorthand.
    if (left.length === 0 && ack !== null) return null;
    return left.join() === 'FIN' ? null : { flags: left };
  }),
  adding('SYN'),
  adding('FIN'),
  adding('RST'),
  changed('line', 'seq and ack swapped', ({ from, flags, seq, ack }, _random, numbers) => {
    // In a SYN-ACK a symbol that nothing has bound yet may stand for either number.
    const free = flags.includes('SYN') && typeof numbers[from] === 'string';
    return ack === null || ack === seq || free ? null : { seq: ack, ack: seq };
  }),
  changed('line', 'a length off', ({ len }, random) =>
    len === 0 ? null : { len: Math.max(1, random.pick([len + 1, len - 1, len * 10, len + 100, len + 40, len - 20])) },
  ),
  { name: 'a line deleted', of: 'line', make: deleted },
  { name: 'two neighbours swapped', of: 'line', make: swapped },
  { name: 'an arrow turned round', of: 'line', make: turned },
];

function deleted(lines: readonly Line[], at: number): readonly Line[] {
  return lines.toSpliced(at, 1);
}

function swapped(lines: readonly Line[], at: number): readonly Line[] | null {
  const [first, second] = lines.slice(at, at + 2);
  return first === undefined || second === undefined ? null : lines.toSpliced(at, 2, second, first);
}

function turned(lines: readonly Line[], at: number): readonly Line[] | null {
  const line = lines[at];
  return line === undefined ? null : lines.with(at, { ...line, from: other(line.from) });
}

const TRIES = 40;

/** Makes a slip of the kind somewhere; null where everywhere it is right as well. */
export function slip(lines: readonly Line[], numbers: Numbering, kind: Kind, random: Random): Slipped | null {
  for (let i = 0; i < TRIES; i++) {
    const at = random.integer(0, lines.length - 1);
    const made = kind.make(lines, at, random, numbers);
    if (made === null || made.length === 0) continue;
    const impossible = firstImpossible(made);
    if (impossible < 0) continue;
    return { lines: made, at: standsOn(kind, at), impossible };
  }
  return null;
}

function standsOn({ name }: Kind, at: number): readonly number[] {
  if (name === 'a line deleted') return [];
  return name === 'two neighbours swapped' ? [at, at + 1] : [at];
}

/** Writes a conversation; numbers that were turned round keep the symbol or the offset that stood there. */
export function write(
  lines: readonly Line[],
  numbers: Numbering,
  slipped: readonly number[] = [],
  kind: Kind | null = null,
): string {
  const head = ['client C', 'server S'];
  const keepsSymbols = kind?.name === 'an arrow turned round' || kind?.name === 'seq and ack swapped';
  const mirrored: Numbering = { C: numbers.S, S: numbers.C };
  return [
    ...head,
    ...lines.map((line, i) => writeLine(line, keepsSymbols && slipped.includes(i) ? mirrored : numbers)),
  ].join('\n');
}

/** Lines before the first segment. */
export const HEAD_LINES = 2;

function writeLine({ from, flags, seq, ack, len, lost }: Line, numbers: Numbering): string {
  const words = [
    `${from} ${lost ? '-x' : '->'} ${other(from)}`,
    flags.join(','),
    `seq=${writeNumber(numbers[from], seq)}`,
  ];
  if (ack !== null) words.push(`ack=${writeNumber(numbers[other(from)], ack)}`);
  if (len > 0) words.push(`len=${String(len)}`);
  return words.filter((word) => word !== '').join(' ');
}

/** The lines of a text that `write` has written, as it may have been mended since; null where they can't be read. */
export function read(text: string, numbers: Numbering): readonly Line[] | null {
  const lines: Line[] = [];
  for (const line of text.split('\n').slice(HEAD_LINES)) {
    if (line.startsWith('#')) continue;
    const found = /^([CS]) (->|-x) [CS]((?: [A-Z,]+)?)((?: \w+=\S+)*)$/.exec(line);
    if (found === null) return null;
    const [, from, arrow, flags = '', fields = ''] = found;
    const sender = from === 'C' ? 'C' : 'S';
    const value = (name: string): string | undefined => new RegExp(` ${name}=(\\S+)`).exec(fields)?.[1];
    const seq = value('seq');
    const ack = value('ack');
    const read = {
      from: sender,
      flags: flags
        .trim()
        .split(',')
        .filter((flag) => flag !== '') as Flag[],
      seq: seq === undefined ? NaN : readNumber(numbers[sender], seq),
      ack: ack === undefined ? null : readNumber(numbers[other(sender)], ack),
      len: Number(value('len') ?? 0),
      lost: arrow === '-x',
    } as const;
    lines.push(read);
  }
  return lines;
}

/** The offset that `writeNumber` has written: the one nearest to the initial number. */
function readNumber(isn: Isn, text: string): number {
  if (typeof isn === 'number') return (Number(text) - isn) | 0;
  return text.startsWith(isn) ? Number(text.slice(isn.length) || 0) : NaN;
}

/** A random conversation of at most so many lines, and how its numbers are written. */
export function conversation(
  random: Random,
  most = 70,
): { readonly lines: readonly Line[]; readonly numbers: Numbering } {
  const isn = (symbol: string): Isn => random.pick([symbol, 0, random.integer(0, 2 ** 32 - 1), 2 ** 32 - 50]);
  return { lines: talk(random, random.integer(6, most)), numbers: { C: isn('x'), S: isn('y') } };
}
