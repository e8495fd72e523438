import { dataUnacknowledged } from './data-unacknowledged.ts';
import { finUnacknowledged } from './fin-unacknowledged.ts';
import { halfOpen } from './half-open.ts';
import { handshakeIncomplete } from './handshake-incomplete.ts';
import { inFlightAtEnd } from './in-flight-at-end.ts';
import { neverClosed } from './never-closed.ts';
import { replyMissing } from './reply-missing.ts';
import type { EndRule } from '../rule.ts';

/** Every observation at the end of a diagram. */
export const END_RULES: readonly EndRule[] = [
  replyMissing,
  handshakeIncomplete,
  halfOpen,
  finUnacknowledged,
  neverClosed,
  dataUnacknowledged,
  inFlightAtEnd,
];
