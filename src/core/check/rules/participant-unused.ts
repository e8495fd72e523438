import { report, WHOLE_LINE } from '../report.ts';
import type { DiagramState } from '../state.ts';

/** A lifeline that nothing uses; it is drawn all the same. */
export function participantUnused(state: DiagramState): void {
  state.participants.list.forEach(({ declared, line, name }, index) => {
    if (!declared || state.isUsed(index)) return;
    report(state, 'participant-unused', 'unused', line, WHOLE_LINE, { name: state.names.text(name) });
  });
}
