import type { PictureFile, Style } from '../../core/picture/index.ts';
import type { DiagramMessage, PlotResult } from '../../protocol/index.ts';
import { paint } from '../export/png.ts';
import type { Host } from '../host.ts';
import type { Translator } from '../strings.ts';
import { PlotPane } from '../view/plot.ts';

/** Milliseconds without a keystroke after which the plot follows the text. */
const PAUSE = 300;
/** How many pixels a length of 1 becomes in a plot that is saved as PNG. */
const SCALE = 2;

export interface PlotEvents {
  /** Go to a line of the text that the plot was made from. */
  readonly reveal: (line: number) => void;
  readonly announce: (text: string) => void;
}

/** The plot of the diagram that is shown: asks for it as the text changes, and saves it. */
export class Plots {
  readonly pane: PlotPane;
  readonly #host: Host;
  readonly #t: Translator;
  #message: DiagramMessage | null = null;
  /** Which diagram the plot is of: uri and index. */
  #plotted = '';
  #timer = 0;

  constructor(t: Translator, style: Style, host: Host, { reveal, announce }: PlotEvents) {
    [this.#host, this.#t] = [host, t];
    this.pane = new PlotPane(t, style, {
      ask: (direction) => host.postMessage({ type: 'plot', direction }),
      reveal,
      announce,
      save: (format, picture) => void this.#save(format, picture),
    });
  }

  /** The text has changed, or another diagram is shown: the plot follows, at the end of a run of keystrokes. */
  follow(message: DiagramMessage): void {
    this.#message = message;
    const { uri, shown } = message;
    if (!this.pane.shown || !shown) return;
    const same = this.#plotted === `${uri} ${String(shown.index)}`;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(
      () => this.#host.postMessage({ type: 'plot', direction: same ? this.pane.direction : null }),
      same ? PAUSE : 0,
    );
  }

  /** Shows the plot that was asked for; null: there is nothing to plot. */
  take(uri: string, result: PlotResult | null): void {
    if (uri !== this.#message?.uri) return;
    const plotted = `${uri} ${String(result?.index ?? -1)}`;
    this.pane.show(result, plotted === this.#plotted);
    this.#plotted = plotted;
  }

  async #save(format: 'svg' | 'png', picture: PictureFile): Promise<void> {
    const shown = this.#message?.shown;
    if (!shown) return;
    const { version } = shown;
    const title = `${shown.trace.title} ${this.#t('Time–sequence plot')}`.trim();
    if (format === 'svg')
      this.#host.postMessage({ type: 'save', format: 'plot', title: shown.trace.title, version, text: picture.svg });
    else {
      const bytes = new Uint8Array(await (await paint(picture, SCALE)).arrayBuffer());
      this.#host.postMessage({ type: 'save', format: 'png', title, version, bytes });
    }
  }
}
