import { FIELD_NAMES } from './fields.ts';
import { FLAG_NAMES } from './flags.ts';

/**
 * The words of a segment as numbers: five bits a letter, in any case, so that a short word is known without cutting it out
 * of the text. Six letters fill 30 bits; a longer word is looked up by its text.
 */
export const LONGEST_PACKED = 6;

/** `packed` with one letter more. */
export function packLetter(packed: number, unit: number): number {
  return (packed << 5) | (unit & 31);
}

/** An ASCII word of at most six letters as a number. */
function pack(word: string): number {
  let packed = 0;
  for (let i = 0; i < word.length; i++) packed = packLetter(packed, word.charCodeAt(i));
  return packed;
}

/** What a word means in a segment: `NO_WORD`, a flag's number, a field's number shifted, or both (`ack` and `urg`). */
export const NO_WORD = 0;
/** In a word's meaning: the bits of the flag's number plus one. */
export const FLAG_PART = 255;
/** In a word's meaning: the field's number plus one is shifted this far. */
export const FIELD_SHIFT = 8;

const MEANING_BY_WORD = new Map<string, number>();
FLAG_NAMES.forEach((name, index) => {
  define(name.toLowerCase(), index + 1);
});
FIELD_NAMES.forEach((name, index) => {
  define(name, (index + 1) << FIELD_SHIFT);
});

function define(word: string, meaning: number): void {
  MEANING_BY_WORD.set(word, (MEANING_BY_WORD.get(word) ?? 0) | meaning);
}

const SHORT = [...MEANING_BY_WORD].filter(([word]) => word.length <= LONGEST_PACKED);
const LONGEST = Math.max(...[...MEANING_BY_WORD.keys()].map((word) => word.length));

/** A hash table with open addressing, at most a quarter full. */
const SLOTS = 2 ** Math.ceil(Math.log2(Math.max(64, SHORT.length * 4)));
const KEYS = new Int32Array(SLOTS);
const MEANINGS = new Int32Array(SLOTS);
for (const [word, meaning] of SHORT) {
  const packed = pack(word);
  let at = slot(packed);
  while (KEYS[at] !== 0) at = (at + 1) & (SLOTS - 1);
  KEYS[at] = packed;
  MEANINGS[at] = meaning;
}

function slot(packed: number): number {
  return (packed ^ (packed >>> 9) ^ (packed >>> 17)) & (SLOTS - 1);
}

/** What a packed word of at most six letters means in a segment. */
export function meaningOfPacked(packed: number): number {
  let at = slot(packed);
  for (;;) {
    const key = KEYS[at] as number;
    if (key === packed) return MEANINGS[at] as number;
    if (key === 0) return NO_WORD;
    at = (at + 1) & (SLOTS - 1);
  }
}

/** What the letters `text[from..to)` mean in a segment, if they are too many to be packed. */
export function meaningOfLong(text: string, from: number, to: number): number {
  if (to - from > LONGEST) return NO_WORD;
  return MEANING_BY_WORD.get(text.slice(from, to).toLowerCase()) ?? NO_WORD;
}
