import type { Delivery, EndpointSyntax, SegmentStatement } from '../notation/syntax.ts';
import { FIELD_NAMES, FIELDS } from '../notation/fields.ts';
import { MOST_SYMBOLS } from '../notation/nodes.ts';
import { ACK, FIN, PSH, RST, SYN } from '../tcp/flags.ts';
import { requiredAck, requiredSeq } from '../tcp/expected.ts';
import { analyzeFlow, Flow } from '../tcp/flow.ts';
import { type Form, ZERO } from '../tcp/number.ts';
import { passAsPredicted } from '../tcp/predict.ts';
import { receive, refuse, skipTo } from '../tcp/receive.ts';
import { Segment } from '../tcp/segment.ts';
import { dispatch, insist, judge } from '../tcp/send.ts';
import {
  CLOSED,
  CLOSING,
  ESTABLISHED,
  FIN_WAIT_1,
  finSent,
  LAST_ACK,
  LISTEN,
  type State,
  SYN_RECEIVED,
  SYN_SENT,
  synchronized,
  TIME_WAIT,
} from '../tcp/states.ts';
import type { Tcb } from '../tcp/tcb.ts';
import { type Fault, type FaultKind, Mark } from '../tcp/transit.ts';
import { utf8 } from '../text/utf8.ts';
import type { Connection, End } from './connection.ts';
import type { InFlight } from './flights.ts';
import { resumeElided } from './statements/elision.ts';
import { effectiveFlags, fillNumbers } from './numbers.ts';
import { startingStates } from './opening.ts';
import { report } from './report.ts';
import { conflictingLine, retain } from './sent-text.ts';
import type { Preset } from './presets.ts';
import type { DiagramState } from './state.ts';
import { classify } from './story.ts';
import type { SegmentTransit } from './transit.ts';

/**
 * Puts a segment through the two ends of its connection. `state.transit` tells what happened. False where the reader is
 * cautious and the segment can't be right: then neither end has changed.
 */
export function passSegment(
  state: DiagramState,
  statement: SegmentStatement,
  line: number,
  from: number,
  to: number,
): boolean {
  const { transit } = state;
  const { left, right } = statement;
  const fromPort = statement.mirrored ? right.port : left.port;
  const toPort = statement.mirrored ? left.port : right.port;
  let index = state.find(from, fromPort, to, toPort);
  const begins = index < 0;
  if (begins) {
    const ends = [
      { participant: from, port: fromPort },
      { participant: to, port: toPort },
    ] as const;
    index = beginConnection(state, ends[0], ends[1], statement.flags, line);
  }
  const connection = state.turnTo(index);
  state.last = index;
  const side = connection.left.participant === from && samePort(connection.left, fromPort) ? 0 : 1;
  const elided = connection.elided[0] !== null || connection.elided[1] !== null;
  const unsure = connection.end(side).tcb.strictUna !== null;
  // Judging an answer to a SYN, a line after `...`, or one that tells how its end reads the rules, may change the ends.
  if (state.cautious && !begins && (elided || unsure || (statement.flags & SYN) !== 0)) state.keep(index);
  if (statement.time !== null) {
    expireTimeWait(state, connection.left.tcb, statement.time);
    expireTimeWait(state, connection.right.tcb, statement.time);
  }
  if (elided) resumeElided(state, connection, side, statement);
  transit.enter(line, connection, side, state.exact(from));
  transit.protectsTimeWait = state.settings.rfc1337;
  if (statement.delivery === 'arrived') {
    const found = match(state, connection, statement);
    if (state.cautious && mayBeAnother(state, connection, statement, found)) return false;
    arrive(state, statement, connection, found);
  } else {
    fillNumbers(state, transit.sender, statement);
    if (unsure) proveStrict(transit);
    if (!passPlainly(state, statement) && !passByRules(state, statement, connection)) return false;
    if (transit.sent && statement.data.present) noteText(transit, statement, transit.from);
    cutSum(state, statement);
  }
  state.segments++;
  connection.lastLine = line;
  return true;
}

