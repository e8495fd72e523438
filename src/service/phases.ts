import type { Diagram } from '../core/check/analysis.ts';
import type { Phase } from '../core/check/trace.ts';
import type { Unit } from './unit.ts';

/** Lines of a diagram that belong to one phase of the story: `line` (inclusive) to `endLine` (exclusive). */
export interface PhaseLines {
  readonly phase: Phase;
  readonly line: number;
  readonly endLine: number;
  readonly segments: number;
}

/** The phases of a diagram in order; lines between two segments of one phase belong to it. */
export function phasesOf(diagram: Diagram, unit: Unit): PhaseLines[] {
  const { lines, phases } = unit.analysis.overview(diagram);
  const found: PhaseLines[] = [];
  lines.forEach((line, index) => {
    const phase = PHASES[phases.charAt(index)];
    if (phase === undefined) return;
    const last = found.at(-1);
    if (last?.phase === phase) {
      found[found.length - 1] = { ...last, endLine: line + 1, segments: last.segments + 1 };
    } else {
      found.push({ phase, line, endLine: line + 1, segments: 1 });
    }
  });
  return found;
}

/** The characters of an overview. */
const PHASES: Readonly<Partial<Record<string, Phase>>> = { h: 'handshake', d: 'data', c: 'close', r: 'reset' };
