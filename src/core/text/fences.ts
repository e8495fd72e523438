import { Lines } from './lines.ts';

/**
 * A fenced code block of a Markdown text (CommonMark 0.31 §4.5), wherever it stands: at the margin, indented, in a
 * block quote, in a list. Lines and columns are those of the Markdown text, from 0.
 */
export interface Fence {
  /** The line of the opening fence. */
  readonly line: number;
  /** The line behind the closing fence, or behind the last line where it is never closed. */
  readonly endLine: number;
  /** The first line of the content, and the line behind its last one. */
  readonly contentLine: number;
  readonly contentEnd: number;
  /** False where the text, or the quote or list around it, ends before the fence is closed. */
  readonly closed: boolean;
  /** What stands behind the opening backticks or tildes, trimmed. */
  readonly info: string;
  /** For each line of the content, the column where it starts behind quote marks and indentation. */
  readonly columns: readonly number[];
  /** What a line must begin with to stand in the same quote or list as the fence: `> `, or blanks. */
  readonly prefix: string;
  /** The content without quote marks and indentation, its lines joined by `\n`. */
  readonly text: string;
}

/**
 * Whether what stands behind the opening marks makes a fence a diagram: `tcp` in any case as its first word, with
 * attributes behind it in any of the usual ways (`tcp title="x"`, `tcp {…}`, `tcp{…}`, `tcp,x`, `tcp:f`), or attributes
 * that say so (`{.tcp}`, `{#fig .tcp}`, `{tcp}`), as Pandoc, MyST and Quarto have them. The grammar in `syntaxes/` says
 * the same.
 */
export function isTcpInfo(info: string): boolean {
  return TCP_INFO.test(info);
}

