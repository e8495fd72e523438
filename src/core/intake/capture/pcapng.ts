import { BIG_ENDIAN, type ByteOrder, LITTLE_ENDIAN, u32 } from './bytes.ts';
import { type Container, LARGEST_PACKET, NO_LINK, type PacketSink, RawPacket } from './container.ts';

/** Block types (draft-ietf-opsawg-pcapng §11.1). */
const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const JOURNAL = 9;
const SYSDIG_EVENT = 0x204;
const CUSTOM = 0xbad;
/** It is not to be copied when the file is changed. */
const CUSTOM_KEPT = 0x40000bad;

/** Options of an interface description (§4.2). */
const IF_TSRESOL = 9;
const IF_TSOFFSET = 14;

/** Type, length, and the length once more behind the body. */
const BLOCK_HEADER = 8;
const SMALLEST_BLOCK = 12;
const BYTE_ORDER = 8;
const ORDER_MAGIC = 0x1a2b3c4d;
/** A block that holds no packet is read only if it is no longer than this; what is in longer ones is of no concern here. */
const LARGEST_HEAD = 1 << 16;

/** Whether a file begins with a section header. */
export function isSection(bytes: Uint8Array): boolean {
  return u32(bytes, 0) === SECTION_HEADER;
}

/** An interface of a section: its link type and how it counts time. */
interface Interface {
  readonly link: number;
  /** Bytes that are kept of a packet; 0 for all. */
  readonly snap: number;
  /** Units in a second. */
  readonly resolution: number | bigint;
  /** Seconds to add to every time. */
  readonly offset: number;
}

/** A pcapng file (draft-ietf-opsawg-pcapng): blocks, in sections that each have a byte order and interfaces of their own. */
export class PcapngReader implements Container {
  damage: string | null = null;
  precise = false;
  #order: ByteOrder = LITTLE_ENDIAN;
  #interfaces: Interface[] = [];
  readonly #packet = new RawPacket();

  read(bytes: Uint8Array, from: number, to: number, sink: PacketSink): number {
    let at = from;
    this.#packet.bytes = bytes;
    while (to - at >= BLOCK_HEADER) {
      if (u32(bytes, at) === SECTION_HEADER) {
        if (to - at < SMALLEST_BLOCK) break;
        if (!this.#beginSection(bytes, at)) return to;
      }
      const type = this.#order.u32(bytes, at);
      const size = Math.ceil(this.#order.u32(bytes, at + 4) / 4) * 4;
      if (size < SMALLEST_BLOCK) {
        this.damage = `a block claims ${size} bytes`;
        return to;
      }
      if (to - at < size) {
        if (size <= (holdsPacket(type) ? LARGEST_PACKET : LARGEST_HEAD)) break;
        if (holdsPacket(type) || isNumbered(type)) this.#packet.frame++;
        return at + size;
      }
      this.#block(type, at + BLOCK_HEADER, at + size - 4, sink);
      at += size;
    }
    return at;
  }

  /** Takes over the byte order of a section; false where it says none. */
  #beginSection(bytes: Uint8Array, at: number): boolean {
    const order = [LITTLE_ENDIAN, BIG_ENDIAN].find((one) => one.u32(bytes, at + BYTE_ORDER) === ORDER_MAGIC);
    if (order === undefined) {
      this.damage = 'a section does not say its byte order';
      return false;
    }
    this.#order = order;
    this.#interfaces = [];
    return true;
  }

  #block(type: number, from: number, to: number, sink: PacketSink): void {
    switch (type) {
      case INTERFACE_DESCRIPTION:
        this.#interfaces.push(this.#readInterface(from, to));
        break;
      case ENHANCED_PACKET:
        this.#packetBlock(this.#order.u32(this.#packet.bytes, from), from, to, sink);
        break;
      case OBSOLETE_PACKET:
        // The interface has 16 bits there, followed by a count of drops.
        this.#packetBlock(this.#order.u16(this.#packet.bytes, from), from, to, sink);
        break;
      case SIMPLE_PACKET:
        this.#simplePacket(from, to, sink);
        break;
      default:
        if (isNumbered(type)) this.#record(from, sink);
    }
  }

