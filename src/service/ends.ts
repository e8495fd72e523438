import type { TcbView } from '../core/check/trace.ts';
import type { StateName } from '../core/notation/syntax.ts';
import type { Unit } from './unit.ts';

/** The state of a participant after the lines above a line; undefined where nothing has happened to it yet. */
export function stateBefore(unit: Unit, line: number, name: string): StateName | undefined {
  const { analysis } = unit;
  const first = (analysis.diagramAt(line) ?? analysis.diagramAt(line - 1))?.line ?? 0;
  for (let at = line - 1; at >= first; at--) {
    const step = analysis.step(at);
    if (step === undefined) continue;
    if (step.kind === 'state') {
      const asserted = step.asserted.find((assertion) => assertion.name === name);
      if (asserted !== undefined) return asserted.state;
    }
    if (step.kind !== 'segment' && step.kind !== 'action') continue;
    const tcb: TcbView | undefined = step.kind === 'segment' ? step.tcbs[name] : undefined;
    if (tcb !== undefined) return tcb.state;
    if (Object.hasOwn(step.states, name)) return step.states[name]?.[1];
  }
  return undefined;
}
