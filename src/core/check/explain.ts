import { CODES } from '../findings/codes.ts';
import type { Fix } from '../findings/finding.ts';
import type { SegmentStatement, Statement } from '../notation/syntax.ts';
import { flagNames } from '../notation/flags.ts';
import { writeSegment } from '../notation/write.ts';
import { ACK, FIN, PSH, RST, SYN } from '../tcp/flags.ts';
import { moveEnd } from '../tcp/move-end.ts';
import { Algebra, type Form, ZERO } from '../tcp/number.ts';
import type { Segment } from '../tcp/segment.ts';
import { CLOSED, LISTEN, type State, SYN_RECEIVED, SYN_SENT } from '../tcp/states.ts';
import type { Fault, FaultKind } from '../tcp/transit.ts';
import type { Names } from '../text/names.ts';
import type { Connection, End } from './connection.ts';
import { DiagramReader, type Explained } from './reader.ts';
import { finding, replace, WHOLE_LINE } from './report.ts';
import { flagText } from './rules/shared.ts';
import { beginConnection, type Endpoint, endpoints, passUntold, type Untold } from './segments.ts';
import { type Checkpoint, type DiagramState, type RawFinding } from './state.ts';
import { endOf } from './statements/connections.ts';
import { resolve } from './statements/participants.ts';

/**
 * The fewest slips. Where a line can't be right, more than one thing may have gone wrong: its number, its flags, its
 * direction, its place, a line that is missing before it, or an earlier line. Each is tried on a copy of the state, which
 * reads on for a few segments; the explanation after which the least is wrong is the one that is reported.
 */

/** Lines ahead of a segment that may decide how it is explained. An edit of one of them reads the segment again. */
export const LINES_AHEAD = 48;
/** Segments of the same connection that are read ahead. */
const SEGMENTS_AHEAD = 12;
/** How far above a slip may be found out to be. */
const LINES_BACK = 64;

/** What a finding weighs: a slip of the author, and an observation. */
const SLIP = 100;
const HINT = 4;
/** Little is wrong after an explanation. */
const LITTLE = 3 * SLIP;

/** What the explaining of a segment may look at. */
export interface Surroundings {
  readonly names: Names;
  /** How many lines the diagram has. */
  readonly count: number;
  readonly textOf: (line: number) => string;
  /** The statement of a line from the one that is explained to `LINES_AHEAD` below it. */
  readonly ahead: (line: number) => Statement;
  /** The state before an earlier line; null where it is too far away. */
  readonly before: (line: number) => Checkpoint | null;
  /** The state to try things on, as it was at a checkpoint: the same one each time. */
  readonly trying: (start: Checkpoint) => DiagramState;
  /** The statement of an earlier line, to be used before the next one is asked for. */
  readonly behind: (line: number) => Statement;
}

/** A way to explain a segment, tried: the state after it, what it says, and what is wrong all the same. */
interface Trial {
  readonly state: DiagramState;
  readonly findings: readonly RawFinding[];
  /** The line with which the reading goes on. */
  readonly next: number;
}

type Attempt = () => Trial | null;

/** Explains the segment on `line`, of which nothing has been read yet. */
export function explain(start: Checkpoint, line: number, surroundings: Surroundings): Explained {
  const statement = surroundings.ahead(line);
  if (statement.kind !== 'segment') throw new RangeError(`no segment on line ${String(line)}`);
  return new Explainer(start, line, statement, surroundings).best();
}

class Explainer {
  readonly #start: Checkpoint;
  readonly #line: number;
  readonly #statement: SegmentStatement;
  readonly #around: Surroundings;
  #algebra = new Algebra();
  #best: Explained | null = null;
  #least = Infinity;

  constructor(start: Checkpoint, line: number, statement: SegmentStatement, around: Surroundings) {
    this.#start = start;
    this.#line = line;
    this.#statement = statement;
    this.#around = around;
  }

  best(): Explained {
    // Most segments have an explanation after which little is wrong: what is wrong with the others need not be counted.
    const found = this.#leastBelow(LITTLE) ?? this.#leastBelow(Infinity);
    if (found === null) throw new RangeError('nothing was tried');
    return found;
  }

