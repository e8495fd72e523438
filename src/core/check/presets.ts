import type { Form } from '../tcp/number.ts';
import type { State } from '../tcp/states.ts';
import { PersistentList } from './persistent.ts';

/** What a `state`, `listen`, `open` or `crash` line says of an end that has no connection yet. */
export interface Preset {
  readonly participant: number;
  readonly port: number | null;
  readonly state: State;
  readonly line: number;
  readonly variables: readonly { readonly name: string; readonly value: Form }[];
}

/** What lines say of ends that have no connection yet. It is never changed: there may be thousands, and each makes another. */
export class Presets {
  static readonly NONE = new Presets(PersistentList.empty(), 0);

  /** By participant, in the order of the lines. */
  readonly #of: PersistentList<readonly Preset[]>;
  readonly #count: number;

  private constructor(of: PersistentList<readonly Preset[]>, count: number) {
    this.#of = of;
    this.#count = count;
  }

  /** What is said of a participant, in the order of the lines. */
  of(participant: number): readonly Preset[] {
    return this.#of.at(participant) ?? [];
  }

  /** With one more, in the place of what is said of the same end. */
  with(preset: Preset): Presets {
    const { participant, port } = preset;
    return this.#put(participant, [...this.of(participant).filter((other) => other.port !== port), preset]);
  }

  /** Without what is said of a participant and its ports. */
  without(participant: number): Presets {
    return this.of(participant).length === 0 ? this : this.#put(participant, []);
  }

  /** What is said of the others, if it is of just one end. */
  otherThan(participant: number): Preset | undefined {
    if (this.#count - this.of(participant).length !== 1) return undefined;
    for (let other = 0; other < this.#of.length; other++) {
      if (other !== participant && this.of(other).length > 0) return this.of(other)[0];
    }
    return undefined;
  }

  equals(other: unknown): boolean {
    return other instanceof Presets && this.#of.equals(other.#of);
  }

  #put(participant: number, presets: readonly Preset[]): Presets {
    const count = this.#count - this.of(participant).length + presets.length;
    return new Presets(this.#of.with(participant, presets), count);
  }
}
