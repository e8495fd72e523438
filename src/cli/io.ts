import type { Translate } from '../core/findings/finding.ts';

/** Everything that the command line does to the world. A path is as the user wrote it; `-` is the standard input. */
export interface Io {
  /** The version of the program. */
  readonly version: string;
  /** True where the standard output is a terminal, which control characters would spoil. */
  readonly terminal: boolean;
  /** The bytes of a file, piece by piece. Fails with an error whose message says why it cannot be read. */
  read(path: string): AsyncIterable<Uint8Array>;
  /** The bytes of a file. Rejects as `read` fails. */
  readBytes(path: string): Promise<Uint8Array>;
  /** The bytes that gzip has packed. Fails where they are damaged. */
  gunzip(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** The text that bytes are in UTF-8, its byte order mark included. Throws an error that says that it is no text. */
  decode(bytes: Uint8Array): string;
  /** Makes a file or replaces it as a whole. Rejects with an error whose message says why, and the file is as it was. */
  writeFile(path: string, content: string | Uint8Array): Promise<void>;
  /** What a path leads to, links and all; null where nothing is. Never rejects. */
  stat(path: string): Promise<Entry | null>;
  /** The files in a folder and in those below it, in the order of their names, without those that tools keep there. */
  find(folder: string): AsyncIterable<string>;
  /** The files that Git finds changed since a revision, or does not know. Rejects with an error that says why it can't. */
  changedSince(revision: string): Promise<readonly string[]>;
  /** Resolves after so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
  /** Serves an assistant on the standard input and output until it has had enough. */
  serveAssistant(translate: Translate): Promise<void>;
  /** Prints a text, or the bytes of one in UTF-8. */
  stdout(text: string | Uint8Array): void;
  /** Resolves when what was written to the standard output is on its way, and need not be kept any longer. */
  drained(): Promise<void>;
  stderr(text: string): void;
  /** The translations of English templates into a language such as `zh-cn`; null where there are none. */
  translations(language: string): Promise<Readonly<Record<string, string>> | null>;
}

/** The path that stands for the standard input. */
export const STANDARD_INPUT = '-';

/** What stands in a file system. `other` is a device or a pipe. */
export interface Entry {
  /** The same for all names of one file, and for no other file. */
  readonly id: string;
  readonly kind: 'file' | 'folder' | 'other';
  /** Another one after every change. */
  readonly version: string;
}

/** What a call comes to, for the shell. */
export const EXIT = { ok: 0, problems: 1, trouble: 2 } as const;

/** An end with one line of explanation: a bad call, or a file that cannot be read or written. */
export class Trouble extends Error {}

/** What an error says. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
