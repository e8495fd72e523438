import { Lines } from '../text/lines.ts';
import { Names } from '../text/names.ts';
import type { TextEdit } from '../text/place.ts';
import { displayWidth } from '../text/width.ts';
import { foldText } from './chars.ts';
import { COLUMNS, type Row, rowOf, trim } from './format-row.ts';
import { LineParser } from './parser.ts';
import type { Statement } from './syntax.ts';

/** How lines are written. */
export interface FormatOptions {
  /** What a line inside a block of Mermaid's (`loop` … `end`) is indented by. */
  readonly indent: string;
}

export const FORMAT_DEFAULTS: FormatOptions = { indent: '  ' };

/** A line, taken apart. */
interface Piece {
  readonly row: Row;
  /** How deep in Mermaid's blocks the line stands. */
  readonly depth: number;
  /** With its `#` or `//`; '' without one. */
  readonly comment: string;
}

/** A cell that is wider than this does not push the cells of the other lines to the right. */
const WIDEST_CELL = 32;
const COMMENT_GAP = 2;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * The edits that put the lines `from` (inclusive) to `to` (exclusive) in order: the parts of neighbouring segments stand
 * in columns, keywords and names of fields are in lower case, flags in upper case with commas between, punctuation is
 * ASCII. Nothing is changed that would be read otherwise, and lines with problems are left alone. Applying the edits
 * and formatting again gives no edits. Lines around the range have a say in its columns, but are not edited.
 */
export function formatLines(
  lines: Lines,
  from = 0,
  to: number = lines.count,
  options: FormatOptions = FORMAT_DEFAULTS,
): TextEdit[] {
  const first = blockStart(lines, from);
  const pieces = piecesOf(lines, first, blockEnd(lines, to));
  const texts = layOut(pieces, options);
  const edits: TextEdit[] = [];
  for (let line = Math.max(from, 0); line < Math.min(to, lines.count); line++) {
    const text = texts[line - first];
    if (text === undefined || text === null) continue;
    const edit = lineEdit(line, lines.line(line), text);
    if (edit !== null) edits.push(edit);
  }
  return edits;
}

/** A whole text, formatted. */
export function formatText(text: string, options: FormatOptions = FORMAT_DEFAULTS): string {
  const lines = new Lines(text);
  let formatted = '';
  let done = 0;
  for (const edit of formatLines(lines, 0, lines.count, options)) {
    const start = lines.start(edit.line);
    formatted += text.slice(done, start + edit.from) + edit.text;
    done = start + edit.to;
  }
  return formatted + text.slice(done);
}

/** The line of the diagram that `line` belongs to, or the first one: from there its depth and its columns can be told. */
function blockStart(lines: Lines, line: number): number {
  let start = Math.min(Math.max(line, 0), lines.count);
  while (start > 0 && !/^\s*(?:diagram|sequenceDiagram)\b/i.test(lines.line(start))) start--;
  return start;
}

/** The line behind the last one that stands in columns with the line before `line`. */
function blockEnd(lines: Lines, line: number): number {
  let end = Math.min(Math.max(line, 0), lines.count);
  while (end < lines.count && trim(lines.line(end)) !== '') end++;
  return end;
}

function piecesOf(lines: Lines, from: number, to: number): Piece[] {
  const parser = new LineParser(new Names());
  const pieces: Piece[] = [];
  let depth = 0;
  for (let line = from; line < to; line++) {
    const text = lines.line(line);
    const statement = parser.parse(text, 0, text.length);
    const block = blockWord(statement, text);
    if (block === 'end' || block === 'between') depth = Math.max(0, depth - 1);
    if (statement.kind === 'diagram') depth = 0;
    const { comment } = statement;
    pieces.push({
      row: rowOf(statement, text),
      depth,
      comment: comment === null ? '' : text.slice(comment.from, comment.to).trimEnd(),
    });
    if (block === 'begin' || block === 'between') depth++;
  }
  return pieces;
}

const BLOCKS: Readonly<Record<string, 'begin' | 'between' | 'end'>> = {
  loop: 'begin',
  alt: 'begin',
  opt: 'begin',
  par: 'begin',
  par_over: 'begin',
  critical: 'begin',
  break: 'begin',
  rect: 'begin',
  box: 'begin',
  else: 'between',
  and: 'between',
  end: 'end',
};

/** What a line does to the blocks of Mermaid's that it stands in. */
function blockWord(statement: Statement, line: string): 'begin' | 'between' | 'end' | undefined {
  if (statement.kind !== 'ignored') return undefined;
  return BLOCKS[foldText(line.slice(statement.keyword.from, statement.keyword.to)).toLowerCase()];
}

