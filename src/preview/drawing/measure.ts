import type { Face, Fonts, Measure } from '../../core/picture/index.ts';

let context: CanvasRenderingContext2D | null = null;
let cache = new Map<string, number>();

/** Texts whose widths are kept; a diagram that is scrolled through has new ones all the time. */
const KEPT = 4000;

/** Measures in the fonts of the page. */
export const measureIn =
  (fonts: () => Fonts): Measure =>
  (text, face) =>
    textWidth(text, cssFont(face, fonts()));

/** A font as the value of CSS's `font`. */
function cssFont({ kind, size, bold }: Face, { family, codeFamily }: Fonts): string {
  return `${bold ? '600 ' : ''}${String(size)}px ${kind === 'code' ? codeFamily : family}`;
}

function textWidth(text: string, font: string): number {
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
