/** Everything that the command line does to the world. A path is as the user wrote it; `-` is the standard input. */
export interface Io {
  /** The version of the program. */
  readonly version: string;
  /** True where the standard output is a terminal, which control characters would spoil. */
  readonly terminal: boolean;
  /** The text of a file in UTF-8. Rejects with an error whose message says why it cannot be read, or that it is no text. */
  readFile(path: string): Promise<string>;
  writeFile(path: string, text: string): Promise<void>;
  stdout(text: string): void;
  stderr(text: string): void;
  /** The translations of English templates into a language such as `zh-cn`; null where there are none. */
  translations(language: string): Readonly<Record<string, string>> | null;
}

/** What a call comes to, for the shell. */
export const EXIT = { ok: 0, problems: 1, trouble: 2 } as const;

/** An end with one line of explanation: a bad call, or a file that cannot be read. */
export class Trouble extends Error {}