/** As `passSegment`, for a segment whose numbers are known. */
function passByRules(state: DiagramState, statement: SegmentStatement, connection: Connection): boolean {
  const { transit } = state;
  classify(transit);
  if (state.settings.capture !== null) {
    proveArrivals(transit);
    proveOpening(state, transit);
  }
  judge(transit);
  if (state.cautious) {
    if (transit.faults.length > 0 && transit.faults.some(isSuspect)) return false;
    if (effectiveFlags(statement.flags) !== statement.flags || mayBeAnAck(statement)) return false;
    if (transit.line === connection.firstLine && mayBeSyn(statement)) return false;
  }
  depart(state, statement.delivery, connection);
  return true;
}

/** Sends a segment that both ends expect next; false, and nothing has changed, for any other. */
function passPlainly({ transit, settings }: DiagramState, { delivery }: SegmentStatement): boolean {
  const { from: sender, to: receiver } = transit;
  const { sndNxt } = sender.tcb;
  if (delivery !== 'delivered' || !passAsPredicted(transit)) return false;
  if (settings.capture !== null) watchFlow(transit, sender, receiver, false);
  noteSent(transit, sender, sndNxt);
  if (sender.tcb.sndNxt !== sndNxt) noteReceived(transit, receiver);
  return true;
}

/** Whether a fault may be the trace of a slip somewhere else; the others stand where the slip is. */
export function isSuspect({ kind }: Fault): boolean {
  return !HARMLESS.has(kind);
}

/** A reset with an ACK number and without the flag may be an ACK with the wrong flag. */
function mayBeAnAck({ flags, ack }: SegmentStatement): boolean {
  return (flags & (RST | ACK)) === RST && ack.present;
}

/** What only a SYN carries shows that a first line without the flag may be one; so does a FIN without an ACK. */
export function mayBeSyn({ flags, writtenFields }: SegmentStatement): boolean {
  return (flags & SYN) === 0 && ((writtenFields & SYN_FIELDS) !== 0 || (flags & (FIN | ACK)) === FIN);
}

const SYN_FIELDS = FIELD_NAMES.reduce(
  (bits, name, index) => (FIELDS[name].where === 'syn' ? bits | (1 << index) : bits),
  0,
);

const HARMLESS: ReadonlySet<FaultKind> = new Set([
  'ack-flag-missing',
  'isn-reused',
  'mss-exceeded',
  'retransmission-unmarked',
  'rst-ack-missing',
  'timestamp-back',
  'timestamp-echo',
  'timestamp-missing',
  'window-shrunk',
]);

/** A segment that no line tells of. Numbers that are left out are those that the rules require. */
export interface Untold {
  readonly side: 0 | 1;
  readonly flags: number;
  readonly seq?: Form;
  readonly ack?: Form;
  readonly len?: Form;
  readonly delivery?: 'delivered' | 'lost';
  /** What a SYN offers, or takes up. */
  readonly sackok?: boolean;
  readonly wscale?: number;
}

/** Sends a segment that no line tells of; false where it could not be sent. `state.transit` tells what happened. */
export function passUntold(state: DiagramState, index: number, line: number, untold: Untold): boolean {
  const { transit } = state;
  const connection = state.change(index);
  transit.enter(line, connection, untold.side, true);
  const { written, sender } = transit;
  written.take(new Segment());
  const { flags, len = ZERO } = untold;
  const seq = untold.seq ?? requiredSeq(sender, flags, len);
  const ack = untold.ack ?? requiredAck(sender, flags);
  if (seq === null || ((flags & ACK) !== 0 && ack === null)) return false;
  Object.assign(written, { flags, len, seq, ack: ack ?? ZERO });
  written.sackok = untold.sackok ?? false;
  written.wscale = untold.wscale ?? -1;
  classify(transit);
  judge(transit);
  if (transit.faults.some(isSuspect)) return false;
  depart(state, untold.delivery ?? 'delivered', connection);
  return true;
}

