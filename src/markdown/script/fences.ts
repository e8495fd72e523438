import { EmbeddedPictures, type EmbeddedDiagram } from '../../preview/embedded.ts';

/** Pictures that are kept, so that a diagram which an edit leaves alone is there again at once. */
const KEPT = 100;

/** What the diagrams of a page, or of the cells of a notebook, are drawn by. */
export class FencePictures {
  readonly #pictures = new Map<string, SVGSVGElement>();
  #embedded: EmbeddedPictures | null = null;

  /**
   * Draws what the plugin left in `root`. `standIns`: what was last seen at each of its places; it stays in sight while a
   * new picture is drawn. Answers what is to be handed in the next time.
   */
  drawAll(root: ParentNode, standIns: readonly StandIn[], signal: AbortSignal): StandIn[] {
    const places: StandIn[] = [];
    [...root.querySelectorAll<HTMLElement>('.tcp-diagram[data-tcp]')].forEach((element, i) => {
      const show = (picture: Element): void => {
        places[i] = put(element, picture, false);
      };
      places[i] = this.#draw(element, standIns[i], show, signal);
    });
    return places;
  }

  /** Shows what there is of a diagram at once, and sees to the rest. */
  #draw(element: HTMLElement, standIn: StandIn, show: (picture: Element) => void, signal: AbortSignal): StandIn {
    const data = element.dataset['tcp'] ?? '';
    const known = this.#pictures.get(data);
    if (known) return put(element, known.cloneNode(true) as Element, false);
    this.#embedded ??= new EmbeddedPictures();
    const diagram = JSON.parse(data) as EmbeddedDiagram;
    // Neither is an error: the page has changed meanwhile; or Mermaid's own picture, or its text, stays.
    const nothing = (): void => undefined;
    if (this.#embedded.isLong(diagram)) {
      const { element: view, shown } = this.#embedded.openView(diagram, standIn, signal);
      void shown.catch(nothing);
      return put(element, view, false);
    }
    this.#embedded
      .draw(diagram, signal)
      .then((picture) => {
        this.#keep(data, picture);
        show(picture.cloneNode(true) as Element);
      })
      .catch(nothing);
    return standIn && put(element, standIn.cloneNode(true) as Element, true);
  }

  #keep(data: string, picture: SVGSVGElement): void {
    const oldest = this.#pictures.keys().next();
    if (this.#pictures.size >= KEPT && oldest.done !== true) this.#pictures.delete(oldest.value);
    this.#pictures.set(data, picture);
  }
}

/** What is shown at a place of the page. */
export type StandIn = Element | undefined;

function put(element: HTMLElement, picture: Element, stale: boolean): Element {
  picture.classList.toggle('tcp-stale', stale);
  element.querySelector(':scope > .hs-shown')?.remove();
  picture.classList.add('hs-shown');
  element.classList.add('tcp-drawn');
  element.append(picture);
  return picture;
}
