import type { EndpointSyntax, SegmentStatement } from '../notation/syntax.ts';
import { ACK, FIN, RST, SYN } from '../tcp/flags.ts';
import { Fault, Mark, NOT_SENT } from '../tcp/facts.ts';
import type { Form } from '../tcp/number.ts';
import { receive } from '../tcp/receive.ts';
import type { Segment } from '../tcp/segment.ts';
import { send } from '../tcp/send.ts';
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
import { utf8 } from '../text/utf8.ts';
import type { Connection, End, InFlight } from './connection.ts';
import { fillNumbers } from './numbers.ts';
import { startingStates } from './opening.ts';
import { contradicted, remember } from './spoken.ts';
import type { DiagramState, Preset } from './state.ts';
import { tell } from './story.ts';

/**
 * One segment, from its line to what it did. The object is filled anew for each line; together with the working
 * objects of the diagram's state it is all that a rule or a view needs.
 */
export class Passage {
  line = -1;
  connection: Connection | null = null;
  /** Which end of the connection sends. */
  side: 0 | 1 = 0;
  senderState: State = CLOSED;
  receiverState: State = CLOSED;
  givenFlags = 0;
  givenSeq: Form | null = null;
  givenAck: Form | null = null;
  exact = true;
  /** The line that an arriving segment was sent on; −1 for an old duplicate, and for a segment that was just sent. */
  sentLine = -1;
  /** The line on which other bytes were sent with the same numbers; −1 for none. */
  contradictedLine = -1;
  /** The arriving segment is like one in flight except for this field. */
  mistaken: 'none' | 'seq' | 'ack' | 'len' = 'none';
}

/** Puts a segment through the two ends of its connection. `passage` tells what happened. */
export function passSegment(
  state: DiagramState,
  statement: SegmentStatement,
  line: number,
  from: number,
  to: number,
  passage: Passage,
): void {
  const { facts, segment } = state;
  const [source, target] = endpoints(statement);
  facts.clear();
  segment.flags = statement.flags;
  const connection = locate(state, from, source.port, to, target.port, segment.flags, line);
  const side: 0 | 1 = connection.left.participant === from && samePort(connection.left, source.port) ? 0 : 1;
  const sender = connection.end(side);
  const receiver = connection.end(side === 0 ? 1 : 0);
  expireTimeWait(state, sender.tcb, statement.time);
  expireTimeWait(state, receiver.tcb, statement.time);
  state.segments++;
  passage.line = line;
  passage.connection = connection;
  passage.side = side;
  passage.senderState = sender.tcb.state;
  passage.receiverState = receiver.tcb.state;
  passage.exact = state.exact(from);
  passage.sentLine = -1;
  passage.contradictedLine = -1;
  passage.mistaken = 'none';
  if (statement.delivery === 'arrived') arrive(state, statement, passage, sender, receiver);
  else depart(state, statement, passage, sender, receiver);
  connection.lastLine = line;
}

/** The endpoint that sends, and the one that is sent to. */
export function endpoints(statement: SegmentStatement): readonly [EndpointSyntax, EndpointSyntax] {
  return statement.mirrored ? [statement.right, statement.left] : [statement.left, statement.right];
}

function samePort(end: End, port: number | null): boolean {
  return port === null || end.port === null || end.port === port;
}

function depart(state: DiagramState, statement: SegmentStatement, passage: Passage, sender: End, receiver: End): void {
  const { facts, segment, symbols } = state;
  const { algebra } = symbols;
  const { connection, line } = passage;
  if (connection === null) return;
  const { sndNxt } = sender.tcb;
  segment.flags = effectiveFlags(segment.flags);
  fillNumbers(state, connection, sender.tcb, statement, line);
  passage.givenFlags = statement.flags;
  passage.givenSeq = segment.seq;
  passage.givenAck = segment.ack;
  tell(algebra, sender.tcb, receiver.tcb, segment, facts);
  send(algebra, sender.tcb, receiver.tcb, segment, passage.exact, facts);
  if (!passage.exact && !state.exact(receiver.participant)) allowUnseen(state, receiver.tcb);
  if ((facts.faults & NOT_SENT) !== 0) return;
  adoptFromSender(state, sender.tcb, receiver.tcb);
  // What was sent before the first segment of a diagram has arrived, whatever becomes of that segment.
  if (passage.exact) adoptFromArrival(segment, receiver.tcb);
  if ((facts.marks & Mark.portReused) !== 0) {
    sender.forget();
    connection.closer = -1;
  }
  noteSent(connection, sender, passage.side, segment.flags, line);
  if (sender.tcb.sndNxt !== sndNxt) {
    sender.sentLine = line;
    sender.sentFlags = segment.flags;
    sender.sentLen = segment.len;
  }
  if (segment.hasData) sender.dataLine = line;
  if (statement.data.present) speak(state, statement, passage, sender);
  if (statement.delivery === 'sent') {
    connection.inFlight = [
      ...connection.inFlight,
      { line, sender: passage.side, segment: segment.copy(), phase: facts.phase, step: facts.step },
    ];
  } else if (statement.delivery === 'delivered') {
    deliver(state, receiver, line);
  }
}

