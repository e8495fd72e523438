/** Of the page that shows what a capture file holds. */

/** A connection, as a row of the table. */
export interface CaptureRow {
  /** From 1, in the order of the first packets. */
  readonly number: number;
  /** Ends with their ports, the client first where that is known. */
  readonly left: string;
  readonly right: string;
  readonly packets: number;
  /** Bytes of text in both directions. */
  readonly bytes: number;
  /** Seconds from its first packet to its last; null without times. */
  readonly seconds: number | null;
  /** Flags of its first packet, for instance `SYN`. */
  readonly flags: string;
}

/** What the checker says of a connection. */
export interface CaptureVerdict {
  readonly number: number;
  readonly errors: number;
  readonly warnings: number;
  /** Labels, the most frequent first, with how many segments have them. */
  readonly labels: readonly (readonly [label: string, count: number])[];
}

/** A segment of the connection that is looked at: its packet's number in the file, and its line of the notation. */
export interface CaptureSegment {
  readonly frame: number;
  readonly text: string;
}

export interface CaptureSummary {
  readonly frames: number;
  readonly segments: number;
  readonly leftOut: readonly { readonly name: string; readonly count: number }[];
  /** Why the file was not read to its end, or null. */
  readonly damage: string | null;
  readonly rows: readonly CaptureRow[];
}

export type ToCapture =
  | { readonly type: 'progress'; readonly read: number; readonly size: number }
  | { readonly type: 'summary'; readonly summary: CaptureSummary }
  | { readonly type: 'verdicts'; readonly verdicts: readonly CaptureVerdict[] }
  | { readonly type: 'segments'; readonly number: number; readonly segments: readonly CaptureSegment[] };

/** Connections by their numbers; of one alone, perhaps some segments by their places in its list. */
export interface CaptureChoice {
  readonly numbers: readonly number[];
  readonly segments?: readonly number[];
}

export type FromCapture =
  | { readonly type: 'ready' }
  | { readonly type: 'cancel' }
  | { readonly type: 'segments'; readonly number: number }
  | { readonly type: 'preview'; readonly number: number }
  | ({ readonly type: 'open' | 'insert' } & CaptureChoice)
  | { readonly type: 'names' };

/** What the page is told in its HTML: words by their English texts. */
export interface CaptureConfig {
  readonly language: string;
  readonly strings: Readonly<Record<string, string>>;
}

/** Judge the diagrams of a text (`handshake/judge`): one verdict for each text. */
export interface JudgeParams {
  /** The file that they come from: its settings hold. */
  readonly uri: string;
  readonly texts: readonly string[];
}

export type JudgeResult = readonly Omit<CaptureVerdict, 'number'>[];
