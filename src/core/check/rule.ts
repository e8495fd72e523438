import type { Code } from '../findings/codes.ts';
import type { Args } from '../findings/finding.ts';
import type { SegmentStatement } from '../notation/syntax.ts';
import type { Facts } from '../tcp/facts.ts';
import type { Form } from '../tcp/number.ts';
import type { Segment } from '../tcp/segment.ts';
import type { State } from '../tcp/states.ts';
import type { Span } from '../text/place.ts';
import type { Connection, End } from './connection.ts';
import type { Details } from './making.ts';

/** Everything that a rule may look at: one segment, who sends it, and what the protocol found out about it. */
export interface SegmentCase {
  readonly line: number;
  readonly statement: SegmentStatement;
  readonly connection: Connection;
  /** The ends as they are after the segment. */
  readonly sender: End;
  readonly receiver: End;
  /** Labels of the participants, as shown to the reader. */
  readonly senderName: string;
  readonly receiverName: string;
  /** States before the segment. */
  readonly senderState: State;
  readonly receiverState: State;
  /** The flags as written, and the numbers as written, before any was corrected. */
  readonly givenFlags: number;
  readonly givenSeq: Form;
  readonly givenAck: Form;
  /** The segment as it was sent in the end. */
  readonly segment: Segment;
  readonly facts: Facts;
  /** Whether what the sender knew is known. */
  readonly exact: boolean;
  /** Whether the lines are a packet capture. */
  readonly captured: boolean;
  /** For an arriving segment: the line it was sent on, −1 for none; and the field that differs from what was sent. */
  readonly sentLine: number;
  readonly mistaken: 'none' | 'seq' | 'ack' | 'len';
  /** The line on which other bytes were sent with the same numbers; −1 for none. */
  readonly contradictedLine: number;
  /** A form in the author's symbols; `?` where there are no words for it. */
  write(form: Form | null): string;
  /** An expression as it was written. */
  read(expression: Span): string;
  /** The distance between two forms, as `Algebra.distance`. */
  distance(a: Form, b: Form): number;
}

/** Reports a finding: `key` names one of the messages of the rule's code. */
export type Report = (span: Span, key: string, args: Args, details?: Details) => void;

/** When a rule is asked: for a fault of the sender, for an unusual header, or for what became of it at its receiver. */
export type Trigger = { readonly faults: number } | 'header' | 'arrival';

/** A rule about one segment. */
export interface SegmentRule {
  readonly code: Code;
  readonly trigger: Trigger;
  check(segment: SegmentCase, report: Report): void;
}

/** A connection as it is when its diagram ends. */
export interface EndCase {
  readonly connection: Connection;
  readonly name: (end: End) => string;
  readonly write: (form: Form | null) => string;
  /** The distance between two forms, as `Algebra.distance`. */
  readonly distance: (a: Form, b: Form) => number;
}

/** Reports a finding at a line of the diagram. */
export type ReportLine = (line: number, key: string, args: Args, details?: Details) => void;

/** An observation at the end of a diagram. */
export interface EndRule {
  readonly code: Code;
  check(ending: EndCase, report: ReportLine): void;
}
