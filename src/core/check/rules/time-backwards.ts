import type { Span } from '../../text/place.ts';
import { replace, report } from '../report.ts';
import type { DiagramState } from '../state.ts';

/** Lines are read in their order: one that is earlier than the line above is out of place, or its clock was set back. */
export function checkTime(state: DiagramState, time: number, timeSpan: Span, line: number): void {
  const { time: before } = state;
  state.time = time;
  if (time >= before) return;
  const fix = replace(line, timeSpan, `@${seconds(before)}`);
  report(state, 'time-backwards', 'earlier', line, timeSpan, { by: seconds(before - time) }, { fixes: [fix] });
}

/** Microseconds as seconds, with as many digits as they need. */
function seconds(time: number): string {
  return (time / 1_000_000).toFixed(6).replace(/\.?0+$/, '');
}
