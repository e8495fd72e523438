import type { Decoder } from './decoder.ts';

/** Two addresses of 16 bytes and two ports, and which of the ends comes first. */
const KEY = 36;

/**
 * Which connection the ends of a packet have: a hash table over their bytes, because a string for every packet would
 * cost more than all the rest of it. The direction does not count; `reversed` tells it.
 */
export class Conversations {
  /** The connection of the ends last looked for, or −1; and whether the packet runs against its first packet. */
  connection = -1;
  reversed = false;

  readonly #key = new Uint8Array(KEY);
  #keys = new Uint8Array(KEY * 64);
  /** By slot: the number of a conversation, or −1. */
  #slots = new Int32Array(128).fill(-1);
  /** By conversation: its connection now, and whether that one's first packet ran from the greater end to the lesser. */
  #connections = new Int32Array(64);
  #turned = new Uint8Array(64);
  #count = 0;
  #slot = 0;
  /** Whether the packet runs from the greater end to the lesser. */
  #turn: 0 | 1 = 0;

  /** Looks for the conversation of a packet. */
  find(packet: Decoder): void {
    this.#fillKey(packet);
    const found = this.#lookUp();
    this.connection = found < 0 ? -1 : (this.#connections[found] as number);
    this.reversed = found >= 0 && this.#turned[found] !== this.#turn;
  }

  /** The ends that were looked for last have this connection from now on; the packet is its first. */
  begin(connection: number): void {
    let conversation = this.#slots[this.#slot] as number;
    if (conversation < 0) {
      conversation = this.#count++;
      if (conversation === this.#connections.length) this.#grow();
      this.#keys.set(this.#key, conversation * KEY);
      this.#slots[this.#slot] = conversation;
      if (this.#count * 2 > this.#slots.length) this.#rehash();
    }
    this.#connections[conversation] = connection;
    this.#turned[conversation] = this.#turn;
  }

  /** The lesser end first, so that both directions have the same key. */
  #fillKey({ addressBytes, source, destination, addressLength, sourcePort, destinationPort }: Decoder): void {
    let order = 0;
    for (let i = 0; i < addressLength && order === 0; i++) {
      order = (addressBytes[source + i] as number) - (addressBytes[destination + i] as number);
    }
    if (order === 0) order = sourcePort - destinationPort;
    this.#turn = order > 0 ? 1 : 0;
    const key = this.#key;
    if (addressLength === 4) key.fill(0);
    const [first, second] = order > 0 ? [destination, source] : [source, destination];
    for (let i = 0; i < addressLength; i++) {
      key[i] = addressBytes[first + i] as number;
      key[16 + i] = addressBytes[second + i] as number;
    }
    const [firstPort, secondPort] = order > 0 ? [destinationPort, sourcePort] : [sourcePort, destinationPort];
    key[32] = firstPort >> 8;
    key[33] = firstPort;
    key[34] = secondPort >> 8;
    key[35] = secondPort;
  }

  /** The conversation of the key, or −1; `#slot` is where it stands or would stand. */
  #lookUp(): number {
    const mask = this.#slots.length - 1;
    let slot = hash(this.#key, 0) & mask;
    for (;;) {
      const conversation = this.#slots[slot] as number;
      this.#slot = slot;
      if (conversation < 0 || this.#same(conversation)) return conversation;
      slot = (slot + 1) & mask;
    }
  }

  #same(conversation: number): boolean {
    const at = conversation * KEY;
    for (let i = 0; i < KEY; i++) if (this.#keys[at + i] !== this.#key[i]) return false;
    return true;
  }

  #grow(): void {
    const room = this.#count * 2;
    this.#keys = enlarged(this.#keys, new Uint8Array(room * KEY));
    this.#connections = enlarged(this.#connections, new Int32Array(room));
    this.#turned = enlarged(this.#turned, new Uint8Array(room));
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    for (let conversation = 0; conversation < this.#count; conversation++) {
      let slot = hash(this.#keys, conversation * KEY) & (slots.length - 1);
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = conversation;
    }
    this.#slots = slots;
  }
}

function enlarged<T extends Uint8Array | Int32Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}

/** FNV-1a, mixed once more at the end: the lower bits choose the slot. */
function hash(bytes: Uint8Array, at: number): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < KEY; i++) value = Math.imul(value ^ (bytes[at + i] as number), 0x01000193);
  value ^= value >>> 15;
  return Math.imul(value, 0x2c1b3c6d) >>> 8;
}
