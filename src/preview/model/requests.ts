import type { Picture } from '../../core/picture/index.ts';
import type { StepRange } from '../../protocol/index.ts';

/** Steps that are asked for on either side of the view. */
const MARGIN = 40;

/** Nothing is known of any version. */
const NOTHING = { version: -2, steps: { from: 0, to: 0 } };

/** Asks for the steps that are looked at, and remembers what it asked for last: the same is not asked for twice. */
export class StepRequests {
  readonly #post: (version: number, steps: StepRange) => void;
  #last = NOTHING;

  constructor(post: (version: number, steps: StepRange) => void) {
    this.#post = post;
  }

  /** Asks for steps, and some on either side of them. */
  ask(picture: Picture, { from, to }: StepRange): void {
    this.#ask(picture.version, { from: Math.max(0, from - MARGIN), to: Math.min(picture.count, to + MARGIN) });
  }

  /** Asks for the steps around one, before anything is known of the diagram. */
  askFirst(around: number): void {
    const from = Math.max(0, around - MARGIN);
    this.#ask(-1, { from, to: from + 3 * MARGIN });
  }

  /** Whether these steps are among those that were asked for last. */
  cover(picture: Picture, { from, to }: StepRange): boolean {
    const { version, steps } = this.#last;
    return from >= steps.from && to <= steps.to && (version === picture.version || picture.hasAll(from, to));
  }

  /** What was asked for is not what the host remembers any more. */
  forget(): void {
    this.#last = NOTHING;
  }

  #ask(version: number, steps: StepRange): void {
    const last = this.#last;
    if (last.version === version && last.steps.from === steps.from && last.steps.to === steps.to) return;
    this.#last = { version, steps };
    this.#post(version, steps);
  }
}
