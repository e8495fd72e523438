/**
 * Two TCPs and a network that loses, delays, reorders and duplicates: they write diagrams that are right by
 * construction. It shares no code with the engine; numbers are offsets from the initial sequence number (the SYN is 0,
 * the first byte 1), so nothing here wraps.
 */
import type { Random } from './random.ts';

export type HostState =
  | 'CLOSED'
  | 'LISTEN'
  | 'SYN-SENT'
  | 'SYN-RECEIVED'
  | 'ESTABLISHED'
  | 'FIN-WAIT-1'
  | 'FIN-WAIT-2'
  | 'CLOSE-WAIT'
  | 'CLOSING'
  | 'LAST-ACK'
  | 'TIME-WAIT';

export type Flag = 'SYN' | 'FIN' | 'RST' | 'PSH' | 'ACK';

/** A segment; `seq` counts from the sender's SYN, `ack` from the receiver's. */
export interface Packet {
  readonly flags: readonly Flag[];
  readonly seq: number;
  /** Null without the ACK bit. */
  readonly ack: number | null;
  readonly len: number;
}

const SYNCHRONIZED: readonly HostState[] = [
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
];

export class Host {
  readonly name: 'C' | 'S';
  state: HostState = 'CLOSED';
  passive = false;
  una = 0;
  nxt = 0;
  /** The next offset expected from the peer; null before its SYN. */
  rcv: number | null = null;
  /** Offset of the own FIN; null before it is sent. */
  fin: number | null = null;
  /** Bytes received beyond the gap. */
  readonly early = new Set<number>();
  peerFin: number | null = null;
  /** The ACK that was sent last. */
  lastAck: number | null = null;
  /** Something that must be answered has arrived. */
  owes: 'nothing' | 'ack' | 'syn-ack' = 'nothing';
  /** What was sent, to be sent again. */
  sent: Packet[] = [];
  /** Whether the ACK of a FIN that comes again counts, as stacks have it: RFC 9293 §3.10.7.4 passes over it. */
  readonly takesFinAgain: boolean;

  constructor(name: 'C' | 'S', takesFinAgain = false) {
    this.name = name;
    this.takesFinAgain = takesFinAgain;
  }

  get synchronized(): boolean {
    return SYNCHRONIZED.includes(this.state);
  }

  get maySend(): boolean {
    return this.state === 'ESTABLISHED' || this.state === 'CLOSE-WAIT';
  }

  /** A packet leaves. */
  send(packet: Packet): void {
    this.owes = 'nothing';
    const { flags, seq, len } = packet;
    this.lastAck = packet.ack;
    if (flags.includes('RST')) {
      this.state = 'CLOSED';
      return;
    }
    if (flags.includes('SYN')) {
      if (this.state === 'CLOSED') this.state = 'SYN-SENT';
      this.nxt = Math.max(this.nxt, 1);
    }
    const end = seq + len + (flags.includes('FIN') ? 1 : 0);
    this.nxt = Math.max(this.nxt, end);
    if (flags.includes('FIN') && this.fin === null) {
      this.fin = seq + len;
      this.state = this.state === 'CLOSE-WAIT' ? 'LAST-ACK' : 'FIN-WAIT-1';
    }
    if (len > 0 || flags.includes('FIN') || flags.includes('SYN')) this.sent.push(packet);
  }

  /** A packet arrives: RFC 9293 §3.10.7, for packets that a TCP has sent. */
  receive(packet: Packet): void {
    if (this.state === 'CLOSED') return;
    if (this.state === 'LISTEN') return this.receiveInListen(packet);
    if (this.state === 'SYN-SENT') return this.receiveInSynSent(packet);
    const { flags, seq, len } = packet;
    if (flags.includes('SYN')) return this.receiveSyn(packet);
    const end = seq + len + (flags.includes('FIN') ? 1 : 0);
    const rcv = this.rcv ?? 0;
    if (flags.includes('RST')) {
      if (seq === rcv) this.state = this.state === 'SYN-RECEIVED' && this.passive ? 'LISTEN' : 'CLOSED';
      else if (seq > rcv) this.owes = 'ack';
      return;
    }
    if (end === seq ? seq < rcv : end <= rcv) {
      this.owes = 'ack';
      const waits = this.state === 'CLOSING' || this.state === 'LAST-ACK';
      if (this.takesFinAgain && waits && flags.includes('FIN') && end === rcv) this.takeAck(packet.ack ?? 0);
      return;
    }
    this.takeAck(packet.ack ?? 0);
    this.takeText(packet, end);
  }

