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
  let [code, line, endLine, segments] = ['', 0, 0, 0];
  const end = (): void => {
    const phase = PHASES[code];
    if (phase !== undefined) found.push({ phase, line, endLine, segments });
  };
  for (const [index, next] of lines.entries()) {
    const character = phases.charAt(index);
    if (PHASES[character] === undefined) continue;
    if (character !== code) {
      end();
      [code, line, segments] = [character, next, 0];
    }
    segments++;
    endLine = next + 1;
  }
  end();
  return found;
}

/** The characters of an overview. */
const PHASES: Readonly<Partial<Record<string, Phase>>> = { h: 'handshake', d: 'data', c: 'close', r: 'reset' };
