import { ARROWS, strictLine } from '../../core/notation/strict.ts';
import type { Delivery, SegmentStatement } from '../../core/notation/syntax.ts';
import type { TextEdit } from '../../core/text/place.ts';
import type { SegmentLine } from './statements.ts';

/** The edit that gives a segment another arrow. */
export function changeArrow(segment: SegmentLine, to: { delivery?: Delivery; mirrored?: boolean }): TextEdit {
  const { statement, line, unit } = segment;
  const delivery = to.delivery ?? statement.delivery;
  const mirrored = to.mirrored ?? statement.mirrored;
  const arrow = ARROWS[delivery][mirrored ? 1 : 0];
  const { from, to: end } = statement.arrow;
  const text = unit.analysis.lines.line(line);
  if (statement.loose) {
    // Its words may stand in the arrow.
    const changed = strictLine(withArrow(statement, delivery, mirrored), text, unit.analysis.names);
    return { line, from: 0, to: text.length, text: changed };
  }
  const before = from > 0 && !/\s/.test(text[from - 1] ?? '') ? ' ' : '';
  const behind = end < text.length && !/\s/.test(text[end] ?? '') ? ' ' : '';
  return { line, from, to: end, text: `${before}${arrow}${behind}` };
}

/** The segment with another arrow; its other members are read through. */
function withArrow(statement: SegmentStatement, delivery: Delivery, mirrored: boolean): SegmentStatement {
  return Object.create(statement, { delivery: { value: delivery }, mirrored: { value: mirrored } }) as SegmentStatement;
}

/** Whether a segment with this delivery was sent on its own line. */
export function isSent(statement: SegmentStatement): boolean {
  return statement.delivery !== 'arrived';
}