/** Notes the text of data, and whether its numbers stood for another text before. */
function speak({ segment, symbols }: DiagramState, { data }: SegmentStatement, passage: Passage, sender: End): void {
  if (segment.len.constant !== data.bytes) return;
  const now = { line: passage.line, seq: segment.seq, bytes: utf8(data.text) };
  passage.contradictedLine = contradicted(symbols.algebra, sender.spoken, now);
  sender.spoken = remember(symbols.algebra, sender.spoken, now, sender.tcb.sndUna);
}

/** A capture between the ends may have missed a segment: an ACK of it tells that it was sent. */
function allowUnseen({ facts, segment }: DiagramState, sent: Tcb): void {
  if ((facts.faults & Fault.ackUnsent) === 0) return;
  facts.faults &= ~Fault.ackUnsent;
  facts.marks |= Mark.ackedUnseen;
  sent.sndNxt = segment.ack;
}

function deliver(state: DiagramState, receiver: End, line: number): void {
  const { facts, segment, symbols } = state;
  const { rcvNxt, state: before } = receiver.tcb;
  adoptFromArrival(segment, receiver.tcb);
  receive(symbols.algebra, receiver.tcb, segment, facts);
  // A new SYN begins the story of this end anew.
  if (receiver.tcb.iss === null && receiver.tcb.state === SYN_RECEIVED && before !== SYN_RECEIVED) receiver.forget();
  if (facts.answer !== null) receiver.askedLine = line;
  if (receiver.tcb.rcvNxt === rcvNxt) return;
  receiver.receivedLine = line;
  receiver.receivedFlags = segment.flags;
  receiver.receivedLen = segment.len;
}

/** In mid-stream an ACK tells what its sender has received, and so what the peer has sent at least. */
function adoptFromSender(state: DiagramState, tcb: Tcb, peer: Tcb): void {
  const { segment } = state;
  if (tcb.rcvNxt !== null || (segment.flags & (ACK | RST)) !== ACK || !synchronized(tcb.state)) return;
  tcb.rcvNxt = segment.ack;
  if (peer.sndNxt === null && synchronized(peer.state)) peer.sndUna = segment.ack;
}

/** In mid-stream the first segment that arrives is taken for the next in order. */
function adoptFromArrival(segment: Segment, tcb: Tcb): void {
  if ((segment.flags & (SYN | RST)) === 0) {
    if (tcb.rcvNxt === null && synchronized(tcb.state)) tcb.rcvNxt = segment.seq;
  } else if ((segment.flags & (SYN | ACK)) === (SYN | ACK) && tcb.state === SYN_SENT && tcb.iss === null) {
    tcb.iss = segment.ack.plus(-1);
    tcb.sndUna = tcb.iss;
    tcb.sndNxt = segment.ack;
  }
}

function noteSent(connection: Connection, sender: End, side: 0 | 1, flags: number, line: number): void {
  sender.askedLine = -1;
  if ((flags & SYN) !== 0 && sender.synLine < 0) sender.synLine = line;
  if ((flags & FIN) !== 0 && sender.finLine < 0) {
    sender.finLine = line;
    if (connection.closer < 0) connection.closer = side;
  }
  if ((flags & RST) !== 0) sender.resetLine = line;
}

/**
 * The flags that a segment with a senseless combination is taken for, so that the lines after it make sense: a reset
 * is a reset, and a SYN begins a connection.
 */
function effectiveFlags(flags: number): number {
  if ((flags & RST) !== 0) return flags & ~(SYN | FIN);
  return (flags & SYN) !== 0 ? flags & ~FIN : flags;
}

// ---- Arrival of a segment that was sent on an earlier line

function arrive(state: DiagramState, statement: SegmentStatement, passage: Passage, sender: End, receiver: End): void {
  const { facts, segment, symbols } = state;
  const { connection, line } = passage;
  if (connection === null) return;
  const found = match(state, connection, passage, statement);
  passage.givenFlags = statement.flags;
  if (found === null) {
    segment.flags = effectiveFlags(segment.flags);
    fillOldDuplicate(state, connection, sender, statement, line);
    facts.marks |= Mark.oldDuplicate;
  } else {
    Object.assign(segment, found.segment);
    passage.sentLine = found.line;
    connection.inFlight = connection.inFlight.filter((flight) => flight !== found);
    if (receiver.tcb.rcvNxt !== null && overtaken(state, receiver.tcb)) facts.marks |= Mark.outOfOrder;
  }
  passage.givenSeq = segment.seq;
  passage.givenAck = segment.ack;
  if (found === null) {
    tell(symbols.algebra, sender.tcb, receiver.tcb, segment, facts);
  } else {
    facts.phase = found.phase;
    facts.step = found.step;
  }
  deliver(state, receiver, line);
}

