import type { Reading } from './states.ts';
import type { Action, Delivery, FieldName, FlagName, NoteStatement, StateName } from '../../notation/index.ts';

/** What a text says, in the order in which it says it, before it is written down in the notation. */
export type Draft =
  | SegmentDraft
  | ParticipantDraft
  | NoteDraft
  | StateDraft
  | ActionDraft
  | ElisionDraft
  | OptionDraft
  | RemarkDraft
  | VerbatimDraft;

/** Where a segment comes from or goes to: a host, and its port where one is given. */
export interface End {
  readonly host: string;
  readonly port: number | null;
}

/** What the words about one segment say. Values of fields are expressions of the notation. */
export interface Message {
  readonly flags: readonly FlagName[];
  /** True where flags were given, be it `[none]`. */
  readonly flagged: boolean;
  readonly fields: ReadonlyMap<FieldName, string>;
  /** The words that are neither flag nor field, as they were written; '' without any. */
  readonly label: string;
  /** What looked like a field, and cannot be one of the notation's. */
  readonly unread: readonly string[];
  /** True where the text does not tell the options, or was cut. */
  readonly partial?: boolean;
}

interface Common {
  /** The line of the text that it was read from, from 0. */
  readonly line: number;
}

export interface SegmentDraft extends Common {
  readonly kind: 'segment';
  readonly from: End;
  readonly to: End;
  readonly delivery: Delivery;
  /** Drawn from right to left, so that the ladder keeps its sides. */
  readonly mirrored: boolean;
  /** Seconds from the first packet, or null. */
  readonly time: number | null;
  readonly message: Message;
  /** What else the line says, for a comment behind the segment. */
  readonly remarks: readonly string[];
}

export interface ParticipantDraft extends Common {
  readonly kind: 'participant';
  readonly role: 'client' | 'server' | 'participant';
  readonly name: string;
  readonly label: string;
}

export interface NoteDraft extends Common {
  readonly kind: 'note';
  readonly position: NoteStatement['position'];
  readonly targets: readonly string[];
  readonly text: string;
}

export interface StateDraft extends Common {
  readonly kind: 'state';
  readonly states: readonly { readonly name: string; readonly state: StateName; readonly variables: string }[];
  /** What the states beside a segment mean, where the text says so. */
  readonly reading?: Reading;
}

export interface ActionDraft extends Common {
  readonly kind: 'action';
  readonly action: Action;
  readonly target: string;
}

export interface ElisionDraft extends Common {
  readonly kind: 'elision';
  readonly text: string;
}

export interface OptionDraft extends Common {
  readonly kind: 'option';
  readonly text: string;
}

/** A line of the text that is kept as a comment. */
export interface RemarkDraft extends Common {
  readonly kind: 'remark';
  readonly text: string;
}

/** A line that is notation already. */
export interface VerbatimDraft extends Common {
  readonly kind: 'verbatim';
  readonly text: string;
  /** The participants that it names or declares. */
  readonly names: readonly string[];
  readonly segment: boolean;
}

/** A diagram in the making. */
export interface DiagramDraft {
  title: string;
  readonly drafts: Draft[];
  /** True where the segments are what somebody saw on the wire, not what somebody told. */
  observed?: boolean;
}

/** Whether the words name a flag or a field: those of TCP, and not of what TCP carries. */
export function isTcp({ flagged, fields }: Message): boolean {
  return flagged || fields.size > 0;
}

/** A field of the words that is a plain number; null for any other, and where it is not there. */
export function numberOf({ fields }: Message, name: FieldName): number | null {
  const value = fields.get(name);
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
}

/** An end as a key: the same for the same host and port. */
export function endKey({ host, port }: End): string {
  return port === null ? host : `${host}:${String(port)}`;
}

/** `name` with an optional `:PORT` behind it as an end; an address of IPv6 is in brackets where a port follows. */
export function endOf(written: string): End {
  const name = written.trim();
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(name);
  if (bracketed !== null) return { host: bracketed[1] ?? '', port: portOf(bracketed[2]) };
  const plain = /^([^:]+):(\d{1,5})$/.exec(name);
  const port = portOf(plain?.[2]);
  return port === null ? { host: name, port: null } : { host: plain?.[1] ?? name, port };
}

function portOf(digits: string | undefined): number | null {
  const port = Number(digits ?? NaN);
  return port <= 65535 ? port : null;
}
