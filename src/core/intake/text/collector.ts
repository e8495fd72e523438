import type { DiagramDraft, Draft } from './draft.ts';
import type { Packet } from './packets.ts';

/** The forms of text that are known, by the name that a report gives them. */
export type Form =
  | 'notation'
  | 'arrows'
  | 'sentences'
  | 'tcpdump'
  | 'wireshark'
  | 'packetdrill'
  | 'netfilter'
  | 'sniffer'
  | 'mermaid'
  | 'plantuml'
  | 'table'
  | 'ladder';

/** The lines of a text, as they are written and as they are read. */
export interface Source {
  readonly raw: readonly string[];
  /** Without the marks of a quotation, links, bold and code, and with plain blanks. */
  readonly lines: readonly string[];
}

/** A recogniser of one form. */
export interface Recogniser {
  readonly form: Form;
  /**
   * Reads what begins on the line `at`, if it is of this form, and tells `out` what it says. Returns how many lines that
   * were, and 0 where another form may have a look.
   */
  read(source: Source, at: number, out: Collector): number;
}

/** A line that looks like one of a form and could not be read. */
export interface Unread {
  /** From 0. */
  readonly line: number;
  readonly text: string;
}

/** Gathers what the recognisers read. */
export class Collector {
  readonly diagrams: DiagramDraft[] = [];
  /** Packets of captures that were printed as text, one list for each capture. */
  readonly captures: Packet[][] = [];
  readonly unread: Unread[] = [];
  readonly forms = new Set<Form>();
  /** Those who talk in sentences, in the order in which they begin. */
  readonly ends: string[] = [];
  /** Lines that say nothing about TCP. */
  prose = 0;
  /** Packets and events of other protocols, and lines that only lay out a drawing: what they are, and how many. */
  readonly others = new Map<string, number>();
  #title = '';
  #open: DiagramDraft | null = null;
  #capture: Packet[] | null = null;
  /** Lines that are part of a diagram only if the ends that they name talk TCP somewhere in it. */
  readonly candidates = new Set<Draft>();

  /** The next segment begins a diagram, with this title or without one. */
  begin(title: string): void {
    this.#title = title;
    this.#open = null;
    this.#capture = null;
  }

  add(...drafts: readonly Draft[]): void {
    this.#diagram().drafts.push(...drafts);
  }

  /** Adds a line that counts only where its ends are known from other lines. */
  propose(draft: Draft): void {
    this.candidates.add(draft);
    this.add(draft);
  }

  packet(packet: Packet): void {
    if (this.#capture === null) {
      this.#capture = [];
      this.captures.push(this.#capture);
    }
    this.#capture.push(packet);
  }

  /** The title of the diagram that is being read. */
  setTitle(title: string): void {
    this.#diagram().title = title;
  }

  /** What is being read was seen on the wire. */
  observe(): void {
    this.#diagram().observed = true;
  }

  /** Counts a line that is understood and not brought in. */
  other(what: string): void {
    this.others.set(what, (this.others.get(what) ?? 0) + 1);
  }

  #diagram(): DiagramDraft {
    if (this.#open === null) {
      this.#open = { title: this.#title, drafts: [] };
      this.#title = '';
      this.diagrams.push(this.#open);
    }
    return this.#open;
  }

  /** The title that the next diagram would get. */
  get pendingTitle(): string {
    return this.#title;
  }

  get current(): DiagramDraft | null {
    return this.#open;
  }
}
