import type { Fix } from '../findings/finding.ts';
import { LINES_AHEAD, LINES_BACK, type Surroundings } from './explain/trial.ts';
import { DiagramReader } from './reader.ts';
import { finding, isGrave } from './report.ts';
import type { RawFinding } from './state.ts';

const CAPTURE = 'option capture';

/** Whether a finding may be there because a packet capture is not read as one. */
export function mayBeCaptured(found: RawFinding): boolean {
  // Of what was never sent a capture may not have seen it; a number that is off looks the same.
  return isGrave(found) && found.code !== 'ack-unsent';
}

/**
 * What is wrong on a line that has a time, as those around it have, and is right, as they are, as soon as they are read as a
 * capture: then that is what they are. Null where it is not so.
 */
export function captureUnsaid(wrong: number, around: Surroundings): RawFinding | null {
  const { statementOf, textOf } = around;
  const statement = statementOf(wrong);
  if (statement.kind !== 'segment' || statement.time === null) return null;
  const place = { from: statement.timeSpan.from, to: statement.timeSpan.to };
  const from = Math.max(0, wrong - LINES_BACK);
  const start = around.before(from);
  if (start === null) return null;
  const state = around.trying(start);
  state.settings = { ...state.settings, capture: 'anywhere' };
  state.wordless = true;
  let right = true;
  let clocked = false;
  state.report = (found) => {
    right &&= !isGrave(found);
  };
  const reader = new DiagramReader(state, textOf);
  const end = Math.min(wrong + LINES_AHEAD + 1, around.count);
  for (let line = from; line < end && right; line++) {
    const next = statementOf(line);
    if (next.kind === 'segment') {
      right &&= next.time !== null;
      // Whoever makes up times makes up whole seconds.
      clocked ||= (next.time ?? 0) % 1e6 !== 0;
    }
    reader.read(line, next);
  }
  if (!right || !clocked) return null;
  const at = state.connections[0]?.firstLine ?? wrong;
  const fix: Fix = {
    title: { template: 'Insert {text}', args: { text: CAPTURE } },
    edits: [{ line: at, from: 0, to: 0, text: `${CAPTURE}\n` }],
  };
  return finding('capture-unsaid', 'unsaid', wrong, place, { option: CAPTURE }, { fixes: [fix] });
}
