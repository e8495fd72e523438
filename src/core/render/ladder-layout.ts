import { printable } from '../text/printable.ts';
import { displayWidth, padEndTo } from '../text/width.ts';

/** A row of a ladder before anything is measured. */
export type LadderRow =
  | { readonly kind: 'names'; readonly left: string; readonly right: string }
  | {
      readonly kind: 'step';
      readonly number: number;
      readonly left: string;
      readonly right: string;
      readonly arrows: readonly [string, string];
      /** What stands between the arrows, in units that are not to be broken. */
      readonly middle: readonly string[];
    }
  | { readonly kind: 'remark'; readonly where: 'left' | 'middle' | 'right'; readonly text: string };

/** Columns of the ladder in characters; everything is counted from the left margin. */
interface Columns {
  readonly number: number;
  readonly left: number;
  readonly middle: number;
  readonly right: number;
  readonly total: number;
}

/** Lays the rows out in lines of `width` columns at most, and puts the title below, as RFCs do with their figures. */
export function layOutLadder(rows: readonly LadderRow[], title: string, width: number): string {
  const shown = rows.map(rowAsShown);
  const columns = measure(shown, Math.max(width, LEAST_WIDTH));
  const blocks = shown.map((row) => layOutRow(row, columns));
  if (title !== '') blocks.push(wrap(words(asShown(title)), columns.total).map((line) => centred(line, columns.total)));
  return blocks.map((lines) => `${lines.map((line) => line.trimEnd()).join('\n')}\n`).join('\n');
}

function rowAsShown(row: LadderRow): LadderRow {
  switch (row.kind) {
    case 'names':
      return { ...row, left: asShown(row.left), right: asShown(row.right) };
    case 'step':
      return { ...row, left: asShown(row.left), right: asShown(row.right), middle: row.middle.map(asShown) };
    case 'remark':
      return { ...row, text: asShown(row.text) };
  }
}

/** A control character would spoil the columns, and more than that on a terminal. */
const asShown = (text: string): string => printable(text.replace(/[\t\n\r]/g, ' '));

/** Two columns of state names, two arrows, and room for one number between them. */
const LEAST_WIDTH = 48;
/** An arrow and the blanks around it. */
const ARROW = 5;

function measure(rows: readonly LadderRow[], width: number): Columns {
  const steps = rows.filter((row) => row.kind === 'step');
  const widest = (texts: readonly string[]): number =>
    texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
  const number = String(steps.length).length + 3;
  const left = widest(steps.map((row) => row.left));
  const right = widest(steps.map((row) => row.right));
  const room = Math.max(width - number - left - right - 2 * ARROW, 8);
  const middle = Math.min(room, widest(steps.map((row) => row.middle.join(''))));
  return { number, left, middle, right, total: number + left + middle + right + 2 * ARROW };
}

function layOutRow(row: LadderRow, columns: Columns): string[] {
  switch (row.kind) {
    case 'names':
      return names(row.left, row.right, columns);
    case 'step':
      return step(row, columns);
    case 'remark':
      return remark(row.text, row.where, columns);
  }
}

/** The right name stands over its states, or, if it is too long for that, ends where they end. */
function names(left: string, right: string, columns: Columns): string[] {
  const margin = ' '.repeat(columns.number);
  const start = Math.min(columns.total - columns.right, columns.total - displayWidth(right));
  if (columns.number + displayWidth(left) + 2 <= start) return [padEndTo(margin + left, start) + right];
  return [
    ...wrap(words(left), columns.total - columns.number).map((line) => margin + line),
    ...wrap(words(right), columns.total - columns.number).map((line) => flushRight(line, columns.total)),
  ];
}

function step(row: Extract<LadderRow, { kind: 'step' }>, columns: Columns): string[] {
  const [first = '', ...more] = wrap(row.middle, columns.middle);
  const head = padEndTo(`${String(row.number)}.`, columns.number) + padEndTo(row.left, columns.left);
  const line = `${head} ${padEndTo(row.arrows[0], 3)} ${padEndTo(first, columns.middle)} ${padEndTo(row.arrows[1], 3)} ${row.right}`;
  const indent = ' '.repeat(columns.number + columns.left + ARROW);
  return [line, ...more.map((rest) => indent + rest)];
}

function remark(text: string, where: 'left' | 'middle' | 'right', columns: Columns): string[] {
  const margin = ' '.repeat(columns.number);
  const lines = wrap(words(text), columns.total - columns.number);
  if (where === 'left') return lines.map((line) => margin + line);
  if (where === 'middle') return lines.map((line) => centred(line, columns.total));
  const start = columns.total - columns.right;
  return lines.map((line) =>
    displayWidth(line) <= columns.right ? ' '.repeat(start) + line : flushRight(line, columns.total),
  );
}

function centred(line: string, width: number): string {
  return ' '.repeat(Math.max(0, (width - displayWidth(line)) >> 1)) + line;
}

function flushRight(line: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(line))) + line;
}

/** Where a text may be broken: behind blanks, and behind wide characters, which are written without blanks. */
function words(text: string): string[] {
  return text.match(/[^\s\u2e80-\u{3ffff}]+\s*|[\u2e80-\u{3ffff}]\s*|\s+/gu) ?? [];
}

/** Puts the units into lines of at most `width` columns; a unit that is longer than a line is broken, between words if it can be. */
function wrap(units: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const unit of units) {
    for (const piece of pieces(unit, width)) {
      if (displayWidth((line + piece).trimEnd()) > width) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += line === '' ? piece.trimStart() : piece;
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

function pieces(unit: string, width: number): string[] {
  const fits = (text: string): boolean => displayWidth(text.trimEnd()) <= width;
  if (fits(unit)) return [unit];
  return words(unit).flatMap((word) => (fits(word) ? [word] : [...word]));
}
