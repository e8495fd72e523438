import { template } from '../../findings/codes.ts';
import type { Span } from '../../text/place.ts';
import type { Passage } from '../segments.ts';
import type { DiagramState } from '../state.ts';

/** A connection whose first segment is no SYN; where `state` lines set it there, its author knows. */
export function midStream(state: DiagramState, { connection, line }: Passage, arrow: Span): void {
  if (connection?.midStream !== true || connection.firstLine !== line) return;
  const { left, right } = connection;
  if (state.presets.some(({ participant }) => participant === left.participant || participant === right.participant))
    return;
  state.report({
    code: 'mid-stream',
    line,
    from: arrow.from,
    to: arrow.to,
    message: { template: template('mid-stream', 'picked'), args: {} },
    reason: null,
    related: [],
    fixes: [],
  });
}
