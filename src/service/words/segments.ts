import type { Phase } from '../../core/check/trace.ts';

/** Where a segment stands in the story of its connection. */
export const PHASE_TITLES: Readonly<Record<Phase, string>> = {
  handshake: 'Handshake, step {step} of 3',
  close: 'Close, step {step} of 4',
  data: 'Data',
  reset: 'Reset',
};
