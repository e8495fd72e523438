import type { Code } from '../findings/codes.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import type { Statement } from '../notation/syntax.ts';
import type { Lines } from '../text/lines.ts';
import type { Names } from '../text/names.ts';
import type { TextEdit } from '../text/place.ts';
import type { DiagramTrace, Participant, Step } from './trace.ts';

/** Settings of a check that do not stand in the text. */
export interface CheckOptions {
  /** Severities other than the default ones; `option rule` in the text goes before them. */
  readonly severities: Readonly<Partial<Record<Code, Severity | 'off'>>>;
}

/** A diagram of a document: the lines `line` (inclusive) to `endLine` (exclusive). */
export interface Diagram {
  /** '' for statements before the first `diagram` line. */
  readonly title: string;
  readonly line: number;
  readonly endLine: number;
  readonly participants: readonly Participant[];
}

/**
 * What is known of a text. It is a value: an edit gives another one, and shares with this one what the edit left alone.
 * Nothing here throws, whatever the text is.
 */
export interface Analysis {
  readonly lines: Lines;
  readonly names: Names;
  readonly options: CheckOptions;
  /** Ordered by place, then by code. */
  readonly findings: readonly Finding[];
  /** In the order of the text; never empty lines alone. A text without any statement has none. */
  readonly diagrams: readonly Diagram[];
  /** The statement of a line, parsed afresh: the caller may keep it. */
  statement(line: number): Statement;
  /** The diagram that a line belongs to. */
  diagramAt(line: number): Diagram | undefined;
  /** Everything that is known of a diagram, or of its lines `from` (inclusive) to `to` (exclusive). */
  trace(diagram: Diagram, from?: number, to?: number): DiagramTrace;
  /** What is known of one line; undefined for a line without a step. */
  step(line: number): Step | undefined;
  /** The analysis of the text after an edit; its cost is that of what the edit changed. */
  edit(edit: TextEdit): Analysis;
}
