import type { Names } from '../text/names.ts';
import { closest } from '../notation/closest.ts';
import { Log } from './log.ts';
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
  readonly #log: Log<Lifeline>;
  readonly #indexByName: number[] = [];

  /** Goes on from what the log holds, and adds to it. */
  constructor(names: Names, log = new Log<Lifeline>()) {
    this.#names = names;
    this.#log = log;
    log.list.forEach((lifeline, index) => {
      this.#index(lifeline, index);
    });
  }

  /** Goes on from what another log of the same diagram holds. */
  restore(log: Log<Lifeline>): void {
    const kept = this.#log.shared(log);
    for (let i = this.#log.count - 1; i >= kept; i--) this.#indexByName[this.at(i).name] = 0;
    this.#log.restore(log);
    for (let i = kept; i < log.count; i++) this.#index(this.at(i), i);
  }

  get count(): number {
    return this.#log.count;
  }

  get list(): readonly Lifeline[] {
    return this.#log.list;
  }

  /** The index of the lifeline with this name; −1 for none. */
  find(name: number): number {
    return (this.#indexByName[name] ?? 0) - 1;
  }

  at(index: number): Lifeline {
    const lifeline = this.#log.at(index);
    if (lifeline === undefined) throw new RangeError(`no lifeline ${String(index)}`);
    return lifeline;
  }

  add(lifeline: Lifeline): number {
    this.#log.push(lifeline);
    this.#index(lifeline, this.#log.count - 1);
    return this.#log.count - 1;
  }

  /** Puts a lifeline in the place of the one with this index, which is declared only now. */
  declare(index: number, lifeline: Lifeline): void {
    this.#log.replace(index, lifeline);
    this.#index(lifeline, index);
  }

  #index(lifeline: Lifeline, index: number): void {
    this.#indexByName[lifeline.name] = index + 1;
  }

  /** The declared name that is most like this one, if any is alike enough to have been meant. */
  closest(name: number): Lifeline | undefined {
    const declared = this.#log.list.filter((lifeline) => lifeline.declared);
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
