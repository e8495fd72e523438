import { ARRIVAL } from './codes/arrival.ts';
import { AUTHORING } from './codes/authoring.ts';
import { ENDS } from './codes/ends.ts';
import { HEADER } from './codes/header.ts';
import { SEQUENCE } from './codes/sequence.ts';
import { STATE } from './codes/state.ts';
import { TEXT } from './codes/text.ts';
import { WINDOW } from './codes/window.ts';
import type { CodeEntry } from './entry.ts';

/** The one table of codes, by family in the order of the documentation. */
export const FAMILIES = {
  text: TEXT,
  header: HEADER,
  sequence: SEQUENCE,
  window: WINDOW,
  state: STATE,
  arrival: ARRIVAL,
  ends: ENDS,
  authoring: AUTHORING,
} as const;

const TABLE = {
  ...TEXT,
  ...HEADER,
  ...SEQUENCE,
  ...WINDOW,
  ...STATE,
  ...ARRIVAL,
  ...ENDS,
  ...AUTHORING,
} as const;

/** The stable name of a rule, in kebab-case. */
export type Code = keyof typeof TABLE;

/** What is to be known of each code. */
export const CODES: Readonly<Record<Code, CodeEntry>> = TABLE;

/** Every code, in the order of the documentation. */
export const ALL_CODES = Object.keys(TABLE) as readonly Code[];

/** Whether this text is a code. */
export function isCode(text: string): text is Code {
  return Object.hasOwn(TABLE, text);
}

/** The message template of a code that `key` names; its title for a key that the code does not have. */
export function template(code: Code, key: string): string {
  return CODES[code].messages[key] ?? CODES[code].title;
}
