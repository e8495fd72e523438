import type { DiagramResult, StateName } from '../protocol/index.ts';
import { dressPage, readFonts } from './drawing/dress.ts';
import { MermaidRows } from './drawing/mermaid.ts';
import type { Style } from './drawing/row.ts';
import { drawWholePicture } from './export/wholePicture.ts';
import { translator } from './strings.ts';
import { html } from './view/dom.ts';

/** A diagram inside somebody else's page. */
export interface EmbeddedDiagram {
  readonly result: DiagramResult;
  readonly strings: Readonly<Record<string, string>>;
  readonly stateSpelling: 'SYN-SENT' | 'SYN_SENT';
}

/** Draws whole diagrams into pages that are not the preview's own, with the same look. */
export class EmbeddedPictures {
  readonly #fonts = readFonts();
  readonly #mermaid: MermaidRows;
  #queue: Promise<unknown> = Promise.resolve();

  constructor() {
    dressPage(this.#fonts);
    const host = html('div', { 'aria-hidden': 'true' });
    // Off the page, but with a layout: Mermaid measures in it.
    Object.assign(host.style, {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      visibility: 'hidden',
      contain: 'strict',
    });
    document.documentElement.append(host);
    this.#mermaid = new MermaidRows(host, this.#fonts);
  }

  /** Draws a diagram; one after the other, in the order of the calls. Rejects if `signal` aborts before it is done. */
  draw(diagram: EmbeddedDiagram, signal: AbortSignal): Promise<SVGSVGElement> {
    const drawn = this.#queue.then(() => {
      signal.throwIfAborted();
      return this.#draw(diagram, signal);
    });
    this.#queue = drawn.catch(() => undefined);
    return drawn;
  }

  async #draw({ result, strings, stateSpelling }: EmbeddedDiagram, signal: AbortSignal): Promise<SVGSVGElement> {
    const t = translator(strings);
    const state = (name: StateName): string => (stateSpelling === 'SYN_SENT' ? name.replaceAll('-', '_') : name);
    const style: Style = { fonts: this.#fonts, t, state };
    const { root } = await drawWholePicture({
      result,
      // The page has every step already.
      fetch: () => Promise.resolve(result),
      mermaid: this.#mermaid,
      style,
      phases: { h: t('Handshake'), d: t('Data'), c: t('Close'), r: t('Reset') },
      title: result.trace.title,
      progress: () => undefined,
      signal,
    });
    return root;
  }
}
