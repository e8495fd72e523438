import type { Position, Range, TextEdit as LspEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../core/check/analysis.ts';
import type { Place, TextEdit } from '../core/text/place.ts';

/** Where the text of a unit stands in its document. */
export interface Frame {
  /** The line of the document that is the unit's line 0. */
  readonly line: number;
  /** For each line of the unit, the column of the document where it starts; null where all start at 0. */
  readonly columns: readonly number[] | null;
  /** What a new line must begin with to stand in the same quote or list; '' at the margin. */
  readonly prefix: string;
}

/** The frame of a unit that is a whole document. */
export const WHOLE: Frame = { line: 0, columns: null, prefix: '' };

/** A line and a column of a unit's own text. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/**
 * A text that is analysed as one: a whole `.tcp` document, or the content of one `tcp` fence of a Markdown document.
 * This is the one place where the places of the core and the positions of a document are turned into each other.
 */
export class Unit {
  readonly analysis: Analysis;
  readonly frame: Frame;

  constructor(analysis: Analysis, frame: Frame) {
    this.analysis = analysis;
    this.frame = frame;
  }

  /** The unit with another analysis of its text. */
  with(analysis: Analysis): Unit {
    return new Unit(analysis, this.frame);
  }

  /** The first line of the document that belongs to this unit. */
  get startLine(): number {
    return this.frame.line;
  }

  /** The line of the document behind the unit's last one. */
  get endLine(): number {
    const columns = this.frame.columns;
    return this.frame.line + (columns === null ? this.analysis.lines.count : columns.length);
  }

  /** Whether a line of the document belongs to this unit. */
  holds(line: number): boolean {
    return line >= this.startLine && line < this.endLine;
  }

  /** The unit's line for a line of the document, kept within the unit. */
  lineOf(documentLine: number): number {
    return Math.max(0, Math.min(documentLine - this.frame.line, this.analysis.lines.count - 1));
  }

  /** The place in this unit of a position of the document; one beside the text of its line counts as its start or end. */
  spot(position: Position): Spot {
    const line = this.lineOf(position.line);
    const column = Math.min(position.character - this.#indent(line), this.analysis.lines.length(line));
    return { line, column: Math.max(0, column) };
  }

  /** The position in the document of a column of a line; a column behind the line break stands on a later line. */
  position(line: number, column: number): Position {
    const lines = this.analysis.lines;
    if (column <= lines.length(line)) return { line: this.frame.line + line, character: this.#indent(line) + column };
    let at = line;
    let rest = column;
    while (at + 1 < lines.count && lines.start(at) + rest >= lines.start(at + 1)) {
      rest -= lines.start(at + 1) - lines.start(at);
      at++;
    }
    return { line: this.frame.line + at, character: this.#indent(at) + rest };
  }

  /** The range in the document of a place of this unit. */
  range(place: Place): Range {
    return { start: this.position(place.line, place.from), end: this.position(place.line, place.to) };
  }

  /** The range in the document of the lines `from` (inclusive) to `to` (exclusive), from the first character to the last. */
  linesRange(from: number, to: number): Range {
    const last = Math.max(from, to - 1);
    const lines = this.analysis.lines;
    return { start: this.position(from, 0), end: this.position(last, lines.length(last)) };
  }

  /** An edit of this unit's text as one of the document; new lines get what keeps them in the unit. */
  edit(edit: TextEdit): LspEdit {
    return { range: this.range(edit), newText: this.framed(edit.text) };
  }

  /** A text of several lines as it must stand in the document, from the second line on. */
  framed(text: string): string {
    return this.frame.prefix === '' ? text : text.replace(/\n/g, `\n${this.frame.prefix}`);
  }

  #indent(line: number): number {
    return this.frame.columns?.[line] ?? 0;
  }
}
