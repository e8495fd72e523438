import { type Form, SymbolSpace } from '../tcp/number.ts';
import type { Finding } from '../findings/finding.ts';
import type { Names } from '../text/names.ts';
import { Connection, End } from './connection.ts';
import { Log } from './log.ts';
import { type Lifeline, Participants } from './participants.ts';
import { PersistentList } from './persistent.ts';
import { type KeptPlaces, Places, PlaceSpace } from './places.ts';
import { Presets } from './presets.ts';
import { DEFAULT_SETTINGS, type DiagramSettings } from './settings.ts';
import { type Bound, type Pin, Symbols } from './symbols.ts';
import { SegmentTransit } from './transit.ts';

/** A finding before the settings have given it a severity. */
export type RawFinding = Omit<Finding, 'severity'>;

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

const NO_LINES: readonly number[] = [];

/** What a line can depend on besides symbols, lifelines and connections. Every field is an immutable value. */
class Variables {
  settings: DiagramSettings = DEFAULT_SETTINGS;
  presets = Presets.NONE;
  /** By participant: whether a `listen` line said so. */
  listening = PersistentList.empty<boolean>();
  /** By participant: whether anything but its declaration names it. */
  used = PersistentList.empty<boolean>();
  /** Names that nothing declares are compared with those that are declared. */
  compared = true;
  /** How many unnamed numbers were needed so far. */
  unknowns = 0;
  /** The time of the last segment, in microseconds; before all others where it has none. */
  time = -Infinity;
  /** How many segments were read. */
  segments = 0;
  expecting: Expecting | null = null;
  /** Index of the connection of the last segment. */
  last = -1;
  /** Index of the connection that a line was last about; −1 for none. */
  turned = -1;
  /** By participant: the index of the connection that a line was last about. */
  current = PersistentList.empty<number>();
  /** Lines that were read before the one above them in their connection, because they belong there. */
  skips: readonly number[] = NO_LINES;
}

/** Everything that a line of a diagram can depend on, as it was at one moment. It stays as it is. */
export interface Checkpoint {
  readonly space: SymbolSpace;
  readonly variables: Variables;
  readonly bindings: Log<Bound>;
  readonly pins: Log<Pin>;
  readonly lifelines: PersistentList<Lifeline>;
  readonly connections: PersistentList<Connection>;
  readonly placeSpace: PlaceSpace;
  readonly places: KeptPlaces;
}

/**
 * A diagram while it is being read, line by line. It is the one thing here that changes; a checkpoint of it lets a reader
 * go on from there again.
 */
export class DiagramState extends Variables {
  readonly names: Names;
  readonly symbols: Symbols;
  readonly participants: Participants;
  /** To be changed only through `change`. */
  readonly connections: Connection[];
  /** Where findings go. */
  report: (finding: RawFinding) => void = () => undefined;
  expectation: (expectation: Expectation) => void = () => undefined;
  /** Nobody reads what is found, only how much it is: it needs no words. */
  wordless = false;
  /** A segment that can't be right is not passed on: the reader looks for what explains it. */
  cautious = false;
  /** A segment is sent as it is written, whatever its sender should have done. */
  literal = false;
  /** The segment of the last line, and what became of it: filled anew for every segment. */
  readonly transit: SegmentTransit;

