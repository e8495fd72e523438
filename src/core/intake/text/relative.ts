import { endKey, type Message, numberOf } from './draft.ts';
import type { Packet } from './packets.ts';

/**
 * tcpdump prints the numbers of a header until it has seen a segment with an ACK, and from then on (without `-S`) those
 * relative to that segment: its own sequence number counts as 0, and so does the one before its acknowledgment number.
 * Here all become relative, or all absolute, or stay as they are where the text is of one kind already.
 */
export class TcpdumpNumbers {
  readonly #pivot: Packet | undefined;
  /** By the host and port of the end: the number that counts as 0. */
  readonly #bases = new Map<string, number>();
  readonly #mixed: boolean;
  readonly #absolute: boolean;
  readonly #order = new Map<Packet, number>();

  constructor(packets: readonly Packet[], absolute: boolean) {
    this.#absolute = absolute;
    packets.forEach((packet, index) => this.#order.set(packet, index));
    const pivot = packets.find(
      ({ header, becomesRelative, message }) => header && becomesRelative && numberOf(message, 'ack') !== null,
    );
    this.#pivot = pivot;
    for (const packet of packets) {
      const seq = numberOf(packet.message, 'seq');
      const opening = packet.message.flags.includes('SYN');
      if (seq !== null && (opening || packet === pivot) && !this.#bases.has(endKey(packet.from)))
        this.#bases.set(endKey(packet.from), seq);
    }
    if (pivot !== undefined && !this.#bases.has(endKey(pivot.to))) {
      this.#bases.set(endKey(pivot.to), ((numberOf(pivot.message, 'ack') ?? 1) - 1) >>> 0);
    }
    this.#mixed = pivot !== undefined && this.#looksRelative(packets.slice(packets.indexOf(pivot) + 1));
  }

  /** The message with numbers of one kind. */
  convert(packet: Packet): Message {
    if (!this.#mixed || !packet.header || this.#pivot === undefined) return packet.message;
    const before =
      (this.#order.get(packet) ?? 0) <= (this.#order.get(this.#pivot) ?? 0) || packet.message.flags.includes('SYN');
    if (before === this.#absolute) return packet.message;
    const shift = (end: string, value: number): number => {
      const base = this.#bases.get(end) ?? 0;
      return (before ? value - base : value + base) >>> 0;
    };
    const fields = new Map(packet.message.fields);
    for (const [name, end] of [
      ['seq', endKey(packet.from)],
      ['ack', endKey(packet.to)],
    ] as const) {
      const value = numberOf(packet.message, name);
      // A RST without ACK carries 0 where nothing was acknowledged.
      if (value !== null) fields.set(name, String(shift(end, value)));
    }
    const sack = fields.get('sack');
    if (sack !== undefined)
      fields.set(
        'sack',
        sack.replace(/\d+/g, (digits) => String(shift(endKey(packet.to), Number(digits)))),
      );
    return { ...packet.message, fields };
  }

  /** Whether the numbers behind the pivot fit better as relative ones. */
  #looksRelative(rest: readonly Packet[]): boolean {
    const next = new Map<string, number>();
    for (const [end, base] of this.#bases) next.set(end, this.#firstNext(end, base));
    let relative = 0;
    let absolute = 0;
    let nearer = 0;
    for (const packet of rest) {
      if (!packet.header) continue;
      for (const [name, end] of [
        ['seq', endKey(packet.from)],
        ['ack', endKey(packet.to)],
      ] as const) {
        const value = numberOf(packet.message, name);
        if (value === null) continue;
        const expected = next.get(end) ?? 0;
        const far = distance(value, ((this.#bases.get(end) ?? 0) + expected) >>> 0);
        const near = distance(value, expected);
        if (near === 0) relative++;
        if (far === 0) absolute++;
        nearer += Math.sign(far - near);
      }
      const seq = numberOf(packet.message, 'seq');
      const length = (numberOf(packet.message, 'len') ?? 0) + (packet.message.flags.includes('FIN') ? 1 : 0);
      const expected = next.get(endKey(packet.from)) ?? 0;
      if (length > 0)
        next.set(
          endKey(packet.from),
          (seq !== null && seq < expected + 65536 ? Math.max(seq, expected) : expected) + length,
        );
    }
    return relative === absolute ? nearer > 0 : relative > absolute;
  }

  /** How far an end is behind its base once the pivot has been sent. */
  #firstNext(end: string, base: number): number {
    const pivot = this.#pivot;
    if (pivot === undefined || endKey(pivot.from) !== end) return 1;
    const seq = numberOf(pivot.message, 'seq') ?? base;
    const length =
      (numberOf(pivot.message, 'len') ?? 0) +
      (pivot.message.flags.some((flag) => flag === 'SYN' || flag === 'FIN') ? 1 : 0);
    return ((seq - base) >>> 0) + length;
  }
}

/** How far apart two sequence numbers are. */
function distance(a: number, b: number): number {
  const forward = (a - b) >>> 0;
  return Math.min(forward, 2 ** 32 - forward);
}
