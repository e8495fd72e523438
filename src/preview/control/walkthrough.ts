import type { StateName } from '../../protocol/index.ts';
import { walkable, walkTo, type Way } from '../model/walk.ts';
import type { Translator } from '../strings.ts';
import { Legend } from '../view/legend.ts';
import type { Stage } from '../view/stage.ts';
import { Stepper } from '../view/stepper.ts';
import type { EditorLines } from './editorLines.ts';

export interface WalkEvents {
  /** The reader wants to leave the step-through. */
  readonly leave: () => void;
  /** Another step is looked at. `turned`: the step-through has begun, or is over. */
  readonly stepped: (turned: boolean) => void;
  /** Another connection is looked at by itself. */
  readonly chose: () => void;
}

/** The walk from step to step, through all connections or one that is looked at by itself. */
export class Walkthrough {
  readonly stepper: Stepper;
  readonly legend: Legend;
  readonly #stage: Stage;
  readonly #lines: EditorLines;
  readonly #events: WalkEvents;
  #step = -1;
  #connection = 0;

  constructor(
    t: Translator,
    state: (state: StateName) => string,
    stage: Stage,
    lines: EditorLines,
    events: WalkEvents,
  ) {
    [this.#stage, this.#lines, this.#events] = [stage, lines, events];
    this.stepper = new Stepper(t, state, { step: (way) => this.go(way), leave: events.leave });
    this.legend = new Legend(t, (connection) => this.choose(connection));
  }

  /** The row of the step, or −1. */
  get step(): number {
    return this.#step;
  }

  /** The connection that is looked at by itself, or 0. */
  get connection(): number {
    return this.#connection;
  }

  /** Begins at the cursor. */
  begin(): void {
    const steps = this.#steps;
    this.set(steps.find((i) => i >= Math.max(0, this.#lines.row)) ?? steps[0] ?? -1);
  }

  /** Goes on where a page was that has been reloaded. */
  resume(step: number): void {
    this.#step = step;
  }

  go(way: Way): void {
    const target = walkTo(this.#steps, this.#step, way);
    if (target >= 0) this.set(target);
  }

  /** Goes to a row; −1 leaves the step-through. */
  set(step: number): void {
    if (step === this.#step) return;
    const turned = step < 0 !== this.#step < 0;
    this.#step = step;
    this.#events.stepped(turned);
  }

  /** Looks at one connection by itself, or at all of them (0). */
  choose(connection: number): void {
    if (connection === this.#connection) return;
    this.#connection = connection;
    this.legend.mark(connection);
    this.#events.chose();
    const { picture } = this.#stage;
    if (!picture) return;
    const { lines } = picture.result.overview;
    const own = lines.flatMap((_, i) => (picture.connection(i) === connection ? [i] : []));
    const { from, to } = this.#stage.visible;
    const first = own[0];
    if (first !== undefined && !own.some((i) => i >= from && i < to)) this.#stage.reveal(first);
    if (this.#step >= 0 && !picture.isOf(this.#step, connection)) this.begin();
  }

  /** Shows what is known of the step now. */
  update(): void {
    const steps = this.#step < 0 ? [] : this.#steps;
    this.stepper.update(this.#stage.picture, this.#step, steps.indexOf(this.#step) + 1, steps.length);
  }

  get #steps(): number[] {
    return walkable(this.#stage.picture, this.#connection);
  }
}
