import { ACK, RST, SYN } from '../tcp/flags.ts';
import { CLOSED, ESTABLISHED, LISTEN, type State, SYN_RECEIVED, SYN_SENT } from '../tcp/states.ts';
import type { Participant } from './trace.ts';

/** What is known of an end before its first segment. */
export interface Prior {
  readonly role: Participant['role'];
  /** Set by `state`, `listen`, `open` or `crash`; null where none of them spoke. */
  readonly preset: State | null;
}

/**
 * The states of sender and receiver before the first segment of a connection: as declared or set, and else by the
 * segment itself. Who sends a SYN was CLOSED, who gets one was LISTEN; any other segment is in mid-stream.
 */
export function startingStates(flags: number, sender: Prior, receiver: Prior): readonly [State, State] {
  const opens = (flags & (SYN | ACK | RST)) === SYN;
  const answers = (flags & (SYN | ACK | RST)) === (SYN | ACK);
  const fallback: readonly [State, State] = opens
    ? [CLOSED, LISTEN]
    : answers
      ? [SYN_RECEIVED, SYN_SENT]
      : [ESTABLISHED, ESTABLISHED];
  return [start(sender, receiver, fallback[0], opens), start(receiver, sender, fallback[1], opens)];
}

function start(own: Prior, other: Prior, fallback: State, opens: boolean): State {
  if (own.preset !== null) return own.preset;
  // The other end was set into the middle of a connection, so this end is there too, whatever its role.
  if ((other.preset ?? CLOSED) >= ESTABLISHED && !opens) return ESTABLISHED;
  if (own.role === 'client') return CLOSED;
  return own.role === 'server' ? LISTEN : fallback;
}
