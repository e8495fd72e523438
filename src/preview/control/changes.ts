import type { Picture } from '../../core/picture/index.ts';
import type { DiagramMessage } from '../../protocol/index.ts';
import type { Host } from '../host.ts';
import type { Translator } from '../strings.ts';
import { changeStarts, CompareBar } from '../view/compareBar.ts';
import type { Stage } from '../view/stage.ts';

export interface ChangeEvents {
  /** Another row is the one that is looked at. */
  readonly moved: () => void;
  /** A row was gone to: it should be in view, be told, and be the line of the editor. */
  readonly wentTo: (picture: Picture, row: number) => void;
  readonly announce: (text: string) => void;
}

/** The comparison with an older text: what is said of it, and the way from change to change. */
export class Changes {
  readonly bar: CompareBar;
  readonly #stage: Stage;
  readonly #events: ChangeEvents;
  /** The row of the change that was gone to last, or −1. */
  #row = -1;

  constructor(t: Translator, host: Host, stage: Stage, events: ChangeEvents) {
    [this.#stage, this.#events] = [stage, events];
    this.bar = new CompareBar(t, {
      go: (way) => this.go(way),
      leave: () => host.postMessage({ type: 'compare', with: null }),
    });
  }

  get row(): number {
    return this.#row;
  }

  show({ shown, compared }: DiagramMessage): void {
    const begun = compared !== null && this.bar.element.hidden;
    this.bar.update(shown && compared ? compared.name : null, shown?.overview.changes ?? '');
    this.#look(-1);
    if (begun) this.#events.announce(this.bar.text);
  }

  /** Goes to the next change, or the one before: from the last one gone to, or else from what is in view. */
  go(way: 1 | -1): void {
    const { picture, visible } = this.#stage;
    const starts = changeStarts(picture?.result.overview.changes ?? '');
    const from = this.#row >= 0 ? this.#row : way > 0 ? visible.from - 1 : visible.to;
    const target =
      way > 0
        ? (starts.find((row) => row > from) ?? starts[0])
        : (starts.findLast((row) => row < from) ?? starts.at(-1));
    if (!picture || target === undefined) return;
    this.#look(target);
    this.#events.wentTo(picture, target);
  }

  #look(row: number): void {
    if (row === this.#row) return;
    this.#row = row;
    this.#events.moved();
  }
}
