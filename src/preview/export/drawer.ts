import { fileStyle, toFile, type Style } from '../../core/picture/index.ts';
import type { DrawMessage, FromPreview } from '../../protocol/index.ts';
import { MermaidRows } from '../drawing/mermaid.ts';
import type { Translator } from '../strings.ts';
import { paint, TooLarge } from './png.ts';
import { drawWholePicture } from './wholePicture.ts';

/** Milliseconds between two messages about how far a picture is. */
const PACE = 100;

/** Draws files for the extension, one after the other, whatever the page itself shows. */
export class Drawer {
  readonly #rows: MermaidRows;
  readonly #style: Style;
  readonly #t: Translator;
  readonly #post: (message: FromPreview) => void;
  readonly #jobs = new Map<number, AbortController>();
  #queue: Promise<unknown> = Promise.resolve();

  /** `host` is an element off the screen in which Mermaid measures. */
  constructor(host: HTMLElement, style: Style, t: Translator, post: (message: FromPreview) => void) {
    this.#rows = new MermaidRows(host, style.fonts);
    [this.#style, this.#t, this.#post] = [style, t, post];
  }

  /** The fonts of `style` have changed. */
  restyle(): void {
    this.#rows.setFonts(this.#style.fonts);
  }

  draw(message: DrawMessage): void {
    const running = new AbortController();
    this.#jobs.set(message.job, running);
    this.#queue = this.#queue.then(() => this.#draw(message, running.signal));
  }

  cancel(job: number): void {
    this.#jobs.get(job)?.abort();
  }

  async #draw({ job, diagram, format, scale }: DrawMessage, signal: AbortSignal): Promise<void> {
    try {
      signal.throwIfAborted();
      let said = 0;
      const picture = await drawWholePicture({
        result: diagram,
        fetch: () => Promise.reject(new Error('steps are missing')),
        mermaid: this.#rows,
        style: fileStyle(this.#style.state),
        id: '',
        progress: (done, total) => {
          if (performance.now() - said < PACE) return;
          said = performance.now();
          this.#post({ type: 'drawing', job, done, total });
        },
        signal,
      });
      const file = toFile(picture);
      if (format === 'svg') this.#post({ type: 'drawn', job, text: file.svg });
      else {
        const blob = await paint(file, scale);
        this.#post({ type: 'drawn', job, bytes: new Uint8Array(await blob.arrayBuffer()) });
      }
    } catch (error) {
      const t = this.#t;
      const problem =
        error instanceof TooLarge ? t('it is too large') : error instanceof Error ? error.message : String(error);
      this.#post({ type: 'drawn', job, problem });
    } finally {
      this.#jobs.delete(job);
    }
  }
}
