import { PersistentList } from './persistent.ts';

/** Which connections are kept, by the numbers of what they are found by: the index of the last one. */
export type KeptPlaces = PersistentList<number>;

/** In the place of a port: whichever the end has. One more than the largest is an end without one. */
const ANY = 65537;
const PORTS = 65538;
/** More ends than this no diagram has. */
const ENDS = 2 ** 26;

/**
 * Numbers for what connections are found by, the same ones in every reading of a diagram: it only grows. A participant has
 * one for each of its ports, and one for all.
 */
export class PlaceSpace {
  readonly #ends = new Map<number, number>();
  readonly #pairs = new Map<number, number>();

  /** Of two ends, whichever comes first. */
  pair(a: number, aPort: number | null, b: number, bPort: number | null): number {
    const left = this.#end(a, aPort);
    const right = this.#end(b, bPort);
    return numberOf(this.#pairs, left < right ? left * ENDS + right : right * ENDS + left);
  }

  #end(participant: number, port: number | null): number {
    return numberOf(this.#ends, participant * PORTS + (port ?? ANY - 1));
  }
}

/** The number of something: the next one where it has none. */
function numberOf(known: Map<number, number>, key: number): number {
  const found = known.get(key);
  if (found !== undefined) return found;
  known.set(key, known.size);
  return known.size - 1;
}

/**
 * Where connections are found by their ends, also by those of which not both ports are given. What a checkpoint keeps of it
 * is shared, so that to begin from one costs nothing, however many there are.
 */
export class Places {
  readonly #space: PlaceSpace;
  #kept: KeptPlaces = PersistentList.empty();
  /** What has been added since, the number of a pair and the index of its connection: in order, and by the number. */
  readonly #added: { readonly index: number; readonly item: number }[] = [];
  readonly #own = new Map<number, number>();

  constructor(space: PlaceSpace) {
    this.#space = space;
  }

  /** How much has been added since the last time that it was kept or restored, for `keptBefore`. */
  get count(): number {
    return this.#added.length;
  }

  /** Notes a connection between two ends that has this index, which is larger than those of all others. */
  add(a: number, aPort: number | null, b: number, bPort: number | null, index: number): void {
    this.#add(this.#space.pair(a, aPort, b, bPort), index);
    this.#add(this.#space.pair(a, aPort, b, ANY), index);
    this.#add(this.#space.pair(a, ANY, b, bPort), index);
    this.#add(this.#space.pair(a, ANY, b, ANY), index);
  }

  #add(pair: number, index: number): void {
    this.#added.push({ index: pair, item: index });
    this.#own.set(pair, index);
  }

  /** The last connection of just these ends; −1 for none. */
  at(a: number, aPort: number | null, b: number, bPort: number | null): number {
    const pair = this.#space.pair(a, aPort, b, bPort);
    return this.#own.get(pair) ?? this.#kept.at(pair) ?? -1;
  }

  /** The last connection of two participants whose ports are these as far as both are given, where one is not; −1 for none. */
  alike(a: number, aPort: number | null, b: number, bPort: number | null): number {
    if (aPort !== null) return Math.max(this.at(a, aPort, b, ANY), this.at(a, null, b, ANY));
    if (bPort !== null) return Math.max(this.at(a, ANY, b, bPort), this.at(a, ANY, b, null));
    return this.at(a, ANY, b, ANY);
  }

  /** All of it, as it is now. */
  keep(): KeptPlaces {
    const kept = this.keptBefore(this.#added.length);
    this.restore(kept);
    return kept;
  }

  /** As it was when so much had been added. */
  keptBefore(count: number): KeptPlaces {
    return this.#kept.withAll(this.#added.slice(0, count));
  }

  restore(kept: KeptPlaces): void {
    this.#kept = kept;
    this.#added.length = 0;
    this.#own.clear();
  }
}
