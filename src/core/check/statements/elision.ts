import { MOST_SYMBOLS } from '../../notation/nodes.ts';
import type { ElisionStatement, SegmentStatement } from '../../notation/syntax.ts';
import type { Form } from '../../tcp/number.ts';
import { EarlyRanges } from '../../tcp/early.ts';
import { mayReceive, maySend, TIME_WAIT } from '../../tcp/states.ts';
import { owedReset } from '../../tcp/transit.ts';
import type { Connection, Elided, End } from '../connection.ts';
import type { DiagramState } from '../state.ts';

/**
 * `...`: whoever may send has sent any number of bytes, and they have arrived and are acknowledged. It only permits: what
 * was so before may still be so (`resumeElided`). After `... 2MSL` no TIME-WAIT is left.
 */
export function elide(state: DiagramState, { text }: ElisionStatement): void {
  const over = /\b2\s*\*?\s*MSL\b/i.test(text?.value ?? '');
  for (let index = 0; index < state.connections.length; index++) {
    const connection = state.change(index);
    const { left, right } = connection;
    const before = { left: left.copy(), right: right.copy() };
    const [first, second] = connection.elided;
    const forth = pass(state, left, right, first) ? { sender: before.left, receiver: before.right } : null;
    const back = pass(state, right, left, second) ? { sender: before.right, receiver: before.left } : null;
    // Where time is passed over twice, what was so before the first may still be so.
    connection.elided = [first ?? forth, second ?? back];
    left.dataLine = -1;
    right.dataLine = -1;
    for (const { tcb } of [left, right]) if (over && tcb.state === TIME_WAIT) tcb.close('time-wait');
  }
}

function pass(state: DiagramState, sender: End, receiver: End, elided: Elided | null): boolean {
  const { tcb } = sender;
  const peer = receiver.tcb;
  if (owedReset(tcb) === null) tcb.answer = null;
  // Of an end that was not heard yet an ACK may have told up to where it has sent.
  const sent = tcb.sndNxt ?? peer.rcvNxt;
  if (!maySend(tcb.state) || !mayReceive(peer.state) || sent === null) return false;
  // What is still unknown after a former `...` is unknown by one amount: two could not be told apart by one line.
  const open = elided !== null && state.symbols.isOpen(sent);
  const next = open ? sent : later(state, sent);
  tcb.sndNxt = next;
  tcb.sndUna = next;
  tcb.sndWnd = -1;
  peer.rcvNxt = next;
  peer.rcvEdge = null;
  if (peer.lastAck !== null) peer.lastAck = next;
  peer.outOfOrder = EarlyRanges.NONE;
  peer.earlyFin = null;
  peer.duplicates = 0;
  // What is sent from now on follows from no line above.
  sender.sentLine = -1;
  receiver.receivedLine = -1;
  return true;
}

/** A number that is greater by an unknown amount; what is a sum of too many of them is simply unknown. */
function later(state: DiagramState, number: Form): Form {
  if (number.basis.terms.length > MOST_SYMBOLS) return state.unknown();
  return state.symbols.algebra.add(number, state.passedOver());
}

/** A line after `...` whose numbers are of before it: in that direction nothing new has been sent in between. */
export function resumeElided(
  state: DiagramState,
  connection: Connection,
  side: 0 | 1,
  statement: SegmentStatement,
): void {
  const [forth, back] = side === 0 ? connection.elided : [connection.elided[1], connection.elided[0]];
  const sender = connection.end(side);
  const receiver = connection.end(side === 0 ? 1 : 0);
  const seq = known(state, statement, 'seq');
  const ack = known(state, statement, 'ack');
  // Text that is sent again may have been lost before; not where more was sent since.
  const again =
    (statement.again === true && sender.sentLine < 0) ||
    (forth !== null && seq !== null && repeats(state, forth, seq, statement));
  if (forth !== null && again) resume(forth, sender, receiver);
  if (back !== null && ack !== null && before(state, ack, back.sender.tcb.sndNxt)) resume(back, receiver, sender);
  const rest: Connection['elided'] = [seq === null && !again ? forth : null, ack === null ? back : null];
  connection.elided = side === 0 ? rest : [rest[1], rest[0]];
}

/** The number of a field, if it is written and can be told; null else. */
function known(state: DiagramState, statement: SegmentStatement, name: 'seq' | 'ack'): Form | null {
  const field = statement[name];
  return field.present && state.symbols.knows(field.value) ? state.symbols.evaluate(field.value) : null;
}

/** The segment repeats bytes of before, arrives from before, or probes a window that was closed before. */
function repeats(state: DiagramState, { sender }: Elided, seq: Form, statement: SegmentStatement): boolean {
  const { sndNxt, sndWnd } = sender.tcb;
  if (before(state, seq, sndNxt)) return true;
  const probe = sndWnd === 0 && statement.len.present && statement.len.value.constant === 1;
  return probe && sndNxt !== null && state.symbols.algebra.equal(seq, sndNxt);
}

/** By how much is known: not just that it is less. */
function before(state: DiagramState, number: Form, next: Form | null): boolean {
  const distance = next === null ? NaN : state.symbols.algebra.distance(number, next);
  return Number.isFinite(distance) && distance < 0;
}

function resume({ sender, receiver }: Elided, now: End, peer: End): void {
  const { sndNxt, sndUna, sndWnd, sndEdge } = sender.tcb;
  const { rcvNxt, rcvEdge, lastAck, outOfOrder, earlyFin, duplicates } = receiver.tcb;
  Object.assign(now.tcb, { sndNxt, sndUna, sndWnd, sndEdge });
  Object.assign(peer.tcb, { rcvNxt, rcvEdge, lastAck, outOfOrder, earlyFin, duplicates });
  const { sentLine, sentFlags, sentLen } = sender;
  const { receivedLine, receivedFlags, receivedLen } = receiver;
  Object.assign(now, { sentLine, sentFlags, sentLen });
  Object.assign(peer, { receivedLine, receivedFlags, receivedLen });
}