/** Bytes behind this segment are here already: it was overtaken on the way. */
function overtaken(state: DiagramState, tcb: Tcb): boolean {
  const { segment, symbols } = state;
  return tcb.outOfOrder.some(({ left }) => symbols.algebra.distance(left, segment.seq) > 0);
}

/** The oldest segment in flight that agrees with what is written; else the one that differs least, as a mistake. */
function match(
  state: DiagramState,
  connection: Connection,
  passage: Passage,
  statement: SegmentStatement,
): InFlight | null {
  const candidates = connection.inFlight.filter((flight) => flight.sender === passage.side);
  const exact = candidates.find((flight) => differences(state, flight, statement).length === 0);
  if (exact !== undefined) return exact;
  const close = candidates.find((flight) => differences(state, flight, statement).length === 1);
  const field = close === undefined ? undefined : differences(state, close, statement)[0];
  // The number of a SYN is a free choice: another one is another SYN, of an older connection (RFC 9293, figure 8).
  const free = (statement.flags & SYN) !== 0 || !statement.seq.present || !statement.ack.present;
  if (close === undefined || field === undefined || field === 'flags' || free) return null;
  passage.mistaken = field;
  return close;
}

type Difference = 'flags' | 'seq' | 'ack' | 'len';

function differences(state: DiagramState, flight: InFlight, statement: SegmentStatement): Difference[] {
  const { symbols } = state;
  const result: Difference[] = [];
  const { segment } = flight;
  if (statement.flagsWritten && effectiveFlags(statement.flags) !== segment.flags) result.push('flags');
  for (const field of ['seq', 'ack', 'len'] as const) {
    const written = statement[field];
    if (!written.present || symbols.unbound(written.value) > 0) continue;
    const value = symbols.evaluate(written.value);
    if (symbols.algebra.distance(value, segment[field]) !== 0) result.push(field);
  }
  return result;
}

/** A segment of an earlier connection: its numbers are what they are, and its sender knows nothing of it. */
function fillOldDuplicate(
  state: DiagramState,
  connection: Connection,
  sender: End,
  statement: SegmentStatement,
  line: number,
): void {
  const stranger = sender.tcb.snapshot();
  stranger.open();
  stranger.state = ESTABLISHED;
  fillNumbers(state, connection, stranger, statement, line);
}

// ---- Which connection

function locate(
  state: DiagramState,
  from: number,
  fromPort: number | null,
  to: number,
  toPort: number | null,
  flags: number,
  line: number,
): Connection {
  let index = state.find(from, fromPort, to, toPort);
  if (index < 0) {
    index = state.add(from, fromPort, to, toPort);
    begin(state, index, flags, line);
  }
  state.last = index;
  const connection = state.connections[index];
  if (connection === undefined) throw new RangeError('no connection');
  connection.touch();
  return connection;
}

/**
 * The connection that `state` lines have set up between two participants, begun before its first segment because a user
 * call needs it; undefined where they did not.
 */
export function beginFromPresets(state: DiagramState, participant: number, line: number): Connection | undefined {
  const own = state.presets.find((preset) => preset.participant === participant);
  const others = state.presets.filter((preset) => preset.participant !== participant);
  const other = others.length === 1 ? others[0] : undefined;
  if (own === undefined || other === undefined || own.state < SYN_SENT || other.state < SYN_SENT) return undefined;
  const [left, right] = own.participant < other.participant ? [own, other] : [other, own];
  const index = state.add(left.participant, left.port, right.participant, right.port);
  begin(state, index, ACK, line);
  state.last = index;
  return state.connections[index];
}

function begin(state: DiagramState, index: number, flags: number, line: number): void {
  const connection = state.connections[index];
  if (connection === undefined) return;
  const { left, right } = connection;
  const sender = prior(state, left);
  const receiver = prior(state, right);
  const [senderState, receiverState] = startingStates(flags, sender, receiver);
  connection.firstLine = line;
  connection.midStream = synchronized(senderState) || synchronized(receiverState);
  left.tcb.state = senderState;
  right.tcb.state = receiverState;
  left.tcb.listener = state.listening[left.participant] ?? sender.role === 'server';
  right.tcb.listener = state.listening[right.participant] ?? receiver.role === 'server';
  if (sender.given !== null) applyPreset(left.tcb, sender.given);
  if (receiver.given !== null) applyPreset(right.tcb, receiver.given);
}

function prior(
  state: DiagramState,
  end: End,
): { role: 'client' | 'server' | 'participant'; preset: State | null; given: Preset | null } {
  const { role } = state.participants.at(end.participant);
  const given =
    state.presets.findLast(({ participant, port }) => participant === end.participant && samePort(end, port)) ?? null;
  const listening = state.listening[end.participant] === true;
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
function expireTimeWait(state: DiagramState, tcb: Tcb, time: number | null): void {
  if (tcb.state !== TIME_WAIT || time === null) return;
  if (time - tcb.timeWaitSince > 2 * state.settings.msl * 1_000_000) tcb.close('time-wait');
}