  /** The explanation after which the least is wrong, if that is less than `limit`. */
  #leastBelow(limit: number): Explained | null {
    this.#least = limit;
    const literal = this.#read(this.#statement, null);
    this.#algebra = literal.state.symbols.algebra;
    const context = new Context(literal.state, this.#start.bindings.count, literal.findings);
    this.#consider(literal);
    const plain = this.#least < 2 * SLIP;
    if (plain && !context.faults.some(({ kind }) => OFTEN_ELSEWHERE.has(kind))) return this.#best;
    // One wrong number explains it, but two lines that only have to change places explain it better.
    const swapped = this.#belongsAfterNext();
    if (swapped !== null) this.#consider(swapped, 1);
    if (plain && !context.has('after-reset')) return this.#best;
    for (const attempt of this.#attempts(context)) {
      const trial = attempt();
      if (trial === null) continue;
      this.#consider(trial);
      if (this.#least < SLIP + HINT) break;
    }
    return this.#best;
  }

  /** Keeps the trial if less is wrong after it than after the best one so far. */
  #consider({ state, findings, next }: Trial, bonus = 0): void {
    let cost = weigh(state, findings) - bonus;
    if (cost >= this.#least) return;
    const after = state.checkpoint();
    cost += this.#outlook(state, next, this.#least - cost);
    if (cost >= this.#least) return;
    this.#least = cost;
    this.#best = { after, findings };
  }

  /** What is wrong with the next segments of the connection, at most a little more than `limit`. */
  #outlook(state: DiagramState, next: number, limit: number): number {
    const { count, textOf, ahead } = this.#around;
    const reader = new DiagramReader(state, textOf);
    const end = Math.min(count, this.#line + 1 + LINES_AHEAD);
    let cost = 0;
    let expected = false;
    state.wordless = true;
    state.report = (found) => {
      if (!expected) cost += weight(state, found);
    };
    let segments = 0;
    for (let line = next; line < end && segments < SEGMENTS_AHEAD && cost < limit; line++) {
      const statement = ahead(line);
      if (statement.kind === 'segment') {
        if (!sameEnds(statement, this.#statement)) continue;
        segments++;
      }
      if (statement.kind === 'segment') reader.readSegment(line, statement);
      else reader.read(line, statement);
      expected = state.expecting !== null;
    }
    return cost;
  }

  /** Reads a statement in the place of the line; with a finding of its own it speaks for itself. */
  #read(statement: SegmentStatement, slip: RawFinding | null, prepare?: (state: DiagramState) => boolean): Trial {
    const state = this.#around.trying(this.#start);
    const findings: RawFinding[] = [];
    if (prepare !== undefined && !prepare(state)) return { state, findings: HOPELESS, next: this.#line + 1 };
    state.report = (found) => findings.push(found);
    new DiagramReader(state, this.#around.textOf).readSegment(this.#line, statement);
    if (slip === null) return { state, findings, next: this.#line + 1 };
    const others = findings.filter((found) => severityOf(state, found) !== 'hint' || statement === this.#statement);
    return { state, findings: [slip, ...others], next: this.#line + 1 };
  }

  // ---- What may have gone wrong

  *#attempts(context: Context): Generator<Attempt> {
    // What goes on behind a reset or a FIN most likely shows that there was none.
    const ended = context.has('after-reset') || context.has('data-after-fin');
    if (ended) yield* this.#earlierFlags(context);
    yield* this.#numbers(context);
    yield () => this.#turned();
    yield* this.#flags(context);
    yield* this.#lengths(context);
    yield* this.#missing(context);
    if (!ended) yield* this.#earlierFlags(context);
  }

  *#numbers(context: Context): Generator<Attempt> {
    const statement = this.#statement;
    const { seq, ack } = statement;
    if (seq.present && ack.present && !context.bindsSymbols) {
      yield () => {
        const fixes = [swap(this.#line, seq.value, ack.value, this.#around.textOf(this.#line))];
        const slip = this.#slip('seq-ack-swapped', 'swapped', { from: seq.from, to: ack.to }, {}, fixes);
        return this.#read({ ...statement, seq: valueOf(seq, ack), ack: valueOf(ack, seq) }, slip);
      };
    }
    for (const name of ['seq', 'ack'] as const) {
      const field = statement[name];
      if (!field.present) continue;
      yield () => {
        const trial = this.#read({ ...statement, [name]: { ...field, present: false } }, null);
        const required = trial.state.transit.written[name];
        const text = trial.state.symbols.write(required);
        const args = {
          expected: text ?? '',
          given: this.#around.textOf(this.#line).slice(field.value.from, field.value.to),
        };
        if (text === null || text === args.given) return null;
        const code = name === 'seq' ? 'seq-mismatch' : 'ack-mismatch';
        const said = context.literal.filter((found) => found.from >= field.from && found.to <= field.to);
        const slip = said[0] ?? this.#slip(code, 'expected', field, args, [replace(this.#line, field.value, text)]);
        return { ...trial, findings: [slip, ...trial.findings] };
      };
    }
  }

  #turned(): Trial {
    const statement = this.#statement;
    const { left, right, mirrored, arrow } = statement;
    const text = this.#around.textOf(this.#line);
    const fix: Fix = {
      title: { template: 'Turn the arrow round', args: {} },
      edits: [
        { line: this.#line, from: left.from, to: left.to, text: text.slice(right.from, right.to) },
        { line: this.#line, from: right.from, to: right.to, text: text.slice(left.from, left.to) },
      ],
    };
    const [from, to] = endpoints(statement).map(({ name }) => this.#around.names.text(name));
    const slip = this.#slip('arrow-reversed', 'reversed', arrow, { from: to ?? '', to: from ?? '' }, [fix]);
    return this.#read({ ...statement, mirrored: !mirrored }, slip);
  }

  *#flags({ senderState }: Context): Generator<Attempt> {
    const statement = this.#statement;
    const { flags } = statement;
    for (const flag of [SYN, RST, FIN]) {
      if ((flags & flag) === 0) continue;
      const left = withoutFlag(flags, flag);
      yield () =>
        this.#read(
          { ...statement, flags: left },
          this.#slip('flag-extra', 'extra', flagsPlace(statement), { flag: flagText(flag) }, [this.#changeFlags(left)]),
        );
    }
    if ((flags & (SYN | RST)) === 0 && (senderState === CLOSED || senderState === LISTEN)) {
      yield () =>
        this.#read(
          { ...statement, flags: SYN },
          this.#slip('flag-missing', 'missing', flagsPlace(statement), { flag: 'SYN' }, [this.#changeFlags(SYN)]),
        );
    }
  }

  /** The lines agree with each other, and not with a length before. */
  *#lengths({ faults, literal }: Context): Generator<Attempt> {
    for (const fault of faults) {
      if (!('expected' in fault && 'given' in fault)) continue;
      const { kind, expected, given } = fault;
      const [first] = literal;
      if (first === undefined || kind.startsWith('rst')) continue;
      const side = kind.startsWith('seq') ? 'sender' : 'receiver';
      yield () =>
        this.#read(this.#statement, first, (state) => {
          const ends = this.#ends(state);
          if (ends === null) return false;
          // SYN and FIN always take one number: only a length can be off.
          if (ends[side].sentLen === ZERO) return false;
          const owner = ends[side].tcb;
          const other = (side === 'sender' ? ends.receiver : ends.sender).tcb;
          const { algebra } = state.symbols;
          const off =
            owner.sndNxt === null ? NaN : algebra.distance(given, side === 'sender' ? expected : owner.sndNxt);
          if (!Number.isInteger(off) || Math.abs(off) >= 2 ** 31 || off === 0) return false;
          moveEnd(algebra, owner, other, off);
          return true;
        });
    }
  }

  /** The line and the next one of the connection have changed places. */
  #belongsAfterNext(): Trial | null {
    const { count, ahead, trying, textOf } = this.#around;
    let next = this.#line + 1;
    while (next < count && next < this.#line + LINES_AHEAD && ahead(next).kind === 'blank') next++;
    if (next >= Math.min(count, this.#line + LINES_AHEAD)) return null;
    const following = ahead(next);
    if (following.kind !== 'segment' || !sameEnds(following, this.#statement)) return null;
    const state = trying(this.#start);
    const findings: RawFinding[] = [];
    state.report = (found) => findings.push(found);
    const reader = new DiagramReader(state, textOf);
    reader.readSegment(next, following);
    reader.readSegment(this.#line, this.#statement);
    state.skip = next;
    const fix: Fix = {
      title: { template: 'Swap the two lines', args: {} },
      edits: [
        { line: this.#line, from: 0, to: textOf(this.#line).length, text: textOf(next) },
        { line: next, from: 0, to: textOf(next).length, text: textOf(this.#line) },
      ],
    };
    const slip = this.#slip('lines-swapped', 'swapped', WHOLE_LINE, { line: next + 1 }, [fix]);
    return { state, findings: [slip, ...findings], next: next + 1 };
  }

  // ---- A line is missing before this one

  *#missing(context: Context): Generator<Attempt> {
    for (const fault of context.faults) {
      for (const untold of untoldBefore(this.#algebra, context, fault, this.#statement)) {
        yield () => this.#inserted(untold);
      }
    }
  }

  #inserted(untold: Untold): Trial | null {
    let told = '';
    const trial = this.#read(this.#statement, null, (state) => {
      const passed = this.#passUntold(state, untold);
      if (passed) told = writeUntold(state, untold);
      return passed;
    });
    if (trial.findings === HOPELESS) return null;
    const fix: Fix = {
      title: { template: 'Insert {text}', args: { text: told } },
      edits: [{ line: this.#line, from: 0, to: 0, text: `${told}\n` }],
    };
    const slip = this.#slip('segment-missing', 'missing', WHOLE_LINE, { segment: told }, [fix]);
    return { ...trial, findings: [slip, ...trial.findings] };
  }

  // ---- An earlier line has a flag too many

  *#earlierFlags({ connection }: Context): Generator<Attempt> {
    if (connection === null) return;
    const { left, right } = connection;
    const places = [
      [left.resetLine, RST],
      [right.resetLine, RST],
      [left.finLine, FIN],
      [right.finLine, FIN],
    ] as const;
    const near = places.filter(([line]) => line >= 0 && line < this.#line && line >= this.#line - LINES_BACK);
    for (const [line, flag] of near.toSorted(([a], [b]) => b - a)) yield () => this.#withoutEarlier(line, flag);
  }

  #withoutEarlier(from: number, flag: number): Trial | null {
    const { before, behind, trying, textOf } = this.#around;
    const start = before(from);
    if (start === null) return null;
    const state = trying(start);
    const findings: RawFinding[] = [];
    state.report = (found) => findings.push(found);
    const reader = new DiagramReader(state, textOf);
    let slip: RawFinding | null = null;
    for (let line = from; line <= this.#line; line++) {
      const statement = line === this.#line ? this.#statement : behind(line);
      if (statement.kind === 'segment' && !sameEnds(statement, this.#statement)) continue;
      if (line === from && statement.kind === 'segment') {
        const left = withoutFlag(statement.flags, flag);
        const args = { flag: flagText(flag), line: this.#line + 1 };
        const key = flag === RST ? 'ends' : 'closes';
        slip = finding('flag-extra', key, from, flagsPlace(statement), args, {
          fixes: [changeFlags(from, statement, left)],
        });
        reader.readSegment(line, { ...statement, flags: left });
        findings.length = 0;
      } else if (statement.kind === 'segment') {
        reader.readSegment(line, statement);
      } else {
        reader.read(line, statement);
      }
    }
    return slip === null ? null : { state, findings: [slip, ...findings], next: this.#line + 1 };
  }

  // ---- Help

  #slip(
    code: RawFinding['code'],
    key: string,
    span: { from: number; to: number },
    args: RawFinding['message']['args'],
    fixes: readonly Fix[],
  ): RawFinding {
    return finding(code, key, this.#line, span, args, { fixes });
  }

  #changeFlags(flags: number): Fix {
    return changeFlags(this.#line, this.#statement, flags);
  }

  #passUntold(state: DiagramState, untold: Untold): boolean {
    const { from, to } = this.#endpoints(state);
    const index = state.find(from.participant, from.port, to.participant, to.port);
    if (index >= 0) return passUntold(state, index, this.#line, untold);
    // The connection begins with the missing line: the left end is the one that sends it.
    const [first, second] = untold.side === 0 ? [from, to] : [to, from];
    const begun = beginConnection(state, first, second, untold.flags, this.#line);
    return passUntold(state, begun, this.#line, { ...untold, side: 0 });
  }

  #endpoints(state: DiagramState): { readonly from: Endpoint; readonly to: Endpoint } {
    const [from, to] = endpoints(this.#statement);
    return {
      from: { participant: resolve(state, from, this.#line), port: from.port },
      to: { participant: resolve(state, to, this.#line), port: to.port },
    };
  }

  #ends(state: DiagramState): { readonly sender: End; readonly receiver: End } | null {
    const { from, to } = this.#endpoints(state);
    const index = state.find(from.participant, from.port, to.participant, to.port);
    if (index < 0) return null;
    const connection = state.change(index);
    const sender = endOf(connection, from.participant, from.port) ?? connection.left;
    return { sender, receiver: sender === connection.left ? connection.right : connection.left };
  }
}

/** What is known of a segment that is read as it is written. It stays as it is while others are read on. */
class Context {
  readonly connection: Connection | null;
  readonly side: 0 | 1;
  readonly senderState: State;
  readonly written: Segment;
  /** A symbol gets its value there, so that it may stand for any number. */
  readonly bindsSymbols: boolean;
  readonly faults: readonly Fault[];
  /** What is said of it then. */
  readonly literal: readonly RawFinding[];

  constructor({ transit, symbols }: DiagramState, known: number, literal: readonly RawFinding[]) {
    this.bindsSymbols = symbols.count > known;
    this.connection = transit.connection;
    this.side = transit.side;
    this.senderState = transit.senderState;
    this.written = transit.written.copy();
    this.faults = [...transit.faults];
    this.literal = literal;
  }

  has(kind: Fault['kind']): boolean {
    return this.faults.some((fault) => fault.kind === kind);
  }
}

/** Faults of a segment that follows from another one, which may only stand in the wrong place. */
const OFTEN_ELSEWHERE: ReadonlySet<FaultKind> = new Set([
  'ack-before-established',
  'ack-unsent',
  'after-reset',
  'seq-gap',
  'syn-ack-unasked',
]);

const HOPELESS: readonly RawFinding[] = [];

function severityOf(state: DiagramState, { code }: RawFinding): string {
  return state.settings.severities[code] ?? CODES[code].severity;
}

function weigh(state: DiagramState, findings: readonly RawFinding[]): number {
  if (findings === HOPELESS) return Infinity;
  let cost = 0;
  for (const found of findings) cost += weight(state, found);
  return cost;
}

function weight(state: DiagramState, found: RawFinding): number {
  const severity = severityOf(state, found);
  return severity === 'error' || severity === 'warning' ? SLIP : severity === 'off' ? 0 : HINT;
}

function sameEnds(a: SegmentStatement, b: SegmentStatement): boolean {
  const same = (x: SegmentStatement['left'], y: SegmentStatement['left']): boolean =>
    x.name === y.name && (x.port === null || y.port === null || x.port === y.port);
  return (same(a.left, b.left) && same(a.right, b.right)) || (same(a.left, b.right) && same(a.right, b.left));
}

/** The flags that are left without one; a segment that has no other carries an ACK. */
function withoutFlag(flags: number, flag: number): number {
  const left = flags & ~flag;
  return (left & ~PSH) === 0 ? left | ACK : left;
}

/** Where the flags of a segment stand, or would stand. */
function flagsPlace({ flagsWritten, flagsSpan, arrow }: SegmentStatement): { from: number; to: number } {
  return flagsWritten ? flagsSpan : arrow;
}

/** The field `place` with the value of another. */
function valueOf(place: SegmentStatement['seq'], value: SegmentStatement['seq']): SegmentStatement['seq'] {
  return { ...place, present: value.present, value: value.value };
}

function swap(line: number, a: { from: number; to: number }, b: { from: number; to: number }, text: string): Fix {
  return {
    title: { template: 'Swap the two numbers', args: {} },
    edits: [
      { line, from: a.from, to: a.to, text: text.slice(b.from, b.to) },
      { line, from: b.from, to: b.to, text: text.slice(a.from, a.to) },
    ],
  };
}

function changeFlags(line: number, { flagsSpan, flagsWritten }: SegmentStatement, flags: number): Fix {
  const text = flagText(flags);
  const fix = replace(line, flagsSpan, flagsWritten ? text : ` ${text} `);
  return { ...fix, title: { template: 'Change to {text}', args: { text } } };
}

/** The segments of which one may be missing before a segment with this fault, the likeliest first. */
function* untoldBefore(
  algebra: Algebra,
  { connection, side, written }: Context,
  fault: Fault,
  statement: SegmentStatement,
): Generator<Untold> {
  if (connection === null) return;
  const peerSide = side === 0 ? 1 : 0;
  const own = connection.end(side).tcb;
  const peer = connection.end(peerSide).tcb;
  switch (fault.kind) {
    case 'seq-gap': {
      const count = algebra.subtract(fault.given, fault.expected);
      yield* textOf(side, count, 'delivered');
      yield* textOf(side, count, 'lost');
      break;
    }
    case 'ack-unsent': {
      if (peer.sndNxt === null) break;
      const count = algebra.subtract(fault.given, peer.sndNxt);
      yield* textOf(peerSide, count, 'delivered');
      break;
    }
    case 'ack-not-received': {
      // What was lost has been sent again, and has filled the gap.
      const first = own.outOfOrder.at(-1)?.left ?? fault.given;
      for (const end of [first, fault.given]) {
        const len = algebra.subtract(end, fault.expected);
        yield { side: peerSide, flags: PSH | ACK, seq: fault.expected, len };
        const fin = peer.fin !== null && algebra.equal(end, peer.fin.plus(1));
        if (fin) yield { side: peerSide, flags: FIN | ACK, seq: fault.expected, len: len.plus(-1) };
      }
      break;
    }
    case 'data-before-established':
    case 'ack-before-established':
    case 'fin-before-established':
      if (own.state === SYN_SENT && (written.flags & ACK) !== 0 && statement.ack.present) {
        yield { side: peerSide, flags: SYN | ACK, seq: written.ack.plus(-1) };
      } else if (own.state === SYN_RECEIVED) {
        yield { side: peerSide, flags: ACK };
      }
      break;
    case 'syn-ack-unasked':
      yield { side: peerSide, flags: SYN, seq: written.ack.plus(-1) };
      break;
    case 'window-overflow':
    case 'zero-window-data':
      yield { side: peerSide, flags: ACK };
      break;
    case 'syn-in-connection':
      yield { side, flags: RST | ACK };
      yield { side: peerSide, flags: RST | ACK };
      yield { side: peerSide, flags: ACK };
      break;
    default:
  }
}

/** So many bytes, with a FIN or without. */
function* textOf(side: 0 | 1, count: Form, delivery: 'delivered' | 'lost'): Generator<Untold> {
  const one = count.constant === 1;
  if (one) yield { side, flags: FIN | ACK, delivery };
  yield { side, flags: PSH | ACK, len: count, delivery };
  if (!one) yield { side, flags: FIN | ACK, len: count.plus(-1), delivery };
}

/** The line of a segment that has just passed untold. */
function writeUntold(state: DiagramState, { delivery, flags }: Untold): string {
  const { from, to, written } = state.transit;
  const name = ({ participant }: End): string => state.names.text(state.participants.at(participant).name);
  const write = (form: Form): string => state.symbols.write(form) ?? '0';
  const segment = {
    from: name(from),
    to: name(to),
    fromPort: from.port,
    toPort: to.port,
    flags: flagNames(flags),
    seq: write(written.seq),
    ack: (flags & ACK) === 0 ? null : write(written.ack),
    len: written.hasData ? write(written.len) : null,
  };
  return writeSegment(segment, null, delivery === 'lost');
}
