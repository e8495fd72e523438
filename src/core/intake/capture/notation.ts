import { flagNames } from '../../notation/index.ts';
import { ACK, SYN, URG } from '../../tcp/flags.ts';
import { counted } from '../../text/counted.ts';
import { formatEnd } from './address.ts';
import type { Capture, CaptureEnd, Connection } from './capture.ts';
import { readOptions } from './options.ts';
import { CONTROL_BITS, FROM_SECOND, type PacketTable } from './packets.ts';

/** How a connection is written. */
export interface CaptureTextOptions {
  /** Numbers as they stand in the packets, not relative to the initial ones. */
  readonly absolute: boolean;
  /** Names for ends, by address or by address and port. */
  readonly names: ReadonlyMap<string, string>;
  /** Replaces addresses and ports, and leaves out what the data says. */
  readonly anonymous: boolean;
}

export const CAPTURE_TEXT: CaptureTextOptions = { absolute: false, names: new Map(), anonymous: false };

/** A connection as a diagram. */
export interface ConnectionText {
  readonly text: string;
  /** The line of its first segment, from 0; every further one has the next line. */
  readonly firstSegment: number;
  /** The packets in the capture's table, in the order of the lines. */
  readonly packets: readonly number[];
}

/** The notation of a connection: one line a segment, in the order in which they were captured. */
export function connectionText(
  capture: Capture,
  connection: Connection,
  options: CaptureTextOptions = CAPTURE_TEXT,
  chosen?: ReadonlySet<number>,
): ConnectionText {
  const { packets } = capture;
  const roles = rolesOf(packets, connection);
  const names = endNames(connection, roles, options);
  const writer = new SegmentWriter(capture, connection, roles.left, names, options);
  const stretches: string[] = [];
  let lines: string[] = [];
  const numbers: number[] = [];
  for (let at = connection.first; at >= 0; at = packets.next[at] as number) {
    if (chosen !== undefined && !chosen.has(at)) continue;
    numbers.push(at);
    lines.push(writer.line(at));
    if (lines.length < STRETCH) continue;
    stretches.push(lines.join('\n'));
    lines = [];
  }
  const head = headLines(connection, roles, names, options, writer.others);
  return { text: [...head, ...stretches, ...lines, ''].join('\n'), firstSegment: head.length, packets: numbers };
}

/** So many lines are made one string at a time: until then each is a tree of its pieces, ten times as large. */
const STRETCH = 256;

/** Which side is drawn on the left, and whether its SYN says that it is the client. */
interface Roles {
  readonly left: 0 | 1;
  readonly known: boolean;
}

/** The ends of a connection in drawing order: the client first, as far as that is known. */
export function orderedEnds(packets: PacketTable, connection: Connection): readonly [CaptureEnd, CaptureEnd] {
  const [first, second] = connection.ends;
  return rolesOf(packets, connection).left === 0 ? [first, second] : [second, first];
}

function rolesOf({ bits }: PacketTable, { first, ends }: Connection): Roles {
  const flags = bits[first] as number;
  if ((flags & SYN) !== 0) return { left: (flags & ACK) === 0 ? 0 : 1, known: (flags & ACK) === 0 };
  // Picked up in the middle: servers have the lesser ports.
  return { left: ends[0].port < ends[1].port ? 1 : 0, known: false };
}

/** The names of both sides, by side. */
function endNames({ ends }: Connection, { left }: Roles, { names }: CaptureTextOptions): readonly [string, string] {
  const nameOf = (side: 0 | 1): string => {
    const end = ends[side];
    const given = names.get(formatEnd(end)) ?? names.get(end.address);
    return given ?? (side === left ? 'C' : 'S');
  };
  const [first, second] = [nameOf(0), nameOf(1)];
  return first === second ? [`${first}1`, `${second}2`] : [first, second];
}

