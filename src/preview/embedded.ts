import { Picture, type Style } from '../core/picture/index.ts';
import type { DiagramResult, StateName } from '../protocol/index.ts';
import { dressPage, readFonts } from './drawing/dress.ts';
import { measureIn } from './drawing/measure.ts';
import { MermaidRows } from './drawing/mermaid.ts';
import { toElement } from './drawing/svg.ts';
import { drawWholePicture } from './export/wholePicture.ts';
import type { Place } from './view/arrangement.ts';
import { html } from './view/dom.ts';
import type { RowLayer } from './view/rowList.ts';
import { Stage } from './view/stage.ts';

/** A diagram inside somebody else's page. */
export interface EmbeddedDiagram {
  readonly result: DiagramResult;
  readonly stateSpelling: 'SYN-SENT' | 'SYN_SENT';
}

/** A view of a diagram that is too long to be drawn as a whole. */
export interface EmbeddedView {
  readonly element: HTMLElement;
  /** Resolves when the part in view is drawn. */
  readonly shown: Promise<void>;
}

/** Steps that are drawn as a whole at most: about as many as anybody scrolls past. */
const WHOLE = 200;

/** Draws diagrams into pages that are not the preview's own, with the same look. */
export class EmbeddedPictures {
  readonly #fonts = readFonts();
  readonly #mermaid: MermaidRows;
  readonly #places = new WeakMap<Element, Place>();
  #queue: Promise<unknown> = Promise.resolve();
  /** Counts pictures: ids are unique in a page of several. */
  #drawn = 0;

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

  /** Whether a diagram is so long that it is to be looked at through a view. */
  isLong({ result }: EmbeddedDiagram): boolean {
    return result.overview.lines.length > WHOLE;
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

  /**
   * A scrolling view in which only what is looked at is drawn. It begins where `before`, an earlier view of the same
   * place, was; once `signal` aborts it is not looked after any more.
   */
  openView(diagram: EmbeddedDiagram, before: Element | undefined, signal: AbortSignal): EmbeddedView {
    const { result } = diagram;
    const style = this.#style(diagram);
    const stage = new Stage(this.#mermaid, noLayer(), style, {
      changed: () => {
        // What is not in the page has no place to be at.
        if (stage.viewport.isConnected) this.#places.set(element, stage.place);
      },
    });
    for (const [name, value] of Object.entries({ role: 'region', 'aria-label': result.words.name, tabindex: '0' }))
      stage.viewport.setAttribute(name, value);
    const element = html('div', { class: 'hs-view' }, stage.viewport);
    const place = before && this.#places.get(before);
    // Not before the view is in the page: its height says how much there is to draw.
    const shown = Promise.resolve().then(async () => {
      signal.throwIfAborted();
      await stage.show(new Picture(result, Infinity), false, place && within(place, result));
    });
    return { element, shown };
  }

  #style({ stateSpelling }: EmbeddedDiagram): Style {
    const state = (name: StateName): string => (stateSpelling === 'SYN_SENT' ? name.replaceAll('-', '_') : name);
    return { fonts: this.#fonts, measure: measureIn(() => this.#fonts), state, widest: Infinity };
  }

  async #draw(diagram: EmbeddedDiagram, signal: AbortSignal): Promise<SVGSVGElement> {
    const { result } = diagram;
    const style = this.#style(diagram);
    const { root } = await drawWholePicture({
      result,
      // The page has every step already.
      fetch: () => Promise.resolve(result),
      mermaid: this.#mermaid,
      style,
      id: `hs-${String(++this.#drawn)}-`,
      progress: () => undefined,
      signal,
    });
    return toElement(root) as SVGSVGElement;
  }
}

const within = ({ top, offset }: Place, { overview }: DiagramResult): Place => ({
  top: Math.min(top, overview.lines.length - 1),
  offset,
});

/** Nothing lies over the rows: there is no editor to go to. */
const noLayer = (): RowLayer => ({
  element: html('div', { hidden: true }),
  current: 0,
  update: () => undefined,
  mark: () => undefined,
});
