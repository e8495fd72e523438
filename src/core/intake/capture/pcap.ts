import { BIG_ENDIAN, type ByteOrder, LITTLE_ENDIAN, u32 } from './bytes.ts';
import { type Container, LARGEST_PACKET, type PacketSink, RawPacket } from './container.ts';

/** What the first four bytes of a file say: the byte order, the unit of the fraction of a second, and bytes behind a packet's header. */
interface Variant {
  readonly order: ByteOrder;
  /** Nanoseconds in a unit of the second half of a time. */
  readonly unit: number;
  /** Length of a packet's header. */
  readonly header: number;
}

const VARIANTS: ReadonlyMap<number, Variant> = new Map([
  [0xa1b2c3d4, { order: BIG_ENDIAN, unit: 1000, header: 16 }],
  [0xd4c3b2a1, { order: LITTLE_ENDIAN, unit: 1000, header: 16 }],
  [0xa1b23c4d, { order: BIG_ENDIAN, unit: 1, header: 16 }],
  [0x4d3cb2a1, { order: LITTLE_ENDIAN, unit: 1, header: 16 }],
  // Kuznetzov's: with the interface and the protocol behind the lengths.
  [0xa1b2cd34, { order: BIG_ENDIAN, unit: 1000, header: 24 }],
  [0x34cdb2a1, { order: LITTLE_ENDIAN, unit: 1000, header: 24 }],
]);

const FILE_HEADER = 24;

/** A pcap file (draft-ietf-opsawg-pcap): one header, then packets. */
export class PcapReader implements Container {
  damage: string | null = null;
  precise = false;
  #variant: Variant | null = null;
  readonly #packet = new RawPacket();

  /** Whether a file that begins with this number is one. */
  static understands(magic: number): boolean {
    return VARIANTS.has(magic);
  }

  read(bytes: Uint8Array, from: number, to: number, sink: PacketSink): number {
    let at = from;
    if (this.#variant === null) {
      if (to - at < FILE_HEADER) return at;
      this.#begin(bytes, at);
      at += FILE_HEADER;
    }
    const variant = this.#variant;
    if (variant === null) return to;
    const { order, unit, header } = variant;
    const packet = this.#packet;
    packet.bytes = bytes;
    while (to - at >= header) {
      const captured = order.u32(bytes, at + 8);
      if (captured > LARGEST_PACKET) {
        this.damage = `packet ${packet.frame + 1} claims ${captured} bytes`;
        return to;
      }
      if (to - at - header < captured) break;
      packet.frame++;
      packet.seconds = order.u32(bytes, at);
      packet.nanoseconds = order.u32(bytes, at + 4) * unit;
      packet.from = at + header;
      packet.to = packet.from + captured;
      packet.length = Math.max(captured, order.u32(bytes, at + 12));
      at = packet.to;
      sink(packet);
    }
    return at;
  }

  #begin(bytes: Uint8Array, at: number): void {
    const variant = VARIANTS.get(u32(bytes, at)) ?? null;
    this.#variant = variant;
    if (variant === null) return;
    this.precise = variant.unit === 1;
    // The upper bits tell whether a frame check sequence follows the packet.
    this.#packet.link = variant.order.u32(bytes, at + 20) & 0xffff;
  }
}
