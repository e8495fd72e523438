import type { Diagnostic } from 'vscode-languageserver-types';
import type { PictureData, StepRange } from '../core/picture/data.ts';
import type { FoldWish } from '../core/picture/fold.ts';
import type { PlotData, PlotWords } from '../core/plot/index.ts';
import type { DrawnKind, ExportKind, PictureKind } from '../core/render/forms.ts';
import type { Look, LookWish } from '../core/notation/look.ts';

export type { DiagramOverview, DiagramPicture, DiagramProblem, PictureData, StepRange } from '../core/picture/data.ts';

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
  /** The steps to send in full; left out: all of them. Cut to what there is: asking for too much is no mistake. */
  readonly steps?: StepRange;
  /** How it should look, whatever the author and the settings say. */
  readonly look?: LookWish;
  /** An older text of the document: the answer has what is added, removed and changed since (`DiagramOverview.changes`). */
  readonly before?: string;
  /** Whether runs of like segments are one row each; lines of the document. Without it, every step has a row. */
  readonly fold?: FoldWish;
}

/** A diagram, ready to be drawn. Lines are those of the document. */
export interface DiagramResult extends PictureData {
  /** False while a line of the diagram cannot be read: the picture should be marked as stale. */
  readonly complete: boolean;
  /** The lines that cannot be read; empty exactly where `complete` is true. */
  readonly unreadable: readonly number[];
}

export type { FoldWish, DrawnKind, ExportKind, Look, LookWish, PictureKind };

/** Ask for the text of an export (`handshake/export`) of the diagram at `line`, or of all where `line` is null. */
export interface ExportParams {
  readonly uri: string;
  readonly line: number | null;
  readonly kind: ExportKind;
  /** How it should look, whatever the author and the settings say. */
  readonly look?: LookWish;
}

export interface ExportResult {
  readonly version: number;
  readonly text: string;
}

/** Ask for the notation of the diagram at a line (`handshake/notation`), without what a note has around it: an `ExportResult`, or null. */
export interface NotationParams {
  readonly uri: string;
  readonly line: number;
}

/**
 * Ask for the time–sequence plot of the diagram at a line (`handshake/plot`): of one of its directions, or (null) of that in
 * which most was sent. The answer is null where there is nothing to plot. `handshake/plotFile` (`NotationParams`) is
 * answered by the same as an SVG file, an `ExportResult`, or null.
 */
export interface PlotParams {
  readonly uri: string;
  readonly line: number;
  readonly direction: number | null;
}

export interface PlotResult {
  readonly version: number;
  /** The number of the diagram in its document. */
  readonly index: number;
  /** The title of the diagram. */
  readonly title: string;
  /** What each direction is called: `C → S`. */
  readonly names: readonly string[];
  /** Which of them `plot` is of. */
  readonly direction: number;
  /** Lines are those of the document. */
  readonly plot: PlotData;
  readonly words: PlotWords;
}

/** Ask for the edits that put an export beside its fence in a Markdown note (`handshake/exportIntoNote`). */
export interface ExportIntoNoteParams {
  readonly uri: string;
  /** A line inside the fence, or null for every `tcp` fence. */
  readonly line: number | null;
  readonly kind: ExportKind | PictureKind;
  /**
   * For pictures: the file of each diagram of the document, as a link from the note; '' for one that has none. A fence
   * gets links to the files of its diagrams, and nothing where there is none.
   */
  readonly files?: readonly string[];
}

export interface ExportIntoNoteResult {
  readonly version: number;
  readonly edits: readonly { readonly line: number; readonly endLine: number; readonly text: string }[];
}

/** Ask for what the editor's hover shows at the segment of a line (`handshake/hover`): Markdown paragraphs, none without a segment. */
export interface LineHoverParams {
  readonly uri: string;
  readonly line: number;
}

export type LineHoverResult = readonly string[];

/** A call of one of the tools of `core/assist` (`handshake/tool`): its name, and what a language model gave it. */
export interface ToolParams {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface ToolResult {
  readonly text: string;
  /** The call could not be carried out; `text` says why. */
  readonly failed: boolean;
}

/**
 * A file of the workspace. A client that reads them for the server (`initializationOptions.files`) answers
 * `handshake/files` with all that may hold diagrams.
 */
export interface WorkspaceFile {
  readonly uri: string;
  readonly text: string;
}

/** Ask what is wrong in a file that is not open (`handshake/checkFile`): null for a note without any diagram. */
export type CheckFileParams = WorkspaceFile;

export interface CheckFileResult {
  readonly diagrams: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Ask for a text that is about to be pasted or dropped, as segments (`handshake/importText`). */
export interface ImportTextParams {
  /** What is pasted. */
  readonly text: string;
  /** The document that it comes into, as it is. The server need not know it. */
  readonly document: { readonly languageId: string; readonly text: string };
  /** What it takes the place of, counted from 0: empty where nothing is selected. */
  readonly range: { readonly start: TextPosition; readonly end: TextPosition };
}

interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** The answer is null where the text holds no segments, or is notation already and comes in as it is. */
export interface ImportTextResult {
  /** What to insert. */
  readonly text: string;
  /** True where the line of the cursor stays whole: then the text goes behind the end of that line. */
  readonly below: boolean;
  readonly segments: number;
  /** Lines that looked like segments and could not be read. */
  readonly unread: number;
  /** True in Markdown outside of a `tcp` fence, where `text` brings a fence of its own. */
  readonly fenced: boolean;
}