/** Whether both ends are the same one: what it says to itself is a note, and no segment. */
export function toItself({ left, right, application }: SegmentStatement): boolean {
  return left.name === right.name && (application || left.port === right.port);
}

/**
 * Whether the lines so far, or the states that they have set, connect the ends of a segment, the participants `from` and
 * `to`. A message between others belongs to some
 * other protocol.
 */
export function connected(state: DiagramState, statement: SegmentStatement, from: number, to: number): boolean {
  const [source, target] = endpoints(statement);
  const connection = state.connections[state.find(from, source.port, to, target.port)];
  if (connection === undefined) {
    return [from, to].every((one) => state.presets.of(one).some(({ state: preset }) => synchronized(preset)));
  }
  const { tcb } = connection.left.participant === from ? connection.left : connection.right;
  return tcb.state !== CLOSED && tcb.state !== LISTEN && tcb.state !== TIME_WAIT;
}

/** The endpoint that sends, and the one that is sent to. */
export function endpoints(statement: SegmentStatement): readonly [EndpointSyntax, EndpointSyntax] {
  return statement.mirrored ? [statement.right, statement.left] : [statement.left, statement.right];
}

function samePort(end: End, port: number | null): boolean {
  return port === null || end.port === null || end.port === port;
}

/** A segment that was judged leaves, and arrives where it does so at once. */
function depart(state: DiagramState, delivery: Delivery, connection: Connection): void {
  const { transit } = state;
  const { from: sender, to: receiver } = transit;
  const { sndNxt } = sender.tcb;
  if (state.literal) insist(transit);
  dispatch(transit);
  // Of text behind the own FIN both ends know already.
  const arrives = state.literal && !transit.sent && sender.tcb.fin === null;
  if (arrives && delivery === 'delivered') deliver(state, receiver);
  if (!transit.exact && !state.exact(receiver.participant)) allowUnseen(transit);
  const reused = transit.marked(Mark.portReused);
  if (state.settings.capture !== null) watchFlow(transit, sender, receiver, reused);
  if (!transit.sent) return;
  adoptFromSender(transit);
  // What was sent before the first segment of a diagram has arrived, whatever becomes of that segment.
  if (transit.exact) adoptFromArrival(transit);
  if (reused) sender.forget();
  noteSent(transit, sender, sndNxt);
  if (delivery === 'sent') {
    const { line, side, segment, phase, step } = transit;
    connection.inFlight.add({ line, sender: side, segment: segment.copy(), phase, step });
  } else if (delivery === 'delivered') {
    deliver(state, receiver);
  }
}

/** Marks a segment of a capture; a SYN with the number of the one before is that one again, whatever came in between. */
function watchFlow(transit: SegmentTransit, sender: End, receiver: End, reused: boolean): void {
  const isn = sender.flow?.isn ?? null;
  if (reused) {
    if (isn !== null && transit.algebra.equal(isn, transit.written.seq)) transit.marks &= ~Mark.portReused;
    else [sender.flow, receiver.flow] = [new Flow(), new Flow()];
  }
  sender.flow ??= new Flow();
  receiver.flow ??= new Flow();
  analyzeFlow(transit, sender.flow, receiver.flow);
}

/** Notes the text of data, and whether its numbers stood for another text before. */
function noteText(transit: SegmentTransit, { data }: SegmentStatement, sender: End): void {
  const { algebra, segment, line } = transit;
  if (algebra.constant(segment.len) !== data.bytes) return;
  const now = { line, seq: segment.seq, bytes: utf8(data.text) };
  transit.conflictingLine = conflictingLine(algebra, sender.sentTexts, now);
  sender.sentTexts = retain(algebra, sender.sentTexts, now, sender.tcb.sndUna);
}

/**
 * A number that nobody could write down is not followed any further: it counts as one of which nothing is known. Else each
 * line would take as long as all those above it together.
 */
