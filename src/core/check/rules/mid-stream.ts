import type { Span } from '../../text/place.ts';
import { report } from '../report.ts';
import type { DiagramState } from '../state.ts';

/** A connection whose first segment is no SYN; where `state` lines set it there, its author knows. */
export function midStream(state: DiagramState, arrow: Span): void {
  const { connection, line } = state.transit;
  if (connection?.midStream !== true || connection.firstLine !== line) return;
  const { left, right } = connection;
  if ([left, right].some(({ participant }) => state.presets.of(participant).length > 0)) return;
  report(state, 'mid-stream', 'picked', line, arrow, {});
}
