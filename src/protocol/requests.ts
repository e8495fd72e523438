import type { DiagramTrace } from '../core/check/trace.ts';

/** What the preview shows of a document: the answer to `handshake/diagrams`. */
export interface DiagramsParams {
  readonly uri: string;
}

export interface DiagramsResult {
  /** The version of the document that this was made from. */
  readonly version: number;
  readonly diagrams: readonly DiagramSummary[];
}

export interface DiagramSummary {
  readonly title: string;
  /** Lines of the document (of the Markdown file for a fence), from 0; `endLine` is exclusive. */
  readonly line: number;
  readonly endLine: number;
  readonly segments: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Ask for one diagram, the one at `line`: the answer to `handshake/diagram` is null where there is none. */
export interface DiagramParams {
  readonly uri: string;
  readonly line: number;
}

export interface DiagramResult {
  readonly version: number;
  readonly index: number;
  readonly trace: DiagramTrace;
  /** The findings inside the diagram, ready to be shown. Lines of the document, as in `trace`. */
  readonly problems: readonly DiagramProblem[];
  /** False while a line of the diagram cannot be read: the picture should be marked as stale. */
  readonly complete: boolean;
}

export interface DiagramProblem {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly code: string;
  readonly message: string;
}

export type ExportKind = 'mermaid' | 'markdown' | 'table' | 'ladder';

/** Ask for the text of an export (`handshake/export`) of the diagram at `line`, or of all where `line` is null. */
export interface ExportParams {
  readonly uri: string;
  readonly line: number | null;
  readonly kind: ExportKind;
}

export interface ExportResult {
  readonly version: number;
  readonly text: string;
}

/** Ask for the edits that put an export beside its fence in a Markdown note (`handshake/exportIntoNote`). */
export interface ExportIntoNoteParams {
  readonly uri: string;
  /** A line inside the fence, or null for every `tcp` fence. */
  readonly line: number | null;
  readonly kind: ExportKind;
}

export interface ExportIntoNoteResult {
  readonly version: number;
  readonly edits: readonly { readonly line: number; readonly endLine: number; readonly text: string }[];
}
