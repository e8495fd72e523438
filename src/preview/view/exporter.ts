import { fileStyle, toFile, type PictureFile, type Style } from '../../core/picture/index.ts';
import type { DiagramMessage, DiagramResult, StepRange } from '../../protocol/index.ts';
import { paint, TooLarge } from '../export/png.ts';
import { drawWholePicture } from '../export/wholePicture.ts';
import type { Host } from '../host.ts';
import type { Translator } from '../strings.ts';
import { html } from './dom.ts';
import type { Stage } from './stage.ts';

/** Milliseconds after which something that takes long says how far it is. */
const PATIENCE = 500;

/** Makes SVG and PNG files of the whole diagram, and shows how far it is; one at a time. */
export class Exporter {
  readonly element: HTMLElement;
  readonly #bar = html('progress', {});
  readonly #label = html('span', {});
  readonly #t: Translator;
  readonly #style: Style;
  readonly #stage: Stage;
  readonly #host: Host;
  #running: AbortController | null = null;
  #waiting: { readonly steps: StepRange; readonly resolve: (result: DiagramResult) => void } | null = null;
  #source: { readonly uri: string; readonly result: DiagramResult } | null = null;

  constructor(t: Translator, style: Style, stage: Stage, host: Host) {
    [this.#t, this.#style, this.#stage, this.#host] = [t, style, stage, host];
    const cancel = html('button', { type: 'button' }, t('Cancel'));
    cancel.addEventListener('click', () => this.#running?.abort());
    this.#bar.setAttribute('aria-label', t('Export'));
    this.element = html('div', { class: 'progress', role: 'status', hidden: true }, this.#label, this.#bar, cancel);
  }

  /** The text has changed: an export under way would mix two versions. */
  outdated(message: DiagramMessage): void {
    const source = this.#source;
    if (source && (message.uri !== source.uri || message.shown?.version !== source.result.version))
      this.#running?.abort();
  }

  /** More steps have come: perhaps those that the export is waiting for. */
  take(uri: string, shown: DiagramResult): void {
    const [waiting, source] = [this.#waiting, this.#source];
    if (
      !waiting ||
      source?.uri !== uri ||
      source.result.version !== shown.version ||
      source.result.index !== shown.index
    )
      return;
    if (shown.range.from > waiting.steps.from || shown.range.to < waiting.steps.to) return;
    this.#waiting = null;
    waiting.resolve(shown);
  }

  /** Draws the whole diagram and hands it over. Says itself what went wrong. */
  async export(
    format: 'svg' | 'png' | 'copy',
    scale: number,
    uri: string,
    result: DiagramResult,
  ): Promise<'saved' | 'copied' | null> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#source = { uri, result };
    const patience = window.setTimeout(() => (this.element.hidden = false), PATIENCE);
    this.#progress(0, result.overview.lines.length);
    try {
      const picture = await this.#draw(result, running.signal);
      return await this.#handOver(format, scale, picture, result);
    } catch (error) {
      if (!running.signal.aborted) this.#fail(error);
      return null;
    } finally {
      window.clearTimeout(patience);
      if (this.#running === running) {
        this.element.hidden = true;
        [this.#running, this.#source, this.#waiting] = [null, null, null];
      }
    }
  }

  async #draw(result: DiagramResult, signal: AbortSignal): Promise<PictureFile> {
    const picture = await drawWholePicture({
      result,
      fetch: (steps) => this.#fetch(result, steps, signal),
      mermaid: this.#stage.mermaid,
      style: fileStyle(this.#style.state),
      id: '',
      progress: (done, total) => this.#progress(done, total),
      signal,
    });
    return toFile(picture);
  }

  #fetch(result: DiagramResult, steps: StepRange, signal: AbortSignal): Promise<DiagramResult> {
    return new Promise((resolve, reject) => {
      this.#waiting = { steps, resolve };
      signal.addEventListener('abort', () => reject(new Error('cancelled')), { once: true });
      this.#host.postMessage({ type: 'window', version: result.version, steps });
    });
  }

  async #handOver(
    format: 'svg' | 'png' | 'copy',
    scale: number,
    picture: PictureFile,
    result: DiagramResult,
  ): Promise<'saved' | 'copied'> {
    const { title } = result.trace;
    const { version } = result;
    if (format === 'svg') {
      this.#host.postMessage({ type: 'save', format, title, version, text: picture.svg });
      return 'saved';
    }
    const blob = await paint(picture, scale);
    if (format === 'copy') {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
      return 'copied';
    }
    this.#host.postMessage({ type: 'save', format, title, version, bytes: new Uint8Array(await blob.arrayBuffer()) });
    return 'saved';
  }

  #progress(done: number, total: number): void {
    this.#label.textContent = this.#t('Drawing {done} of {total}', { done, total });
    this.#bar.max = Math.max(1, total);
    this.#bar.value = done;
  }

  #fail(error: unknown): void {
    const reason =
      error instanceof TooLarge ? this.#t('it is too large') : error instanceof Error ? error.message : String(error);
    this.#host.postMessage({ type: 'failed', message: this.#t('The picture could not be made: {reason}', { reason }) });
  }
}
