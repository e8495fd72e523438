import type { FlagName } from '../notation/flags.ts';
import type { Action, Delivery, StateName } from '../notation/syntax.ts';

/**
 * What the analysis says of a diagram, line by line, in words that any view can show. Numbers are the strings that the
 * author of the diagram would write (`x+1`), null where they are unknown. Lines are counted from 0.
 */
export interface DiagramTrace {
  /** '' for an untitled diagram. */
  readonly title: string;
  /** The line of its `diagram` statement, or its first line. */
  readonly line: number;
  /** The line behind its last one. */
  readonly endLine: number;
  readonly participants: readonly Participant[];
  readonly steps: readonly Step[];
}

/** A lifeline, in drawing order. */
export interface Participant {
  readonly name: string;
  /** What to show; the name where no label is given. */
  readonly label: string;
  readonly role: 'client' | 'server' | 'participant';
  /** The line that declares it, or the line of its first use. */
  readonly line: number;
}

export type Step = SegmentStep | ActionStep | StateStep | ElisionStep | NoteStep;

/** [before, after] for each participant whose connection this line is about. */
export type StateChanges = Readonly<Record<string, readonly [StateName, StateName]>>;

/** What Wireshark would say of a segment, and what only a checker can say. */
export type Label =
  | 'retransmission'
  | 'fast-retransmission'
  | 'spurious-retransmission'
  | 'out-of-order'
  | 'duplicate-ack'
  | 'keep-alive'
  | 'keep-alive-ack'
  | 'window-update'
  | 'zero-window'
  | 'zero-window-probe'
  | 'zero-window-probe-ack'
  | 'window-full'
  | 'acked-unseen-segment'
  | 'previous-segment-not-captured'
  | 'port-reused'
  | 'old-duplicate'
  | 'challenge-ack'
  | 'ignored';

export type Phase = 'handshake' | 'data' | 'close' | 'reset';

/** What the receiver must send at once. `seq`, `ack`: null where the segment has none or it is unknown. */
export interface Reply {
  readonly flags: readonly FlagName[];
  readonly seq: string | null;
  readonly ack: string | null;
}

/** The variables of one end's transmission control block (RFC 9293 §3.3.1) after a step. Windows are in bytes, scaled. */
export interface TcbView {
  readonly state: StateName;
  readonly sndUna: string | null;
  readonly sndNxt: string | null;
  readonly sndWnd: string | null;
  readonly rcvNxt: string | null;
  readonly rcvWnd: string | null;
  readonly iss: string | null;
  readonly irs: string | null;
  /** Ranges received beyond RCV.NXT, `[left, right)`, the most recent first; of more than 64 the newest and the lowest. */
  readonly outOfOrder: readonly (readonly [string, string])[];
}

export interface SegmentStep {
  readonly kind: 'segment';
  readonly line: number;
  /** Names of the participants; `from` sends. */
  readonly from: string;
  readonly to: string;
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly delivery: Delivery;
  /** Microseconds, or null. */
  readonly time: number | null;
  /** SYN, FIN, RST, PSH, ACK, URG, ECE, CWR, AE: in this order. */
  readonly flags: readonly FlagName[];
  /** Written, or else as the rules require. */
  readonly seq: string | null;
  /** Written, or else as the rules require; null where there is none, and where it is unknown. */
  readonly ack: string | null;
  /** Null where nobody knows it: a message of an application. */
  readonly len: string | null;
  /** The sequence number that its FIN takes up, behind its bytes; null without the FIN flag. */
  readonly fin: string | null;
  /** The 16-bit header value as written, or null. */
  readonly win: string | null;
  /** Options and other fields as written, for instance `mss=1460`. */
  readonly options: readonly string[];
  /** Text to show beside the segment, '' without. */
  readonly text: string;
  /** The numbers counted from the initial sequence numbers of their directions; null where those are unknown. */
  readonly relative: { readonly seq: string | null; readonly ack: string | null };
  /** Which numbers were left out by the author. */
  readonly implied: { readonly flags: boolean; readonly seq: boolean; readonly ack: boolean; readonly len: boolean };
  readonly labels: readonly Label[];
  /** n of "duplicate ACK #n", else 0. */
  readonly duplicate: number;
  readonly phase: Phase | null;
  /** handshake 1 to 3, close 1 to 4. A FIN that also acknowledges the peer's FIN is step 3 of the close (and does step 2 as well). */
  readonly step: number | null;
  readonly states: StateChanges;
  readonly reply: Reply | null;
  /** After the step, for sender and receiver by name. */
  readonly tcbs: Readonly<Record<string, TcbView>>;
  /** The line that an `arrived` segment was sent on, or null. */
  readonly sentLine: number | null;
}

export interface ActionStep {
  readonly kind: 'action';
  readonly line: number;
  readonly action: Action;
  readonly target: string;
  readonly states: StateChanges;
}

/** A `state` line that sets or asserts. */
export interface StateStep {
  readonly kind: 'state';
  readonly line: number;
  readonly asserted: readonly { readonly name: string; readonly state: StateName }[];
}

export interface ElisionStep {
  readonly kind: 'elision';
  readonly line: number;
  readonly text: string;
}

export interface NoteStep {
  readonly kind: 'note';
  readonly line: number;
  readonly position: 'over' | 'left' | 'right';
  readonly targets: readonly string[];
  readonly text: string;
}
