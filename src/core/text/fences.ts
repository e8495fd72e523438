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

/** The language of a fence: the first word behind its opening marks, as it is written. */
export function fenceLanguage(fence: Fence): string {
  return /^\S*/.exec(fence.info)?.[0] ?? '';
}

/** The fences whose first word is exactly `tcp`. */
export function tcpFences(text: string): Fence[] {
  return text.includes('tcp') ? fences(text).filter((fence) => fenceLanguage(fence) === 'tcp') : [];
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
  readonly mark: string;
  readonly length: number;
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
/** A line that a paragraph goes on with: it is neither blank nor a heading, nor the line under one. */
const PARAGRAPH_GOES_ON = /^(?! {0,3}(?:#{1,6}(?:\s|$)|-+[ \t]*$|=+[ \t]*$))\s*\S/;

/** HTML blocks whose content is no Markdown up to their own end, blank lines or not (CommonMark §4.6, kinds 1 and 2). */
const HTML_BLOCKS: readonly (readonly [start: RegExp, end: RegExp])[] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
];

/** Goes through the lines and keeps track of the quotes and lists that are open, as CommonMark's own algorithm does. */
class Scanner {
  readonly #lines: Lines;
  readonly #found: Fence[] = [];
  #containers: Container[] = [];
  #fence: OpenFence | undefined;
  /** Whether the line before is text of a paragraph, which an empty list item does not interrupt. */
  #paragraph = false;
  #html: { readonly end: RegExp; readonly depth: number } | undefined;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  run(): Fence[] {
    for (let line = 0; line < this.#lines.count; line++) this.#visit(line, this.#lines.line(line));
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
    if (this.#html !== undefined) {
      const { end, depth } = this.#html;
      if (matched < depth || end.test(text)) this.#html = undefined;
      if (matched >= depth) return;
    }
    this.#open(line, text, column);
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
    const rest = text.slice(column);
    const closing = new RegExp(`^ {0,3}${fence.mark}{${String(fence.length)},}[ \\t]*$`);
    if (closing.test(rest)) {
      this.#close(fence, line, line + 1, true);
      return;
    }
    let start = column;
    while (start - column < fence.indent && text[start] === ' ') start++;
    fence.columns.push(start);
    fence.texts.push(text.slice(start));
  }

  /** Takes up new quotes and lists, then a fence or an HTML block if one begins here. */
  #open(line: number, text: string, from: number): void {
    let column = from;
    for (;;) {
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
    this.#openFence(line, text.slice(column));
  }

  #openFence(line: number, rest: string): void {
    const opening = OPENING.exec(rest);
    if (opening === null) {
      this.#paragraph = this.#paragraph ? PARAGRAPH_GOES_ON.test(rest) : PARAGRAPH.test(rest);
      const html = HTML_BLOCKS.find(([start]) => start.test(rest));
      if (html !== undefined && !html[1].test(rest)) this.#html = { end: html[1], depth: this.#containers.length };
      return;
    }
    this.#paragraph = false;
    const [, indent = '', marks = '', info = ''] = opening;
    this.#fence = {
      line,
      mark: marks.charAt(0),
      length: marks.length,
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
  const begins = [OPENING, QUOTE, ...HTML_BLOCKS.map(([start]) => start)].some((start) => start.test(rest));
  return !begins && !ITEM.test(rest) && PARAGRAPH_GOES_ON.test(rest);
}

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

/** The column behind `width` columns of indentation, where a tab goes to the next multiple of 4; undefined without them. */
function skipIndent(text: string, column: number, width: number): number | undefined {
  let done = 0;
  let at = column;
  for (; done < width; at++) {
    if (text[at] === ' ') done++;
    else if (text[at] === '\t') done += TAB - (tabbed(text, at) % TAB);
    else return undefined;
  }
  return at;
}

const TAB = 4;

/** The width of what stands before column `to`, with its tabs. */
function tabbed(text: string, to: number): number {
  let width = 0;
  for (let i = 0; i < to; i++) width += text[i] === '\t' ? TAB - (width % TAB) : 1;
  return width;
}

/** The width of a list marker and the blanks behind it; of five columns of blanks or more only one is the marker's. */
function itemWidth(text: string, column: number, item: RegExpExecArray): number {
  const marker = item[2]?.length ?? 0;
  const end = column + item[0].length;
  const blanks = tabbed(text, end) - tabbed(text, column + marker);
  return marker + (blanks >= 1 && blanks <= TAB && end < text.length ? blanks : 1);
}

function prefixOf(container: Container): string {
  return container.kind === 'quote' ? '> ' : ' '.repeat(container.width);
}
