import { report, WHOLE_LINE } from '../report.ts';
import type { DiagramState } from '../state.ts';

/** A lifeline that nothing uses; it is drawn all the same. */
export function participantUnused(state: DiagramState): void {
  for (let index = 0; index < state.participants.count; index++) {
    const { declared, line, name } = state.participants.at(index);
    if (!declared || state.isUsed(index)) continue;
    report(state, 'participant-unused', 'unused', line, WHOLE_LINE, { name: state.names.text(name) });
  }
}
