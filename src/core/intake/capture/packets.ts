import type { Decoder } from './decoder.ts';

const FIRST_ROOM = 256;
const LONGEST_OPTIONS = 40;

/**
 * The TCP segments of a capture in columns: a million of them are a few large arrays, not a million objects. Members are
 * indexed by the packet's number in the table, from 0.
 */
export class PacketTable {
  count = 0;
  /** The number in the file, from 1. */
  frame = new Uint32Array(FIRST_ROOM);
  /** Nanoseconds since the first packet of the file; NaN without a time. */
  time = new Float64Array(FIRST_ROOM);
  seq = new Uint32Array(FIRST_ROOM);
  ack = new Uint32Array(FIRST_ROOM);
  /** Bytes of text on the wire. */
  len = new Uint32Array(FIRST_ROOM);
  win = new Uint16Array(FIRST_ROOM);
  urgent = new Uint16Array(FIRST_ROOM);
  /** The nine control bits; above them 512 where side 1 of the connection sent it, 1024 where it was cut. */
  bits = new Uint16Array(FIRST_ROOM);
  /** The next packet of the same connection, or −1. */
  next = new Int32Array(FIRST_ROOM);
  /** Where its options stand in `optionBytes`; those of the next packet in the table begin where they end. */
  options = new Uint32Array(FIRST_ROOM);
  optionBytes = new Uint8Array(FIRST_ROOM * 16);
  /** What the payload begins with, for those where a person can read it. */
  readonly messages = new Map<number, string>();
  #optionCount = 0;

  /** Adds what the decoder holds; returns its number. */
  add(packet: Decoder, frame: number, side: 0 | 1, time: number, message: string): number {
    const number = this.count++;
    if (number + 1 >= this.frame.length) this.#grow();
    this.frame[number] = frame;
    this.time[number] = time;
    this.seq[number] = packet.seq;
    this.ack[number] = packet.ack;
    this.len[number] = packet.len;
    this.win[number] = packet.win;
    this.urgent[number] = packet.urgent;
    this.bits[number] = packet.flags | (side << 9) | (packet.cut ? CUT : 0);
    this.next[number] = -1;
    this.options[number] = this.#optionCount;
    this.#addOptions(packet);
    this.options[number + 1] = this.#optionCount;
    if (message !== '') this.messages.set(number, message);
    return number;
  }

  /** `next` follows `number` in its connection. */
  link(number: number, next: number): void {
    this.next[number] = next;
  }

  #addOptions({ bytes, optionsFrom, optionsTo }: Decoder): void {
    if (this.#optionCount + LONGEST_OPTIONS > this.optionBytes.length) {
      const grown = new Uint8Array(this.optionBytes.length * 2);
      grown.set(this.optionBytes);
      this.optionBytes = grown;
    }
    for (let at = optionsFrom; at < optionsTo; at++) this.optionBytes[this.#optionCount++] = bytes[at] as number;
  }

  #grow(): void {
    const room = this.frame.length * 2;
    this.frame = larger(this.frame, new Uint32Array(room));
    this.time = larger(this.time, new Float64Array(room));
    this.seq = larger(this.seq, new Uint32Array(room));
    this.ack = larger(this.ack, new Uint32Array(room));
    this.len = larger(this.len, new Uint32Array(room));
    this.win = larger(this.win, new Uint16Array(room));
    this.urgent = larger(this.urgent, new Uint16Array(room));
    this.bits = larger(this.bits, new Uint16Array(room));
    this.next = larger(this.next, new Int32Array(room));
    this.options = larger(this.options, new Uint32Array(room));
  }
}

/** In `PacketTable.bits`. */
export const FROM_SECOND = 512;
export const CUT = 1024;
export const CONTROL_BITS = 511;

function larger<T extends Uint32Array | Float64Array | Uint16Array | Int32Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
