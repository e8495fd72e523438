/** Text of a file as it may stand in a line on a terminal: control characters and line breaks are shown, not sent. */
export function printable(text: string): string {
  return text.replace(INVISIBLE, escaped);
}

/** The same for a text of several lines, whose line breaks and tabs are meant. */
export function printableLines(text: string): string {
  return text.replace(INVISIBLE, (character) => (/[\t\n\r]/.test(character) ? character : escaped(character)));
}

/** Control characters, line separators, and what turns the direction of the text round it. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
