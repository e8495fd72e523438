import type { Label, SegmentStep, Step } from '../check/trace.ts';
import type { SegmentStatement } from '../notation/index.ts';
import { NOMINAL, Numbers, Positions, type Bound } from './positions.ts';

/** One way of a connection: what `from` sends, and what `to` says of it. */
export interface PlotDirection {
  /** Names of participants, and their ports where they are written. */
  readonly from: string;
  readonly to: string;
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly counts: PlotCounts;
}

/** How many segments there are of a direction (data, SYN, FIN and RST), and what became of them. */
export interface PlotCounts {
  readonly segments: number;
  /** Bytes that were sent, those sent again counted again. */
  readonly bytes: number;
  readonly retransmissions: number;
  readonly lost: number;
  /** Acknowledgments of the other side that say that its window is zero. */
  readonly zeroWindows: number;
}

/**
 * What a mark of a plot stands for. Of the sender: `d` data, `r` sent again, `p` a probe or a keep-alive, `l` lost, `m` sent
 * again and lost, `f` still in flight, `a` arriving later than it was sent. Of the receiver: `k` an acknowledgment, `u` a
 * duplicate one, `z` one that closes the window, `x` a lost one, `b` a SACK block.
 */
export type MarkKind = 'd' | 'r' | 'p' | 'l' | 'm' | 'f' | 'a' | 'k' | 'u' | 'z' | 'x' | 'b';

/**
 * The time–sequence plot of a direction, as columns of one entry a mark, in the order of the diagram. Places are bytes from
 * the first sequence number; symbols whose value nobody knows are drawn, not left out.
 */
export interface PlotData {
  readonly direction: PlotDirection;
  /** A `MarkKind` each. */
  readonly kinds: string;
  /** `s` SYN, `f` FIN, `r` RST, `-` none of them. */
  readonly flags: string;
  /** Lines of the text. */
  readonly lines: ArrayLike<number>;
  /** Which segment of the connection it is, from 0. */
  readonly order: ArrayLike<number>;
  /** Microseconds since the first time of the connection; empty where not every segment has one. */
  readonly times: ArrayLike<number>;
  /** The first byte, and the one behind the last; of an acknowledgment, its number in `low`. */
  readonly low: ArrayLike<number>;
  /** Of an acknowledgment: the edge of the window that it offers; null or NaN where it says none. */
  readonly high: ArrayLike<number | null>;
  /** Bytes that an unknown length is drawn as; 0 where all are known. */
  readonly nominal: number;
}

/** What is asked of a diagram to plot it. */
export interface Plottable {
  /** Its steps, in any number of parts. */
  readonly steps: Iterable<Step>;
  readonly bindings: readonly Bound[];
}

/** The plots of a diagram: two for each connection, that of the end which speaks first in front. */
export function plotsOf({ steps, bindings }: Plottable): PlotData[] {
  const numbers = new Numbers(bindings);
  const connections = new Map<string, ConnectionPlot>();
  for (const step of steps) {
    // A message of some other protocol belongs to no connection.
    if (step.kind !== 'segment' || (step.flags.length === 0 && step.seq === null && step.ack === null)) continue;
    const key = [endOf(step.from, step.fromPort), endOf(step.to, step.toPort)].sort().join('\n');
    let connection = connections.get(key);
    if (connection === undefined) connections.set(key, (connection = new ConnectionPlot(step, numbers)));
    connection.add(step);
  }
  return [...connections.values()].flatMap((connection) => connection.plots());
}

/** The plot of the direction in which most was sent: the one that a reader wants to see first. −1 where there is none. */
export function mainPlot(plots: readonly Pick<PlotData, 'direction'>[]): number {
  const weight = ({ direction: { counts } }: Pick<PlotData, 'direction'>): number =>
    counts.bytes + counts.segments / 1e9;
  return plots.reduce(
    (best, plot, index) => (best < 0 || weight(plot) > weight(plots[best] ?? plot) ? index : best),
    -1,
  );
}

const endOf = (name: string, port: number | null): string => `${name}:${String(port)}`;

const RETRANSMISSIONS: ReadonlySet<Label> = new Set([
  'retransmission',
  'fast-retransmission',
  'spurious-retransmission',
]);
const PROBES: ReadonlySet<Label> = new Set(['keep-alive', 'zero-window-probe']);
const SENT: Partial<Record<SegmentStep['delivery'], MarkKind>> = { lost: 'l', sent: 'f', arrived: 'a' };

class ConnectionPlot {
  readonly #left: Direction;
  readonly #right: Direction;
  readonly #numbers: Numbers;
  #count = 0;
  #start: number | null = null;
  #timed = true;

  constructor(first: SegmentStep, numbers: Numbers) {
    this.#numbers = numbers;
    const { from, to, fromPort, toPort } = first;
    this.#left = new Direction({ from, to, fromPort, toPort }, numbers);
    this.#right = new Direction({ from: to, to: from, fromPort: toPort, toPort: fromPort }, numbers);
  }