/** The text of every line; null for those that are left alone. */
function layOut(pieces: readonly Piece[], options: FormatOptions): (string | null)[] {
  const runs: (string | null)[][] = [];
  forRuns(pieces, sameColumns, (run) => runs.push(runTexts(run, options)));
  const codes = runs.flat();
  const texts: (string | null)[][] = [];
  let at = 0;
  forRuns(pieces, bothCommented, (run) => {
    texts.push(withComments(run, codes.slice(at, at + run.length), options));
    at += run.length;
  });
  return texts.flat();
}

/** Calls `visit` for every longest run of pieces of which each belongs with the next. */
function forRuns(
  pieces: readonly Piece[],
  belong: (a: Piece, b: Piece) => boolean,
  visit: (run: readonly Piece[]) => void,
): void {
  let start = 0;
  for (let i = 0; i < pieces.length; i++) {
    const [piece, next] = [pieces[i], pieces[i + 1]];
    if (piece !== undefined && next !== undefined && belong(piece, next)) continue;
    visit(pieces.slice(start, i + 1));
    start = i + 1;
  }
}

/** Segments stand in the same columns until a blank line; notes, states and comments between them do not matter. */
function sameColumns(a: Piece, b: Piece): boolean {
  return !isBlank(a) && !isBlank(b) && a.depth === b.depth;
}

function isBlank({ row, comment }: Piece): boolean {
  return row.kind === 'text' && row.text === '' && comment === '';
}

/** Comments behind code on neighbouring lines stand below each other. */
function bothCommented(a: Piece, b: Piece): boolean {
  return isCommentedCode(a) && isCommentedCode(b);
}

function isCommentedCode({ row, comment }: Piece): boolean {
  return comment !== '' && row.kind !== 'kept' && !(row.kind === 'text' && row.text === '');
}

/** The texts of neighbouring lines without comments; null for those that are left alone. */
function runTexts(run: readonly Piece[], options: FormatOptions): (string | null)[] {
  const widths = COLUMNS.map((_, column) =>
    widest(
      run.map(({ row }) => cellWidth(row, column)),
      WIDEST_CELL,
    ),
  );
  return run.map(({ row, depth }) => {
    if (row.kind === 'kept') return null;
    const text = row.kind === 'segment' ? rowText(row.cells, widths) : row.text;
    return text === '' ? '' : options.indent.repeat(depth) + text;
  });
}

/** The greatest of the widths that are no greater than `most`. */
function widest(widths: readonly number[], most = Infinity): number {
  let greatest = 0;
  for (const width of widths) if (width <= most && width > greatest) greatest = width;
  return greatest;
}

function cellWidth(row: Row, column: number): number {
  return row.kind === 'segment' ? displayWidth(row.cells[column] ?? '') : 0;
}

/** The cells, each at its column or one blank behind the one before it. */
function rowText(cells: readonly string[], widths: readonly number[]): string {
  let text = '';
  let width = 0;
  let column = 0;
  for (const [index, cell] of cells.entries()) {
    if (cell !== '') {
      const at = text === '' ? column : Math.max(column, width + 1);
      text += ' '.repeat(at - width) + cell;
      width = at + displayWidth(cell);
    }
    const wide = widths[index] ?? 0;
    if (wide > 0) column += wide + 1;
  }
  return text;
}

function withComments(
  run: readonly Piece[],
  codes: readonly (string | null)[],
  options: FormatOptions,
): (string | null)[] {
  const column = widest(codes.map((code) => displayWidth(code ?? ''))) + COMMENT_GAP;
  return run.map(({ comment, depth }, index) => {
    const code = codes[index] ?? null;
    if (code === null || comment === '') return code;
    if (code === '') return options.indent.repeat(depth) + comment;
    return code + ' '.repeat(column - displayWidth(code)) + comment;
  });
}

/** The smallest edit that makes `text` of a line; null if it is that already. */
function lineEdit(line: number, before: string, wanted: string): TextEdit | null {
  const text = before.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK + wanted : wanted;
  if (before === text) return null;
  const most = Math.min(before.length, text.length);
  let from = 0;
  while (from < most && before.charCodeAt(from) === text.charCodeAt(from)) from++;
  let behind = 0;
  while (behind < most - from && before.at(-1 - behind) === text.at(-1 - behind)) behind++;
  return { line, from, to: before.length - behind, text: text.slice(from, text.length - behind) };
}
