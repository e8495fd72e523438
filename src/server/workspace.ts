import {
  DidChangeWatchedFilesNotification,
  type Connection,
  type InitializeParams,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { tcpFences } from '../core/text/fences.ts';
import { DIAGRAM_FILES, MOST_FILES } from '../files/kinds.ts';
import type { WorkspaceFile } from '../protocol/index.ts';
import type { ClosedDocument } from '../service/index.ts';
import { member } from './options.ts';
import type { Runtime } from './runtime.ts';

/**
 * The documents of the workspace as they are on the disk. They are read when somebody asks for the first time, by the client
 * if it offers to (it sees file systems that we do not), else by the runtime; and again when the client has told that
 * something has changed there, or every time where it cannot tell.
 */
export class Workspace {
  readonly #connection: Connection;
  readonly #runtime: Runtime;
  readonly #folders: readonly string[];
  readonly #clientReads: boolean;
  readonly #clientWatches: boolean;
  #watched = false;
  #texts: Promise<readonly ClosedDocument[]> | undefined;

  constructor(connection: Connection, params: InitializeParams, runtime: Runtime) {
    this.#connection = connection;
    this.#runtime = runtime;
    this.#folders = foldersOf(params);
    this.#clientReads = member(params.initializationOptions, 'files') === true;
    this.#clientWatches = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
  }

  /** Begins to listen for changes: to be called when the client is ready for requests. */
  listen(): void {
    this.#connection.onDidChangeWatchedFiles(() => {
      this.#texts = undefined;
    });
    if (!this.#clientWatches) return;
    const watchers = [{ globPattern: DIAGRAM_FILES }];
    void this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).then(
      () => (this.#watched = true),
      () => undefined,
    );
  }

  /** Every file that holds a diagram. Empty where nobody can read files. */
  texts(): Promise<readonly ClosedDocument[]> {
    const texts = this.#texts ?? this.#read();
    this.#texts = this.#watched ? texts : undefined;
    return texts;
  }

  async #read(): Promise<readonly ClosedDocument[]> {
    const texts: ClosedDocument[] = [];
    for await (const { uri, text } of this.#files()) {
      const document = closedDocument(uri, text);
      if (document !== null) texts.push(document);
      if (texts.length >= MOST_FILES) break;
    }
    return texts;
  }

  async *#files(): AsyncGenerator<WorkspaceFile> {
    if (!this.#clientReads) {
      if (this.#runtime.files !== undefined) yield* this.#runtime.files(this.#folders);
      return;
    }
    const files: unknown = await this.#connection.sendRequest('handshake/files').catch(() => []);
    for (const file of Array.isArray(files) ? files : []) {
      const [uri, text] = [member(file, 'uri'), member(file, 'text')];
      if (typeof uri === 'string' && typeof text === 'string') yield { uri, text };
    }
  }
}

/** A file as a document; null for a note without any diagram. */
export function closedDocument(uri: string, text: string): ClosedDocument | null {
  const kind = /\.tcp$/i.test(uri) ? 'tcp' : 'markdown';
  return kind === 'tcp' || tcpFences(text).length > 0 ? { uri, kind, text: text.replace(/^\ufeff/, '') } : null;
}

/** Clients that know of no folders still name one. */
function foldersOf({ workspaceFolders, ...others }: InitializeParams): string[] {
  const folders: readonly WorkspaceFolder[] = workspaceFolders ?? [];
  if (folders.length > 0) return folders.map(({ uri }) => uri);
  const root = member(others, 'rootUri');
  return typeof root === 'string' ? [root] : [];
}
