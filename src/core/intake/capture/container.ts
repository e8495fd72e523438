import { u32 } from './bytes.ts';
import { PcapReader } from './pcap.ts';
import { isSection, PcapngReader } from './pcapng.ts';

/** The link type of a record that holds no packet. */
export const NO_LINK = -1;

/** A packet as a capture file holds it. One object is filled anew for every packet. */
export class RawPacket {
  /** The number of the packet in its file, from 1. */
  frame = 0;
  bytes: Uint8Array = NO_BYTES;
  /** Where in `bytes` the packet begins and where what was captured of it ends. */
  from = 0;
  to = 0;
  /** Bytes of the packet on the wire; more than were captured where the snap length cut it. */
  length = 0;
  /** The link type, by its LINKTYPE number (https://www.tcpdump.org/linktypes.html). */
  link = 0;
  /** Seconds since the epoch, and nanoseconds in that second. A packet without a time has NaN. */
  seconds = NaN;
  nanoseconds = 0;
}

/** Gets the packets of a file in their order. The packet is valid during the call alone. */
export type PacketSink = (packet: RawPacket) => void;

/** A reader of one kind of capture file. */
export interface Container {
  /**
   * Reads what is whole of the bytes from `from` up to `to` and returns the offset of the first byte that it needs once
   * more, together with those that follow. Bytes that nobody needs may be skipped beyond `to`.
   */
  read(bytes: Uint8Array, from: number, to: number, sink: PacketSink): number;
  /** Why the rest of the file cannot be read, in words; null as long as it can. */
  readonly damage: string | null;
  /** True for a capture that measures in nanoseconds or better. */
  readonly precise: boolean;
}

/** The largest packet that is believed: larger ones are damage. Larger than any link's, and than Linux's largest bundle. */
export const LARGEST_PACKET = 1 << 20;

const NO_BYTES = new Uint8Array(0);

/** What a file is by its first bytes. */
export type CaptureKind = 'pcap' | 'pcapng' | 'gzip';

/** Bytes that `captureKind` looks at. */
export const MAGIC_LENGTH = 4;

/** What kind of capture begins with these bytes; null for anything else. A gzip file may hold one. */
export function captureKind(bytes: Uint8Array): CaptureKind | null {
  if (bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  if (bytes.length < MAGIC_LENGTH) return null;
  if (isSection(bytes)) return 'pcapng';
  return PcapReader.understands(u32(bytes, 0)) ? 'pcap' : null;
}

/**
 * Reads a capture file piece by piece: `push` gets the bytes as they come, and hands on every packet that is whole. No
 * more is kept than the piece of a packet at the end of what was pushed.
 */
export class CaptureReader {
  readonly #sink: PacketSink;
  #container: Container | null = null;
  #rest = NO_BYTES;
  /** Bytes to be thrown away before the next ones that count. */
  #skip = 0;
  #unknown = false;

  constructor(sink: PacketSink) {
    this.#sink = sink;
  }

  /** Bytes were pushed that no packet could be read from: what is wrong, in words, or null. */
  get damage(): string | null {
    return this.#unknown ? 'it is no capture file' : (this.#container?.damage ?? null);
  }

  get precise(): boolean {
    return this.#container?.precise ?? false;
  }

  push(chunk: Uint8Array): void {
    if (this.damage !== null) return;
    const skipped = Math.min(this.#skip, chunk.length);
    this.#skip -= skipped;
    if (skipped === chunk.length) return;
    const fresh = skipped === 0 ? chunk : chunk.subarray(skipped);
    const bytes = this.#rest.length === 0 ? fresh : joined(this.#rest, fresh);
    const container = (this.#container ??= this.#choose(bytes));
    if (container === null) {
      this.#rest = this.#unknown ? NO_BYTES : bytes.slice();
      return;
    }
    const next = container.read(bytes, 0, bytes.length, this.#sink);
    this.#skip = Math.max(0, next - bytes.length);
    this.#rest = next >= bytes.length || container.damage !== null ? NO_BYTES : bytes.slice(next);
  }

  /** Says that there is nothing more. Returns what is wrong with the file's end, in words, or null. */
  end(): string | null {
    if (this.damage !== null) return this.damage;
    if (this.#container === null) return this.#rest.length === 0 ? 'it is empty' : 'it is no capture file';
    return this.#rest.length > 0 || this.#skip > 0 ? 'it ends in the middle of a packet' : null;
  }

  #choose(bytes: Uint8Array): Container | null {
    if (bytes.length < MAGIC_LENGTH) return null;
    switch (captureKind(bytes)) {
      case 'pcap':
        return new PcapReader();
      case 'pcapng':
        return new PcapngReader();
      default:
        this.#unknown = true;
        return null;
    }
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
