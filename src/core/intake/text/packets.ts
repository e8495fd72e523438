import type { FieldName } from '../../notation/index.ts';
import {
  type DiagramDraft,
  type Draft,
  type End,
  endKey,
  isTcp,
  type Message,
  numberOf,
  type SegmentDraft,
} from './draft.ts';
import { TcpdumpNumbers } from './relative.ts';

/** A packet of a capture that a tool has printed as text. */
export interface Packet {
  readonly line: number;
  /** Seconds on the clock of the capture, or null. */
  readonly time: number | null;
  /** Ends by address; the host is '' where the text names ports alone. */
  readonly from: End;
  readonly to: End;
  /** False for a packet whose protocol is carried by TCP: its ports and numbers are not told. */
  readonly header: boolean;
  readonly message: Message;
  /** What the tool says of it, such as `TCP Retransmission`. */
  readonly marks: readonly string[];
  /** Bytes of the frame on the wire, or null. */
  readonly frameLength: number | null;
  /** True where the window has been multiplied by its scale, as Wireshark does. */
  readonly scaled: boolean;
  /** True where numbers are relative once both initial sequence numbers are known, as tcpdump prints them. */
  readonly becomesRelative: boolean;
}

export interface PacketOptions {
  /** Numbers of the header where both are known, instead of relative ones. */
  readonly absolute: boolean;
  /** Names for addresses. */
  readonly names: ReadonlyMap<string, string>;
}

/** A connection of a capture, with its packets in order. */
export interface Connection {
  readonly ends: readonly [string, string];
  readonly packets: Packet[];
  /** The first packet that opens it. */
  opening?: Packet;
  /** Whether one of them has ended it, by a FIN or a RST. */
  ended: boolean;
}

/** Tells connections apart: by their ends, and by a new SYN with a new number on the ends of an old one. */
export function connectionsOf(packets: readonly Packet[]): { connections: Connection[]; lost: Packet[] } {
  const connections: Connection[] = [];
  const lost: Packet[] = [];
  const byEnds = new Map<string, Connection>();
  const byHosts = new Map<string, Connection>();
  for (const packet of packets) {
    const hosts = keyOf(packet.from.host, packet.to.host);
    const known = packet.header ? byEnds.get(keyOf(endKey(packet.from), endKey(packet.to))) : byHosts.get(hosts);
    if (!packet.header && known === undefined) {
      lost.push(packet);
      continue;
    }
    let connection = known;
    if (connection === undefined || (packet.header && opensAnew(packet, connection))) {
      connection = { ends: [endKey(packet.from), endKey(packet.to)], packets: [], ended: false };
      connections.push(connection);
      byEnds.set(keyOf(...connection.ends), connection);
    }
    byHosts.set(hosts, connection);
    connection.packets.push(packet);
    const { flags } = packet.message;
    if (isOpening(packet.message)) connection.opening ??= packet;
    if (flags.includes('FIN') || flags.includes('RST')) connection.ended = true;
  }
  return { connections, lost };
}

