import type { Code } from '../findings/codes.ts';
import type { Sentence } from '../findings/finding.ts';
import type { Span } from '../text/place.ts';
import type { FieldsSyntax } from './fields.ts';
import type { StateName } from './states.ts';

/**
 * The tree of the notation. A statement is one line, and a line is parsed without looking at any other: that is what
 * makes a keystroke cheap. All spans are columns of that line. What lies between the spans is blanks and punctuation,
 * so a statement together with its line loses nothing.
 *
 * Names are numbers of the document's `Names`.
 */
export type Statement =
  | BlankStatement
  | DiagramStatement
  | ParticipantStatement
  | SegmentStatement
  | ActionStatement
  | StateStatement
  | ElisionStatement
  | NoteStatement
  | LetStatement
  | OptionStatement
  | ExpectStatement
  | IgnoredStatement
  | BadStatement;

/** A mistake in the text of one line, with its mend where one is plain: the text that the span should hold. */
export interface Problem extends Span {
  readonly code: Code;
  readonly message: Sentence;
  /** What is put in place of a span, the best first: of the problem's own one, where a fix has none. */
  readonly fixes: readonly { readonly title: Sentence; readonly text: string; readonly span?: Span }[];
}

interface Common {
  /** The keyword; for a segment, the arrow; empty where there is none. */
  readonly keyword: Span;
  /** The comment at the end of the line with its `#` or `//`, or null. */
  readonly comment: Span | null;
  readonly problems: readonly Problem[];
}

/** A name as written at a place. */
export interface NameSyntax extends Span {
  /** Number of the name in the document's `Names`. */
  readonly name: number;
}

/** Text as written at a place; `value` is without quotes and escapes. */
export interface TextSyntax extends Span {
  readonly value: string;
}

/** An empty line, or a comment alone. */
export interface BlankStatement extends Common {
  readonly kind: 'blank';
}

/** `diagram TITLE` or `title TITLE`. */
export interface DiagramStatement extends Common {
  readonly kind: 'diagram';
  readonly title: TextSyntax;
}

/** `client N [as LABEL]`, `server …`, `participant …` (also `actor`, `host`). */
export interface ParticipantStatement extends Common {
  readonly kind: 'participant';
  readonly role: 'client' | 'server' | 'participant';
  readonly name: NameSyntax | null;
  readonly label: TextSyntax | null;
}

/** `listen N`, `open N`, `close N`, `abort N`, `crash N`, `timeout N`: user calls and timers of RFC 9293 §3.10. */
export interface ActionStatement extends Common {
  readonly kind: 'action';
  readonly action: Action;
  readonly target: EndpointSyntax | null;
  /** `@TIME` before the keyword, in microseconds, or null; the span covers the `@` as well, −1 without a time. */
  readonly time: number | null;
  readonly timeSpan: Span;
}

/** The words of the user calls and timers. */
export const ACTIONS = ['listen', 'open', 'close', 'abort', 'crash', 'timeout'] as const;
export type Action = (typeof ACTIONS)[number];

/** `state N STATE [name=EXPR …][, N STATE …]`. */
export interface StateStatement extends Common {
  readonly kind: 'state';
  readonly assertions: readonly StateAssertion[];
}

/** One `N STATE` of a `state` line; `state` is the RFC's spelling (`SYN-RECEIVED`), or null if it is no state. */
export interface StateAssertion {
  readonly target: EndpointSyntax;
  readonly state: StateName | null;
  readonly stateSpan: Span;
  readonly variables: readonly VariableSyntax[];
}

/** `snd.nxt=300`: a variable of the transmission control block. Names in any case; `variable` is in lower case. */
export interface VariableSyntax extends Span {
  readonly variable: TcbVariable;
  readonly value: Expression;
}

export const TCB_VARIABLES = ['snd.una', 'snd.nxt', 'snd.wnd', 'rcv.nxt', 'rcv.wnd', 'iss', 'irs'] as const;
export type TcbVariable = (typeof TCB_VARIABLES)[number];

export { STATE_NAMES, type StateName } from './states.ts';

/** `... [text]`: time passes. */
export interface ElisionStatement extends Common {
  readonly kind: 'elision';
  readonly text: TextSyntax | null;
}

/** `note over A,B: TEXT`, `note left of A: TEXT`, `note right of A: TEXT`. */
export interface NoteStatement extends Common {
  readonly kind: 'note';
  readonly position: 'over' | 'left' | 'right';
  readonly targets: readonly NameSyntax[];
  readonly text: TextSyntax;
}

/** `let NAME = EXPR`. */
export interface LetStatement extends Common {
  readonly kind: 'let';
  readonly name: NameSyntax | null;
  readonly value: Expression | null;
}

/** `option NAME VALUE…`: the words behind the keyword, as written. */
export interface OptionStatement extends Common {
  readonly kind: 'option';
  readonly words: readonly TextSyntax[];
}