const TCP_INFO = /^\s*(?:tcp(?=[\s{,:]|$)|\{\s*tcp(?=[\s,}]|$)|\{(?:"[^"]*"|[^}"])*?(?<![^\s{,])\.tcp(?=[\s,.#}]|$))/i;

/** The fences that are diagrams. */
export function tcpFences(text: string): Fence[] {
  return /tcp/i.test(text) ? fences(text).filter(({ info }) => isTcpInfo(info)) : [];
}

/** Every fenced code block of a Markdown text, in order. */
export function fences(text: string): Fence[] {
  const scanner = new Scanner(new Lines(text));
  return scanner.run();
}

/** A block quote, or a list item with the columns that its content is indented by and, if nothing else stands there, the line of its mark. */
type Container = { readonly kind: 'quote' } | { readonly kind: 'item'; readonly width: number; readonly empty: number };

interface OpenFence {
  readonly line: number;
  readonly closing: RegExp;
  readonly indent: number;
  readonly info: string;
  readonly prefix: string;
  /** How many containers are around it. */
  readonly depth: number;
  readonly columns: number[];
  readonly texts: string[];
}

const OPENING = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
const QUOTE = /^ {0,3}>[ \t]?/;
/** A list mark; three of them in a line alone are a thematic break. */
const ITEM = /^(?! {0,3}([-*])[ \t]*(?:\1[ \t]*){2,}$)( {0,3}(?:[-+*]|\d{1,9}[.)]))(?:[ \t]+|$)/;

/** List marks that do not interrupt a paragraph (CommonMark §5.2): empty items, and numbers other than 1. */
const NO_INTERRUPTION = /^ {0,3}(?:(?:[-+*]|\d{1,9}[.)])[ \t]*$|(?!1[.)])\d)/;
/** A line that begins a paragraph: it is neither blank, nor indented as code is, nor a heading. */
const PARAGRAPH = /^ {0,3}(?!#{1,6}(?:\s|$)|([-*_])[ \t]*(?:\1[ \t]*){2,}$)\S/;
/** A line that a paragraph goes on with: it is neither blank nor a heading, nor the line under one, nor a thematic break. */
const PARAGRAPH_GOES_ON = /^(?! {0,3}(?:#{1,6}(?:\s|$)|-+[ \t]*$|=+[ \t]*$|([-*_])[ \t]*(?:\1[ \t]*){2,}$))\s*\S/;

const ATTRIBUTE = String.raw`\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:[^"'=<>\x60\x00-\x20]+|'[^']*'|"[^"]*"))?`;
const BLOCK_TAGS =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|' +
  'fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|' +
  'menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|' +
  'track|ul';

/** HTML blocks, whose content is no Markdown (CommonMark §4.6, kinds 1 to 7), and what their last line holds. */
const HTML_BLOCKS: readonly { readonly start: RegExp; readonly end: RegExp; readonly interrupts: boolean }[] = [
  html('<(?:script|pre|style|textarea)(?:[\\s>]|$)', /<\/(?:script|pre|style|textarea)>/i),
  html('<!--', /-->/),
  html('<\\?', /\?>/),
  html('<![a-z]', />/),
  html('<!\\[CDATA\\[', /\]\]>/),
  // These two end before a blank line.
  html(`</?(?:${BLOCK_TAGS})(?:\\s|/?>|$)`, /^\s*$/),
  html(`(?:<[a-z][a-z\\d-]*(?:${ATTRIBUTE})*\\s*/?>|</[a-z][a-z\\d-]*\\s*>)\\s*$`, /^\s*$/, false),
];

/** `interrupts`: whether such a block may begin in the line below a paragraph. */
function html(start: string, end: RegExp, interrupts = true): (typeof HTML_BLOCKS)[number] {
  return { start: new RegExp(`^ {0,3}${start}`, 'i'), end, interrupts };
}

/** Quotes and lists within each other, as deep as anything is looked for; others do not look deeper either. */
const MOST_CONTAINERS = 50;

/** Goes through the lines and keeps track of the quotes and lists that are open, as CommonMark's own algorithm does. */
class Scanner {
  readonly #lines: Lines;
  readonly #found: Fence[] = [];
  /** The line that is looked at, as it is; for each column of what it was expanded to its own one, null for the same. */
  #raw = '';
  #columns: readonly number[] | null = null;
  #containers: Container[] = [];
  #fence: OpenFence | undefined;
  /** Whether the line before is text of a paragraph, which an empty list item does not interrupt. */
  #paragraph = false;
  /** The HTML block that is open, and how many containers are around it. */
  #html: { readonly end: RegExp; readonly depth: number } | undefined;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  run(): Fence[] {
    for (let line = frontMatter(this.#lines); line < this.#lines.count; line++) {
      this.#raw = this.#lines.line(line);
      const { text, columns } = expanded(this.#raw);
      this.#columns = columns;
      this.#visit(line, text);
    }
    // A text that ends with a line break has an empty last line, which is not part of an open fence.
    const last = this.#lines.count - 1;
    const end = this.#lines.line(last) === '' ? last : last + 1;
    if (this.#fence !== undefined) this.#close(this.#fence, end, end, false);
    return this.#found;
  }

  #visit(line: number, text: string): void {
    const { matched, column } = this.#matchContainers(text, line);
    if (this.#fence !== undefined) {
      if (matched >= this.#fence.depth) {
        this.#content(this.#fence, line, text, column);
        return;
      }
      this.#close(this.#fence, line, line, false);
    }
    if (matched < this.#containers.length) {
      if (this.#paragraph && isLazy(text.slice(column))) return;
      this.#paragraph = false;
    }
    this.#containers.length = matched;
    if (this.#html === undefined || !this.#inHtml(this.#html, matched, text.slice(column)))
      this.#open(line, text, column);
  }

  /** Whether a line belongs to the HTML block that is open. */
  #inHtml({ end, depth }: { end: RegExp; depth: number }, matched: number, rest: string): boolean {
    const inside = matched >= depth;
    const ends = end.test(rest);
    if (!inside || ends) this.#html = undefined;
    return inside && !(ends && rest.trim() === '');
  }

  /** How many of the open containers this line continues, and the column behind their marks. */
  #matchContainers(text: string, line: number): { matched: number; column: number } {
    const limit = this.#fence?.depth ?? this.#containers.length;
    let column = 0;
    let matched = 0;
    for (const container of this.#containers.slice(0, limit)) {
      const next = continues(container, text, column, line);
      if (next === undefined) break;
      column = next;
      matched++;
    }
    return { matched, column };
  }

  #content(fence: OpenFence, line: number, text: string, column: number): void {
    if (fence.closing.test(text.slice(column))) {
      this.#close(fence, line, line + 1, true);
      return;
    }
    let start = column;
    while (start - column < fence.indent && text[start] === ' ') start++;
    const own = this.#columns?.[start] ?? start;
    fence.columns.push(own);
    fence.texts.push(this.#raw.slice(own));
  }

  /** Takes up new quotes and lists, then a fence or an HTML block if one begins here. */
  #open(line: number, text: string, from: number): void {
    let column = from;
    while (this.#containers.length < MOST_CONTAINERS) {
      const rest = text.slice(column);
      const quote = QUOTE.exec(rest);
      const item = quote === null && !(this.#paragraph && NO_INTERRUPTION.test(rest)) ? ITEM.exec(rest) : null;
      if (quote !== null) {
        this.#containers.push({ kind: 'quote' });
        column += quote[0].length;
        this.#paragraph = false;
      } else if (item !== null) {
        const width = itemWidth(text, column, item);
        const empty = rest.length === item[0].length ? line : NEVER;
        this.#containers.push({ kind: 'item', width, empty });
        this.#paragraph = false;
        column = Math.min(text.length, column + (item[2]?.length ?? 0));
        column = skipIndent(text, column, width - (item[2]?.length ?? 0)) ?? text.length;
      } else break;
    }
    if (this.#containers.length < MOST_CONTAINERS) this.#openFence(line, text.slice(column));
  }

  #openFence(line: number, rest: string): void {
    const opening = OPENING.exec(rest);
    if (opening === null) {
      const block = rest.includes('<')
        ? HTML_BLOCKS.find(({ start, interrupts }) => (interrupts || !this.#paragraph) && start.test(rest))
        : undefined;
      if (block === undefined) {
        this.#paragraph = this.#paragraph ? PARAGRAPH_GOES_ON.test(rest) : PARAGRAPH.test(rest);
        return;
      }
      this.#paragraph = false;
      if (!block.end.test(rest)) this.#html = { end: block.end, depth: this.#containers.length };
      return;
    }
    this.#paragraph = false;
    const [, indent = '', marks = '', info = ''] = opening;
    this.#fence = {
      line,
      closing: new RegExp(`^ {0,3}${marks.charAt(0)}{${marks.length},}[ \\t]*$`),
      indent: indent.length,
      info: info.trim(),
      prefix: this.#containers.map(prefixOf).join('') + indent,
      depth: this.#containers.length,
      columns: [],
      texts: [],
    };
  }

  #close(fence: OpenFence, contentEnd: number, endLine: number, closed: boolean): void {
    const { line, info, prefix } = fence;
    const count = contentEnd - line - 1;
    this.#found.push({
      line,
      endLine,
      contentLine: line + 1,
      contentEnd,
      closed,
      info,
      columns: fence.columns.slice(0, count),
      prefix,
      text: fence.texts.slice(0, count).join('\n'),
    });
    this.#fence = undefined;
  }
}

const NEVER = -2;

/** Whether a line goes on with the paragraph before it though it lacks the marks of the quote or list around that. */
function isLazy(rest: string): boolean {
  const begins = OPENING.test(rest) || QUOTE.test(rest) || ITEM.test(rest);
  if (begins || !PARAGRAPH_GOES_ON.test(rest)) return false;
  return !rest.includes('<') || !HTML_BLOCKS.some(({ start, interrupts }) => interrupts && start.test(rest));
}

/**
 * The number of lines that YAML front matter takes, 0 where there is none. A line of hyphens with anything but `key:`
 * below it is a thematic break, with which slides begin.
 */
function frontMatter(lines: Lines): number {
  if (!RULER.test(lines.line(0)) || lines.count < 3 || !/^["'\w][^:]*:(?:\s|$)/.test(lines.line(1))) return 0;
  for (let line = 2; line < lines.count; line++) if (RULER.test(lines.line(line))) return line + 1;
  return 0;
}

/** What stands above and below front matter. */
const RULER = /^-{3}[ \t]*$/;

/** The column behind the container's mark if the line continues it; an item may begin with one empty line, not with two. */
function continues(container: Container, text: string, column: number, line: number): number | undefined {
  const rest = text.slice(column);
  if (container.kind === 'quote') {
    const quote = QUOTE.exec(rest);
    return quote === null ? undefined : column + quote[0].length;
  }
  if (rest.trim() === '' && container.empty === line - 1) return undefined;
  if (rest.trim() === '') return Math.min(text.length, column + container.width);
  return skipIndent(text, column, container.width);
}

/** The column behind `width` columns of indentation; undefined without them. */
function skipIndent(text: string, column: number, width: number): number | undefined {
  for (let at = column; at < column + width; at++) if (text[at] !== ' ') return undefined;
  return column + width;
}

const TAB = 4;

/** The width of a list marker and the blanks behind it; of five columns of blanks or more only one is the marker's. */
function itemWidth(text: string, column: number, item: RegExpExecArray): number {
  const marker = item[2]?.length ?? 0;
  const blanks = item[0].length - marker;
  return marker + (blanks >= 1 && blanks <= TAB && column + item[0].length < text.length ? blanks : 1);
}

/**
 * A line with the tabs among its indentation and marks as the blanks that they stand for, up to the next multiple of 4:
 * a quote or an item may take a part of a tab. What is in front of all words is enough.
 */
function expanded(raw: string): { text: string; columns: readonly number[] | null } {
  const marks = raw.includes('\t') ? (/^[ \t>*+\-\d.)]*/.exec(raw)?.[0].length ?? 0) : 0;
  if (!raw.slice(0, marks).includes('\t')) return { text: raw, columns: null };
  const columns: number[] = [];
  let text = '';
  for (let at = 0; at < marks; at++) {
    if (raw[at] !== '\t') {
      columns.push(at);
      text += raw[at] ?? '';
      continue;
    }
    const width = TAB - (text.length % TAB);
    // What is left of a tab that an item has taken a part of is no content.
    for (let i = 0; i < width; i++) columns.push(i === 0 ? at : at + 1);
    text += ' '.repeat(width);
  }
  for (let at = marks; at <= raw.length; at++) columns.push(at);
  return { text: text + raw.slice(marks), columns };
}

function prefixOf(container: Container): string {
  return container.kind === 'quote' ? '> ' : ' '.repeat(container.width);
}
