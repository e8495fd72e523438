import { FLAG_NAMES } from './flags.ts';

/**
 * Short words as small numbers: five bits a letter, in any case, so that a word is known without cutting it out of the
 * text. Six letters fill 30 bits.
 */
export const LONGEST_PACKED = 6;

/** `packed` with one letter more. */
export function packLetter(packed: number, unit: number): number {
  return (packed << 5) | (unit & 31);
}

/** An ASCII word of at most six letters as a number. */
export function pack(word: string): number {
  let packed = 0;
  for (let i = 0; i < word.length; i++) packed = packLetter(packed, word.charCodeAt(i));
  return packed;
}

/** The fields of a segment, in the order of the documentation. The number of a field is its index. */
export const FIELD_NAMES = [
  'seq',
  'ack',
  'len',
  'win',
  'urg',
  'mss',
  'wscale',
  'sackok',
  'sack',
  'ts',
  'tfo',
  'data',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** What a short word means in a segment: `NO_WORD`, a flag's number, a field's number with `FIELD_WORD` added, or both. */
export const NO_WORD = 0;
/** In a word's meaning: the bits of the flag's number plus one. */
export const FLAG_PART = 15;
/** In a word's meaning: the field's number plus one is shifted this far. */
export const FIELD_SHIFT = 4;

const SLOTS = 256;
const KEYS = new Int32Array(SLOTS);
const MEANINGS = new Uint8Array(SLOTS);

function slot(packed: number): number {
  return (packed ^ (packed >>> 9) ^ (packed >>> 17)) & (SLOTS - 1);
}

function define(word: string, meaning: number): void {
  const packed = pack(word);
  let at = slot(packed);
  while (KEYS[at] !== 0 && KEYS[at] !== packed) at = (at + 1) & (SLOTS - 1);
  KEYS[at] = packed;
  MEANINGS[at] = (MEANINGS[at] ?? 0) | meaning;
}

FLAG_NAMES.forEach((name, index) => {
  define(name, index + 1);
});
FIELD_NAMES.forEach((name, index) => {
  define(name, (index + 1) << FIELD_SHIFT);
});

/** What a packed word means in a segment; `ack` and `urg` are both a flag and a field. */
export function meaningOf(packed: number): number {
  let at = slot(packed);
  for (;;) {
    const key = KEYS[at] as number;
    if (key === packed) return MEANINGS[at] as number;
    if (key === 0) return NO_WORD;
    at = (at + 1) & (SLOTS - 1);
  }
}
