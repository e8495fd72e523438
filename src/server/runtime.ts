import type { WorkspaceFile } from '../protocol/index.ts';

/** What the place where the server runs has to provide. */
export interface Runtime {
  /** Calls `run` after some milliseconds. */
  defer(run: () => void, milliseconds: number): void;
  /** The documentation of a rule, for clients that bring none of their own. */
  ruleLink?(code: string): string;
  /** The files of folders that may hold diagrams, where the server can read files by itself. */
  files?(folders: readonly string[]): AsyncIterable<WorkspaceFile>;
}