  #readInterface(from: number, to: number): Interface {
    const { bytes } = this.#packet;
    const order = this.#order;
    let resolution: number | bigint = 1_000_000;
    let offset = 0;
    for (let at = from + 8; at + 4 <= to;) {
      const code = order.u16(bytes, at);
      const size = order.u16(bytes, at + 2);
      if (code === 0 || at + 4 + size > to) break;
      if (code === IF_TSRESOL && size >= 1) resolution = resolutionOf(bytes[at + 4] ?? 6);
      if (code === IF_TSOFFSET && size >= 8) offset = secondsOf(order, bytes, at + 4);
      at += 4 + ((size + 3) & ~3);
    }
    this.precise ||= resolution > 1_000_000;
    return { link: order.u16(bytes, from), snap: order.u32(bytes, from + 4), resolution, offset };
  }

  /** An enhanced packet (§4.3), or the obsolete packet block, which differs in its first four bytes alone. */
  #packetBlock(index: number, from: number, to: number, sink: PacketSink): void {
    const packet = this.#packet;
    const order = this.#order;
    packet.frame++;
    const captured = order.u32(packet.bytes, from + 12);
    const face = this.#interfaces[index];
    if (face === undefined || from + 20 + captured > to) return;
    this.#stamp(order.u32(packet.bytes, from + 4), order.u32(packet.bytes, from + 8), face);
    packet.from = from + 20;
    packet.to = packet.from + captured;
    packet.length = Math.max(captured, order.u32(packet.bytes, from + 16));
    packet.link = face.link;
    sink(packet);
  }

  /** What is no packet of a network, and has a number in the file all the same. */
  #record(from: number, sink: PacketSink): void {
    const packet = this.#packet;
    packet.frame++;
    packet.from = packet.to = from;
    packet.length = 0;
    packet.link = NO_LINK;
    packet.seconds = NaN;
    packet.nanoseconds = 0;
    sink(packet);
  }

  /** A simple packet (§4.4): of the first interface, without a time, cut to the interface's snap length. */
  #simplePacket(from: number, to: number, sink: PacketSink): void {
    const packet = this.#packet;
    packet.frame++;
    const face = this.#interfaces[0];
    if (face === undefined || from + 4 > to) return;
    packet.length = this.#order.u32(packet.bytes, from);
    const most = face.snap === 0 ? packet.length : Math.min(face.snap, packet.length);
    packet.from = from + 4;
    packet.to = Math.min(to, packet.from + most);
    packet.link = face.link;
    packet.seconds = NaN;
    packet.nanoseconds = 0;
    sink(packet);
  }

  #stamp(high: number, low: number, { resolution, offset }: Interface): void {
    const packet = this.#packet;
    if (typeof resolution === 'number') {
      // A long division by digits of 16 bits: 64 bits do not fit into a number.
      let rest = high % resolution;
      let part = rest * 65536 + (low >>> 16);
      let whole = Math.floor(high / resolution) * 65536 + Math.floor(part / resolution);
      rest = part % resolution;
      part = rest * 65536 + (low & 0xffff);
      whole = whole * 65536 + Math.floor(part / resolution);
      rest = part % resolution;
      packet.seconds = whole + offset;
      packet.nanoseconds = Math.floor((rest / resolution) * 1e9 + 1e-3);
      return;
    }
    const ticks = (BigInt(high) << 32n) | BigInt(low);
    packet.seconds = Number(ticks / resolution) + offset;
    packet.nanoseconds = Number(((ticks % resolution) * 1_000_000_000n) / resolution);
  }
}

function holdsPacket(type: number): boolean {
  return type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === OBSOLETE_PACKET;
}

/** Wireshark numbers these like packets: the systemd journal, events of sysdig, and custom blocks (§4.7). */
function isNumbered(type: number): boolean {
  return type === JOURNAL || type === SYSDIG_EVENT || type === CUSTOM || type === CUSTOM_KEPT;
}

/** Units in a second of an `if_tsresol`: a power of ten, or of two with the highest bit. */
function resolutionOf(value: number): number | bigint {
  const exponent = value & 0x7f;
  const units = value >= 0x80 ? 2n ** BigInt(exponent) : 10n ** BigInt(exponent);
  // Times 65536 it must still be a whole number without loss.
  return units <= 100_000_000_000n ? Number(units) : units;
}

/** A signed count of seconds with 64 bits. */
function secondsOf(order: ByteOrder, bytes: Uint8Array, at: number): number {
  const first = order.u32(bytes, at);
  const second = order.u32(bytes, at + 4);
  const [high, low] = order === LITTLE_ENDIAN ? [second, first] : [first, second];
  return (high | 0) * 2 ** 32 + low;
}
