import type { Decoder } from './decoder.ts';

/** So much may wait for its missing fragments; then the datagram that has waited longest is given up. */
const MOST_DATAGRAMS = 512;
/** The largest payload of an IP datagram. */
const LARGEST = 65535;

/** A datagram of which some fragments have come. */
interface Datagram {
  bytes: Uint8Array;
  /** Ranges that have come, `[from, to)`, in order and apart from each other. */
  ranges: readonly (readonly [number, number])[];
  /** The length, once the last fragment has come; −1 before. */
  length: number;
  count: number;
}

/** Puts datagrams together (RFC 791 §3.2, RFC 8200 §4.5). */
export class Fragments {
  readonly #datagrams = new Map<string, Datagram>();
  #waiting = 0;

  /** Fragments whose datagrams are not whole, those that were given up included. */
  get waiting(): number {
    return this.#waiting;
  }

  /** What tells a datagram apart from all others: its addresses, its protocol, its number. */
  key({ addressBytes, source, destination, addressLength }: Decoder, protocol: number, id: number): string {
    const ends = [
      ...addressBytes.subarray(source, source + addressLength),
      ...addressBytes.subarray(destination, destination + addressLength),
    ];
    return String.fromCharCode(...ends, protocol, id & 0xffff, id >>> 16);
  }

  /** Adds a fragment of a datagram. Returns the datagram's payload if it is whole now, else null. */
  add(key: string, offset: number, more: boolean, part: Uint8Array): Uint8Array | null {
    const end = offset + part.length;
    if (end > LARGEST) return null;
    const datagram = this.#datagrams.get(key) ?? { bytes: new Uint8Array(end), ranges: [], length: -1, count: 0 };
    if (end > datagram.bytes.length) {
      const grown = new Uint8Array(Math.min(LARGEST, Math.max(end, datagram.bytes.length * 2)));
      grown.set(datagram.bytes);
      datagram.bytes = grown;
    }
    datagram.bytes.set(part, offset);
    datagram.ranges = merged(datagram.ranges, offset, end);
    datagram.count++;
    this.#waiting++;
    if (!more) datagram.length = end;
    const [first] = datagram.ranges;
    if (datagram.length >= 0 && first?.[0] === 0 && first[1] >= datagram.length) {
      this.#datagrams.delete(key);
      this.#waiting -= datagram.count;
      return datagram.bytes.subarray(0, datagram.length);
    }
    this.#keep(key, datagram);
    return null;
  }

  #keep(key: string, datagram: Datagram): void {
    this.#datagrams.set(key, datagram);
    if (this.#datagrams.size <= MOST_DATAGRAMS) return;
    const [oldest] = this.#datagrams.keys();
    if (oldest !== undefined) this.#datagrams.delete(oldest);
  }
}

/** Ranges together with one more. */
function merged(
  ranges: readonly (readonly [number, number])[],
  from: number,
  to: number,
): readonly (readonly [number, number])[] {
  const apart = ranges.filter((range) => range[1] < from || range[0] > to);
  const touching = ranges.filter((range) => range[1] >= from && range[0] <= to);
  const union = [
    Math.min(from, ...touching.map((range) => range[0])),
    Math.max(to, ...touching.map((range) => range[1])),
  ] as const;
  return [...apart, union].sort((a, b) => a[0] - b[0]);
}
