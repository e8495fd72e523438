import type { Picture } from '../../core/picture/index.ts';
import type { DiagramResult } from '../../protocol/index.ts';
import { StaleLines } from '../model/staleLines.ts';
import type { Translator } from '../strings.ts';
import { html, setText } from '../view/dom.ts';
import type { Stage } from '../view/stage.ts';

/** The lines of the editor and the rows of the picture, which may be that of an older text: which of them the cursor is in. */
export class EditorLines {
  /** Says that the picture is that of an older text. */
  readonly notice = html('div', { class: 'stale', role: 'status', hidden: true });
  /** Whether the picture stays where it is when the cursor moves. */
  locked = false;
  readonly #t: Translator;
  readonly #stage: Stage;
  #lines = new StaleLines();
  #cursor: number | null = null;

  constructor(t: Translator, stage: Stage) {
    [this.#t, this.#stage] = [t, stage];
  }

  /** The line of the cursor; null before it is known. */
  get cursor(): number | null {
    return this.#cursor;
  }

  /** Whether the picture is that of an older text. */
  get stale(): boolean {
    return !this.notice.hidden;
  }

  /** The row that the cursor is in, or −1. */
  get row(): number {
    const { picture } = this.#stage;
    return picture && this.#cursor !== null ? picture.indexOfLine(this.#lines.toOld(this.#cursor)) : -1;
  }

  /** The cursor is on this line; whether that is another one than before. */
  moveTo(line: number): boolean {
    const before = this.#cursor;
    this.#cursor = line;
    return line !== before;
  }

  /** Scrolls to the row of the cursor, unless the picture is to stay where it is. */
  reveal(): void {
    if (!this.locked) this.#stage.reveal(this.row);
  }

  /** `current` is the text as it is, and the picture of `older` stays; without an older one the picture is that of the text. */
  compare(current: DiagramResult | null, older: Picture | null): void {
    this.notice.hidden = older === null;
    setText(
      this.notice,
      older ? this.#t('The line at the cursor is half typed: this is the last complete picture') : '',
    );
    this.#lines = current && older ? StaleLines.between(older.result, current) : new StaleLines();
  }

  /** The line of the picture's text for a line of the editor; −1 for one that is new. */
  toOld(line: number): number {
    return this.#lines.toOld(line);
  }

  /** The line of the editor for one of the picture's text. */
  toNew(line: number): number {
    return this.#lines.toNew(line);
  }
}
