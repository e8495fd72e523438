/**
 * Text of an author's as one line that anybody may look at, in a terminal, a hover or a picture: what is invisible and acts
 * on what stands round it is shown instead. A control character becomes its picture (`␛`), a line separator, a control of
 * C1 or one that turns the direction of the text becomes its number (`⟦U+202E⟧`).
 */
export function printable(text: string): string {
  return text.replace(ACTING, shown);
}

/** The same for a text of several lines, whose line breaks and tabs are meant. */
export function printableLines(text: string): string {
  return text.replace(ACTING, (character) => (/[\t\n\r]/.test(character) ? character : shown(character)));
}

/** JSON in which these characters are escaped as JSON has it: whoever parses it gets them back. */
export function printableJson(json: string): string {
  if (!NOT_ASCII.test(json)) return json;
  return json.replace(ACTING, (character) =>
    /[\t\n\r]/.test(character) ? character : `\\u${hexadecimal(character).toLowerCase()}`,
  );
}

/** Most JSON has nothing beside these, which is found out in a tenth of the time. */
const NOT_ASCII = /[^\n\x20-\x7e]/;

/** Control characters, line separators, and the controls of Unicode's bidirectional algorithm (Annex #9, §2). */
// Spelled out: classes of Unicode take longer to make than a short text takes to be looked through.
const ACTING =
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

function shown(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : `⟦U+${hexadecimal(character)}⟧`;
}

function hexadecimal(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}
