/**
 * Text as Markdown takes it inside a line, a table cell for instance: it is shown as it stands, and nothing of it
 * becomes emphasis, a link, code, HTML or the end of the cell.
 */
export function markdownText(text: string): string {
  return text
    .replace(BLANKS, ' ')
    .trim()
    .replace(PUNCTUATION, (character) => `\\${character}`)
    .replace(AUTOLINK, (link) => link.replace(/[:.@]/, (mark) => ENTITIES[mark] ?? mark));
}

// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const BLANKS = /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/**
 * What can begin or end something in a line of Markdown, on GitHub too: `~` strikes out, `$` is mathematics. An
 * underscore between letters or digits, as in `SYN_SENT`, does nothing.
 */
const PUNCTUATION = /[\\`*[\]<>|~$&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** What GitHub and markdown-it's linkify turn into a link without any mark of Markdown's: one of its marks is written as an entity. */
const AUTOLINK = /\b(?:[a-z][a-z0-9+.-]*:(?=\S)|www\.)|@(?=\w)|\w\.(?=[a-z]{2})/gi;

const ENTITIES: Readonly<Record<string, string>> = { ':': '&#58;', '.': '&#46;', '@': '&#64;' };