function headLines(
  connection: Connection,
  { left, known }: Roles,
  names: readonly [string, string],
  options: CaptureTextOptions,
  others: ReadonlyMap<string, number>,
): string[] {
  const right = left === 0 ? 1 : 0;
  const label = (end: CaptureEnd): string => (options.anonymous ? '' : ` as "${formatEnd(end)}"`);
  const between = [connection.ends[left], connection.ends[right]].map(formatEnd).join(' ↔ ');
  const lines = [`diagram ${options.anonymous ? `Connection ${connection.number}` : between}`, 'option capture'];
  lines.push(`${known ? 'client' : 'participant'} ${names[left]}${label(connection.ends[left])}`);
  lines.push(`${known ? 'server' : 'participant'} ${names[right]}${label(connection.ends[right])}`);
  if (connection.cut > 0)
    lines.push(`# ${counted(connection.cut, 'packet')} cut by the snap length: len is what the IP header says`);
  for (const [name, count] of others) lines.push(`# left out: ${name} in ${counted(count, 'packet')}`);
  return lines;
}

/** By their bits; made when they are first seen. */
const FLAG_WORDS: string[] = [];

/** `SYN,ACK`, in the order in which flags are said; `[none]` for none. */
export function flagWords(bits: number): string {
  return paddedFlags(bits & CONTROL_BITS).trimEnd();
}

function paddedFlags(flags: number): string {
  return (FLAG_WORDS[flags] ??= (flagNames(flags).join(',') || '[none]').padEnd(WIDEST_USUAL));
}

const WIDEST_USUAL = 'PSH,ACK'.length;

/** Thirty years in nanoseconds: a time that is further away is damage. */
const LONGEST = 1e18;

/** Writes the segments of a connection. */
class SegmentWriter {
  /** Options that the notation has no field for, and how many segments had them. */
  readonly others = new Map<string, number>();
  readonly #packets: PacketTable;
  readonly #start: number;
  readonly #digits: number;
  /** What to take off the numbers of each side. */
  readonly #base: readonly [number, number];
  /** The ends with the arrow between, by the side that sends. */
  readonly #arrows: readonly [string, string];
  readonly #messages: boolean;

  constructor(
    { packets, precise }: Capture,
    connection: Connection,
    left: 0 | 1,
    names: readonly [string, string],
    { absolute, anonymous }: CaptureTextOptions,
  ) {
    this.#packets = packets;
    this.#start = packets.time[connection.first] as number;
    this.#digits = precise ? 9 : 6;
    this.#base = absolute ? [0, 0] : [Math.max(0, connection.base[0]), Math.max(0, connection.base[1])];
    const right = left === 0 ? 1 : 0;
    const leftToRight = `${names[left]} -> ${names[right]} `;
    const rightToLeft = `${names[left]} <- ${names[right]} `;
    this.#arrows = left === 0 ? [leftToRight, rightToLeft] : [rightToLeft, leftToRight];
    this.#messages = !anonymous;
  }

  line(at: number): string {
    const packets = this.#packets;
    const bits = packets.bits[at] as number;
    const side = (bits & FROM_SECOND) === 0 ? 0 : 1;
    const own = this.#base[side];
    const peer = this.#base[side === 0 ? 1 : 0];
    let line = this.#time(packets.time[at] as number);
    line += this.#arrows[side];
    line += paddedFlags(bits & CONTROL_BITS);
    line += ` seq=${((packets.seq[at] as number) - own) >>> 0}`;
    if ((bits & ACK) !== 0) line += ` ack=${((packets.ack[at] as number) - peer) >>> 0}`;
    const len = packets.len[at] as number;
    if (len > 0) line += ` len=${len}`;
    line += ` win=${packets.win[at] as number}`;
    if ((bits & URG) !== 0) line += ` urg=${packets.urgent[at] as number}`;
    line += this.#options(at, peer);
    const message = this.#messages ? packets.messages.get(at) : undefined;
    return message === undefined ? line : `${line} "${message.replace(/["\\]/g, '\\$&')}"`;
  }

  #time(time: number): string {
    const since = time - this.#start;
    if (!(since >= 0 && since < LONGEST)) return '';
    const seconds = Math.floor(since / 1e9);
    const fraction = Math.round(since - seconds * 1e9);
    return `@${seconds}.${String(fraction).padStart(9, '0').slice(0, this.#digits)} `;
  }

  #options(at: number, peer: number): string {
    const { options, optionBytes } = this.#packets;
    const from = options[at] as number;
    const to = options[at + 1] as number;
    if (from === to) return '';
    const { text, others } = readOptions(optionBytes, from, to, (value) => (value - peer) >>> 0);
    for (const name of others) this.others.set(name, (this.others.get(name) ?? 0) + 1);
    return text;
  }
}
