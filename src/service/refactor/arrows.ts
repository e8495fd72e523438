import type { Delivery, SegmentStatement } from '../../core/notation/syntax.ts';
import type { TextEdit } from '../../core/text/place.ts';
import type { SegmentLine } from './statements.ts';

const RIGHT: Readonly<Record<Delivery, string>> = { delivered: '->', lost: '-x', sent: '->...', arrived: '...->' };
const LEFT: Readonly<Record<Delivery, string>> = { delivered: '<-', lost: 'x-', sent: '...<-', arrived: '<-...' };

/** The edit that gives a segment another arrow. */
export function changeArrow(segment: SegmentLine, to: { delivery?: Delivery; mirrored?: boolean }): TextEdit {
  const { statement, line, unit } = segment;
  const delivery = to.delivery ?? statement.delivery;
  const arrow = (to.mirrored ?? statement.mirrored) ? LEFT[delivery] : RIGHT[delivery];
  const { from, to: end } = statement.arrow;
  const text = unit.analysis.lines.line(line);
  const before = from > 0 && !/\s/.test(text[from - 1] ?? '') ? ' ' : '';
  const behind = end < text.length && !/\s/.test(text[end] ?? '') ? ' ' : '';
  return { line, from, to: end, text: `${before}${arrow}${behind}` };
}

/** Whether a segment with this delivery was sent on its own line. */
export function isSent(statement: SegmentStatement): boolean {
  return statement.delivery !== 'arrived';
}
