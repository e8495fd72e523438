import { equal } from '../tcp/equal.ts';
import type { Form } from '../tcp/number.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Phase } from '../tcp/transit.ts';
import { Log } from './log.ts';

/** A segment that is still in the network. */
export interface InFlight {
  readonly line: number;
  /** 0 or 1: which end sent it. */
  readonly sender: 0 | 1;
  readonly segment: Segment;
  /** Its place in the story, which is that of the moment when it was sent. */
  readonly phase: Phase;
  readonly step: number;
}

/**
 * The segments of a connection that are in the network, in the order of their lines. One is found by its sequence number,
 * whichever arrives first. A copy costs nothing until one of both changes.
 */
export class Flights {
  /** Null while none is under way. */
  #sent: Sent | null = null;
  #shared = false;

  add(flight: InFlight): void {
    this.#own().add(flight);
  }

  /** One of them has arrived. */
  remove(flight: InFlight): void {
    const sent = this.#own();
    sent.remove(flight);
    if (sent.count === 0) this.#sent = null;
  }

  get empty(): boolean {
    return this.#sent === null;
  }

  *[Symbol.iterator](): Generator<InFlight> {
    if (this.#sent !== null) yield* this.#sent.all();
  }

  /** Those of one end with this sequence number, as it was written down when they were sent. */
  *withSeq(sender: 0 | 1, seq: Form): Generator<InFlight> {
    if (this.#sent !== null) yield* this.#sent.withSeq(sender, seq);
  }

  copy(): Flights {
    const copy = new Flights();
    copy.#sent = this.#sent;
    copy.#shared = this.#shared = this.#sent !== null;
    return copy;
  }

  equals(other: unknown): boolean {
    return other instanceof Flights && (this.#sent === other.#sent || equal([...this], [...other]));
  }

  #own(): Sent {
    this.#sent = this.#sent === null ? new Sent() : this.#shared ? this.#sent.copy() : this.#sent;
    this.#shared = false;
    return this.#sent;
  }
}

/** All segments that were sent since none was under way, also those that have arrived. */
class Sent {
  /** How many have not arrived. */
  count = 0;
  #log = new Log<InFlight>();
  /** By place in the log: 1 for one that has arrived. */
  #arrived = new Uint8Array(16);
  /** Before this place all have arrived. */
  #first = 0;
  /** Places by end and sequence number. Copies share it: a place in it may be that of another copy's segment. */
  #places = new Map<number, number[]>();

  add(flight: InFlight): void {
    const place = this.#log.count;
    this.#log.push(flight);
    this.count++;
    if (place === this.#arrived.length) this.#grow();
    const key = keyOf(flight.sender, flight.segment.seq);
    const places = this.#places.get(key);
    if (places === undefined) this.#places.set(key, [place]);
    else places.push(place);
  }

  remove(flight: InFlight): void {
    const places = this.#places.get(keyOf(flight.sender, flight.segment.seq)) ?? [];
    const place = places.find((candidate) => this.#log.at(candidate) === flight);
    if (place === undefined || this.#arrived[place] === 1) return;
    this.#arrived[place] = 1;
    this.count--;
    while (this.#first < this.#log.count && this.#arrived[this.#first] === 1) this.#first++;
  }

  *all(): Generator<InFlight> {
    for (let place = this.#first; place < this.#log.count; place++) {
      const flight = this.#at(place);
      if (flight !== undefined) yield flight;
    }
  }

  *withSeq(sender: 0 | 1, seq: Form): Generator<InFlight> {
    for (const place of this.#places.get(keyOf(sender, seq)) ?? []) {
      const flight = this.#at(place);
      if (flight?.sender === sender && equal(flight.segment.seq, seq)) yield flight;
    }
  }

  copy(): Sent {
    const copy = new Sent();
    copy.count = this.count;
    copy.#log = this.#log.copy();
    copy.#arrived = this.#arrived.slice();
    copy.#first = this.#first;
    copy.#places = this.#places;
    return copy;
  }

  #at(place: number): InFlight | undefined {
    return this.#arrived[place] === 0 ? this.#log.at(place) : undefined;
  }

  #grow(): void {
    const larger = new Uint8Array(this.#arrived.length * 2);
    larger.set(this.#arrived);
    this.#arrived = larger;
  }
}

function keyOf(sender: 0 | 1, { basis, offset }: Form): number {
  return (basis.id * 2 + sender) * 2 ** 32 + (offset >>> 0);
}
