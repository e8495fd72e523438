import type { ConnectionEnds, Overview } from '../check/analysis.ts';
import type { DiagramTrace, TcbView } from '../check/trace.ts';
import type { Look } from '../notation/look.ts';
import type { PictureWords } from '../render/explain.ts';
import type { RowFold } from './fold.ts';

/** Steps of a diagram, counted from its first one: `from` (inclusive) to `to` (exclusive). */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** Everything that a picture of a diagram is drawn from. */
export interface PictureData {
  readonly version: number;
  readonly index: number;
  /** Its `steps` are those of `range` alone; everything else in it is about the whole diagram. */
  readonly trace: DiagramTrace;
  readonly range: StepRange;
  /** Every step of the diagram, in a few characters each. */
  readonly overview: DiagramOverview;
  /** The connections in the order in which they appear; empty where there is but one. */
  readonly connections: readonly ConnectionEnds[];
  /** The Mermaid text of the steps of `range`, in pieces. */
  readonly picture: DiagramPicture;
  /** Whether runs of like segments are one row each. */
  readonly folding: boolean;
  /** How it looks, whoever chose it: the pieces of `picture` follow it. */
  readonly look: Look;
  /** What is said of the diagram, and of the steps of `range`, in the reader's language. */
  readonly words: PictureWords;
  /** The ends as they are before the first step of `range`, by the name of the participant; one that nothing is known of is absent. */
  readonly before: Readonly<Record<string, TcbView>>;
  /** The findings inside the diagram, ready to be shown. Lines of the document, as in `trace`. */
  readonly problems: readonly DiagramProblem[];
}

/**
 * What the overview strip and the scroll bar need of a diagram of thousands of steps: each member has one entry a step.
 */
export interface DiagramOverview extends Pick<Overview, 'lines' | 'kinds' | 'phases'> {
  /** The number of each step's connection, from 1 as in `PictureData.connections`, 0 for none; empty where there is but one. */
  readonly connections: readonly number[];
  /** Microseconds, null for a step without a time; empty where no step has one. */
  readonly times: readonly (number | null)[];
  /** What became of each row since the older version that it is compared with, a `Change` each; '' where nothing is compared. */
  readonly changes: string;
  /** The rows that stand for runs of like segments, in their order. */
  readonly folds: readonly RowFold[];
  /** The segments that travel: the steps where each leaves and arrives, in the order of their arrival. */
  readonly travels: readonly (readonly [sent: number, arrived: number])[];
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
