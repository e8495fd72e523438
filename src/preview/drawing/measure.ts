/** Fonts of the picture, as CSS `font` values without variables. */
export interface Fonts {
  readonly family: string;
  readonly codeFamily: string;
  readonly size: number;
}

let context: CanvasRenderingContext2D | null = null;
let cache = new Map<string, number>();

/** Texts whose widths are kept; a diagram that is scrolled through has new ones all the time. */
const KEPT = 4000;

/** The width of one line of text in unscaled pixels. */
export function textWidth(text: string, font: string): number {
  const key = `${font}\n${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return text.length * 8;
  context.font = font;
  const { width } = context.measureText(text);
  if (cache.size >= KEPT) cache = new Map();
  cache.set(key, width);
  return width;
}

/** The text, cut and ended by `…` where it is wider than `most`. */
export function shorten(text: string, font: string, most: number): string {
  if (textWidth(text, font) <= most) return text;
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textWidth(`${characters.slice(0, middle).join('')}…`, font) <= most) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('')}…`;
}
