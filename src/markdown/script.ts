// Runs inside VS Code's built-in Markdown preview, as a classic script, and draws what the plugin left there. VS Code's
// own Mermaid support, if there is any, draws the `pre.mermaid` inside too; that one is hidden then.
import { EmbeddedPictures, type EmbeddedDiagram } from '../preview/embedded.ts';

/** Pictures that are kept, so that a diagram which an edit leaves alone is there again at once. */
const KEPT = 100;

const pictures = new Map<string, SVGSVGElement>();
let embedded: EmbeddedPictures | null = null;
let running = new AbortController();
/** The picture that was last seen at each place of the page: it stands in while a new one is drawn. */
let places: (SVGSVGElement | undefined)[] = [];

function drawAll(): void {
  running.abort();
  running = new AbortController();
  const elements = [...document.querySelectorAll<HTMLElement>('.tcp-diagram[data-tcp]')];
  places = elements.map((element, i) => drawOne(element, i, running.signal));
}

/** Shows what there is of a diagram at once, and sees to the rest. */
function drawOne(element: HTMLElement, place: number, signal: AbortSignal): SVGSVGElement | undefined {
  const data = element.dataset['tcp'] ?? '';
  const standIn = places[place];
  const known = pictures.get(data);
  if (known) return put(element, known, false);
  embedded ??= new EmbeddedPictures();
  embedded
    .draw(JSON.parse(data) as EmbeddedDiagram, signal)
    .then((picture) => {
      keep(data, picture);
      places[place] = put(element, picture, false);
    })
    // Aborted: the page has changed meanwhile. Not drawable: Mermaid's own picture, or its text, stays.
    .catch(() => undefined);
  return standIn && put(element, standIn, true);
}

function put(element: HTMLElement, picture: SVGSVGElement, stale: boolean): SVGSVGElement {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  copy.classList.toggle('tcp-stale', stale);
  element.querySelector(':scope > .hs-picture')?.remove();
  element.classList.add('tcp-drawn');
  element.append(copy);
  return copy;
}

function keep(data: string, picture: SVGSVGElement): void {
  const oldest = pictures.keys().next();
  if (pictures.size >= KEPT && oldest.done !== true) pictures.delete(oldest.value);
  pictures.set(data, picture);
}

// The first content comes at DOMContentLoaded, without an event of its own, perhaps after this script has begun.
if (document.readyState === 'complete') drawAll();
else window.addEventListener('load', drawAll);
window.addEventListener('vscode.markdown.updateContent', drawAll);
