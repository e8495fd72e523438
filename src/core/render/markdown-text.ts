import { printable } from '../text/printable.ts';

/**
 * Text as Markdown takes it inside a line, a table cell for instance: it is shown as it stands, and nothing of it
 * becomes emphasis, a link, code, HTML or the end of the cell.
 */
export function markdownText(text: string): string {
  return printable(text.replace(BLANKS, ' ').trim())
    .replace(PUNCTUATION, (character) => `\\${character}`)
    .replace(LINK_MARK, (mark) => ENTITIES[mark] ?? mark);
}

const BLANKS = /\s+/g;

/**
 * What can begin or end something in a line of Markdown, on GitHub too: `~` strikes out, `$` is mathematics. An
 * underscore between letters or digits, as in `SYN_SENT`, does nothing.
 */
const PUNCTUATION = /[\\`*[\]<>|~$&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/**
 * What makes a link of a bare address, for GitHub and for markdown-it: `http://…`, `//localhost/…`, `www.…`, `example.com`,
 * `me@example.com`.
 */
const LINK_MARK = /:(?=\S)|(?<!:)\/(?=\/\S)|(?<=\S)[.@](?=[\p{L}\p{N}])/gu;

const ENTITIES: Readonly<Record<string, string>> = { ':': '&#58;', '/': '&#47;', '.': '&#46;', '@': '&#64;' };