function cutSum(state: DiagramState, statement: SegmentStatement): void {
  const { transit } = state;
  const { sender, receiver, from, line } = transit;
  const { sndNxt } = sender;
  if (sndNxt === null || sndNxt.basis.terms.length <= MOST_SYMBOLS) return;
  const next = state.unknown();
  sender.sndNxt = next;
  if (receiver.rcvNxt !== null && transit.algebra.equal(receiver.rcvNxt, sndNxt)) receiver.rcvNxt = next;
  const { space } = transit.algebra;
  // Where no length has a name the author has not made the sum.
  if (sndNxt.basis.terms.filter(({ symbol }) => space.name(symbol) !== null).length < 2) return;
  const name = state.participants.at(from.participant).label;
  report(state, 'symbols-many', 'many', line, statement.len.present ? statement.len : statement.arrow, {
    name,
    most: MOST_SYMBOLS,
  });
}

/** What is captured did happen: an ACK proves that its sender has received what it covers, seen or not. */
function proveArrivals({ algebra, segment, sender, receiver }: SegmentTransit): void {
  if ((segment.flags & (ACK | SYN | RST)) !== ACK || !synchronized(sender.state)) return;
  if (receiver.sndNxt !== null && algebra.surelyAfter(segment.ack, receiver.sndNxt)) return;
  skipTo(algebra, sender, segment.ack, segment.time);
}

/** Who answers a SYN with a SYN of its own has opened from its side as well (RFC 9293 §3.5, figure 7). */
function proveOpening(state: DiagramState, { segment, sender, from }: SegmentTransit): void {
  if ((segment.flags & (SYN | ACK | RST)) !== SYN || sender.state !== SYN_RECEIVED) return;
  if (sender.iss !== null || listens(state, from.participant)) return;
  sender.passive = false;
  sender.crossed = true;
}

/** Who sends again what it has sent, or still sends an ACK, has not taken the ACK of a FIN that came again (`strictUna`). */
function proveStrict(transit: SegmentTransit): void {
  const { algebra, sender, segment } = transit;
  const { strictUna, sndUna } = sender;
  if (strictUna === null || sndUna === null || transit.hasAny(SYN | RST)) return;
  const again = algebra.surelyAtOrAfter(segment.seq, strictUna) && algebra.surelyBefore(segment.seq, sndUna);
  if (sender.state !== CLOSED && !again) return;
  sender.readStrictly();
  transit.senderState = sender.state;
}

/** Whether the lines say that a participant listens; lines above its first use say nothing of it. */
export function listens({ listening, participants }: DiagramState, participant: number): boolean {
  return listening.at(participant) === true || participants.kept.at(participant)?.role === 'server';
}

/** A capture between the ends may have missed a segment: an ACK of it tells that it was sent. */
function allowUnseen(transit: SegmentTransit): void {
  const { algebra, faults, sender, receiver, segment } = transit;
  const unsent = faults.findIndex(({ kind }) => kind === 'ack-unsent');
  if (unsent < 0) return;
  faults.splice(unsent, 1);
  transit.mark(Mark.ackedUnseen);
  receiver.sndNxt = segment.ack;
  skipTo(algebra, sender, segment.ack, segment.time);
}

function deliver({ transit, settings }: DiagramState, receiver: End): void {
  const { line } = transit;
  const { rcvNxt, state: before } = receiver.tcb;
  adoptFromArrival(transit);
  receive(transit);
  // A new SYN begins the story of this end anew.
  if (receiver.tcb.iss === null && receiver.tcb.state === SYN_RECEIVED && before !== SYN_RECEIVED) receiver.forget();
  // A first line that is no SYN may be refused: then there was no connection.
  const first = transit.connection?.midStream === true && transit.connection.firstLine === line;
  if (first && receiver.tcb.sndNxt === null && !transit.has(RST)) receiver.tcb.refusal = refuse(transit);
  if (settings.capture !== null && before === SYN_SENT) noteClosed(transit, receiver.tcb);
  if (transit.answer !== null) receiver.askedLine = line;
  if (receiver.tcb.rcvNxt !== rcvNxt) noteReceived(transit, receiver);
}

