import { closest } from './closest.ts';

/** All that is to be known of a state but what it does in the protocol. */
export interface StateEntry {
  /** Spellings of netstat and of socket headers, with hyphens. */
  readonly spellings: readonly string[];
  /** What an end does in it, and what it waits for: an English template. */
  readonly text: string;
}

/**
 * The states of RFC 9293 §3.3.2, spelled as there, in the order in which a connection may pass through them. The reader,
 * completion, hover, the grammar of the editor and `docs/notation.md` are made of these rows.
 */
export const STATES = {
  CLOSED: { spellings: ['CLOSE'], text: 'There is no connection.' },
  LISTEN: { spellings: [], text: 'Waits for a SYN from any peer.' },
  'SYN-SENT': { spellings: [], text: 'Has sent a SYN and waits for the SYN of the peer.' },
  'SYN-RECEIVED': {
    spellings: ['SYN-RCVD', 'SYN-RECV'],
    text: 'Has received a SYN and sent its own; waits for the acknowledgment of its own.',
  },
  ESTABLISHED: { spellings: ['ESTAB'], text: 'The connection is open: data may go both ways.' },
  'FIN-WAIT-1': {
    spellings: ['FIN-WAIT1'],
    text: 'Has sent a FIN and waits for its acknowledgment, or for the FIN of the peer.',
  },
  'FIN-WAIT-2': {
    spellings: ['FIN-WAIT2'],
    text: 'Its FIN is acknowledged: the connection is half closed. Still takes data and waits for the FIN of the peer.',
  },
  'CLOSE-WAIT': {
    spellings: [],
    text: 'The peer has finished; waits for its own application to close. It may still send.',
  },
  CLOSING: {
    spellings: [],
    text: 'Both ends have sent a FIN at the same time; waits for the acknowledgment of its own.',
  },
  'LAST-ACK': {
    spellings: [],
    text: 'Both directions are finished; waits for the acknowledgment of its FIN.',
  },
  'TIME-WAIT': {
    spellings: [],
    text: 'Waits twice the maximum segment lifetime (2MSL), so that the last ACK has surely arrived and no old segment is left.',
  },
} as const satisfies Readonly<Record<string, StateEntry>>;

export type StateName = keyof typeof STATES;

/** The names of the states, as the RFC spells them. */
export const STATE_NAMES = Object.keys(STATES) as readonly StateName[];

const BY_SPELLING: ReadonlyMap<string, StateName> = new Map(
  STATE_NAMES.flatMap((name) => [name, ...STATES[name].spellings].map((spelling) => [spelling, name] as const)),
);

/** The state that a word names, in any case, with hyphens or underscores; null if none. */
export function stateOf(word: string): StateName | null {
  return BY_SPELLING.get(word.toUpperCase().replaceAll('_', '-')) ?? null;
}

/** The state that a word is most likely a slip of; null if none is near. */
export function closestState(word: string): StateName | null {
  const spelled = word.toUpperCase().replaceAll('_', '-');
  const near = closest(spelled, [...BY_SPELLING.keys()]);
  return near === null ? null : (BY_SPELLING.get(near) ?? null);
}