function keyOf(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

function opensAnew({ message, marks }: Packet, { opening, ended }: Connection): boolean {
  if (!isOpening(message)) return false;
  if (marks.some((mark) => /port numbers? reused/i.test(mark))) return true;
  return ended || (opening !== undefined && opening.message.fields.get('seq') !== message.fields.get('seq'));
}

function isOpening({ flags }: Message): boolean {
  return flags.includes('SYN') && !flags.includes('ACK');
}

/** The diagram of a connection; times count from `start`. */
export function connectionDiagram({ packets }: Connection, start: number | null, options: PacketOptions): DiagramDraft {
  const naming = namingOf(packets, options);
  const numbers = new TcpdumpNumbers(packets, options.absolute);
  const windows = new Windows(packets);
  const lengths = new Lengths();
  const [first] = packets;
  const left = first === undefined ? '' : naming(first.from).host;
  const segments = packets.map((packet): SegmentDraft => {
    const [from, to] = packet.header ? [naming(packet.from), naming(packet.to)] : portless(packet, packets, naming);
    const mirrored = from.host !== left;
    const way = endKey(from);
    const message = lengths.complete(packet, way, windows.unscale(packet, way, numbers.convert(packet)));
    return {
      kind: 'segment',
      line: packet.line,
      from,
      to,
      delivery: 'delivered',
      mirrored,
      time: timeOf(packet, start),
      message,
      remarks: packet.marks,
    };
  });
  return { title: '', drafts: [...observedOptions(segments), ...segments] };
}

/** What has to be known of segments that somebody saw on the wire. */
export function observedOptions(segments: readonly SegmentDraft[]): Draft[] {
  const line = segments[0]?.line ?? 0;
  const options: string[] = [];
  if (isLoose(segments)) options.push('capture');
  const stamped = segments.some(({ message }) => message.flags.includes('SYN') && message.fields.has('ts'));
  if (stamped && segments.some(({ message }) => message.partial === true)) options.push('rule timestamp-missing off');
  // Where the options of one SYN are not told, nobody knows whether windows are scaled.
  const opening = segments.filter(({ message }) => message.flags.includes('SYN'));
  const scaled = opening.some(({ message }) => message.fields.has('wscale'));
  if (scaled && opening.some(({ message }) => message.partial === true && !message.fields.has('wscale')))
    options.push('rule window-overflow off');
  return options.map((text) => ({ kind: 'option', line, text }));
}

/**
 * Whether segments stand in another order than an exchange line by line would have, or some are not there: an
 * acknowledgment that crossed data on its way, a gap, data that came beyond one. Then the lines are to be taken as what a capture has seen; else
 * they are an exchange, and every number can be checked. What opens a connection is always checked.
 */
function isLoose(segments: readonly SegmentDraft[]): boolean {
  const next = new Map<string, number>();
  let opening = 0;
  for (const { from, to, message } of segments) {
    const [sender, receiver] = [endKey(from), endKey(to)];
    const syn = message.flags.includes('SYN');
    const seq = numberOf(message, 'seq');
    const ack = numberOf(message, 'ack');
    const expected = next.get(receiver);
    const opens = syn || (opening > 0 && ++opening === 2);
    if (syn && message.flags.includes('ACK')) opening = 1;
    else if (opens && !syn) opening = 0;
    if (message.fields.has('sack')) return true;
    if (!opens && ack !== null && expected !== undefined && ack !== expected && message.flags.includes('ACK'))
      return true;
    const before = next.get(sender);
    // Wireshark counts from 1 where it has not seen the SYN of an end: the RST of a port that is closed has 0 in its header.
    if (before === undefined && seq !== null && seq !== 0 && message.flags.includes('RST')) return true;
    if (!opens && seq !== null && before !== undefined && seq !== before) return true;
    if (expected === undefined && ack !== null) next.set(receiver, ack);
    const length = numberOf(message, 'len') ?? (isTcp(message) ? 0 : null);
    const start = seq ?? before;
    if (length === null || start === undefined) next.delete(sender);
    else next.set(sender, (start + length + (syn || message.flags.includes('FIN') ? 1 : 0)) >>> 0);
  }
  return false;
}

/** The ends of a packet without ports are those of the connection that its hosts have. */
function portless(packet: Packet, packets: readonly Packet[], naming: (end: End) => End): [End, End] {
  const other = packets.find(({ header }) => header);
  if (other === undefined) return [naming(packet.from), naming(packet.to)];
  const ends = [other.from, other.to].map(naming) as [End, End];
  return other.from.host === packet.from.host ? ends : [ends[1], ends[0]];
}

const DAY = 86_400;

function timeOf({ time }: Packet, start: number | null): number | null {
  if (time === null || start === null) return null;
  const since = time - start;
  return since < -DAY / 2 ? since + DAY : Math.max(0, since);
}

/** What the ends are called: by their addresses, and by what they do where only ports are known. */
function namingOf(packets: readonly Packet[], { names }: PacketOptions): (end: End) => End {
  const [first] = packets;
  if (first === undefined) return (end) => end;
  const loop = first.from.host === first.to.host && first.from.host !== '';
  const server = serverOf(packets, first);
  return ({ host, port }) => {
    const known = names.get(endKey({ host, port })) ?? names.get(host);
    if (known !== undefined) return { host: known, port };
    if (host === '') return { host: port === server ? 'Server' : 'Client', port };
    return loop && port !== null ? { host: endKey({ host, port }), port: null } : { host, port };
  };
}

function serverOf(packets: readonly Packet[], first: Packet): number | null {
  const syn = packets.find(({ message }) => message.flags.includes('SYN'));
  if (syn !== undefined) return syn.message.flags.includes('ACK') ? syn.from.port : syn.to.port;
  return Math.min(first.from.port ?? 0, first.to.port ?? 0);
}

/** The window as it stands in the header, of one that Wireshark has multiplied by the scale of its SYN. */
class Windows {
  /** Shifts by the sending end. */
  readonly #shifts = new Map<string, number>();
  #refused = false;

  constructor(packets: readonly Packet[]) {
    for (const { message } of packets) {
      if (message.flags.includes('SYN') && !message.fields.has('wscale') && message.fields.has('mss'))
        this.#refused = true;
    }
  }

  unscale(packet: Packet, way: string, message: Message): Message {
    const syn = message.flags.includes('SYN');
    const shift = message.fields.get('wscale');
    if (syn && shift !== undefined) this.#shifts.set(way, Number(shift));
    const window = message.fields.get('win');
    if (window === undefined) return message;
    const factor = packet.scaled && !syn && !this.#refused ? 2 ** (this.#shifts.get(way) ?? 0) : 1;
    const value = Number(window) / factor;
    if (Number.isInteger(value) && value <= 65535) return withField(message, 'win', String(value));
    if (Number(window) <= 65535) return message;
    return {
      ...withField(message, 'win', null),
      unread: [...message.unread, `win=${window}, a window that is scaled already`],
    };
  }
}

/** The length of data that a line tells only by the length of its frame: less what the frames of that end have around it. */
class Lengths {
  readonly #around = new Map<string, number>();

  complete({ frameLength, header }: Packet, way: string, message: Message): Message {
    if (frameLength === null) return message;
    const length = message.fields.get('len');
    if (header) {
      if (length !== undefined && !message.flags.includes('SYN')) this.#around.set(way, frameLength - Number(length));
      return message;
    }
    const around = this.#around.get(way);
    if (around === undefined || frameLength <= around || isTcp(message)) return message;
    return withField(message, 'len', String(frameLength - around));
  }
}

function withField(message: Message, name: FieldName, value: string | null): Message {
  const fields = new Map(message.fields);
  if (value === null) fields.delete(name);
  else fields.set(name, value);
  return { ...message, fields };
}
