import { Facts } from '../tcp/facts.ts';
import type { Form } from '../tcp/number.ts';
import { Segment } from '../tcp/segment.ts';
import type { State } from '../tcp/states.ts';
import type { Finding } from '../findings/finding.ts';
import type { Names } from '../text/names.ts';
import { Connection, End } from './connection.ts';
import { type Lifeline, Participants } from './participants.ts';
import { DEFAULT_SETTINGS, type DiagramSettings } from './settings.ts';
import { type Bound, type Pin, Symbols, SymbolStore } from './symbols.ts';

/** A finding before the settings have given it a severity. */
export type RawFinding = Omit<Finding, 'severity'>;

/** What a `state`, `listen`, `open` or `crash` line says of an end that has no connection yet. */
export interface Preset {
  readonly participant: number;
  readonly port: number | null;
  readonly state: State;
  readonly line: number;
  readonly variables: readonly { readonly name: string; readonly value: Form }[];
}

/** Everything that a line of a diagram can depend on, as it was at one moment. */
export interface Snapshot {
  readonly symbols: number;
  readonly pins: number;
  readonly participants: number;
  readonly connections: readonly Connection[];
  readonly last: number;
  readonly settings: DiagramSettings;
  readonly presets: readonly Preset[];
  readonly listening: readonly boolean[];
  readonly used: readonly boolean[];
  readonly unknowns: number;
  readonly segments: number;
  readonly expecting: Expecting | null;
}

/** The logs of a reading, of which a snapshot names the lengths. */
export interface Journal {
  readonly store: SymbolStore;
  readonly bound: readonly Bound[];
  readonly pins: readonly Pin[];
  readonly lifelines: readonly Lifeline[];
}

/** An `expect` line that waits for its statement. */
export interface Expecting {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly code: string;
}

/** An `expect` line and the line of the statement that it speaks of; −1 while there is none. */
export interface Expectation extends Expecting {
  readonly target: number;
}

/**
 * A diagram while it is being read, line by line. It is the one thing here that changes; `snapshot` and `resume` let a
 * reader start again at a line that was read before.
 */
export class DiagramState {
  readonly names: Names;
  readonly symbols: Symbols;
  readonly participants: Participants;
  readonly connections: Connection[] = [];
  settings: DiagramSettings = DEFAULT_SETTINGS;
  presets: readonly Preset[] = [];
  /** By participant: whether a `listen` line said so. */
  listening: readonly boolean[] = [];
  /** By participant: whether anything but its declaration names it. */
  used: readonly boolean[] = [];
  /** How many unnamed numbers were needed so far. */
  unknowns = 0;
  /** How many segments were read. */
  segments = 0;
  expecting: Expecting | null = null;
  /** Index of the connection that the last line was about. */
  last = -1;
  /** Where findings go. */
  report: (finding: RawFinding) => void = () => undefined;
  expectation: (expectation: Expectation) => void = () => undefined;

  /** Working objects, filled anew for every line. */
  readonly segment = new Segment();
  readonly facts = new Facts();

  readonly #byKey = new Map<string, number>();

  readonly #store: SymbolStore;

  constructor(names: Names, store = new SymbolStore()) {
    this.names = names;
    this.#store = store;
    this.symbols = new Symbols(names, store);
    this.participants = new Participants(names);
  }

  /** Notes that a participant takes part. */
  use(participant: number): void {
    if (this.used[participant] === true) return;
    const used = [...this.used];
    used[participant] = true;
    this.used = used;
  }

  /** A number that nothing is known of. */
  unknown(): Form {
    return this.symbols.unknown(this.unknowns++);
  }

  /** A count of bytes that nothing is known of. */
  passedOver(): Form {
    return this.symbols.passedOver(this.unknowns++);
  }

  /** Whether what this participant knew at any moment can be told from the lines before. */
  exact(participant: number): boolean {
    const { capture } = this.settings;
    if (capture === null) return true;
    return capture !== 'anywhere' && this.participants.at(participant).name === capture;
  }

  /** The index of the connection between two endpoints; −1 for none. */
  find(a: number, aPort: number | null, b: number, bPort: number | null): number {
    const last = this.connections[this.last];
    if (last !== undefined && joins(last, a, aPort, b, bPort)) return this.last;
    const known = this.#byKey.get(key(a, aPort, b, bPort));
    if (known !== undefined && known < this.connections.length) return known;
    if (aPort !== null && bPort !== null) return -1;
    return this.connections.findLastIndex(
      ({ left, right }) => alike(left, a, aPort, right, b, bPort) || alike(right, a, aPort, left, b, bPort),
    );
  }

  add(a: number, aPort: number | null, b: number, bPort: number | null): number {
    return this.#insert(new Connection(new End(a, aPort), new End(b, bPort)));
  }

  snapshot(): Snapshot {
    return {
      symbols: this.symbols.count,
      pins: this.symbols.pinned,
      participants: this.participants.count,
      connections: this.connections.map((connection) => connection.snapshot()),
      last: this.last,
      settings: this.settings,
      presets: this.presets,
      listening: this.listening,
      used: this.used,
      unknowns: this.unknowns,
      segments: this.segments,
      expecting: this.expecting,
    };
  }

  /** What was noted down up to now: with it and a snapshot the reading can be resumed at that snapshot. */
  journal(): Journal {
    return {
      store: this.#store,
      bound: this.symbols.bindings,
      pins: this.symbols.pins,
      lifelines: this.participants.list,
    };
  }

  /** A state of its own that goes on from a snapshot. The cost is that of the connections and symbols there. */
  static resume(names: Names, journal: Journal, snapshot: Snapshot): DiagramState {
    const state = new DiagramState(names, journal.store);
    for (const bound of journal.bound.slice(0, snapshot.symbols)) state.symbols.bind(bound);
    for (const pin of journal.pins.slice(0, snapshot.pins)) state.symbols.pin(pin);
    for (const lifeline of journal.lifelines.slice(0, snapshot.participants)) state.participants.add(lifeline);
    for (const connection of snapshot.connections) state.#insert(connection.thaw());
    state.last = snapshot.last;
    state.settings = snapshot.settings;
    state.presets = snapshot.presets;
    state.listening = snapshot.listening;
    state.used = snapshot.used;
    state.unknowns = snapshot.unknowns;
    state.segments = snapshot.segments;
    state.expecting = snapshot.expecting;
    return state;
  }

  #insert(connection: Connection): number {
    const { left, right } = connection;
    const index = this.connections.length;
    this.connections.push(connection);
    this.#byKey.set(key(left.participant, left.port, right.participant, right.port), index);
    this.#byKey.set(key(right.participant, right.port, left.participant, left.port), index);
    return index;
  }
}

function key(a: number, aPort: number | null, b: number, bPort: number | null): string {
  return `${String(a)}:${String(aPort)} ${String(b)}:${String(bPort)}`;
}

function joins({ left, right }: Connection, a: number, aPort: number | null, b: number, bPort: number | null): boolean {
  return (
    (left.participant === a && left.port === aPort && right.participant === b && right.port === bPort) ||
    (left.participant === b && left.port === bPort && right.participant === a && right.port === aPort)
  );
}

/** The same participants, and the same ports as far as both are given. */
function alike(own: End, a: number, aPort: number | null, other: End, b: number, bPort: number | null): boolean {
  return (
    own.participant === a &&
    other.participant === b &&
    (aPort === null || own.port === null || own.port === aPort) &&
    (bPort === null || other.port === null || other.port === bPort)
  );
}
