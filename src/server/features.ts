import {
  CodeLensRefreshRequest,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  ErrorCodes,
  ResponseError,
  type ClientCapabilities,
  type Connection,
  type ServerCapabilities,
} from 'vscode-languageserver';
import {
  CODE_ACTION_KINDS,
  TOKEN_TYPES,
  TRIGGER_CHARACTERS,
  type ClientAbilities,
  type LanguageService,
} from '../service/index.ts';
import type { Workspace } from './workspace.ts';

/** What the server can do beside telling problems and explaining them, for a client of these abilities. */
export function featureCapabilities(client: ClientAbilities, capabilities: ClientCapabilities): ServerCapabilities {
  const formats = !registersFormatting(capabilities);
  return {
    completionProvider: { triggerCharacters: [...TRIGGER_CHARACTERS], completionItem: { labelDetailsSupport: true } },
    codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS], resolveProvider: true },
    inlayHintProvider: true,
    codeLensProvider: {},
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    linkedEditingRangeProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    documentLinkProvider: {},
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentFormattingProvider: formats,
    documentRangeFormattingProvider: formats,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [] },
      range: true,
      // VS Code asks for the whole document as soon as it may, at every keystroke; what is in view is enough for it.
      full: !client.vscodeCommands,
    },
  };
}

/**
 * Formatting is for `.tcp` files alone where the client can be told so: in Markdown it would stand in the way of the
 * formatter that the author has chosen for the note.
 */
export function registerFormatting(connection: Connection, capabilities: ClientCapabilities): void {
  if (!registersFormatting(capabilities)) return;
  const documentSelector = [{ language: 'tcp' }];
  void connection.client.register(DocumentFormattingRequest.type, { documentSelector });
  void connection.client.register(DocumentRangeFormattingRequest.type, { documentSelector });
}

function registersFormatting({ textDocument }: ClientCapabilities): boolean {
  return (
    textDocument?.formatting?.dynamicRegistration === true && textDocument.rangeFormatting?.dynamicRegistration === true
  );
}

/** Answers the requests of these features. */
export function answerFeatures(connection: Connection, service: LanguageService, workspace: Workspace): void {
  answerWriting(connection, service);
  answerReading(connection, service, workspace);
  answerNames(connection, service);
}

function answerWriting(connection: Connection, service: LanguageService): void {
  connection.onCompletion(({ textDocument, position }) => service.completion(textDocument.uri, position));
  connection.onCodeAction(({ textDocument, range, context }) =>
    service.codeActions(textDocument.uri, range, context.only),
  );
  connection.onCodeActionResolve((action) => service.resolveAction(action));
  connection.onDocumentFormatting(({ textDocument, options }) =>
    service.formatting(textDocument.uri, undefined, options),
  );
  connection.onDocumentRangeFormatting(({ textDocument, range, options }) =>
    service.formatting(textDocument.uri, range, options),
  );
  connection.onDocumentOnTypeFormatting(({ textDocument, position, options }) =>
    service.formattingOnType(textDocument.uri, position, options),
  );
}

function answerReading(connection: Connection, service: LanguageService, workspace: Workspace): void {
  const { languages } = connection;
  languages.inlayHint.on(({ textDocument, range }) => service.inlayHints(textDocument.uri, range));
  languages.semanticTokens.on(({ textDocument }) => service.semanticTokens(textDocument.uri));
  languages.semanticTokens.onRange(({ textDocument, range }) => service.semanticTokens(textDocument.uri, range));
  connection.onCodeLens(({ textDocument }) => service.codeLenses(textDocument.uri));
  connection.onDocumentSymbol(({ textDocument }) => service.documentSymbols(textDocument.uri));
  connection.onWorkspaceSymbol(async ({ query }) => service.workspaceSymbols(query, await workspace.texts()));
  connection.onDocumentLinks(({ textDocument }) => service.documentLinks(textDocument.uri));
  connection.onFoldingRanges(({ textDocument }) => service.foldingRanges(textDocument.uri));
  connection.onSelectionRanges(({ textDocument, positions }) => service.selectionRanges(textDocument.uri, positions));
}

function answerNames(connection: Connection, service: LanguageService): void {
  connection.onDefinition(({ textDocument, position }) => service.definition(textDocument.uri, position));
  connection.onReferences(({ textDocument, position, context }) =>
    service.references(textDocument.uri, position, context.includeDeclaration),
  );
  connection.onDocumentHighlight(({ textDocument, position }) => service.highlights(textDocument.uri, position));
  connection.onPrepareRename(({ textDocument, position }) => service.prepareRename(textDocument.uri, position));
  connection.onRenameRequest(({ textDocument, position, newName }) => {
    const answer = service.rename(textDocument.uri, position, newName);
    if (answer === null || !('refused' in answer)) return answer;
    return new ResponseError(ErrorCodes.InvalidRequest, answer.refused);
  });
  connection.languages.onLinkedEditingRange(({ textDocument, position }) =>
    service.linkedEditing(textDocument.uri, position),
  );
}

/** Asks the client to ask again for what the settings have a say in, if it lets itself be asked. */
export function refreshFeatures(connection: Connection, { workspace }: ClientCapabilities): void {
  if (workspace?.inlayHint?.refreshSupport === true) void connection.languages.inlayHint.refresh();
  if (workspace?.codeLens?.refreshSupport === true) void connection.sendRequest(CodeLensRefreshRequest.type);
}