  add(step: SegmentStep): void {
    if (step.time === null) this.#timed = false;
    this.#start ??= step.time;
    const place = { line: step.line, order: this.#count++, time: (step.time ?? 0) - (this.#start ?? 0) };
    const [own, other] = this.#left.sends(step) ? [this.#left, this.#right] : [this.#right, this.#left];
    const numbers = numbersOf(step, this.#numbers);
    own.send(step, numbers, place);
    other.acknowledge(step, numbers, place, own.scale, own.scaled && other.scaled);
  }

  plots(): PlotData[] {
    return [this.#left.data(this.#timed), this.#right.data(this.#timed)];
  }
}

/** The numbers of a segment, as the notation reads them. */
function numbersOf({ seq, ack, len, win, options }: SegmentStep, numbers: Numbers): SegmentStatement | null {
  const fields = [seq === null ? '' : `seq=${seq}`, ack === null ? '' : `ack=${ack}`, len === null ? '' : `len=${len}`];
  const line = `A -> B ACK ${fields.join(' ')} ${win === null ? '' : `win=${win}`} ${options.join(' ')}`;
  const statement = numbers.parser.parse(line, 0, line.length);
  return statement.kind === 'segment' ? statement : null;
}

interface Place {
  readonly line: number;
  readonly order: number;
  readonly time: number;
}

class Direction {
  readonly #ends: Omit<PlotDirection, 'counts'>;
  readonly #numbers: Numbers;
  readonly #places: Positions;
  #begun = false;
  /** The shift of the windows that this end offers (RFC 7323 §2.2), and whether its SYN had the option. */
  scale = 0;
  scaled = false;
  #kinds = '';
  #flags = '';
  readonly #lines: number[] = [];
  readonly #order: number[] = [];
  readonly #times: number[] = [];
  readonly #low: number[] = [];
  readonly #high: (number | null)[] = [];
  readonly #counts = { segments: 0, bytes: 0, retransmissions: 0, lost: 0, zeroWindows: 0 };

  constructor(ends: Omit<PlotDirection, 'counts'>, numbers: Numbers) {
    this.#ends = ends;
    this.#numbers = numbers;
    this.#places = new Positions(numbers);
  }

  sends({ from, fromPort }: SegmentStep): boolean {
    return from === this.#ends.from && fromPort === this.#ends.fromPort;
  }

  send(step: SegmentStep, numbers: SegmentStatement | null, place: Place): void {
    const has = (flag: SegmentStep['flags'][number]): boolean => step.flags.includes(flag);
    const again = step.labels.some((label) => RETRANSMISSIONS.has(label));
    if (has('SYN')) {
      if (this.#begun && !again && step.delivery !== 'arrived') this.#places.restart();
      this.scaled = numbers?.wscale.present === true;
      this.scale = numbers?.wscale.present === true ? Math.min(14, numbers.wscale.value.constant) : 0;
    }
    if (numbers?.seq.present !== true) return;
    this.#begun = true;
    const low = this.#places.at(numbers.seq.value);
    const bytes =
      step.len === null
        ? this.#numbers.unknownLength()
        : numbers.len.present
          ? this.#numbers.length(numbers.len.value)
          : 0;
    const high = low + bytes + (has('SYN') ? 1 : 0) + (has('FIN') ? 1 : 0);
    const flag = has('SYN') ? 's' : has('FIN') ? 'f' : has('RST') ? 'r' : '-';
    const probe = step.labels.some((label) => PROBES.has(label));
    if (high === low && flag !== 'r' && !probe) return;
    if (step.delivery !== 'arrived') {
      this.#places.sent(high);
      this.#counts.segments++;
      this.#counts.bytes += bytes;
      if (again) this.#counts.retransmissions++;
      if (step.delivery === 'lost') this.#counts.lost++;
    }
    const fate = again && step.delivery === 'lost' ? 'm' : SENT[step.delivery];
    this.#mark(fate ?? (probe ? 'p' : again ? 'r' : 'd'), flag, place, low, high);
  }

  /** What the other end says of this direction. */
  acknowledge(step: SegmentStep, numbers: SegmentStatement | null, place: Place, scale: number, scaled: boolean): void {
    // What is on its way says nothing yet.
    if (numbers?.ack.present !== true || step.ack === null || step.delivery === 'sent') return;
    const low = this.#places.at(numbers.ack.value);
    const isSyn = step.flags.includes('SYN');
    const window = numbers.win.present ? numbers.win.value.constant * 2 ** (scaled && !isSyn ? scale : 0) : null;
    const closed = step.labels.includes('zero-window');
    if (closed) this.#counts.zeroWindows++;
    const kind = step.delivery === 'lost' ? 'x' : closed ? 'z' : step.labels.includes('duplicate-ack') ? 'u' : 'k';
    this.#mark(kind, '-', place, low, window === null ? null : low + window);
    if (step.delivery === 'lost') return;
    for (const { left, right } of numbers.sack.present ? numbers.sack.blocks : [])
      this.#mark('b', '-', place, this.#places.at(left), this.#places.at(right));
  }

  #mark(kind: MarkKind, flag: string, { line, order, time }: Place, low: number, high: number | null): void {
    this.#kinds += kind;
    this.#flags += flag;
    this.#lines.push(line);
    this.#order.push(order);
    this.#times.push(time);
    this.#low.push(low);
    this.#high.push(high);
  }

  data(timed: boolean): PlotData {
    return {
      direction: { ...this.#ends, counts: this.#counts },
      kinds: this.#kinds,
      flags: this.#flags,
      lines: this.#lines,
      order: this.#order,
      times: timed ? this.#times : [],
      low: this.#low,
      high: this.#high,
      nominal: this.#numbers.nominal ? NOMINAL : 0,
    };
  }
}
