import type { Names } from '../text/names.ts';
import { closest } from '../notation/closest.ts';
import { PersistentList } from './persistent.ts';
import type { Participant } from './trace.ts';

/** A lifeline while the diagram is being read. */
export interface Lifeline {
  /** Number of the name in the document's `Names`. */
  readonly name: number;
  readonly label: string;
  readonly role: Participant['role'];
  readonly line: number;
  /** False where its first use declared it. */
  readonly declared: boolean;
}

/** The lifelines of one diagram in drawing order. */
export class Participants {
  readonly #names: Names;
  #list = PersistentList.empty<Lifeline>();
  /** The indexes of those that are declared, ascending; null where they are to be gathered anew. */
  #declared: number[] | null = [];
  readonly #indexByName: number[] = [];

  constructor(names: Names) {
    this.#names = names;
  }

  /** Goes on from what another reading of the same diagram has kept. It costs what is different. */
  restore(kept: PersistentList<Lifeline>): void {
    const before = this.#list;
    if (kept === before) return;
    for (const index of before.differences(kept)) this.#unindex(this.at(index));
    this.#list = kept;
    for (const index of kept.differences(before)) this.#index(this.at(index), index);
  }

  /** Whether they begin with the names that another reading has kept, in the same order. It costs what is different. */
  beginWith(kept: PersistentList<Lifeline>): boolean {
    for (const index of kept.differences(this.#list)) {
      if (kept.at(index)?.name !== this.#list.at(index)?.name) return false;
    }
    return true;
  }

  get count(): number {
    return this.#list.length;
  }

  /** All of them as they are now, which stays as it is. */
  get kept(): PersistentList<Lifeline> {
    return this.#list;
  }

  /** The index of the lifeline with this name; −1 for none. */
  find(name: number): number {
    return (this.#indexByName[name] ?? 0) - 1;
  }

  at(index: number): Lifeline {
    const lifeline = this.#list.at(index);
    if (lifeline === undefined) throw new RangeError(`no lifeline ${String(index)}`);
    return lifeline;
  }

  add(lifeline: Lifeline): number {
    const index = this.count;
    this.declare(index, lifeline);
    return index;
  }

  /** Puts a lifeline in the place of the one with this index, which is declared only now, or behind all others. */
  declare(index: number, lifeline: Lifeline): void {
    this.#list = this.#list.with(index, lifeline);
    this.#index(lifeline, index);
  }

  #index({ name, declared }: Lifeline, index: number): void {
    this.#indexByName[name] = index + 1;
    if (!declared || this.#declared === null) return;
    if (index > (this.#declared.at(-1) ?? -1)) this.#declared.push(index);
    else this.#declared = null;
  }

  #unindex({ name, declared }: Lifeline): void {
    this.#indexByName[name] = 0;
    if (declared) this.#declared = null;
  }

  /** The indexes of those that are declared, ascending. */
  get declared(): readonly number[] {
    if (this.#declared === null) {
      this.#declared = [];
      for (let index = 0; index < this.count; index++) if (this.at(index).declared) this.#declared.push(index);
    }
    return this.#declared;
  }

  /** The declared name that is most like this one, if any is alike enough to have been meant. */
  closest(name: number): Lifeline | undefined {
    const declared = this.declared.map((index) => this.at(index));
    const names = declared.map((lifeline) => this.#names.text(lifeline.name));
    const near = closest(this.#names.text(name), names);
    // `Server1` and `Server2` are two hosts.
    if (near === null || numbered(near) === numbered(this.#names.text(name))) return undefined;
    return declared[names.indexOf(near)];
  }
}

/** A name that ends in a number, without it; the name itself where it has none, so that no two of those are equal. */
function numbered(name: string): string {
  const stem = /^(.*?)[\p{N}]+$/u.exec(name)?.[1];
  return stem ?? `${name} `;
}
