import type {
  CodeAction,
  CodeActionKind,
  CodeLens,
  CompletionList,
  Diagnostic,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  FormattingOptions,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  Position,
  Range,
  SelectionRange,
  SemanticTokens,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import { Words, type LookWish } from '../core/render/index.ts';
import type { JudgeResult } from '../protocol/captures.ts';
import type {
  DiagramParams,
  DiagramResult,
  DiagramsResult,
  ExportIntoNoteResult,
  ExportKind,
  PictureKind,
  PlotResult,
  ExportResult,
  ImportTextParams,
  ImportTextResult,
  ToolResult,
} from '../protocol/requests.ts';
import { callTool, type ToolInput } from '../core/assist/index.ts';
import { codeActions, resolveAction } from './codeActions.ts';
import { codeLenses } from './codeLenses.ts';
import { completion } from './completion/index.ts';
import type { Context } from './context.ts';
import { diagnostics } from './diagnostics.ts';
import { diagram, diagrams, notation } from './diagrams.ts';
import { plot, plotFile } from './plots.ts';
import { changeDocument, openDocument, recheckDocument, type Document, type Kind } from './documents.ts';
import { exportAs, exportIntoNote } from './exports.ts';
import { foldingRanges } from './folding.ts';
import { formatting, formattingOnType } from './formatting.ts';
import type { Host } from './host.ts';
import { hover, lineHover } from './hover/index.ts';
import { importPasted } from './intake.ts';
import { inlayHints } from './inlayHints.ts';
import { judge } from './judge.ts';
import { documentLinks } from './links.ts';
import { linkedEditing, type LinkedRanges } from './linkedEditing.ts';
import { definition, highlights, references } from './navigation.ts';
import { prepareRename, rename, type Refusal, type RenameStart } from './rename.ts';
import { selectionRange } from './selectionRanges.ts';
import { quickFixes } from './quickFixes.ts';
import { semanticTokens } from './semanticTokens.ts';
import { documentSymbols, workspaceSymbols } from './symbols.ts';
import type { Change } from './splice.ts';

export type { Change } from './splice.ts';
export { CODE_ACTION_KINDS } from './codeActions.ts';
export { TRIGGER_CHARACTERS } from './completion/index.ts';
export type { Kind } from './documents.ts';
export type { LinkedRanges } from './linkedEditing.ts';
export { TOKEN_TYPES } from './semanticTokens.ts';
export type { Refusal, RenameStart } from './rename.ts';
export {
  DEFAULT_SETTINGS,
  type ClientAbilities,
  type HintSettings,
  type Host,
  type Settings,
  type StateSpelling,
} from './host.ts';

/** A document as it is on the disk. */
export interface ClosedDocument {
  readonly uri: string;
  readonly kind: Kind;
  readonly text: string;
}

export interface ClosedReport {
  readonly diagrams: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Everything an editor can ask about documents with TCP diagrams.
 *
 * The service keeps the open documents itself, and each answer is made in one go from the text as it is at that
 * moment: an answer is never older than the last `change`. A document that is not open has no answers: lists are
 * empty, single values null. Nothing here throws for any text or position.
 */
export interface LanguageService {
  /** Takes a document in; one that is open already is replaced. */
  open(uri: string, kind: Kind, version: number, text: string): void;
  /** Applies the changes of one notification, in order. A document that is not open is left alone. */
  change(uri: string, version: number, changes: readonly Change[]): void;
  /** Forgets a document. */
  close(uri: string): void;
  /** Checks all documents again, after the settings of the host have changed. */
  reconfigure(): void;
  /** The version of an open document, undefined for any other. */
  version(uri: string): number | undefined;
  /** The URIs of the open documents. */
  documents(): string[];

  /** Everything that was found in the document. */
  diagnostics(uri: string): Diagnostic[];
  /** The fixes of what was found in the range. */
  quickFixes(uri: string, range: Range): CodeAction[];
  /** Quick fixes, refactorings and `source.fixAll.handshake` for a range; `only` names the kinds that are wanted. */
  codeActions(uri: string, range: Range, only?: readonly CodeActionKind[]): CodeAction[];
  /** An action of `codeActions` with its edit; as it is where the text has changed since. */
  resolveAction(action: CodeAction): CodeAction;
  /** What may be written at a position, what TCP requires first. */
  completion(uri: string, position: Position): CompletionList | null;
  /** What is to be said of the word at a position, and of its segment. */
  hover(uri: string, position: Position): Hover | null;
  /** The numbers that were left out and the states that the lines of a range lead to. */
  inlayHints(uri: string, range: Range): InlayHint[];
  /** A line above each diagram: whether it is valid, and what can be done with it. */
  codeLenses(uri: string): CodeLens[];

  /** Where the name or the number at a position comes from. */
  definition(uri: string, position: Position): LocationLink[];
  /** Every place of the participant or symbol at a position. */
  references(uri: string, position: Position, withDeclaration: boolean): Location[];
  /** The same places, to be marked. */
  highlights(uri: string, position: Position): DocumentHighlight[];
  /** What would be renamed at a position, null where there is no name. */
  prepareRename(uri: string, position: Position): RenameStart | null;
  /** Gives the name at a position another one, or says why not; null where there is no name. */
  rename(uri: string, position: Position, newName: string): WorkspaceEdit | Refusal | null;
  /** The places that change together while the name at a position is typed. */
  linkedEditing(uri: string, position: Position): LinkedRanges | null;

  /** The outline: diagrams, their participants and phases. */
  documentSymbols(uri: string): DocumentSymbol[];
  /** Diagrams and participants of all open documents that match a query, and of those of `closed` that are not open. */
  workspaceSymbols(query: string, closed?: readonly ClosedDocument[]): SymbolInformation[];
  /** RFCs and rules that the document names, as links. */
  documentLinks(uri: string): DocumentLink[];
  /** What can be folded. */
  foldingRanges(uri: string): FoldingRange[];
  /** What the selection grows to, for each position. */
  selectionRanges(uri: string, positions: readonly Position[]): SelectionRange[];
  /** What each word is, for a range or for the whole document; types are those of `TOKEN_TYPES`. */
  semanticTokens(uri: string, range?: Range): SemanticTokens;
  /** The edits that put a range, or the whole document, in order. */
  formatting(uri: string, range: Range | undefined, options: FormattingOptions): TextEdit[];
  /** The same for the line in front of a position, after a line break was typed. */
  formattingOnType(uri: string, position: Position, options: FormattingOptions): TextEdit[];

  /** `handshake/hover`: Markdown paragraphs about the segment on a line, as the preview shows them. */
  lineHover(uri: string, line: number): string[];
  /** `handshake/diagrams`: null for a document that is not open. */
  diagrams(uri: string): DiagramsResult | null;
  /** `handshake/diagram`: the diagram at a line, beside that of an older text where `before` is given; null where there is none. */
  diagram(params: DiagramParams): DiagramResult | null;
  /** `handshake/notation`: the lines of the diagram at a line, null where there is none. */
  notation(uri: string, line: number): ExportResult | null;
  /** `handshake/plot`: null where there is nothing to plot. */
  plot(uri: string, line: number, direction: number | null): PlotResult | null;
  /** `handshake/plotFile`: the same as an SVG file. */
  plotFile(uri: string, line: number): ExportResult | null;
  /** `handshake/export`: null where there is no diagram. */
  exportAs(uri: string, line: number | null, kind: ExportKind, asked?: LookWish): ExportResult | null;
  /** `handshake/exportIntoNote`: null for a document that is not open. */
  exportIntoNote(
    uri: string,
    line: number | null,
    kind: ExportKind | PictureKind,
    files?: readonly string[],
  ): ExportIntoNoteResult | null;
  /** `handshake/importText`: null where there is nothing to bring in. It is about what it is given, not about open documents. */
  importText(params: ImportTextParams): ImportTextResult | null;
  /** `handshake/tool`: what a tool of an assistant says; it is about what it is given, not about documents. */
  tool(name: string, input: ToolInput): ToolResult;
  /** What is to be found in a document that is not open, and how many diagrams it holds. */
  checkClosed(document: ClosedDocument): ClosedReport;
  /** `handshake/judge`: what is to be said of each text; no document has to be open. */
  judge(uri: string, texts: readonly string[]): JudgeResult;
}

/** A language service without any document. */
export function createLanguageService(host: Host): LanguageService {
  const documents = new Map<string, Document>();

  const optionsOf = (uri: string): { severities: ReturnType<Host['settings']>['rules'] } => ({
    severities: host.settings(uri).rules,
  });

  const contextOf = (document: Document): Context => ({
    document,
    host,
    settings: host.settings(document.uri),
    client: host.client,
    translate: host.translate,
  });

  /** A document that nobody has opened, as if it had been. */
  const opened = ({ uri, kind, text }: ClosedDocument): Document => openDocument(uri, kind, 0, text, optionsOf(uri));

  /** The answer of a feature about a document, `none` where it is not open. */
  const ask = <T>(uri: string, none: T, feature: (context: Context) => T): T => {
    const document = documents.get(uri);
    return document === undefined ? none : feature(contextOf(document));
  };

  return Object.freeze<LanguageService>({
    open: (uri, kind, version, text) => {
      documents.set(uri, openDocument(uri, kind, version, text, optionsOf(uri)));
    },
    change: (uri, version, changes) => {
      const document = documents.get(uri);
      if (document !== undefined) documents.set(uri, changeDocument(document, version, changes, optionsOf(uri)));
    },
    close: (uri) => {
      documents.delete(uri);
    },
    reconfigure: () => {
      for (const [uri, document] of documents) documents.set(uri, recheckDocument(document, optionsOf(uri)));
    },
    version: (uri) => documents.get(uri)?.version,
    documents: () => [...documents.keys()],

    diagnostics: (uri) => ask(uri, [], diagnostics),
    quickFixes: (uri, range) => ask(uri, [], (context) => quickFixes(range, context)),
    codeActions: (uri, range, only) => ask(uri, [], (context) => codeActions(range, only, context)),
    resolveAction: (action) => ask(uriOf(action), action, (context) => resolveAction(action, context)),
    completion: (uri, position) => ask(uri, null, (context) => completion(position, context)),
    hover: (uri, position) => ask(uri, null, (context) => hover(position, context)),
    inlayHints: (uri, range) => ask(uri, [], (context) => inlayHints(range, context)),
    codeLenses: (uri) => ask(uri, [], codeLenses),

    definition: (uri, position) => ask(uri, [], (context) => definition(position, context)),
    references: (uri, position, declared) => ask(uri, [], (context) => references(position, declared, context)),
    highlights: (uri, position) => ask(uri, [], (context) => highlights(position, context)),
    prepareRename: (uri, position) => ask(uri, null, (context) => prepareRename(position, context)),
    rename: (uri, position, name) => ask(uri, null, (context) => rename(position, name, context)),
    linkedEditing: (uri, position) => ask(uri, null, (context) => linkedEditing(position, context)),

    documentSymbols: (uri) => ask(uri, [], documentSymbols),
    workspaceSymbols: (query, closed = []) =>
      [...documents.values(), ...closed.filter(({ uri }) => !documents.has(uri)).map(opened)].flatMap((document) =>
        workspaceSymbols(query, contextOf(document)),
      ),
    documentLinks: (uri) => ask(uri, [], documentLinks),
    foldingRanges: (uri) => ask(uri, [], foldingRanges),
    selectionRanges: (uri, positions) =>
      ask(uri, [], (context) => positions.map((position) => selectionRange(position, context))),
    semanticTokens: (uri, range) => ask(uri, { data: [] }, (context) => semanticTokens(range, context)),
    formatting: (uri, range, options) => ask(uri, [], (context) => formatting(range, options, context)),
    formattingOnType: (uri, position, options) =>
      ask(uri, [], (context) => formattingOnType(position, options, context)),

    lineHover: (uri, line) => ask(uri, [], (context) => lineHover(line, context)),
    diagrams: (uri) => ask(uri, null, diagrams),
    notation: (uri, line) => ask(uri, null, (context) => notation(line, context)),
    plot: (uri, line, direction) => ask(uri, null, (context) => plot(line, direction, context)),
    plotFile: (uri, line) => ask(uri, null, (context) => plotFile(line, context)),
    diagram: (params) => ask(params.uri, null, (context) => diagram(params, context)),
    exportAs: (uri, line, kind, asked) => ask(uri, null, (context) => exportAs(kind, line, asked, context)),
    exportIntoNote: (uri, line, kind, files = []) =>
      ask(uri, null, (context) => exportIntoNote(kind, line, files, context)),
    importText: importPasted,
    tool: (name, input) => {
      const { text, failed = false } = callTool(name, input, host.translate);
      return { text, failed };
    },
    checkClosed: (closed) => {
      const document = opened(closed);
      const diagrams = document.units.reduce((sum, { analysis }) => sum + analysis.diagrams.length, 0);
      return { diagrams, diagnostics: diagnostics(contextOf(document)) };
    },
    judge: (uri, texts) => judge(texts, optionsOf(uri), new Words({ translate: host.translate })),
  });
}

/** The document that an action belongs to; '' for one that is not ours. */
function uriOf(action: CodeAction): string {
  const data: unknown = action.data;
  if (typeof data !== 'object' || data === null || !('uri' in data)) return '';
  return typeof data.uri === 'string' ? data.uri : '';
}