/** `expect CODE`: the code as written; whether there is such a code is not the parser's to say. */
export interface ExpectStatement extends Common {
  readonly kind: 'expect';
  readonly code: TextSyntax | null;
}

/** A line of Mermaid's that says nothing about TCP and is passed over: `sequenceDiagram`, `autonumber`, `activate C`, … */
export interface IgnoredStatement extends Common {
  readonly kind: 'ignored';
}

/** A line that is no statement; its `problems` say why. */
export interface BadStatement extends Common {
  readonly kind: 'bad';
}

/** How a segment fares on its line. */
export type Delivery = 'delivered' | 'lost' | 'sent' | 'arrived';

/**
 * A segment: `[@TIME] A ARROW B [:] [FLAGS] [FIELD …] ["label"]`.
 *
 * The parser reuses one object of this kind for line after line (`LineParser`); who keeps one makes a parser of his own.
 * Absent parts have `present: false`, or a span of −1.
 */
export interface SegmentStatement extends Common, FieldsSyntax {
  readonly kind: 'segment';
  /** `@TIME` in microseconds, or null; the span covers the `@` as well, −1 without a time. */
  readonly time: number | null;
  readonly timeSpan: Span;
  /** The endpoint on the left of the arrow, whoever sends. */
  readonly left: EndpointSyntax;
  readonly right: EndpointSyntax;
  readonly arrow: Span;
  /** True where the arrow points to the left: the right endpoint sends. */
  readonly mirrored: boolean;
  readonly delivery: Delivery;
  /** Control bits as in `FLAG_NAMES`; none at all means ACK, and then `flagsSpan` is the empty span where they would stand. */
  readonly flags: number;
  /** True where at least one flag was written. */
  readonly flagsWritten: boolean;
  /**
   * The first run of flags, from its first to its last one or from bracket to bracket; flags that stand behind a field
   * are in `flagTokens` alone. Without any flag: the empty span behind the right end, or behind its colon.
   */
  readonly flagsSpan: Span;
  /**
   * Every flag as written, in the order of the line; `SYN=0` counts as written with `bit: 0`. A word that is most likely
   * a slip of a flag has the bits of that flag, `SYNACK` those of two.
   */
  readonly flagTokens: readonly FlagToken[];
  /** The text beside the segment, or null: a label in quotes, or the words around flags and fields. */
  readonly label: TextSyntax | null;
  /** The pieces of the text beside the segment, where it is not in quotes and may stand in several places. */
  readonly remarks: readonly TextSyntax[];
  /** Whether the line is written as people write notes, and not in the strict notation. */
  readonly loose: boolean;
  /** The fields that are written, one bit each (`fieldBit`), also those that cannot be read and are not `present`. */
  readonly writtenFields: number;
  /** Whether what stands behind the ends is neither flags, fields nor a text in quotes: nobody can say what was sent. */
  readonly unread: boolean;
  /** Whether nothing but a text is written: a message of an application, of which nobody knows how long it is. */
  readonly application: boolean;
  /** Whether it sends again what its peer awaits: nobody writes that down, but the lines behind may show it. */
  readonly again?: boolean;
}

export interface FlagToken extends Span {
  readonly bit: number;
}

/** `C` or `C:51000`; `port` is null without one. The span covers both, `nameTo` ends the name. */
export interface EndpointSyntax extends Span {
  readonly name: number;
  readonly nameTo: number;
  readonly port: number | null;
}

/**
 * `seq=x+1`: the span covers name and value. A field that is written but cannot be read has a span, and is not present:
 * the line is judged as if it were left out.
 */
export interface FieldSyntax extends Span {
  readonly present: boolean;
  readonly value: Expression;
}

/**
 * A sum of integers and multiples of symbols, modulo 2^32: `constant + factor·symbol + …`.
 * One symbol is the rule; `more` holds the others. `symbol` is −1 where there is none.
 */
export interface Expression extends Span {
  /** 0 to 2^32 − 1. */
  readonly constant: number;
  readonly symbol: number;
  /** Multiple of the first symbol, modulo 2^32; 0 where there is none. */
  readonly factor: number;
  readonly symbolFrom: number;
  readonly symbolTo: number;
  readonly more: readonly Term[] | null;
}

export interface Term extends Span {
  readonly symbol: number;
  readonly factor: number;
}

/** `sack=L-R/L-R`. */
export interface SackSyntax extends Span {
  readonly present: boolean;
  readonly blocks: readonly SackBlockSyntax[];
}

export interface SackBlockSyntax extends Span {
  readonly left: Expression;
  readonly right: Expression;
}

/** `ts=VAL/ECR`. */
export interface TimestampSyntax extends Span {
  readonly present: boolean;
  readonly value: Expression;
  readonly echo: Expression;
}

export interface CookieSyntax extends Span {
  readonly present: boolean;
  /** As written, '' without one. */
  readonly cookie: string;
}

export interface DataSyntax extends Span {
  readonly present: boolean;
  readonly text: string;
  /** Length of the text in UTF-8. */
  readonly bytes: number;
}
