import { PassThrough } from 'node:stream';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol/node';
import { createConnection } from 'vscode-languageserver/node';
import type { Runtime } from '../../src/server/runtime.ts';
import { startServer } from '../../src/server/start.ts';

/** The other end of a language server: what an editor does, without the editor. */
export class Client {
  readonly connection: ProtocolConnection;
  /** The last diagnostics of each document. */
  readonly diagnostics = new Map<string, PublishDiagnosticsParams>();
  #published: () => void = () => undefined;

  constructor(connection: ProtocolConnection) {
    this.connection = connection;
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.diagnostics.set(params.uri, params);
      this.#published();
    });
    connection.listen();
  }

  async initialize(
    options: {
      locale?: string;
      initializationOptions?: unknown;
      capabilities?: object;
      clientInfo?: object;
      workspaceFolders?: readonly object[];
    } = {},
  ): Promise<unknown> {
    const { capabilities = {}, ...rest } = options;
    const result: unknown = await this.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities,
      ...rest,
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  async open(uri: string, text: string, languageId = 'tcp'): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async change(uri: string, version: number, ...contentChanges: object[]): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  /** Waits until the diagnostics of a document are those of a version. */
  async diagnosed(uri: string, version: number): Promise<PublishDiagnosticsParams> {
    for (;;) {
      const last = this.diagnostics.get(uri);
      if (last?.version === version) return last;
      await this.#next();
    }
  }

  /** Waits for the next diagnostics of any document. */
  #next(): Promise<void> {
    return new Promise((resolve) => (this.#published = resolve));
  }

  async nextDiagnostics(): Promise<void> {
    await this.#next();
  }

  async shutDown(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }
}

/** A server in this process, and a client that is connected to it. What the server puts off for a while it does at once. */
export function connect(runtime: Partial<Runtime> = {}): Client {
  const up = new PassThrough();
  const down = new PassThrough();
  const defer: Runtime['defer'] = (run) => void setImmediate(run);
  startServer(createConnection(up, down), { defer, ruleLink: (code) => `rules:${code}`, ...runtime });
  return new Client(createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up)));
}
