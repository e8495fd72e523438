import type { Code } from '../core/findings/codes.ts';
import type { Severity, Translate } from '../core/findings/finding.ts';
import { DEFAULT_LOOK, type Look } from '../core/render/index.ts';

/** What the language service needs from whoever runs it. Every member answers at once: the service itself never waits. */
export interface Host {
  /** Turns an English template and its arguments into a sentence of the reader's language. */
  readonly translate: Translate;
  /** The page that documents a rule, for the link behind a diagnostic's code. */
  ruleLink(code: Code): string;
  /** The settings that hold for a document. Call `reconfigure` of the service when they change. */
  settings(uri: string): Settings;
  readonly client: ClientAbilities;
}

/** What the editor at the other end can do. */
export interface ClientAbilities {
  /** Completions may hold `${1:tab stops}`. */
  readonly snippets: boolean;
  /** Edits may name the version of the document that they were made for, and are refused for any other. */
  readonly versionedEdits: boolean;
  /** The editor is VS Code, whose own commands completions and lenses may call. */
  readonly vscodeCommands: boolean;
  /** The edit of a code action may be asked for when the action is chosen. */
  readonly lazyEdits: boolean;
}

/** The settings of a document. */
export interface Settings {
  /** Severities other than the default ones, by code. */
  readonly rules: Readonly<Partial<Record<Code, Severity | 'off'>>>;
  readonly hints: HintSettings;
  /** How a state's name is shown and completed. */
  readonly stateSpelling: StateSpelling;
  /** A line above each diagram with its problems and what can be done with it. */
  readonly codeLens: boolean;
  /** How pictures look where the author of a diagram says nothing about it. */
  readonly picture: Look;
}

/** Which inlay hints are shown. */
export interface HintSettings {
  readonly seq: boolean;
  readonly ack: boolean;
  readonly len: boolean;
  readonly states: boolean;
}

/** `SYN-SENT` as in the RFCs, or `SYN_SENT` as in netstat and in the kernel. */
export type StateSpelling = 'SYN-SENT' | 'SYN_SENT';

/** What holds where nothing is set. */
export const DEFAULT_SETTINGS: Settings = {
  rules: {},
  hints: { seq: true, ack: true, len: true, states: true },
  stateSpelling: 'SYN-SENT',
  codeLens: true,
  picture: DEFAULT_LOOK,
};
