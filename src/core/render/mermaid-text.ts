import { printableLines } from '../text/printable.ts';

/**
 * Text as Mermaid takes it: whatever stands in a name, a note or a label comes out of Mermaid's own parser as the same
 * text, and nothing of it is read as syntax, as a directive or as markup (versions 9 to 12).
 *
 * Mermaid ends a statement at `;`, starts a comment at `#` and a directive at `%%{` wherever they stand, takes `wrap:` at
 * the beginning for an order and `$$x$$` for a formula; it reads HTML entities written `#60;`, and decodes them by putting
 * placeholders made of U+FB02, `°`, `¶` and `ß` into the text. Such a character is written as an entity, and all others as
 * they are: people go on with the text. Control characters, which neither a label nor an SVG file can hold, are shown.
 */
export function mermaidText(text: string): string {
  return printableLines(text.replace(LINE_BREAK, '\n').replaceAll('\t', ' '))
    .replace(NO_CHARACTER, ' ')
    .replace(LONE_SURROGATE, '\ufffd')
    .trim()
    .replace(
      text.search(STYLES) >= 0 ? HARMFUL_IN_STYLES : HARMFUL,
      (character) => `#${String(character.codePointAt(0))};`,
    )
    .replaceAll('\n', '<br/>');
}

/** The same for a place that takes one line: a title, a participant's label. */
export function mermaidLine(text: string): string {
  return mermaidText(text.replace(LINE_BREAK, ' '));
}

/**
 * What Mermaid knows a participant by: its name, where every version takes that, else one as near to it as can be.
 * `taken` says that another one has an id already.
 */
export function mermaidId(name: string, taken: (id: string) => boolean): string {
  let id = (PLAIN_ID.test(name) ? name : inId(name))
    .replace(KEYWORD, '$&_')
    .replace(STYLES, (word) => word.charAt(0).toUpperCase() + word.slice(1));
  // Up to version 10, participants are kept as the properties of an object.
  while (taken(id) || id in Object.prototype) id += '_';
  return id;
}

const LINE_BREAK = /\r\n?|[\n\u2028\u2029]/g;

/** The two code points that no XML file may hold, besides controls. */
const NO_CHARACTER = /[\ufffe\uffff]/g;

const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/** Behind these words, Mermaid takes the `;` of an entity away that a colon leads to without a blank. */
const STYLES = /style|classDef/g;

/**
 * What Mermaid would read as something else, each by its own rule; the first characters of its placeholders; and blanks
 * that are none of ASCII and invisible characters, which would be lost.
 */
const HARM = [
  ...['[;#<]', '(?<=%%)\\{', '(?<=\\$)\\$', '&(?=[A-Za-z#])', '(?<=^:?(?:no)?wrap):', '(?<=^):(?=(?:no)?wrap:)'],
  ...['[\ufb02\u00b6]', '[\u00ad\u200b-\u200d\u2060-\u206f\ufeff]', '[^\\S \\n]'],
];
const HARMFUL = new RegExp(HARM.join('|'), 'gu');
const HARMFUL_IN_STYLES = new RegExp([...HARM, ':'].join('|'), 'gu');

const PLAIN_ID = /^[A-Za-z_]\w*$/;

/** Hyphens stand inside a word, and not before an `x`: `-x` is an arrow. */
function inId(name: string): string {
  return name.replace(/-(?![\p{L}\p{N}])|-(?=[xX])|^-|[^\p{L}\p{N}\p{M}_.-]/gu, '_').replace(/^(?![\p{L}_])/u, '_');
}

/** A word that Mermaid takes for a keyword: up to what is no letter of ASCII. */
const KEYWORD =
  /^(?:participant|actor|create|destroy|box|as|loop|rect|opt|alt|else|par|par_over|and|critical|option|break|end|left|right|over|note|links?|properties|details|(?:de)?activate|title|accTitle|accDescr|sequenceDiagram|autonumber|off)(?![A-Za-z0-9_])/i;
