/**
 * A line that may open a `tcp` fence, in any of its spellings. What truly is one is the server's business: this is how
 * a note without any is told apart without asking.
 */
export const MAY_OPEN_TCP = /^[ \t>*+\d.)-]*(?:`{3,}|~{3,})\s*(?:\{.*\.?)?tcp\b/im;

/** A line that opens or closes a fence of Markdown: its characters, and what stands behind them. */
const FENCE = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})(.*)$/;

/** Lines `from` (inclusive) to `to` (exclusive) of a note become other ones; both may be the number of its lines. */
export interface LineEdit {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/**
 * Puts a diagram into a note as a fence with blank lines around it: on the line of the cursor if that is blank, else
 * behind it; behind the fence that the cursor is in, if it is in one. Lines count from 0.
 */
export function fenceEdit(note: readonly string[], cursor: number, diagram: string): LineEdit {
  const behind = lineBehindFence(note, cursor);
  const blank = behind === undefined && isBlank(note[cursor]);
  const from = blank ? cursor : (behind ?? cursor + 1);
  const to = blank ? from + 1 : from;
  const fence = ['```tcp', ...diagram.trimEnd().split('\n'), '```'];
  const above = isBlank(note[from - 1]) ? [] : [''];
  const below = isBlank(note[to]) && to < note.length ? [] : [''];
  return { from, to, lines: [...above, ...fence, ...below] };
}

/** Puts a diagram among the lines of others: on the line of the cursor if that is blank, else behind it. Lines count from 0. */
export function diagramEdit(lines: readonly string[], cursor: number, diagram: string): LineEdit {
  const blank = isBlank(lines[cursor]);
  const end = cursor + 1 >= lines.length ? [''] : [];
  return { from: blank ? cursor : cursor + 1, to: cursor + 1, lines: [...diagram.trimEnd().split('\n'), ...end] };
}

/** The line behind the fence that a line is in, the number of lines where that is open to the end; undefined outside. */
function lineBehindFence(lines: readonly string[], line: number): number | undefined {
  let open: string | undefined;
  for (const [index, text] of lines.entries()) {
    if (open === undefined && index > line) return undefined;
    const [, marks = '', rest = ''] = FENCE.exec(text) ?? [];
    if (marks === '') continue;
    if (open === undefined) open = marks;
    else if (closes(open, marks, rest)) {
      if (index >= line) return index + 1;
      open = undefined;
    }
  }
  return open === undefined ? undefined : lines.length;
}

const closes = (open: string, marks: string, rest: string): boolean =>
  open.startsWith(marks.charAt(0)) && marks.length >= open.length && rest.trim() === '';

/** Whether there is nothing on a line, or no line. */
const isBlank = (line: string | undefined): boolean => (line ?? '').trim() === '';
