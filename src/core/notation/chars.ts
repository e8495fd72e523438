/**
 * What the characters of the notation are. Names may be in any script, so everything that is no known punctuation or
 * blank is a letter; and a Chinese or Japanese keyboard types full-width twins of the ASCII punctuation, so a
 * character is compared after `fold`.
 */

/** ASCII letters. */
export const ALPHA = 1;
/** `0` to `9`. */
export const DIGIT = 2;
/** `_`, and the letters, digits and marks of all other scripts. */
export const OTHER_WORD = 4;
/** What a name or a symbol is made of. */
export const WORD = ALPHA | DIGIT | OTHER_WORD;
/** Blanks within a line, and the byte order mark. */
export const BLANK = 8;
/** What can begin an arrow, `x` apart. */
export const ARROW = 16;
/** What may stand between two items of a segment, blanks apart: commas, and brackets around them. */
export const SEPARATOR = 32;

/** Code units that the notation's own words are spelled with. */
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const PERCENT = 0x25;
export const OPEN = 0x28;
export const CLOSE = 0x29;
export const STAR = 0x2a;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const ZERO = 0x30;
export const NINE = 0x39;
export const COLON = 0x3a;
export const SEMICOLON = 0x3b;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const AT = 0x40;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const UNDERSCORE = 0x5f;
export const LOWER_X = 0x78;
export const UPPER_X = 0x58;
export const BAR = 0x7c;
export const RIGHT_ARROW = 0x2192;
export const LEFT_ARROW = 0x2190;
export const ELLIPSIS = 0x2026;

/** Whether a code unit is an ASCII letter: arithmetic is quicker than the table, and most letters are. */
export function isLetter(unit: number): boolean {
  return ((unit | 32) - 97) >>> 0 < 26;
}

/** The character that stands for this one in the notation: the ASCII twin of a full-width form, a quote for `“`, … */
export function fold(unit: number): number {
  return unit < 128 ? unit : foldWide(unit);
}

/** Characters that keyboards and word processors put where ASCII is meant. */
const TWINS: ReadonlyMap<number, number> = new Map(
  Object.entries({
    ' ': '\u3000',
    ',': '、',
    '<': '《〈',
    '>': '》〉',
    '[': '【〔',
    ']': '】〕',
    '-': '\u2212\u2013\u2014',
    '*': '×',
    '"': '“”„‟',
    '→': '⟶⇒⟹➔➜',
    '←': '⟵⇐⟸',
  }).flatMap(([twin, forms]) => [...forms].map((form) => [form.charCodeAt(0), twin.charCodeAt(0)] as const)),
);

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_OFFSET = 0xfee0;

function foldWide(unit: number): number {
  if (unit >= FULL_WIDTH_FIRST && unit <= FULL_WIDTH_LAST) return unit - FULL_WIDTH_OFFSET;
  return TWINS.get(unit) ?? unit;
}

/** `text` with every character folded; the same length. */
export function foldText(text: string): string {
  if (!hasWide(text)) return text;
  let folded = '';
  for (let i = 0; i < text.length; i++) folded += String.fromCharCode(fold(text.charCodeAt(i)));
  return folded;
}

function hasWide(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 128) return true;
  return false;
}

/** Ranges of code units above ASCII that are no letters; the full-width forms have the class of their twins. */
const PUNCTUATION: readonly (readonly [number, number])[] = [
  [0x80, 0xa9], // C1 controls and Latin-1 punctuation
  [0xab, 0xb4],
  [0xb6, 0xb9],
  [0xbb, 0xbf],
  [0xd7, 0xd7],
  [0xf7, 0xf7],
  [0x2010, 0x206f], // general punctuation; the joiners U+200C and U+200D are part of words
  [0x2190, 0x22ff], // arrows, mathematical operators
  [0x2300, 0x23ff],
  [0x2500, 0x25ff],
  [0x2794, 0x27bf],
  [0x27f0, 0x27ff],
  [0x2900, 0x2bff],
  [0x3001, 0x3003],
  [0x3008, 0x3020],
  [0x3030, 0x3030],
  [0x30fb, 0x30fb],
  [0xfe10, 0xfe1f],
  [0xfe30, 0xfe6f],
  [0xff5f, 0xff65],
  [0xffe0, 0xffff],
];

const BLANKS = [
  0x09, 0x0b, 0x0c, 0x20, 0x85, 0xa0, 0x1680, 0x200e, 0x200f, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff,
];

function classes(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(OTHER_WORD, 0x80);
  for (const [first, last] of PUNCTUATION) table.fill(0, first, last + 1);
  for (const unit of BLANKS) table[unit] = BLANK;
  table.fill(BLANK, 0x2000, 0x200b + 1);
  table.fill(DIGIT, ZERO, NINE + 1);
  table.fill(ALPHA, 0x41, 0x5a + 1);
  table.fill(ALPHA, 0x61, 0x7a + 1);
  table[UNDERSCORE] = OTHER_WORD;
  for (const unit of [MINUS, EQUALS, LESS, GREATER, DOT, RIGHT_ARROW, LEFT_ARROW, ELLIPSIS]) table[unit] = ARROW;
  for (const unit of [COMMA, OPEN, CLOSE]) table[unit] = SEPARATOR;
  for (let unit = FULL_WIDTH_FIRST; unit <= FULL_WIDTH_LAST; unit++) {
    const twin = table[unit - FULL_WIDTH_OFFSET] ?? 0;
    table[unit] = (twin & WORD) !== 0 ? OTHER_WORD | (twin === DIGIT ? DIGIT : ALPHA) : twin;
  }
  for (const [unit, twin] of TWINS) table[unit] = table[twin] ?? 0;
  return table;
}

/** The class of a character, by its UTF-16 code unit: one load for any script. */
export const CLASS = classes();
