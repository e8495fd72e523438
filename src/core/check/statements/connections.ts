import { CLOSED, LISTEN, type State } from '../../tcp/states.ts';
import type { Connection, End } from '../connection.ts';
import type { DiagramState } from '../state.ts';

/** The connection that the participant was last about, or the one of this port. */
export function currentConnection(
  state: DiagramState,
  participant: number,
  port: number | null,
): Connection | undefined {
  let best: Connection | undefined;
  for (const connection of state.connections) {
    const end = endOf(connection, participant, port);
    if (end !== undefined && (best === undefined || connection.lastLine >= best.lastLine)) best = connection;
  }
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
  const preset = state.presets.findLast((candidate) => candidate.participant === participant);
  if (preset !== undefined) return preset.state;
  if (state.listening[participant] === true) return LISTEN;
  return state.participants.at(participant).role === 'server' ? LISTEN : CLOSED;
}
