import type { DiagramTrace, TcbView } from '../core/check/trace.ts';
import type { PictureWords } from '../core/render/explain.ts';
import type { ExportKind, PictureKind } from '../core/render/forms.ts';

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
}

/** Steps of a diagram, counted from its first one: `from` (inclusive) to `to` (exclusive). */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

export interface DiagramResult {
  readonly version: number;
  readonly index: number;
  /** Its `steps` are those of `range` alone; everything else in it is about the whole diagram. */
  readonly trace: DiagramTrace;
  readonly range: StepRange;
  /** Every step of the diagram, in a few characters each. */
  readonly overview: DiagramOverview;
  /** The Mermaid text of the steps of `range`, in pieces. */
  readonly picture: DiagramPicture;
  /** What is said of the diagram, and of the steps of `range`, in the reader's language. */
  readonly words: PictureWords;
  /** The ends as they are before the first step of `range`, by the name of the participant; one that nothing is known of is absent. */
  readonly before: Readonly<Record<string, TcbView>>;
  /** The findings inside the diagram, ready to be shown. Lines of the document, as in `trace`. */
  readonly problems: readonly DiagramProblem[];
  /** False while a line of the diagram cannot be read: the picture should be marked as stale. */
  readonly complete: boolean;
  /** The lines that cannot be read; empty exactly where `complete` is true. */
  readonly unreadable: readonly number[];
}

/**
 * What the overview strip and the scroll bar need of a diagram of thousands of steps: each member has one entry a step.
 */
export interface DiagramOverview {
  /** The line of each step, ascending. */
  readonly lines: readonly number[];
  /** One character a step: `d` delivered, `l` lost, `s` sent, `a` arrived, `c` action, `t` state, `e` elision, `n` note. */
  readonly kinds: string;
  /** One character a step: `h` handshake, `d` data, `c` close, `r` reset, `-` none. */
  readonly phases: string;
}

/** Mermaid text that draws any part of a diagram: `head`, then the pieces of the steps wanted, joined by line breaks. */
export interface DiagramPicture {
  /** `sequenceDiagram` and one participant line each, in drawing order; no title. */
  readonly head: string;
  /**
   * The lines of each step of `range`: messages and notes alone, no blocks and no `autonumber`; '' for a step that is not drawn.
   * Every text of the author is escaped.
   */
  readonly steps: readonly string[];
}

export interface DiagramProblem {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly code: string;
  readonly message: string;
}

export type { ExportKind, PictureKind };

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

/** Ask for a text that is about to be pasted or dropped, as segments (`handshake/importText`). */
export interface ImportTextParams {
  /** What is pasted. */
  readonly text: string;
  /** The document that it comes into, as it is. The server need not know it. */
  readonly document: { readonly languageId: string; readonly text: string };
  /** Where it comes in, from 0. */
  readonly line: number;
  readonly character: number;
}

/** The answer is null where the text holds no segments, or is notation already and comes in as it is. */
export interface ImportTextResult {
  /** What to insert. */
  readonly text: string;
  readonly segments: number;
  /** Lines that looked like segments and could not be read. */
  readonly unread: number;
  /** True in Markdown outside of a `tcp` fence, where `text` brings a fence of its own. */
  readonly fenced: boolean;
}