  private receiveInListen({ flags }: Packet): void {
    if (!flags.includes('SYN') || flags.includes('ACK')) return;
    this.state = 'SYN-RECEIVED';
    this.passive = true;
    this.rcv = 1;
    this.owes = 'syn-ack';
  }

  private receiveInSynSent({ flags, ack }: Packet): void {
    if (!flags.includes('SYN')) return;
    this.rcv = 1;
    if (flags.includes('ACK') && ack === 1) {
      this.state = 'ESTABLISHED';
      this.una = 1;
      this.owes = 'ack';
    } else {
      this.state = 'SYN-RECEIVED';
      this.owes = 'syn-ack';
    }
  }

  private receiveSyn({ flags }: Packet): void {
    if (this.state === 'SYN-RECEIVED' && flags.includes('ACK')) {
      this.una = 1;
      this.state = 'ESTABLISHED';
    } else {
      this.owes = this.state === 'SYN-RECEIVED' ? 'syn-ack' : 'ack';
    }
  }

  private takeAck(ack: number): void {
    if (this.state === 'SYN-RECEIVED' && ack >= 1) this.state = 'ESTABLISHED';
    this.una = Math.max(this.una, ack);
    if (this.fin === null || this.una <= this.fin) return;
    if (this.state === 'FIN-WAIT-1') this.state = 'FIN-WAIT-2';
    else if (this.state === 'CLOSING') this.state = 'TIME-WAIT';
    else if (this.state === 'LAST-ACK') this.state = 'CLOSED';
  }

  private takeText({ flags, seq, len }: Packet, end: number): void {
    if (end === seq || !['ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2'].includes(this.state)) return;
    for (let byte = seq; byte < seq + len; byte++) this.early.add(byte);
    if (flags.includes('FIN')) this.peerFin = seq + len;
    const before = this.rcv ?? 1;
    let rcv = before;
    while (this.early.delete(rcv)) rcv++;
    if (seq > before || this.early.size > 0 || flags.includes('FIN')) this.owes = 'ack';
    for (const byte of this.early) if (byte < rcv) this.early.delete(byte);
    this.rcv = rcv;
    if (this.peerFin !== rcv) return;
    this.rcv = rcv + 1;
    this.peerFin = null;
    this.owes = 'ack';
    if (this.state === 'ESTABLISHED') this.state = 'CLOSE-WAIT';
    else if (this.state === 'FIN-WAIT-1') this.state = 'CLOSING';
    else this.state = 'TIME-WAIT';
  }

  /** The packets that this host may send now, and how likely each is. */
  choices(random: Random): readonly { readonly packet: Packet; readonly weight: number }[] {
    if (this.state === 'CLOSED' || this.state === 'LISTEN') return [];
    if (this.state === 'SYN-SENT') return [{ packet: SYN, weight: 0.3 }];
    if (this.state === 'SYN-RECEIVED') return [{ packet: SYN_ACK, weight: this.owes === 'syn-ack' ? 20 : 0.3 }];
    const ack = this.rcv;
    const made: { packet: Packet; weight: number }[] = [
      { packet: { flags: ['ACK'], seq: this.nxt, ack, len: 0 }, weight: this.owes === 'ack' ? 12 : 0.8 },
    ];
    if (this.maySend) {
      const len = random.integer(1, 40);
      made.push({ packet: { flags: ['PSH', 'ACK'], seq: this.nxt, ack, len }, weight: 3 });
      made.push({ packet: { flags: ['ACK'], seq: this.nxt, ack, len }, weight: 1 });
      made.push({
        packet: { flags: ['FIN', 'ACK'], seq: this.nxt, ack, len: random.chance(0.3) ? len : 0 },
        weight: 0.5,
      });
      // A keep-alive says nothing new.
      if (this.una === this.nxt && this.nxt > 1 && ack === this.lastAck && this.owes === 'nothing')
        made.push({ packet: { flags: ['ACK'], seq: this.nxt - 1, ack, len: 0 }, weight: 0.2 });
    }
    for (const old of this.sent) {
      const again =
        !old.flags.includes('SYN') &&
        old.seq + old.len + (old.flags.includes('FIN') ? 1 : 0) > this.una &&
        old.seq >= this.una;
      if (again) made.push({ packet: { ...old, ack }, weight: 1 });
    }
    if (this.state !== 'TIME-WAIT')
      made.push({ packet: { flags: ['RST', 'ACK'], seq: this.nxt, ack, len: 0 }, weight: 0.05 });
    return made;
  }
}

