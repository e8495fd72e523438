import { template } from '../../findings/codes.ts';
import type { DiagramState } from '../state.ts';

/** A lifeline that nothing uses; it is drawn all the same. */
export function participantUnused(state: DiagramState): void {
  state.participants.list.forEach(({ declared, line, name }, index) => {
    if (!declared || state.used[index] === true) return;
    state.report({
      code: 'participant-unused',
      line,
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
      message: { template: template('participant-unused', 'unused'), args: { name: state.names.text(name) } },
      reason: null,
      related: [],
      fixes: [],
    });
  });
}
