import type { CodeAction, Diagnostic, Hover, Position, Range } from 'vscode-languageserver-types';
import type {
  DiagramResult,
  DiagramsResult,
  ExportIntoNoteResult,
  ExportKind,
  ExportResult,
  StepRange,
} from '../protocol/requests.ts';
import type { Context } from './context.ts';
import { diagnostics } from './diagnostics.ts';
import { diagram, diagrams } from './diagrams.ts';
import { changeDocument, openDocument, recheckDocument, type Document, type Kind } from './documents.ts';
import { exportAs, exportIntoNote } from './exports.ts';
import type { Host } from './host.ts';
import { hover, lineHover } from './hover/index.ts';
import { quickFixes } from './quickFixes.ts';
import type { Change } from './splice.ts';

export type { Change } from './splice.ts';
export type { Kind } from './documents.ts';
export {
  DEFAULT_SETTINGS,
  type ClientAbilities,
  type HintSettings,
  type Host,
  type Settings,
  type StateSpelling,
} from './host.ts';

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
  /** What is to be said of the word at a position, and of its segment. */
  hover(uri: string, position: Position): Hover | null;

  /** `handshake/hover`: Markdown paragraphs about the segment on a line, as the preview shows them. */
  lineHover(uri: string, line: number): string[];
  /** `handshake/diagrams`: null for a document that is not open. */
  diagrams(uri: string): DiagramsResult | null;
  /** `handshake/diagram`: the diagram at a line, null where there is none. */
  diagram(uri: string, line: number, steps?: StepRange): DiagramResult | null;
  /** `handshake/export`: null where there is no diagram. */
  exportAs(uri: string, line: number | null, kind: ExportKind): ExportResult | null;
  /** `handshake/exportIntoNote`: null for a document that is not open. */
  exportIntoNote(uri: string, line: number | null, kind: ExportKind): ExportIntoNoteResult | null;
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
    hover: (uri, position) => ask(uri, null, (context) => hover(position, context)),

    lineHover: (uri, line) => ask(uri, [], (context) => lineHover(line, context)),
    diagrams: (uri) => ask(uri, null, diagrams),
    diagram: (uri, line, steps) => ask(uri, null, (context) => diagram(line, steps, context)),
    exportAs: (uri, line, kind) => ask(uri, null, (context) => exportAs(kind, line, context)),
    exportIntoNote: (uri, line, kind) => ask(uri, null, (context) => exportIntoNote(kind, line, context)),
  });
}
