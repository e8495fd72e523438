/**
 * Text as Mermaid takes it: whatever stands in a name, a note or a label comes out of Mermaid's own parser as the same
 * text, and nothing of it is read as syntax, as a directive or as markup.
 *
 * Mermaid ends a statement at `;`, starts a comment at `#` and a directive at `%%{` wherever they stand; it reads HTML
 * entities written `#60;`, and decodes them by putting placeholders made of U+FB02, `°`, `¶` and `ß` into the text. So
 * every character that is not known to be harmless is written as such an entity. Control characters, which neither a
 * label nor an SVG file can hold, become blanks.
 */
export function mermaidText(text: string): string {
  return text
    .replace(LINE_BREAK, '\n')
    .replace(UNPRINTABLE, ' ')
    .replace(LONE_SURROGATE, '\ufffd')
    .trim()
    .replace(HARMFUL, (character) => `#${String(character.codePointAt(0))};`)
    .replaceAll('\n', '<br/>');
}

/** The same for a place that takes one line: a title, a participant's label. */
export function mermaidLine(text: string): string {
  return mermaidText(text.replace(LINE_BREAK, ' '));
}

const LINE_BREAK = /\r\n?|[\n\u2028\u2029]/g;

/** C0 and C1 controls but for the line break, and the two code points that no XML file may hold. */
// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g;

const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/**
 * All but letters, digits, harmless punctuation and, above ASCII, everything that is neither a placeholder of Mermaid's
 * nor a blank or an invisible character.
 */
const HARMFUL =
  /[^\nA-Za-z0-9 _.,+=()[\]\-/*!?'"|@^~\u00a1-\u{10ffff}]|[\u00a7\u00ad\u00b0\u00b6\u00df\ufb02\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[^\S \n]/gu;
