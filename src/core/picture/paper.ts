import type { Fonts } from './measure.ts';
import { PLOT_CSS } from './plotStyle.ts';
import { PAPER, PICTURE_CSS } from './style.ts';
import type { SvgNode } from './svg.ts';

/** What a viewer of SVG files understands without a style sheet, and who takes it over from the element around it. */
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
  'text-decoration',
] as const;

const ONLY_TEXT = new Set<string>([
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'letter-spacing',
  'text-decoration',
]);

/** Shapes that are painted; groups only hold them. */
const SHAPES = new Set(['text', 'rect', 'line', 'path', 'circle']);

/** What the colours of the style sheet are, by their variables. */
export type Inks = Readonly<Record<string, string>>;

/** The colours of a page that sets the variables itself; on white paper where it does not. */
export const PAGE_INKS: Inks = Object.fromEntries(
  Object.entries(PAPER).map(([name, colour]) => [name, `var(${name}, ${colour})`]),
);

/**
 * Writes the style sheet's colours and fonts into the elements themselves and takes the classes away: programs that know
 * no style sheet show the picture just the same. With the inks of white paper they need not know CSS variables either.
 */
export function inkOnPaper(root: SvgNode, fonts: Fonts, inks: Inks = PAPER): void {
  const variables = new Map([...Object.entries(inks), ...fontVariables(fonts)]);
  new Painter(fonts.size).paint(root, { chain: [], variables, attributes: [], inside: new Map() });
}

type Variables = ReadonlyMap<string, string>;

/** An element as selectors see it. */
interface Seen {
  readonly name: string;
  readonly classes: ReadonlySet<string>;
}

/** What holds for all elements with the same names and classes, up to the root. */
interface Paint {
  readonly chain: readonly Seen[];
  readonly variables: Variables;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** The same for elements inside, by name and classes: of which a picture has few. */
  readonly inside: Map<string, Paint>;
}

/** Writes attributes: what is asked about an element depends on names and classes alone. */
class Painter {
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  paint(node: SvgNode, around: Paint): void {
    const classes = node.attributes.get('class') ?? '';
    const key = `${node.name}.${classes}`;
    let own = around.inside.get(key);
    if (!own) {
      own = this.#find({ name: node.name, classes: new Set(classes.split(' ')) }, around);
      around.inside.set(key, own);
    }
    for (const [name, value] of own.attributes) node.attributes.set(name, value);
    for (const child of node.children) if (typeof child !== 'string') this.paint(child, own);
    node.attributes.delete('class');
  }

  #find(seen: Seen, around: Paint): Paint {
    const chain = [...around.chain, seen];
    const declared = declarations(chain);
    const set = [...declared].filter(([property]) => property.startsWith('--'));
    const variables = set.length === 0 ? around.variables : new Map([...around.variables, ...set]);
    const attributes: [string, string][] = [];
    for (const property of SHAPES.has(seen.name) ? PROPERTIES : []) {
      const value = declared.get(property);
      if (value === undefined || (seen.name !== 'text' && ONLY_TEXT.has(property))) continue;
      const resolved = resolve(value, variables, this.#size);
      // What is painted nothing with need not be said.
      if (resolved !== 'none' || property === 'fill') attributes.push([property, resolved]);
    }
    return { chain, variables, attributes, inside: new Map() };
  }
}

/** A value without variables and sums: of the latter there is one form alone, a part of the size of the letters. */
function resolve(value: string, variables: Variables, size: number): string {
  const part = /^calc\(var\(--hs-size\) \* ([\d.]+)\)$/.exec(value);
  if (part) return `${String(Math.round(Number(part[1]) * size * 100) / 100)}px`;
  return value.replace(/var\((--[\w-]+)(?:, ([^()]*(?:\([^()]*\))?))?\)/g, (_, name: string, other?: string) => {
    const found = variables.get(name) ?? other ?? '';
    // The page has the last word on its own variables.
    return found.startsWith(`var(${name},`) ? found : resolve(found, variables, size);
  });
}

/** A part of a selector: an element with a name ('' for any) and classes. */
interface Compound {
  readonly name: string;
  readonly classes: readonly string[];
}

interface Rule {
  readonly selector: string;
  readonly body: string;
  /** Its place in the style sheet. */
  readonly order: number;
}

type Declarations = ReadonlyMap<string, string>;

let known: ReadonlyMap<string, readonly Rule[]> | null = null;

/** What the style sheet says of the last element of a chain. */
function declarations(chain: readonly Seen[]): Declarations {
  known ??= readRules(PICTURE_CSS + PLOT_CSS);
  const own = chain.at(-1);
  const found: (Rule & { readonly weight: number })[] = [];
  const keys = own === undefined ? [] : [own.name, ...Array.from(own.classes, (name) => `.${name}`)];
  for (const key of keys)
    for (const rule of known.get(key) ?? []) {
      const compounds = rule.selector.split(/\s+/).map(readCompound);
      if (matches(compounds, chain)) found.push({ ...rule, weight: weightOf(compounds) });
    }
  // The more a selector says, the more it counts; then the later one.
  found.sort((a, b) => a.weight - b.weight || a.order - b.order);
  return new Map(found.flatMap(({ body }) => readBody(body)));
}

function weightOf(compounds: readonly Compound[]): number {
  return compounds.reduce((sum, { name, classes }) => sum + 100 * classes.length + (name === '' ? 0 : 1), 0);
}

function matches(compounds: readonly Compound[], chain: readonly Seen[]): boolean {
  let wanted = compounds.length - 1;
  for (let i = chain.length - 1; i >= 0 && wanted >= 0; i--) {
    const [compound, element] = [compounds[wanted], chain[i]];
    if (compound && element && fits(compound, element)) wanted--;
    // The last compound is about the element itself.
    else if (wanted === compounds.length - 1) return false;
  }
  return wanted < 0;
}

function fits({ name, classes }: Compound, element: Seen): boolean {
  return (name === '' || name === element.name) && classes.every((one) => element.classes.has(one));
}

/**
 * The rules of our own style sheet, whose selectors are lists of names and classes and nothing else, by what the last part of
 * the selector begins with: `text`, `.pill`. They are read no further: a picture needs few of them.
 */
function readRules(css: string): ReadonlyMap<string, readonly Rule[]> {
  const rules = new Map<string, Rule[]>();
  let order = 0;
  for (const block of css.split('}')) {
    const [selectors = '', body = ''] = block.split('{');
    for (const one of selectors.split(',')) {
      const selector = one.trim();
      const key = /^\.?[\w-]+/.exec(selector.slice(selector.lastIndexOf(' ') + 1))?.[0];
      if (key === undefined) continue;
      const rule = { selector, body, order: order++ };
      const others = rules.get(key);
      if (others) others.push(rule);
      else rules.set(key, [rule]);
    }
  }
  return rules;
}

function readBody(body: string): [property: string, value: string][] {
  return body.split(';').flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  });
}

function readCompound(text: string): Compound {
  const [name = '', ...classes] = text.split('.');
  return { name, classes };
}

function fontVariables(fonts: Fonts): [string, string][] {
  return [
    ['--hs-font', fonts.family],
    ['--hs-code-font', fonts.codeFamily],
    ['--hs-size', `${String(fonts.size)}px`],
  ];
}