const SYN: Packet = { flags: ['SYN'], seq: 0, ack: null, len: 0 };
const SYN_ACK: Packet = { flags: ['SYN', 'ACK'], seq: 0, ack: 1, len: 0 };

export type Delivery = 'delivered' | 'lost' | 'sent' | 'arrived';

/** A line of a diagram, and what was true around it. */
export interface Event {
  readonly sender: 'C' | 'S';
  readonly packet: Packet;
  readonly delivery: Delivery;
  /** States after the line. */
  readonly states: Readonly<Record<'C' | 'S', HostState>>;
  /** What both hosts knew before the line. */
  readonly before: Readonly<Record<'C' | 'S', Known>>;
}

/** What a host knows when it sends. */
export interface Known {
  readonly state: HostState;
  readonly una: number;
  readonly nxt: number;
  readonly rcv: number | null;
  readonly fin: number | null;
}

/** Lets two hosts talk for up to `length` lines, both of which take the ACK of a FIN that comes again, or neither. */
export function converse(random: Random, length: number, takesFinAgain = false): readonly Event[] {
  const hosts = { C: new Host('C', takesFinAgain), S: new Host('S', takesFinAgain) };
  const simultaneous = random.chance(0.15);
  if (!simultaneous) hosts.S.state = 'LISTEN';
  const events: Event[] = [];
  const flying: { sender: 'C' | 'S'; packet: Packet }[] = [];
  const landed: { sender: 'C' | 'S'; packet: Packet }[] = [];
  const trouble = random.pick([0, 0.05, 0.25]);
  const emit = (sender: 'C' | 'S', packet: Packet, delivery: Delivery): void => {
    const before = { C: known(hosts.C), S: known(hosts.S) };
    if (delivery !== 'arrived') hosts[sender].send(packet);
    if (delivery === 'delivered' || delivery === 'arrived') hosts[sender === 'C' ? 'S' : 'C'].receive(packet);
    if (delivery === 'sent') flying.push({ sender, packet });
    events.push({ sender, packet, delivery, before, states: { C: hosts.C.state, S: hosts.S.state } });
  };
  const throughNetwork = (): Delivery => (!random.chance(trouble) ? 'delivered' : random.chance(0.5) ? 'lost' : 'sent');
  emit('C', SYN, simultaneous ? 'sent' : throughNetwork());
  if (simultaneous) emit('S', SYN, throughNetwork());
  // A listener that is closed would be opened by a SYN that comes late: these hosts are not.
  while (events.length < length && hosts.C.state !== 'CLOSED' && hosts.S.state !== 'CLOSED') {
    if (flying.length > 0 && random.chance(0.4)) {
      const [packet] = flying.splice(random.chance(0.7) ? 0 : random.integer(0, flying.length - 1), 1);
      if (packet === undefined) break;
      emit(packet.sender, packet.packet, 'arrived');
      if (!packet.packet.flags.includes('RST')) landed.push(packet);
      continue;
    }
    if (landed.length > 0 && random.chance(0.03)) {
      const { sender, packet } = random.pick(landed);
      if (!flying.some((other) => other.sender === sender)) emit(sender, packet, 'arrived');
      continue;
    }
    const choices = (['C', 'S'] as const).flatMap((name) =>
      hosts[name].choices(random).map((choice) => ({ name, ...choice })),
    );
    if (choices.length === 0 && flying.length === 0) break;
    const chosen = weighted(random, choices);
    if (chosen === undefined) continue;
    const reset = chosen.packet.flags.includes('RST');
    emit(chosen.name, chosen.packet, reset ? 'delivered' : throughNetwork());
    if (reset) break;
  }
  return events;
}

function known({ state, una, nxt, rcv, fin }: Host): Known {
  return { state, una, nxt, rcv, fin };
}

function weighted<T extends { readonly weight: number }>(random: Random, items: readonly T[]): T | undefined {
  let at = random.next() * items.reduce((sum, { weight }) => sum + weight, 0);
  for (const item of items) {
    at -= item.weight;
    if (at < 0) return item;
  }
  return items.at(-1);
}
