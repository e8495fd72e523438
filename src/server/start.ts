import {
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { createLanguageService, type ClientAbilities, type Kind } from '../service/index.ts';
import { DiagnosticsPublisher } from './diagnostics.ts';
import { answerFeatures, featureCapabilities, refreshFeatures, registerFormatting } from './features.ts';
import { isVSCode, readOptions } from './options.ts';
import { answerRequests } from './requests.ts';
import type { Runtime } from './runtime.ts';
import { SettingsStore } from './settings.ts';
import { translator } from './translate.ts';
import { answerPulls, pullCapabilities, pulls } from './pull.ts';
import { Workspace } from './workspace.ts';

/** Serves one client until it ends the connection. All that depends on where the server runs is in `runtime`. */
export function startServer(connection: Connection, runtime: Runtime): void {
  connection.onInitialize((params) => {
    begin(connection, runtime, params);
    return capabilities(params);
  });
  connection.listen();
}

function capabilities(params: InitializeParams): InitializeResult {
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      ...featureCapabilities(abilities(params), params.capabilities),
      ...pullCapabilities(params),
    },
    serverInfo: { name: 'handshake' },
  };
}

function begin(connection: Connection, runtime: Runtime, params: InitializeParams): void {
  const options = readOptions(params.initializationOptions);
  const settings = new SettingsStore(connection, params);
  const service = createLanguageService({
    translate: translator(params.locale),
    ruleLink: (code) => options.ruleLink(code) ?? runtime.ruleLink?.(code) ?? '',
    settings: (uri) => settings.of(uri),
    client: abilities(params),
  });
  const workspace = new Workspace(connection, params, runtime);
  const publisher = pulls(params)
    ? answerPulls(connection, service, workspace, params)
    : new DiagnosticsPublisher(connection, service, runtime);

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    service.open(uri, kindOf(languageId), version, text);
    publisher.changed(uri);
    settings.opened(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    service.change(uri, version, contentChanges);
    publisher.changed(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    service.close(uri);
    settings.closed(uri);
    publisher.closed(uri);
  });
  settings.onChange(() => {
    service.reconfigure();
    for (const uri of service.documents()) publisher.changed(uri);
    refreshFeatures(connection, params.capabilities);
  });
  connection.onInitialized(() => {
    settings.listen();
    workspace.listen();
    registerFormatting(connection, params.capabilities);
  });
  answerRequests(connection, service);
  answerFeatures(connection, service, workspace);
}

/** A `tcp` document is a diagram as a whole; in every other language, diagrams stand in Markdown's fences. */
const kindOf = (languageId: string): Kind => (languageId === 'tcp' ? 'tcp' : 'markdown');

function abilities({ capabilities, clientInfo }: InitializeParams): ClientAbilities {
  return {
    snippets: capabilities.textDocument?.completion?.completionItem?.snippetSupport ?? false,
    versionedEdits: capabilities.workspace?.workspaceEdit?.documentChanges ?? false,
    lazyEdits: capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
    vscodeCommands: isVSCode(clientInfo),
  };
}
