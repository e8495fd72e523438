/**
 * The bytes of a text in UTF-8, one unit a byte, so that stretches of them compare as strings. A lone surrogate becomes
 * the replacement character.
 */
export function utf8(text: string): string {
  let bytes = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? character : encode(point >= 0xd800 && point < 0xe000 ? REPLACEMENT : point);
  }
  return bytes;
}

const REPLACEMENT = 0xfffd;

/** A code point of two bytes or more: the lead says how many follow, and each of these holds six bits. */
function encode(point: number): string {
  const tail = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
  if (point < 0x800) return String.fromCharCode(0xc0 | (point >> 6), tail(0));
  if (point < 0x10000) return String.fromCharCode(0xe0 | (point >> 12), tail(6), tail(0));
  return String.fromCharCode(0xf0 | (point >> 18), tail(12), tail(6), tail(0));
}