/** The segment has moved RCV.NXT. */
function noteReceived({ line, segment }: SegmentTransit, receiver: End): void {
  receiver.receivedLine = line;
  receiver.receivedFlags = segment.flags;
  receiver.receivedLen = segment.len;
}

/** What a program calls is not captured: the connection that was to be opened may be closed already (RFC 9293 §3.10.4). */
function noteClosed(transit: SegmentTransit, tcb: Tcb): void {
  if (transit.arrival !== 'accepted' || transit.has(RST)) return;
  // A reset with an ACK as well knows the connection.
  const { flags, seq, ack, challenge } = refuse(transit);
  tcb.refusal = { flags, seq, ack, challenge };
}

/** In mid-stream an ACK tells what its sender has received, and so what the peer has sent at least. */
function adoptFromSender({ segment, sender: tcb, receiver: peer }: SegmentTransit): void {
  if (tcb.rcvNxt !== null || (segment.flags & (ACK | RST)) !== ACK || !synchronized(tcb.state)) return;
  tcb.rcvNxt = segment.ack;
  if (peer.sndNxt === null && synchronized(peer.state)) peer.sndUna = segment.ack;
}

/** In mid-stream the first segment that arrives is taken for the next in order. */
function adoptFromArrival({ segment, receiver: tcb }: SegmentTransit): void {
  if ((segment.flags & (SYN | RST)) === 0) {
    if (tcb.rcvNxt === null && synchronized(tcb.state)) tcb.rcvNxt = segment.seq;
  } else if ((segment.flags & (SYN | ACK)) === (SYN | ACK) && tcb.state === SYN_SENT && tcb.iss === null) {
    tcb.iss = segment.ack.plus(-1);
    tcb.sndUna = tcb.iss;
    tcb.sndNxt = segment.ack;
  }
}

function noteSent(transit: SegmentTransit, sender: End, sndNxt: Form | null): void {
  const { line, segment } = transit;
  sender.askedLine = -1;
  if (transit.has(SYN) && sender.synLine < 0) sender.synLine = line;
  if (transit.has(FIN) && sender.finLine < 0) sender.finLine = line;
  if (transit.has(RST)) sender.resetLine = line;
  if (sender.tcb.sndNxt !== sndNxt) {
    sender.sentLine = line;
    sender.sentFlags = segment.flags;
    sender.sentLen = segment.len;
  }
  if (segment.hasData) sender.dataLine = line;
}

// ---- Arrival of a segment that was sent on an earlier line

/** Whether an arrival may be that of another segment than the one that is taken for it: something is wrong with one of its lines. */
function mayBeAnother(
  state: DiagramState,
  { inFlight }: Connection,
  statement: SegmentStatement,
  found: InFlight | null,
): boolean {
  const { transit, symbols } = state;
  if (found !== null) return transit.mistaken !== 'none';
  if (inFlight.empty || !statement.seq.present || !symbols.knows(statement.seq.value)) return false;
  // It is just as one that comes from the other end.
  const seq = symbols.evaluate(statement.seq.value);
  for (const flight of inFlight.withSeq(transit.side === 0 ? 1 : 0, seq)) {
    if (differences(state, flight, statement).length === 0) return true;
  }
  return false;
}

function arrive(
  state: DiagramState,
  statement: SegmentStatement,
  connection: Connection,
  found: InFlight | null,
): void {
  const { transit } = state;
  const { from: sender, to: receiver } = transit;
  if (found === null) {
    fillOldDuplicate(state, sender, statement);
    transit.mark(Mark.oldDuplicate);
    classify(transit);
  } else {
    transit.written.take(found.segment);
    if (transit.mistaken !== 'flags') transit.written.flags = statement.flags;
    transit.segment = found.segment;
    transit.sentLine = found.line;
    connection.inFlight.remove(found);
    if (receiver.tcb.rcvNxt !== null && overtaken(transit)) transit.mark(Mark.outOfOrder);
    transit.phase = found.phase;
    transit.step = found.step;
  }
  deliver(state, receiver);
}

