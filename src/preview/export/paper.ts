import { PAPER, PICTURE_CSS } from '../drawing/style.ts';
import type { Fonts } from '../drawing/measure.ts';
import { svg } from '../drawing/svg.ts';

/** What a viewer of SVG files understands without a style sheet. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'letter-spacing',
] as const;

/** Values that need not be written. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  stroke: ['none'],
  'stroke-width': ['1px', '1'],
  'stroke-dasharray': ['none'],
  'stroke-linecap': ['butt'],
  'stroke-linejoin': ['miter'],
  'paint-order': ['normal'],
  opacity: ['1'],
  'font-style': ['normal'],
  'font-weight': ['400', 'normal'],
  'letter-spacing': ['normal', '0px'],
};

const ONLY_TEXT = new Set<string>(['font-family', 'font-size', 'font-style', 'font-weight', 'letter-spacing']);

/**
 * Writes the style sheet's colours and fonts, as they are on white paper, into the elements themselves and takes the
 * classes away: programs that know no CSS variables, or no CSS, show the picture just the same.
 */
export function inkOnPaper(root: SVGSVGElement, fonts: Fonts): void {
  const probe = new Probe(fonts);
  try {
    ink(root, [], probe);
  } finally {
    probe.remove();
  }
}

function ink(element: Element, chain: readonly Element[], probe: Probe): void {
  const here = [...chain, element];
  const isText = element.localName === 'text';
  const shape = isText || ['rect', 'line', 'path', 'circle'].includes(element.localName);
  if (shape) {
    const style = probe.style(here);
    for (const [property, value] of style)
      if (isText || !ONLY_TEXT.has(property)) element.setAttribute(property, value);
  }
  for (const child of element.children) ink(child, here, probe);
  element.removeAttribute('class');
}

/** Asks the browser what the style sheet says of an element inside others, once for each combination of classes. */
class Probe {
  readonly #root: SVGSVGElement;
  readonly #style: SVGStyleElement;
  readonly #known = new Map<string, ReadonlyMap<string, string>>();

  constructor(fonts: Fonts) {
    const variables = Object.entries({ ...PAPER, ...fontVariables(fonts) }).map(
      ([name, value]) => `${name}: ${value};`,
    );
    this.#style = svg(
      'style',
      {},
      PICTURE_CSS.replaceAll('.hs-picture', '.hs-paper'),
      `.hs-paper { ${variables.join(' ')} }`,
    );
    this.#root = svg('svg', { class: 'hs-paper', width: 0, height: 0, 'aria-hidden': 'true' });
    this.#root.style.position = 'absolute';
    document.body.append(this.#style, this.#root);
  }

  remove(): void {
    this.#style.remove();
    this.#root.remove();
  }

  style(chain: readonly Element[]): ReadonlyMap<string, string> {
    const key = chain.map((element) => `${element.localName}.${element.getAttribute('class') ?? ''}`).join('>');
    const known = this.#known.get(key);
    if (known) return known;
    let parent: Element = this.#root;
    for (const element of chain.slice(1)) {
      const copy = element.cloneNode(false) as Element;
      parent.append(copy);
      parent = copy;
    }
    const computed = getComputedStyle(parent);
    const style = new Map<string, string>();
    for (const property of PROPERTIES) {
      const value = computed.getPropertyValue(property);
      if (value !== '' && !USUAL[property]?.includes(value)) style.set(property, value);
    }
    this.#root.replaceChildren();
    this.#known.set(key, style);
    return style;
  }
}

/** Names of fonts that some system has, behind those of the editor. */
function fontVariables(fonts: Fonts): Record<string, string> {
  return {
    '--hs-font': `${fonts.family}, system-ui, 'Segoe UI', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif`,
    '--hs-code-font': `${fonts.codeFamily}, Consolas, Menlo, 'DejaVu Sans Mono', monospace`,
    '--hs-size': `${String(fonts.size)}px`,
  };
}
