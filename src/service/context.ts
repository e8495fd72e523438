import type { Args, Translate } from '../core/findings/finding.ts';
import type { StateName } from '../core/notation/syntax.ts';
import type { Document } from './documents.ts';
import type { ClientAbilities, Host, Settings, StateSpelling } from './host.ts';

/** What every feature works with: one document at one version, and how to speak to its reader. */
export interface Context {
  readonly document: Document;
  readonly host: Host;
  readonly settings: Settings;
  readonly client: ClientAbilities;
  readonly translate: Translate;
}

/** No placeholders. */
export const NO_ARGS: Args = {};

/** A state's name as the reader likes it spelled. */
export function spellState(state: StateName, spelling: StateSpelling): string {
  return spelling === 'SYN_SENT' ? state.replaceAll('-', '_') : state;
}
