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
  const phases: PhaseLines[] = [];
  for (const step of unit.analysis.trace(diagram).steps) {
    if (step.kind !== 'segment' || step.phase === null) continue;
    const last = phases.at(-1);
    if (last?.phase === step.phase) {
      phases[phases.length - 1] = { ...last, endLine: step.line + 1, segments: last.segments + 1 };
    } else {
      phases.push({ phase: step.phase, line: step.line, endLine: step.line + 1, segments: 1 });
    }
  }
  return phases;
}
