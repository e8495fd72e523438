import { ACK, SYN } from '../../tcp/flags.ts';
import { formatAddress } from './address.ts';
import { CaptureReader, type RawPacket } from './container.ts';
import { Decoder } from './decoder.ts';
import { Conversations } from './conversations.ts';
import { PacketTable } from './packets.ts';
import { messageOf } from './payload.ts';

/** An end of a connection. */
export interface CaptureEnd {
  /** As text: `192.0.2.1`, `2001:db8::1`. */
  readonly address: string;
  readonly port: number;
}

/**
 * The segments between two ends that belong together, as Wireshark tells streams apart: a SYN with a number of its own
 * on the same ends begins another connection.
 */
export class Connection {
  /** From 1, in the order of their first packets. */
  readonly number: number;
  /** Side 0 sent the first packet. */
  readonly ends: readonly [CaptureEnd, CaptureEnd];
  /** True where the same ends had a connection before, with another initial sequence number. */
  readonly reused: boolean;
  /** The first and the last packet in the table. */
  first = -1;
  last = -1;
  count = 0;
  /** Bytes of text in both directions, by the lengths in the headers; a retransmission counts again. */
  bytes = 0;
  /** Packets of which less was captured than was sent. */
  cut = 0;
  /** What sequence numbers are relative to, by side: the initial one, or one less than the first seen; −1 before any. */
  readonly base: [number, number] = [-1, -1];

  constructor(number: number, ends: readonly [CaptureEnd, CaptureEnd], reused: boolean) {
    this.number = number;
    this.ends = ends;
    this.reused = reused;
  }
}

/** A count of packets of one kind, for the report on what was left out. */
export interface LeftOutCount {
  readonly name: string;
  readonly count: number;
}

/**
 * What a capture file holds: push its bytes, then `end`. Memory grows with the TCP segments, not with the file. Never
 * throws because of what the bytes are.
 */
export class Capture {
  readonly packets = new PacketTable();
  readonly connections: Connection[] = [];
  /** Packets in the file, TCP or not. */
  frames = 0;
  readonly #reader = new CaptureReader((packet) => this.#add(packet));
  readonly #decoder = new Decoder();
  readonly #conversations = new Conversations();
  readonly #leftOut = new Map<string, number>();
  #damage: string | null = null;
  #seconds = NaN;
  #nanoseconds = 0;

  push(chunk: Uint8Array): void {
    this.#reader.push(chunk);
  }

  /** There is nothing more, because of `why` where the file does not end there. */
  end(why?: string): void {
    this.#damage = why ?? this.#reader.end();
  }

  /** Why the file could not be read to its end, in words; null where it was. */
  get damage(): string | null {
    return this.#damage ?? this.#reader.damage;
  }

  /** True for times finer than a microsecond. */
  get precise(): boolean {
    return this.#reader.precise;
  }

  /** What was no TCP segment, the most frequent first. */
  get leftOut(): readonly LeftOutCount[] {
    return [...this.#leftOut].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
  }

  #add(packet: RawPacket): void {
    this.frames = packet.frame;
    const decoder = this.#decoder;
    if (!decoder.decode(packet)) {
      this.#leftOut.set(decoder.leftOut, (this.#leftOut.get(decoder.leftOut) ?? 0) + 1);
      return;
    }
    const { connection, side } = this.#connectionOf(decoder);
    const number = this.packets.add(decoder, packet.frame, side, this.#time(packet), messageOf(decoder));
    if (connection.last < 0) connection.first = number;
    else this.packets.link(connection.last, number);
    connection.last = number;
    connection.count++;
    connection.bytes += decoder.len;
    if (decoder.cut) connection.cut++;
  }

  /** Nanoseconds since the first packet of the file that has a time. */
  #time({ seconds, nanoseconds }: RawPacket): number {
    if (Number.isNaN(this.#seconds)) {
      this.#seconds = seconds;
      this.#nanoseconds = nanoseconds;
    }
    return (seconds - this.#seconds) * 1e9 + (nanoseconds - this.#nanoseconds);
  }

  #connectionOf(decoder: Decoder): { connection: Connection; side: 0 | 1 } {
    const conversations = this.#conversations;
    conversations.find(decoder);
    const { flags, seq } = decoder;
    let connection = this.connections[conversations.connection];
    let side: 0 | 1 = conversations.reversed ? 1 : 0;
    const base = connection?.base[side] ?? -1;
    const another = (flags & (SYN | ACK)) === SYN && base >= 0 && base !== seq;
    if (connection === undefined || another) {
      connection = new Connection(this.connections.length + 1, endsOf(decoder), another);
      side = 0;
      conversations.begin(this.connections.length);
      this.connections.push(connection);
    }
    rebase(connection, side, decoder);
    return { connection, side };
  }
}

/** As Wireshark: a side's numbers count from its SYN, else from one less than the first that is seen or acknowledged. */
function rebase({ base }: Connection, side: 0 | 1, { flags, seq, ack }: Decoder): void {
  const other = side === 0 ? 1 : 0;
  if (base[side] < 0) base[side] = (flags & SYN) === 0 ? (seq - 1) >>> 0 : seq;
  if (base[other] < 0 && (flags & ACK) !== 0) base[other] = (ack - 1) >>> 0;
}

function endsOf(decoder: Decoder): readonly [CaptureEnd, CaptureEnd] {
  const { addressBytes, source, destination, addressLength, sourcePort, destinationPort } = decoder;
  return [
    { address: formatAddress(addressBytes, source, addressLength), port: sourcePort },
    { address: formatAddress(addressBytes, destination, addressLength), port: destinationPort },
  ];
}
