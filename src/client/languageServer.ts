import {
  workspace,
  type CancellationToken,
  type Diagnostic,
  type Disposable,
  type LogOutputChannel,
  type TextDocument,
} from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { MAY_OPEN_TCP } from './fence.ts';
import type { CheckFileResult } from '../protocol/index.ts';
import { RulesPage } from './rulesPage.ts';
import { readDiagramFiles } from './workspace/files.ts';

/** Makes the language client of one kind of extension host. */
export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => Promise<BaseLanguageClient>;

const isOurs = (document: TextDocument): boolean =>
  document.languageId === 'tcp' ||
  (document.languageId === 'markdown' &&
    document.uri.scheme !== RulesPage.scheme &&
    MAY_OPEN_TCP.test(document.getText()));

/** The language server, started when the first diagram is opened: a window without one does not pay for it. */
export class LanguageServer implements Disposable {
  readonly #createClient: CreateClient;
  readonly #rules: RulesPage;
  readonly #log: LogOutputChannel;
  #watching: Disposable[] = [];
  #client: Promise<BaseLanguageClient> | undefined;

  constructor(createClient: CreateClient, rules: RulesPage, log: LogOutputChannel) {
    this.#createClient = createClient;
    this.#rules = rules;
    this.#log = log;
    const look = (document: TextDocument): void => {
      if (isOurs(document)) void this.#start();
    };
    this.#watching = [
      workspace.onDidOpenTextDocument(look),
      workspace.onDidChangeTextDocument((event) => look(event.document)),
    ];
    workspace.textDocuments.forEach(look);
  }

  /** Asks the server something of its own; starts it if need be. Rejects where it cannot be started, or says no. */
  async request<Result>(method: string, params: unknown, token?: CancellationToken): Promise<Result> {
    const client = await this.#start();
    return token ? client.sendRequest<Result>(method, params, token) : client.sendRequest<Result>(method, params);
  }

  /** Whether it has been started: there is nothing to ask before. */
  get started(): boolean {
    return this.#client !== undefined;
  }

  /** Problems as the server tells them, as VS Code shows them. */
  async problems(diagnostics: CheckFileResult['diagnostics']): Promise<Diagnostic[]> {
    const client = await this.#start();
    return client.protocol2CodeConverter.asDiagnostics([...diagnostics]);
  }

  async restart(): Promise<void> {
    const client = await this.#start();
    await client.stop();
    await client.start();
  }

  dispose(): void {
    this.#stopWatching();
    void this.#client?.then((client) => client.dispose());
  }

  #start(): Promise<BaseLanguageClient> {
    this.#stopWatching();
    return (this.#client ??= this.#launch());
  }

  async #launch(): Promise<BaseLanguageClient> {
    const client = await this.#createClient('handshake', 'Handshake', await this.#options());
    client.onRequest('handshake/files', readDiagramFiles);
    await client.start();
    return client;
  }

  async #options(): Promise<LanguageClientOptions> {
    const notOurPage = <Rest extends unknown[], Result>(
      document: TextDocument,
      next: (document: TextDocument, ...rest: Rest) => Result,
      none: Result,
      ...rest: Rest
    ): Result => (document.uri.scheme === RulesPage.scheme ? none : next(document, ...rest));
    return {
      documentSelector: [{ language: 'tcp' }, { language: 'markdown' }],
      outputChannel: this.#log,
      initializationOptions: {
        files: true,
        rules: { uri: this.#rules.uri.toString(), lines: await this.#rules.headings() },
      },
      middleware: { didOpen: (document, next) => notOurPage(document, next, Promise.resolve()) },
    };
  }

  #stopWatching(): void {
    for (const watch of this.#watching) watch.dispose();
    this.#watching = [];
  }
}
