import { displayWidth } from '../text/width.ts';

/** Fonts of the picture, as CSS values without variables. */
export interface Fonts {
  readonly family: string;
  readonly codeFamily: string;
  readonly size: number;
}

/** One font of the picture. */
export interface Face {
  readonly kind: 'text' | 'code';
  readonly size: number;
  readonly bold: boolean;
}

/** The width of one line of text in unscaled pixels. */
export type Measure = (text: string, face: Face) => number;

/** A measure that measures each text once: a label is asked for when there is room to be made, when it is broken, and when it is drawn. */
export function remembered(measure: Measure): Measure {
  const known = new Map<string, number>();
  return (text, face) => {
    const key = `${face.kind} ${face.size} ${face.bold} ${text}`;
    let width = known.get(key);
    if (width === undefined) known.set(key, (width = measure(text, face)));
    return width;
  };
}

/** The text, cut and ended by `…` where it is wider than `most`. */
export function shorten(text: string, face: Face, most: number, measure: Measure): string {
  if (measure(text, face) <= most) return text;
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${characters.slice(0, middle).join('')}…`, face) <= most) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('')}…`;
}

/** Lines that one line of a label is broken into at most. */
const MOST_LINES = 8;

/** The text in lines no wider than `most`, broken at blanks, or inside of a word that is too long by itself. */
export function wrap(text: string, face: Face, most: number, measure: Measure): string[] {
  if (measure(text, face) <= most) return [text];
  const lines: string[] = [];
  let line = '';
  const put = (piece: string): void => {
    const longer = line + piece;
    if (line === '' || measure(longer.trimEnd(), face) <= most) line = longer;
    else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  };
  for (const [word] of text.matchAll(/\s*\S+/g)) {
    if (measure(word.trimStart(), face) <= most) put(word);
    else for (const character of word) put(character);
  }
  lines.push(line);
  if (lines.length <= MOST_LINES) return lines;
  const rest = lines.slice(MOST_LINES - 1).join(' ');
  return [...lines.slice(0, MOST_LINES - 1), shorten(rest, face, most, measure)];
}

/** The width of the longest word: less than it no line can have without breaking a word. */
export function longestWord(text: string, face: Face, measure: Measure): number {
  return text.split(/\s+/).reduce((widest, word) => Math.max(widest, measure(word, face)), 0);
}

/**
 * The fonts of pictures in files. Every system has one of these, or one of the same widths: Arial, Liberation Sans and
 * Arimo have those of Helvetica, Liberation Mono and Cousine those of Courier.
 */
export const FILE_FONTS: Fonts = {
  family:
    "Helvetica, Arial, 'Liberation Sans', Arimo, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
  codeFamily: "'Courier New', 'Liberation Mono', Cousine, Courier, 'Noto Sans Mono CJK SC', monospace",
  size: 13,
};

/** The widths of U+0020 to U+007E in Helvetica, in thousandths of the size of the font (Adobe font metrics). */
const HELVETICA = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
] as const;
/** Letters of Courier, and what is not in the table: half an em, and an em for what takes two columns. */
const COURIER = 600;
const OTHER = 560;
/** Bold letters are a little wider; and a system without these fonts takes wider ones. */
const BOLD = 1.07;
const SLACK = 1.06;

/** Measures by a table, so that a picture is the same wherever it is drawn. */
export const measureByTable: Measure = (text, { kind, size, bold }) => {
  let width = 0;
  for (const character of text) {
    const known = HELVETICA[(character.codePointAt(0) ?? 0) - 0x20];
    const columns = known === undefined ? displayWidth(character) : 1;
    if (columns === 2) width += 1000;
    else if (columns === 1) width += kind === 'code' ? COURIER : (known ?? OTHER);
  }
  return ((width * size) / 1000) * (bold ? BOLD : 1) * SLACK;
};
