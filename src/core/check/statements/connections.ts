import { CLOSED, LISTEN, type State } from '../../tcp/states.ts';
import type { Connection, End } from '../connection.ts';
import type { DiagramState } from '../state.ts';

/** The index of the connection that the participant was last about, or of the one of this port; −1 for none. */
export function currentConnection(state: DiagramState, participant: number, port: number | null): number {
  const current = state.current.at(participant) ?? -1;
  const connection = state.connections[current];
  if (connection === undefined || endOf(connection, participant, port) !== undefined) return current;
  // Of another port.
  let best = -1;
  let lastLine = -Infinity;
  state.connections.forEach((connection, index) => {
    if (connection.lastLine < lastLine || endOf(connection, participant, port) === undefined) return;
    best = index;
    ({ lastLine } = connection);
  });
  return best;
}

/** The end of a connection that a participant (with this port) has; undefined for none. */
export function endOf(connection: Connection, participant: number, port: number | null): End | undefined {
  const { left, right } = connection;
  if (left.participant === participant && (port === null || left.port === port)) return left;
  if (right.participant === participant && (port === null || right.port === port)) return right;
  return undefined;
}

/** The state of an endpoint without a connection: what was set, or what its role says. */
export function idleState(state: DiagramState, participant: number): State {
  const preset = state.presets.of(participant).at(-1);
  if (preset !== undefined) return preset.state;
  if (state.listening.at(participant) === true) return LISTEN;
  return state.participants.at(participant).role === 'server' ? LISTEN : CLOSED;
}