/** Bytes behind this segment are here already: it was overtaken on the way. */
function overtaken({ algebra, segment, receiver }: SegmentTransit): boolean {
  const { highest } = receiver.outOfOrder;
  return highest !== undefined && algebra.surelyAfter(highest.left, segment.seq);
}

/** The oldest segment in flight that agrees with what is written; else the one that differs least, as a mistake. */
function match(state: DiagramState, connection: Connection, statement: SegmentStatement): InFlight | null {
  const { side } = state.transit;
  const { seq } = statement;
  if (seq.present && state.symbols.knows(seq.value)) {
    const written = state.symbols.evaluate(seq.value);
    for (const flight of connection.inFlight.withSeq(side, written)) {
      if (differences(state, flight, statement).length === 0) return flight;
    }
  }
  let close: { readonly flight: InFlight; readonly field: Difference; readonly by: number } | null = null;
  let looked = 0;
  for (const flight of connection.inFlight) {
    if (flight.sender !== side) continue;
    const [field, more] = differences(state, flight, statement);
    if (field === undefined) return flight;
    if (more === undefined) {
      // It is known by its number: that of another one is the least likely slip, and that of one far away more so.
      const by = field === 'seq' ? 1 + Math.abs(distanceTo(state, flight, statement)) : 0;
      if (close === null || by < close.by) close = { flight, field, by };
    }
    if (++looked === MOST_COMPARED) break;
  }
  if (close === null) return null;
  const { flight, field } = close;
  // With the very numbers it is the same segment, whatever its flags. The number of a SYN is a free choice: another one is
  // another SYN, of an older connection (RFC 9293, figure 8).
  const known = seq.present && (field === 'flags' || (statement.ack.present && (statement.flags & SYN) === 0));
  if (!known) return null;
  state.transit.mistaken = field;
  return flight;
}

function distanceTo({ symbols }: DiagramState, { segment }: InFlight, { seq }: SegmentStatement): number {
  const distance = symbols.algebra.distance(symbols.evaluate(seq.value), segment.seq);
  return Number.isNaN(distance) ? Infinity : distance;
}

/** An arrival that no segment in flight is like is compared with so many of them; then it is an old duplicate. */
const MOST_COMPARED = 256;

export type Difference = 'flags' | 'seq' | 'ack' | 'len';

/** The fields that are written and differ from those of a segment in flight. */
export function differences(state: DiagramState, flight: InFlight, statement: SegmentStatement): Difference[] {
  const { symbols } = state;
  const result: Difference[] = [];
  const { segment } = flight;
  // Whether it is pushed is often left out the second time.
  const differing = (effectiveFlags(statement.flags) ^ segment.flags) & ~PSH;
  if (statement.flagsWritten && differing !== 0) result.push('flags');
  for (const field of ['seq', 'ack', 'len'] as const) {
    const written = statement[field];
    if (!written.present || !symbols.knows(written.value)) continue;
    const value = symbols.evaluate(written.value);
    if (!symbols.algebra.equal(value, segment[field])) result.push(field);
  }
  return result;
}

/** A segment of an earlier connection: its numbers are what they are, and its sender knows nothing of it. */
function fillOldDuplicate(state: DiagramState, sender: End, statement: SegmentStatement): void {
  const stranger = sender.tcb.copy();
  stranger.open();
  stranger.state = ESTABLISHED;
  fillNumbers(state, stranger, statement);
}

// ---- Where a connection begins

/**
 * The end that a participant has in the connection that `state` lines have set up with another one, begun before its first
 * segment because a user call needs it; null where they did not.
 */
export function beginFromPresets(
  state: DiagramState,
  participant: number,
  line: number,
): { readonly index: number; readonly side: 0 | 1 } | null {
  const [own] = state.presets.of(participant);
  const other = state.presets.otherThan(participant);
  if (own === undefined || other === undefined || own.state < SYN_SENT || other.state < SYN_SENT) return null;
  const [left, right] = own.participant < other.participant ? [own, other] : [other, own];
  const index = state.add(left.participant, left.port, right.participant, right.port);
  begin(state, index, ACK, line);
  state.last = index;
  return { index, side: left === own ? 0 : 1 };
}

