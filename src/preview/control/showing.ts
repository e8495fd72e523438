import type { Picture, PictureData } from '../../core/picture/index.ts';
import type { DiagramResult, PreviewState, StepRange } from '../../protocol/index.ts';
import type { Host } from '../host.ts';
import { StepRequests } from '../model/requests.ts';
import type { Translator } from '../strings.ts';
import type { Stage } from '../view/stage.ts';
import { Waiting } from '../view/waiting.ts';

export interface ShowingEvents {
  /** The picture will come where a page was that has been reloaded, at this step. */
  readonly resumed: (step: number) => void;
  /** The picture is in view; `fresh`: it is of another diagram than before, and nobody has said where it should begin. */
  readonly shown: (picture: Picture, fresh: boolean) => void;
}

/** Brings pictures into view: asks for the steps that are looked at, and waits for them, because nothing is shown with gaps. */
export class Showing {
  readonly waiting: Waiting;
  readonly #host: Host;
  readonly #stage: Stage;
  readonly #events: ShowingEvents;
  readonly #requests: StepRequests;
  /** What an earlier page kept, until its diagram is shown. */
  #restored: PreviewState | null;
  /** Counts the pictures that were to be shown, and which one is being drawn, or 0. */
  #shows = 0;
  #showing = 0;
  /** A picture of which the steps in view are still on their way. */
  #awaited: Picture | null = null;

  constructor(t: Translator, host: Host, stage: Stage, restored: PreviewState | null, events: ShowingEvents) {
    [this.#host, this.#stage, this.#restored, this.#events] = [host, stage, restored, events];
    this.#requests = new StepRequests((version, steps) => {
      host.postMessage({ type: 'window', version, steps });
      this.waiting.begin();
    });
    this.waiting = new Waiting(
      t,
      () => this.#lacks(),
      () => this.#giveUp(),
    );
  }

  /** Whether the place of an earlier page is still to be gone to. */
  get restoring(): boolean {
    return this.#restored !== null;
  }

  /** Asks for the first steps, before anything is known of the diagram. */
  begin(): void {
    this.#requests.askFirst(this.#restored?.top ?? 0);
  }

  /** Shows a picture of a document as soon as what is in view is there and drawn. `same`: of the diagram that is shown. */
  async show(uri: string, picture: Picture, same: boolean): Promise<void> {
    const restored = this.#takeRestored(uri, picture);
    const wanted = this.#stage.wantedBy(picture, same, restored ?? undefined);
    if (!picture.hasAll(wanted.from, wanted.to)) {
      this.#awaited = picture;
      this.#requests.ask(picture, wanted);
      if (restored) this.#restored = restored;
      return;
    }
    this.#awaited = null;
    if (restored) this.#events.resumed(Math.min(restored.step, picture.count - 1));
    const showing = ++this.#shows;
    this.#showing = showing;
    this.waiting.begin();
    const done = await this.#stage.show(picture, same, restored ?? undefined).finally(() => {
      if (this.#showing === showing) this.#showing = 0;
    });
    if (!done) return;
    this.waiting.came();
    this.#events.shown(picture, !restored && !same);
  }

  /** Takes steps of a document that were asked for; whether they belong to the picture in view. */
  take(uri: string, shown: DiagramResult): boolean {
    const { picture } = this.#stage;
    if (this.#awaited && isOf(shown, this.#awaited)) {
      this.#awaited.add(shown);
      void this.show(uri, this.#awaited, picture?.result.index === shown.index);
      return false;
    }
    if (!picture || !isOf(shown, picture)) return false;
    picture.add(shown);
    this.#stage.grown();
    return true;
  }

  /** The view of a picture has moved: what it lacks is asked for. */
  follow(picture: Picture): void {
    this.waiting.came();
    const { visible } = this.#stage;
    if (this.#awaited === null && !this.#requests.cover(picture, visible)) this.#requests.ask(picture, visible);
  }

  /** Asks for steps of the picture in view. */
  ask(picture: Picture, steps: StepRange): void {
    this.#requests.ask(picture, steps);
  }

  /** Somebody else has asked for steps: the host does not remember the view any more. */
  forget(): void {
    this.#requests.forget();
  }

  /** What was kept over a reload, once, if it is about this diagram. */
  #takeRestored(uri: string, picture: Picture): PreviewState | null {
    const restored = this.#restored;
    this.#restored = null;
    const { line, endLine } = picture.result.trace;
    if (restored?.uri !== uri || restored.line < line || restored.line >= endLine) return null;
    return restored;
  }

  /** What is waited for is not wanted any more: what there is stays, and the next look at something else asks again. */
  #giveUp(): void {
    this.#host.postMessage({ type: 'cancel' });
    this.#stage.giveUp();
    [this.#awaited, this.#showing] = [null, 0];
    this.#requests.forget();
  }

  /** Whether steps in view are still on their way, or being drawn. */
  #lacks(): boolean {
    const { picture, visible } = this.#stage;
    return (
      this.#showing > 0 || this.#awaited !== null || (picture !== null && !picture.hasAll(visible.from, visible.to))
    );
  }
}

/** Whether steps belong to a picture: of the same version and diagram, and drawn alike. */
function isOf(shown: DiagramResult, { version, result }: Picture): boolean {
  return version === shown.version && result.index === shown.index && isSameLook(result, shown);
}

const isSameLook = ({ look }: PictureData, other: PictureData): boolean =>
  JSON.stringify(look) === JSON.stringify(other.look);
