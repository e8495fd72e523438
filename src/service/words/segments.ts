import type { Phase } from '../../core/check/trace.ts';
import type { Delivery } from '../../core/notation/syntax.ts';

/** What happens to a segment on its way; nothing is said where it simply arrives. */
export const DELIVERY_SENTENCES: Readonly<Record<Exclude<Delivery, 'delivered'>, string>> = {
  lost: 'It is lost on the way.',
  sent: 'It is still on its way.',
  arrived: 'It arrives now; line {line} sent it.',
};

/** Where a segment stands in the story of its connection. */
export const PHASE_TITLES: Readonly<Record<Phase, string>> = {
  handshake: 'Handshake, step {step} of 3',
  close: 'Close, step {step} of 4',
  data: 'Data',
  reset: 'Reset',
};

/** The same without a step. */
export const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  handshake: 'Handshake',
  close: 'Close',
  data: 'Data',
  reset: 'Reset',
};
