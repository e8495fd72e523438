import type { Code } from '../findings/codes.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import type { Statement } from '../notation/syntax.ts';
import type { WrittenSegment } from '../notation/write.ts';
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
  /** Every step of a diagram in a few characters; after an edit it costs what the edit changed. */
  overview(diagram: Diagram): Overview;
  /** What is known of one line; undefined for a line without a step. */
  step(line: number): Step | undefined;
  /** The symbols of a diagram in the order of their binding. */
  bindings(diagram: Diagram): readonly Binding[];
  /** What a symbol of a diagram is bound to; undefined where no line binds it. */
  binding(diagram: Diagram, name: string): Binding | undefined;
  /** The names of a diagram's symbols, in the order of their binding; of more than so many the last ones that hold `within`. */
  symbolNames(diagram: Diagram, within: string, most: number): readonly string[];
  /** What may stand behind `line` (a new line inserted there), the most likely first. `line` −1 is the top of the text. */
  next(line: number): readonly Suggestion[];
  /** The line that a segment's `ack` (or SACK) acknowledges up to: the last one whose bytes it covers; undefined if none. */
  acknowledged(line: number): number | undefined;
  /** The analysis of the text after an edit; its cost is that of what the edit changed. */
  edit(edit: TextEdit): Analysis;
}

/** The steps of a diagram: each member has one entry a step. */
export interface Overview {
  /** The line of each step, ascending. */
  readonly lines: readonly number[];
  /** One character a step: `d` delivered, `l` lost, `s` sent, `a` arrived, `c` action, `t` state, `e` elision, `n` note. */
  readonly kinds: string;
  /** One character a step: `h` handshake, `d` data, `c` close, `r` reset, `-` none. */
  readonly phases: string;
  /** The number of each step's connection, from 1 as in `ends`; 0 for a step of none. */
  readonly connections: readonly number[];
  /** The time of each segment in microseconds; null where none is written. */
  readonly times: readonly (number | null)[];
  /** For each segment that arrives the line that it was sent on; −1 for every other step. */
  readonly sentLines: readonly number[];
  /**
   * For each segment of data or of a plain acknowledgment of which there is nothing to tell but its numbers, one more than its
   * bytes (`Infinity` where they are unknown), negative where the right end sends it; 0 for every other step.
   */
  readonly plain: readonly number[];
  /** The ends of each connection. */
  readonly ends: readonly ConnectionEnds[];
}

/** The two ends of a connection: names of participants, and ports where they are known. */
export interface ConnectionEnds {
  readonly left: string;
  readonly leftPort: number | null;
  readonly right: string;
  readonly rightPort: number | null;
}

/** Where a symbol of a diagram got its value. */
export interface Binding {
  readonly name: string;
  /** The place of the defining use. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** What it is bound to in terms of other symbols and numbers; null where it stands for itself. */
  readonly value: string | null;
  /** `isn`: the seq of a SYN; `let`: a let line; `length`: a len; `required`: the number that the rules require there; `adopted`: taken as it came. */
  readonly how: 'isn' | 'let' | 'length' | 'required' | 'adopted';
}

/** A segment that may legally stand on the next line, complete with numbers, ready to be written. */
export interface Suggestion extends WrittenSegment {
  /** `reply`: the receiver of the last segment must answer so at once; `next`: the usual next step; `possible`: legal too. */
  readonly rank: 'reply' | 'next' | 'possible';
  /** What it does: a stable word that the language service turns into a sentence. */
  readonly purpose:
    | 'syn'
    | 'syn-ack'
    | 'handshake-ack'
    | 'ack'
    | 'data'
    | 'fin'
    | 'fin-ack'
    | 'close-ack'
    | 'rst'
    | 'retransmit'
    | 'challenge-ack';
}
