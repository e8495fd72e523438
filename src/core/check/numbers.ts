import { FIELD_NAMES, type FieldForm, type FieldName, type FieldOf, fieldsOf } from '../notation/fields.ts';
import type { Expression, FieldSyntax, SackBlockSyntax, SegmentStatement } from '../notation/syntax.ts';
import { ACK, FIN, RST, SYN } from '../tcp/flags.ts';
import { requiredAck, requiredSeq } from '../tcp/expected.ts';
import { type Form, ZERO } from '../tcp/number.ts';
import { bytes, type Range, Segment } from '../tcp/segment.ts';
import { CLOSED, maySend, synchronized } from '../tcp/states.ts';
import type { Tcb } from '../tcp/tcb.ts';
import { replace, report, WORDLESS } from './report.ts';
import type { DiagramState } from './state.ts';
import type { Role } from './symbols.ts';

/**
 * Gives a segment the numbers that stand on its line, or that the rules require where none stands there. Fresh symbols
 * are bound on the way, and unnamed numbers become known.
 */
export function fillNumbers(state: DiagramState, tcb: Tcb, statement: SegmentStatement): void {
  const { line, written } = state.transit;
  written.flags = statement.flags;
  written.len = lengthOf(state, tcb, statement, line);
  fillHeader(state, written, statement);
  const flags = effectiveFlags(statement.flags);
  const role: Role = (flags & SYN) !== 0 ? 'isn' : 'seq';
  const awaited = statement.again === true ? state.transit.receiver.rcvNxt : null;
  written.seq = numberOf(state, statement.seq, awaited ?? requiredSeq(tcb, flags, written.len), role, tcb);
  if ((flags & ACK) !== 0 || statement.ack.present || synchronized(tcb.state)) {
    // Where the ACK flag is left out of a connection, the number is the one that is required all the same.
    written.ack = numberOf(state, statement.ack, requiredAck(tcb, flags), 'ack', tcb);
  } else {
    written.ack = tcb.rcvNxt ?? ZERO;
  }
  if (flags !== statement.flags) state.transit.correct({ flags });
}

/**
 * The flags that a segment with a senseless combination is taken for, so that the lines after it make sense: a reset
 * is a reset, and a SYN begins a connection.
 */
export function effectiveFlags(flags: number): number {
  if ((flags & RST) !== 0) return flags & ~(SYN | FIN);
  return (flags & SYN) !== 0 ? flags & ~FIN : flags;
}

/**
 * Whether a segment may carry what stands beside it, in a diagram without numbers: nobody has said that the ACK of
 * `ACK "ClientHello"` is empty.
 */
function mayCarryText({ symbols }: DiagramState, statement: SegmentStatement, tcb: Tcb): boolean {
  const { seq, ack, label, flags, delivery } = statement;
  if (label === null || seq.present || ack.present || (flags & (SYN | FIN | RST)) !== 0) return false;
  const first = tcb.iss ?? tcb.sndNxt;
  return delivery !== 'lost' && maySend(tcb.state) && first !== null && symbols.isOpen(first);
}

function lengthOf(state: DiagramState, tcb: Tcb, statement: SegmentStatement, line: number): Form {
  const { len, data } = statement;
  if (len.present) {
    const { value } = len;
    // Every fresh symbol of a length is a length of its own.
    while (!state.symbols.knows(value)) state.symbols.define(value, null, 'length', line);
    return state.symbols.evaluate(value);
  }
  if (data.present) return bytes(data.bytes);
  const again = statement.again === true ? lastText(state, tcb) : null;
  if (statement.application) return again ?? state.passedOver().plus(1);
  return mayCarryText(state, statement, tcb) ? (again ?? state.passedOver()) : ZERO;
}

/** How long the text is that was sent last, where that is what the peer awaits; null where it is not. */
function lastText({ transit }: DiagramState, { sndNxt }: Tcb): Form | null {
  const { algebra, from, receiver } = transit;
  if (sndNxt === null || receiver.rcvNxt === null) return null;
  return algebra.equal(algebra.add(receiver.rcvNxt, from.sentLen), sndNxt) ? from.sentLen : null;
}

function numberOf(state: DiagramState, field: FieldSyntax, required: Form | null, role: Role, tcb: Tcb): Form {
  if (!field.present) return required ?? state.unknown();
  const { value } = field;
  const { line } = state.transit;
  if (state.symbols.knows(value)) return settle(state, required, state.symbols.evaluate(value));
  bindOthers(state, value, line);
  // A fresh symbol in a SYN is a new initial sequence number, even where the old one should be repeated; one that was not
  // written is no other one.
  if (required === null || (role === 'isn' && !required.basis.anonymous))
    return state.symbols.define(value, null, role, line);
  return answersSyn(tcb) && !required.basis.anonymous
    ? defineOpenly(state, value, required, role, line)
    : state.symbols.define(value, required, role, line);
}