  readonly #space: SymbolSpace;
  readonly #bindings = new Log<Bound>();
  readonly #pins = new Log<Pin>();
  /** The connections of the last checkpoint, taken or restored. */
  #kept = PersistentList.empty<Connection>();
  /** The connections that it does not hold as they are: by index, and their indexes. */
  readonly #own: boolean[] = [];
  readonly #changed: number[] = [];
  readonly #placeSpace: PlaceSpace;
  readonly #places: Places;
  readonly #mark = {
    variables: new Variables(),
    lifelines: PersistentList.empty<Lifeline>(),
    bindings: 0,
    pins: 0,
    connections: 0,
    places: 0,
    kept: null as { readonly index: number; readonly connection: Connection } | null,
  };

  /** A state of its own, at the beginning of a diagram or where a checkpoint was taken. */
  constructor(names: Names, from: Checkpoint | null = null) {
    super();
    this.names = names;
    this.#space = from?.space ?? new SymbolSpace();
    this.#placeSpace = from?.placeSpace ?? new PlaceSpace();
    this.#places = new Places(this.#placeSpace);
    this.symbols = new Symbols(names, this.#space, this.#bindings, this.#pins);
    this.participants = new Participants(names);
    this.connections = [];
    this.transit = new SegmentTransit(this.symbols.algebra);
    if (from !== null) this.restore(from);
  }

  /** Everything as it is now; what is not changed afterwards is shared. */
  checkpoint(): Checkpoint {
    const connections = this.#connectionsNow();
    if (connections !== this.#kept) this.#keepConnections(connections);
    const variables = new Variables();
    copyVariables(this, variables);
    return {
      space: this.#space,
      variables,
      bindings: this.#bindings.copy(),
      pins: this.#pins.copy(),
      lifelines: this.participants.kept,
      connections: this.#kept,
      placeSpace: this.#placeSpace,
      places: this.#places.keep(),
    };
  }

  /** Everything as it was at a checkpoint of the same diagram. It costs what has changed between. */
  restore({ variables, bindings, pins, lifelines, connections, places }: Checkpoint): void {
    copyVariables(variables, this);
    this.symbols.restore(bindings, pins);
    this.participants.restore(lifelines);
    this.#restoreConnections(connections);
    this.#keepConnections(connections);
    this.#places.restore(places);
  }

  /**
   * All connections but one are as they were at a checkpoint of the same diagram, which has that one as well. Where a name was read
   * as another one since, the lifelines of the others may not be there: then they stay.
   */
  restoreOthers({ connections, lifelines, places }: Checkpoint, index: number): void {
    if (!this.participants.beginWith(lifelines)) return;
    const own = this.connections[index];
    const there = connections.at(index);
    if (own === undefined || there === undefined) return;
    const { left, right } = there;
    if (!joins(own, left.participant, left.port, right.participant, right.port)) return;
    const list = connections.with(index, own);
    this.#restoreConnections(list);
    this.#keepConnections(list);
    this.#places.restore(places);
  }

  #connectionsNow(): PersistentList<Connection> {
    return this.#kept.withAll(
      this.#changed.flatMap((index) => {
        const item = this.connections[index];
        return item === undefined ? [] : { index, item };
      }),
    );
  }

  #restoreConnections(connections: PersistentList<Connection>): void {
    const own = this.connections;
    own.length = Math.min(own.length, connections.length);
    const take = (index: number): void => {
      const kept = connections.at(index);
      if (kept !== undefined) own[index] = kept;
    };
    this.#changed.forEach(take);
    if (connections !== this.#kept) for (const index of connections.differences(this.#kept)) take(index);
  }

  #keepConnections(connections: PersistentList<Connection>): void {
    this.#kept = connections;
    for (const index of this.#changed) this.#own[index] = false;
    this.#changed.length = 0;
  }

  /** Notes where the reading is before a segment, for `checkpointBefore`. */
  mark(): void {
    copyVariables(this, this.#mark.variables);
    this.#mark.bindings = this.#bindings.count;
    this.#mark.pins = this.#pins.count;
    this.#mark.lifelines = this.participants.kept;
    this.#mark.connections = this.connections.length;
    this.#mark.places = this.#places.count;
    this.#mark.kept = null;
  }

  /** Keeps a connection as it is at the mark, because reading the segment may change it. */
  keep(index: number): void {
    const connection = this.connections[index];
    if (connection !== undefined) this.#mark.kept = { index, connection: connection.copy() };
  }

  /** Everything as it was at the mark, as long as no connection has changed since but one that was kept. */
  checkpointBefore(): Checkpoint {
    const { bindings, pins, lifelines, connections, kept } = this.#mark;
    const places = this.#places.keptBefore(this.#mark.places);
    const now = this.checkpoint();
    copyVariables(this.#mark.variables, now.variables);
    let before = now.connections.first(connections);
    if (kept !== null && kept.index < connections) before = before.with(kept.index, kept.connection);
    return {
      space: now.space,
      variables: now.variables,
      bindings: now.bindings.copy(bindings),
      pins: now.pins.copy(pins),
      lifelines,
      connections: before,
      placeSpace: now.placeSpace,
      places,
    };
  }

  /** The connection with this index, to be changed. */
  change(index: number): Connection {
    const connection = this.connections[index];
    if (connection === undefined) throw new RangeError(`no connection ${String(index)}`);
    if (this.#own[index] === true) return connection;
    const copy = connection.copy();
    this.#own[index] = true;
    this.#changed.push(index);
    this.connections[index] = copy;
    return copy;
  }

  /** The connection with this index, which a line is about, to be changed. */
  turnTo(index: number): Connection {
    const connection = this.change(index);
    if (index === this.turned) return connection;
    const { left, right } = connection;
    this.turned = index;
    this.current = this.current.with(left.participant, index).with(right.participant, index);
    return connection;
  }

  /** Notes that a participant takes part. */
  use(participant: number): void {
    if (!this.isUsed(participant)) this.used = this.used.with(participant, true);
  }

  /** Whether a participant takes part. */
  isUsed(participant: number): boolean {
    return this.used.at(participant) === true;
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
    return capture === null || this.participants.at(participant).name === capture;
  }

  /** The index of the connection between two endpoints; −1 for none. */
  find(a: number, aPort: number | null, b: number, bPort: number | null): number {
    const last = this.connections[this.last];
    if (last !== undefined && joins(last, a, aPort, b, bPort)) return this.last;
    const known = this.#places.at(a, aPort, b, bPort);
    return known >= 0 || (aPort !== null && bPort !== null) ? known : this.#places.alike(a, aPort, b, bPort);
  }

  add(a: number, aPort: number | null, b: number, bPort: number | null): number {
    return this.#insert(new Connection(new End(a, aPort), new End(b, bPort)));
  }

  #insert(connection: Connection): number {
    const index = this.connections.length;
    this.connections.push(connection);
    this.#own[index] = true;
    this.#changed.push(index);
    const { left, right } = connection;
    this.use(left.participant);
    this.use(right.participant);
    this.#places.add(left.participant, left.port, right.participant, right.port, index);
    return index;
  }
}

/** One by one, because it is done for every way to explain a line. */
function copyVariables(from: Variables, to: Variables): void {
  to.settings = from.settings;
  to.presets = from.presets;
  to.listening = from.listening;
  to.used = from.used;
  to.compared = from.compared;
  to.unknowns = from.unknowns;
  to.time = from.time;
  to.segments = from.segments;
  to.expecting = from.expecting;
  to.last = from.last;
  to.turned = from.turned;
  to.current = from.current;
  to.skips = from.skips;
}

function joins({ left, right }: Connection, a: number, aPort: number | null, b: number, bPort: number | null): boolean {
  return (
    (left.participant === a && left.port === aPort && right.participant === b && right.port === bPort) ||
    (left.participant === b && left.port === bPort && right.participant === a && right.port === aPort)
  );
}