/** Begins the connection that `state` lines have set up, where no line has been about any yet. */
export function beginAnyPreset(state: DiagramState, line: number): void {
  for (let participant = 0; state.turned < 0 && participant < state.participants.count; participant++) {
    const begun = beginFromPresets(state, participant, line);
    if (begun !== null) state.turnTo(begun.index);
  }
}

/** A participant and a port of it. */
export interface Endpoint {
  readonly participant: number;
  readonly port: number | null;
}

/** Begins a connection with a segment that has these flags; its sender is the left end. Returns its index. */
export function beginConnection(
  state: DiagramState,
  from: Endpoint,
  to: Endpoint,
  flags: number,
  line: number,
): number {
  const index = state.add(from.participant, from.port, to.participant, to.port);
  begin(state, index, flags, line);
  return index;
}

function begin(state: DiagramState, index: number, flags: number, line: number): void {
  const connection = state.change(index);
  const { left, right } = connection;
  const sender = prior(state, left);
  const receiver = prior(state, right);
  const [senderState, receiverState] = startingStates(flags, sender, receiver);
  connection.firstLine = line;
  connection.midStream = synchronized(senderState) || synchronized(receiverState);
  left.tcb.state = senderState;
  right.tcb.state = receiverState;
  left.tcb.listener = state.listening.at(left.participant) ?? sender.role === 'server';
  right.tcb.listener = state.listening.at(right.participant) ?? receiver.role === 'server';
  if (sender.given !== null) applyPreset(left.tcb, sender.given);
  if (receiver.given !== null) applyPreset(right.tcb, receiver.given);
}

function prior(
  state: DiagramState,
  end: End,
): { role: 'client' | 'server' | 'participant'; preset: State | null; given: Preset | null } {
  const { role } = state.participants.at(end.participant);
  const given = state.presets.of(end.participant).findLast(({ port }) => samePort(end, port)) ?? null;
  const listening = state.listening.at(end.participant) === true;
  return { role, preset: given?.state ?? (listening ? LISTEN : null), given };
}

function applyPreset(tcb: Tcb, preset: Preset): void {
  for (const { name, value } of preset.variables) setVariable(tcb, name, value);
  if (tcb.sndNxt === null) return;
  if (finSent(tcb.state)) tcb.fin = tcb.sndNxt.plus(-1);
  const finIsOpen = tcb.state === FIN_WAIT_1 || tcb.state === CLOSING || tcb.state === LAST_ACK;
  tcb.sndUna ??= finIsOpen ? tcb.fin : tcb.sndNxt;
}

/** Sets a variable of a TCB by its name in lower case. Windows must be numbers. */
export function setVariable(tcb: Tcb, name: string, value: Form): void {
  if (name === 'snd.una') tcb.sndUna = value;
  else if (name === 'snd.nxt') tcb.sndNxt = value;
  else if (name === 'rcv.nxt') tcb.rcvNxt = value;
  else if (name === 'iss') tcb.iss = value;
  else if (name === 'irs') tcb.irs = value;
  else if (name === 'snd.wnd') tcb.sndWnd = value.constant ?? -1;
  else if (name === 'rcv.wnd') {
    tcb.rcvWnd = value.constant ?? -1;
    if (tcb.rcvNxt !== null && value.constant !== undefined) tcb.rcvEdge = tcb.rcvNxt.plus(value.constant);
  }
}

/** TIME-WAIT ends after two maximum segment lifetimes, where the lines say what time it is (RFC 9293 §3.4.2). */
function expireTimeWait(state: DiagramState, tcb: Tcb, time: number): void {
  if (tcb.state !== TIME_WAIT) return;
  if (time - tcb.timeWaitSince > 2 * state.settings.msl * 1_000_000) tcb.close('time-wait');
}
