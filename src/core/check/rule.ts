import type { Code } from '../findings/codes.ts';
import type { Args } from '../findings/finding.ts';
import type { FieldName } from '../notation/fields.ts';
import type { SegmentStatement } from '../notation/syntax.ts';
import type { Flags } from '../tcp/flags.ts';
import type { Algebra, Form } from '../tcp/number.ts';
import type { Segment } from '../tcp/segment.ts';
import type { State } from '../tcp/states.ts';
import type { Arrival, Fault, FaultKind } from '../tcp/transit.ts';
import type { Span } from '../text/place.ts';
import type { Connection, End } from './connection.ts';
import type { Details } from './report.ts';
import type { Mistaken } from './transit.ts';

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
  /** The segment as it is written. */
  readonly written: Segment;
  /** The segment as it was sent in the end. */
  readonly segment: Segment;
  readonly arrival: Arrival;
  /** A set of `Mark`. */
  readonly marks: number;
  /** Whether what the sender knew is known. */
  readonly exact: boolean;
  /** Whether the lines are a packet capture. */
  readonly captured: boolean;
  /** For an arriving segment: the line it was sent on, −1 for none; and the field that differs from what was sent. */
  readonly sentLine: number;
  readonly mistaken: Mistaken;
  /** The line on which other bytes were sent with the same numbers; −1 for none. */
  readonly conflictingLine: number;
  /** A form in the author's symbols; `?` where there are no words for it. */
  write(form: Form | null): string;
  /** An expression as it was written. */
  read(expression: Span): string;
  readonly algebra: Algebra;
}

/** Reports a finding: `key` names one of the messages of the rule's code. */
export type Report = (span: Span, key: string, args: Args, details?: Details) => void;

/** A rule about one segment. */
export type SegmentRule = AnyFaultRule | HeaderRule | ArrivalRule;

/** A rule about what the protocol has found wrong: asked once for each fault of its kinds. */
export interface FaultRule<Kind extends FaultKind> {
  readonly code: Code;
  readonly about: readonly Kind[];
  check(segment: SegmentCase, report: Report, fault: Extract<Fault, { readonly kind: Kind }>): void;
}

/** A rule about what stands in the header: asked whenever that is there. */
export interface HeaderRule {
  readonly code: Code;
  readonly looksAt: Header;
  check(segment: SegmentCase, report: Report): void;
}

/** Fields of which one is written, or flags of which one is set; and flags that are all set, or of which none is. */
export interface Header {
  readonly fields?: readonly FieldName[];
  readonly flags?: Flags;
  readonly with?: Flags;
  readonly without?: Flags;
}

/** A rule about what became of a segment: asked where it was not simply accepted, or is marked. */
export interface ArrivalRule {
  readonly code: Code;
  readonly arrival: true;
  check(segment: SegmentCase, report: Report): void;
}

/** Any rule about faults, whatever it is about. */
export interface AnyFaultRule {
  readonly code: Code;
  readonly about: readonly FaultKind[];
  check(segment: SegmentCase, report: Report, fault: Fault): void;
}

/** Makes a rule about faults one of the list, where each is asked only about its own kinds. */
export function faultRule<Kind extends FaultKind>(rule: FaultRule<Kind>): AnyFaultRule {
  const isOurs = (fault: Fault): fault is Extract<Fault, { readonly kind: Kind }> =>
    (rule.about as readonly FaultKind[]).includes(fault.kind);
  return {
    ...rule,
    check: (segment, report, fault) => {
      if (isOurs(fault)) rule.check(segment, report, fault);
    },
  };
}

/** A connection as it is when its diagram ends. */
export interface EndCase {
  readonly connection: Connection;
  readonly name: (end: End) => string;
  readonly write: (form: Form | null) => string;
  readonly algebra: Algebra;
}

/** Reports a finding at a line of the diagram. */
export type ReportLine = (line: number, key: string, args: Args, details?: Details) => void;

/** An observation at the end of a diagram. */
export interface EndRule {
  readonly code: Code;
  check(ending: EndCase, report: ReportLine): void;
}
