import type { Suggestion } from './analysis.ts';
import type { DiagramState } from './state.ts';

/** What may stand on the next line, the most likely first. */
export function suggest(state: DiagramState): readonly Suggestion[] {
  void state;
  return [];
}