/** Whether the next segment acknowledges the peer's SYN for the first time, so that its numbers are no choice (RFC 9293 §3.5). */
function answersSyn(tcb: Tcb): boolean {
  return tcb.irs !== null && tcb.lastAck === null && tcb.state !== CLOSED;
}

/** Binds a fresh symbol where all numbers have a name already, and says what it stands for. */
function defineOpenly(state: DiagramState, value: Expression, required: Form, role: Role, line: number): Form {
  const { symbols, names } = state;
  const text = symbols.write(required) ?? WORDLESS;
  const given = symbols.define(value, required, role, line);
  const { last } = symbols;
  if (last?.free !== false) return given;
  const symbol = names.text(last.name);
  const meaning = symbols.writeWithout(last.form, last.name) ?? WORDLESS;
  // The number of a line that is missing goes by the name that is written here: that is nothing new.
  if (meaning === symbol) return given;
  const args = { symbol, value: meaning };
  report(state, 'symbol-new', 'new', line, value, args, { fixes: [replace(line, value, text)] });
  return given;
}

/** One number binds one symbol: of several fresh ones, all but the first stand for themselves, and that is said. */
function bindOthers(state: DiagramState, value: Expression, line: number): void {
  for (const { symbol, from, to } of state.symbols.fresh(value).slice(1)) {
    report(state, 'symbol-undefined', 'undefined', line, { from, to }, { symbol: state.names.text(symbol) });
    const form = state.symbols.self(symbol, 'length');
    state.symbols.bind({ name: symbol, form, how: 'adopted', free: true, line, from, to });
  }
}

/** The unnamed numbers in what is required become known by what is written, as far as that tells them. */
function settle(state: DiagramState, required: Form | null, given: Form): Form {
  if (required?.basis.anonymous !== true) return given;
  for (let pin = state.symbols.solve(required, given); pin !== undefined; pin = state.symbols.solve(required, given)) {
    state.symbols.pin(pin);
  }
  return given;
}

/** Writes what stands in a field into a segment. */
type Fill = (segment: Segment, statement: SegmentStatement, state: DiagramState) => void;

/** The fields of a form for which a segment has a member of a type. */
type Held<F extends FieldForm, T> = {
  [N in FieldOf<F>]: N extends keyof Segment ? (Segment[N] extends T ? N : never) : never;
}[FieldOf<F>];

/**
 * A field has a meaning in the protocol where a segment has a member of its name: one of each form is filled in one way, and
 * a pair is two members. `seq`, `ack` and `len` are more than what stands there: see `fillNumbers`.
 */
const FILLS: readonly (Fill | undefined)[] = fills();

function fills(): readonly (Fill | undefined)[] {
  const empty: Readonly<Record<string, unknown>> = { ...new Segment() };
  const byIndex: Fill[] = [];
  const put = (name: FieldName, fill: Fill): void => {
    byIndex[FIELD_NAMES.indexOf(name)] = (segment, statement, state) => {
      if (statement[name].present) fill(segment, statement, state);
    };
  };
  function each<F extends FieldForm, T>(form: F, like: T, fill: (name: Held<F, T>) => Fill): void {
    for (const name of fieldsOf(form)) if (typeof empty[name] === typeof like) put(name, fill(name as Held<F, T>));
  }
  each('number', -1 as number, (name) => (segment, statement) => {
    segment[name] = constant(statement[name].value);
  });
  each('none', false, (name) => (segment) => {
    segment[name] = true;
  });
  each('cookie', null as string | null, (name) => (segment, statement) => {
    segment[name] = statement[name].cookie;
  });
  each('ranges', [] as readonly Range[], (name) => (segment, statement, { symbols }) => {
    const range = ({ left, right }: SackBlockSyntax): Range => ({
      left: symbols.evaluate(left),
      right: symbols.evaluate(right),
    });
    segment[name] = statement[name].blocks.map(range);
  });
  for (const name of fieldsOf('pair')) {
    put(name, (segment, statement) => {
      segment[`${name}Value`] = constant(statement[name].value);
      segment[`${name}Echo`] = constant(statement[name].echo);
    });
  }
  return byIndex;
}

/** Nearly no line has any of these. */
const HEADER = FILLS.reduce((bits, _, index) => bits | (1 << index), 0);

function fillHeader(state: DiagramState, segment: Segment, statement: SegmentStatement): void {
  segment.time = statement.time ?? NaN;
  segment.clearHeader();
  for (let bits = statement.writtenFields & HEADER; bits !== 0; bits &= bits - 1) {
    FILLS[31 - Math.clz32(bits & -bits)]?.(segment, statement, state);
  }
}

/** The constant of an expression without symbols; −1 for one with symbols. */
function constant(expression: Expression): number {
  return expression.symbol < 0 ? expression.constant : -1;
}
