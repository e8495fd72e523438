import { ACTIONS, type Action, type ParticipantStatement } from './syntax.ts';

/** The keywords that declare a participant, and what they declare. */
export const PARTICIPANT_KEYWORDS: Readonly<Record<string, ParticipantStatement['role']>> = {
  client: 'client',
  server: 'server',
  participant: 'participant',
  actor: 'participant',
  host: 'participant',
};

/** The keywords that start a diagram. */
export const DIAGRAM_KEYWORDS = ['diagram', 'title'] as const;

/** Every keyword that begins a statement of the notation, in lower case. */
export const KEYWORDS: readonly string[] = [
  ...DIAGRAM_KEYWORDS,
  ...Object.keys(PARTICIPANT_KEYWORDS),
  ...ACTIONS,
  'state',
  'note',
  'let',
  'option',
  'expect',
];

/** The first words of Mermaid's lines that say nothing about TCP, in lower case. */
export const IGNORED_KEYWORDS: ReadonlySet<string> = new Set([
  'sequencediagram',
  'autonumber',
  'activate',
  'deactivate',
  'destroy',
  'loop',
  'alt',
  'else',
  'opt',
  'par',
  'par_over',
  'and',
  'critical',
  'break',
  'rect',
  'box',
  'end',
  'link',
  'links',
  'properties',
  'details',
  'acctitle',
  'accdescr',
]);

/** Whether a word in lower case is a user call or a timer. */
export function isAction(word: string): word is Action {
  return (ACTIONS as readonly string[]).includes(word);
}
