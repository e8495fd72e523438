import { CLOSED, LISTEN, type State } from '../../tcp/states.ts';
import type { Connection, End } from '../connection.ts';
import type { DiagramState } from '../state.ts';

/** An end of a connection, and which one it is. */
export interface OwnEnd {
  /** The index of the connection. */
  readonly index: number;
  readonly side: 0 | 1;
  readonly connection: Connection;
  readonly end: End;
}

/** The end that a participant (with this port) has in the connection that was last spoken of; null for none. */
export function currentEnd(state: DiagramState, participant: number, port: number | null): OwnEnd | null {
  const index = state.current.at(participant) ?? -1;
  let current = ownEnd(state, index, participant, port);
  if (index < 0 || current !== null) return current;
  // Of another port.
  for (const own of endsOf(state, participant, port))
    if (current === null || own.connection.lastLine >= current.connection.lastLine) current = own;
  return current;
}

/** The end that a participant (with this port) has in each of its connections. */
export function* endsOf(state: DiagramState, participant: number, port: number | null): Generator<OwnEnd> {
  for (const index of state.connections.keys()) {
    const own = ownEnd(state, index, participant, port);
    if (own !== null) yield own;
  }
}

function ownEnd(state: DiagramState, index: number, participant: number, port: number | null): OwnEnd | null {
  const connection = state.connections[index];
  const isOwn = (end: End): boolean => end.participant === participant && (port === null || end.port === port);
  if (connection === undefined) return null;
  const { left, right } = connection;
  if (isOwn(left)) return { index, side: 0, connection, end: left };
  return isOwn(right) ? { index, side: 1, connection, end: right } : null;
}

/** The state of an endpoint without a connection: what was set, or what its role says. */
export function idleState(state: DiagramState, participant: number): State {
  const preset = state.presets.of(participant).at(-1);
  if (preset !== undefined) return preset.state;
  if (state.listening.at(participant) === true) return LISTEN;
  return state.participants.at(participant).role === 'server' ? LISTEN : CLOSED;
}
