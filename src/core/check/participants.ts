import type { Names } from '../text/names.ts';
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
  #declared = 0;

  /** Goes on from what the log holds, and adds to it. */
  constructor(names: Names, log = new Log<Lifeline>()) {
    this.#names = names;
    this.#log = log;
    log.list.forEach((lifeline, index) => {
      this.#index(lifeline, index);
    });
  }

  get count(): number {
    return this.#log.count;
  }

  /** How many of them a statement declares. */
  get declared(): number {
    return this.#declared;
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

  #index(lifeline: Lifeline, index: number): void {
    this.#indexByName[lifeline.name] = index + 1;
    if (lifeline.declared) this.#declared++;
  }

  /** The declared name that is most like this one, if any is alike enough to have been meant. */
  closest(name: number): Lifeline | undefined {
    const text = this.#names.text(name);
    let best: Lifeline | undefined;
    let least = Math.max(1, Math.floor(text.length / 2)) + 1;
    for (const lifeline of this.#log.list) {
      if (!lifeline.declared) continue;
      const distance = editDistance(text.toLowerCase(), this.#names.text(lifeline.name).toLowerCase());
      if (distance < least) {
        best = lifeline;
        least = distance;
      }
    }
    return best;
  }
}

/** How many characters must be changed, added or taken away to turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
