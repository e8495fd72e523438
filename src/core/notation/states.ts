import { closest } from './closest.ts';
import { STATE_NAMES, type StateName } from './syntax.ts';

/** Spellings of netstat and of socket headers. */
const SPELLINGS: ReadonlyMap<string, StateName> = new Map<string, StateName>([
  ...STATE_NAMES.map((name) => [name, name] as const),
  ['SYN-RCVD', 'SYN-RECEIVED'],
  ['SYN-RECV', 'SYN-RECEIVED'],
  ['ESTAB', 'ESTABLISHED'],
  ['FIN-WAIT1', 'FIN-WAIT-1'],
  ['FIN-WAIT2', 'FIN-WAIT-2'],
  ['CLOSE', 'CLOSED'],
]);

/** The state that a word names, in any case, with hyphens or underscores; null if none. */
export function stateOf(word: string): StateName | null {
  return SPELLINGS.get(word.toUpperCase().replaceAll('_', '-')) ?? null;
}

/** The state that a word is most likely a slip of; null if none is near. */
export function closestState(word: string): StateName | null {
  const spelled = word.toUpperCase().replaceAll('_', '-');
  const near = closest(spelled, [...SPELLINGS.keys()]);
  return near === null ? null : (SPELLINGS.get(near) ?? null);
}
