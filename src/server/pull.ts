import {
  DiagnosticRefreshRequest,
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { ClosedDocument, LanguageService } from '../service/index.ts';
import type { DiagnosticsPublisher } from './diagnostics.ts';
import { isVSCode } from './options.ts';
import type { Workspace } from './workspace.ts';

/**
 * Whether a client asks for problems by itself. VS Code is told of them as they change instead: it would ask only some time
 * after a keystroke. Nobody gets them by both ways, since most clients would show them twice.
 */
export function pulls({ capabilities, clientInfo }: InitializeParams): boolean {
  return capabilities.textDocument?.diagnostic !== undefined && !isVSCode(clientInfo);
}

export function pullCapabilities(params: InitializeParams): ServerCapabilities {
  if (!pulls(params)) return {};
  return {
    diagnosticProvider: { identifier: 'handshake', interFileDependencies: false, workspaceDiagnostics: true },
  };
}

/** Answers who asks: about an open document, and about the whole workspace. */
export function answerPulls(
  connection: Connection,
  service: LanguageService,
  workspace: Workspace,
  { capabilities }: InitializeParams,
): Pick<DiagnosticsPublisher, 'changed' | 'closed'> {
  const { diagnostics } = connection.languages;
  const results = new Results(service);
  diagnostics.on(({ textDocument: { uri }, previousResultId }) => {
    const resultId = results.idOf(uri);
    if (resultId === previousResultId) return { kind: 'unchanged', resultId };
    return { kind: 'full', resultId, items: service.diagnostics(uri) };
  });
  diagnostics.onWorkspace(async ({ previousResultIds }) => {
    const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const closed = (await workspace.texts()).filter(({ uri }) => service.version(uri) === undefined);
    const open = service.documents().map((uri): WorkspaceDocumentDiagnosticReport => {
      const [version, resultId] = [service.version(uri) ?? null, results.idOf(uri)];
      if (resultId === previous.get(uri)) return { kind: 'unchanged', uri, version, resultId };
      return { kind: 'full', uri, version, resultId, items: service.diagnostics(uri) };
    });
    const others = closed.map((document): WorkspaceDocumentDiagnosticReport => {
      const [{ uri }, resultId] = [document, results.idOfClosed(document)];
      if (resultId === previous.get(uri)) return { kind: 'unchanged', uri, version: null, resultId };
      return { kind: 'full', uri, version: null, resultId, items: [...service.checkClosed(document).diagnostics] };
    });
    return { items: [...open, ...others] };
  });
  const refreshes = capabilities.workspace?.diagnostics?.refreshSupport ?? false;
  return {
    // Whoever changes a text asks by himself; other settings are news to him.
    changed: (uri) => {
      if (results.isAsTold(uri) && refreshes) void connection.sendRequest(DiagnosticRefreshRequest.type);
      results.forget(uri);
    },
    closed: (uri) => results.forget(uri),
  };
}

/** Names for what was told of each document: another one whenever it may have changed. */
class Results {
  readonly #service: LanguageService;
  readonly #told = new Map<
    string,
    { readonly version: number | undefined; readonly text: string; readonly id: string }
  >();
  #last = 0;

  constructor(service: LanguageService) {
    this.#service = service;
  }

  idOf(uri: string): string {
    return this.#id(uri, this.#service.version(uri), '');
  }

  idOfClosed({ uri, text }: ClosedDocument): string {
    return this.#id(uri, undefined, text);
  }

  /** Whether the version that was told of is still the one that is open. */
  isAsTold(uri: string): boolean {
    const told = this.#told.get(uri);
    return told?.version !== undefined && told.version === this.#service.version(uri);
  }

  forget(uri: string): void {
    this.#told.delete(uri);
  }

  #id(uri: string, version: number | undefined, text: string): string {
    const told = this.#told.get(uri);
    if (told !== undefined && told.version === version && told.text === text) return told.id;
    const id = String(++this.#last);
    this.#told.set(uri, { version, text, id });
    return id;
  }
}
