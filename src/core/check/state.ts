import { Facts } from '../tcp/facts.ts';
import type { Form } from '../tcp/number.ts';
import { Segment } from '../tcp/segment.ts';
import type { State } from '../tcp/states.ts';
import type { Finding } from '../findings/finding.ts';
import type { Names } from '../text/names.ts';
import { Connection, End } from './connection.ts';
import { Participants } from './participants.ts';
import { DEFAULT_SETTINGS, type DiagramSettings } from './settings.ts';
import { Symbols } from './symbols.ts';

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
  readonly unknowns: number;
  readonly segments: number;
  readonly expecting: Expecting | null;
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
 * A diagram while it is being read, line by line. It is the one thing here that changes; `snapshot` and `restore` let a
 * reader go back to a line that was read before.
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

  constructor(names: Names) {
    this.names = names;
    this.symbols = new Symbols(names);
    this.participants = new Participants(names);
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
    const index = this.connections.length;
    this.connections.push(new Connection(new End(a, aPort), new End(b, bPort)));
    this.#byKey.set(key(a, aPort, b, bPort), index);
    this.#byKey.set(key(b, bPort, a, aPort), index);
    return index;
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
      unknowns: this.unknowns,
      segments: this.segments,
      expecting: this.expecting,
    };
  }

  /** Goes back to an earlier moment of this same diagram. */
  restore(snapshot: Snapshot): void {
    this.symbols.truncate(snapshot.symbols);
    this.symbols.unpin(snapshot.pins);
    this.participants.truncate(snapshot.participants);
    for (const { left, right } of this.connections.slice(snapshot.connections.length)) {
      this.#byKey.delete(key(left.participant, left.port, right.participant, right.port));
      this.#byKey.delete(key(right.participant, right.port, left.participant, left.port));
    }
    this.connections.length = 0;
    for (const connection of snapshot.connections) this.connections.push(connection.thaw());
    this.last = snapshot.last;
    this.settings = snapshot.settings;
    this.presets = snapshot.presets;
    this.listening = snapshot.listening;
    this.unknowns = snapshot.unknowns;
    this.segments = snapshot.segments;
    this.expecting = snapshot.expecting;
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
