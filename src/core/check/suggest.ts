import { ACK, FIN, PSH, RST, SYN } from '../tcp/flags.ts';
import { type Form, ZERO } from '../tcp/number.ts';
import {
  CLOSE_WAIT,
  CLOSED,
  ESTABLISHED,
  finReceived,
  LISTEN,
  maySend,
  SYN_RECEIVED,
  SYN_SENT,
  synchronized,
  TIME_WAIT,
} from '../tcp/states.ts';
import type { Suggestion } from './analysis.ts';
import type { Connection, End } from './connection.ts';
import { flagNames } from '../notation/flags.ts';
import { beginAnyPreset } from './segments.ts';
import type { DiagramState } from './state.ts';
import { idleState } from './statements/connections.ts';

/** Bytes of a suggested data segment: a round number that is easy to add. */
const USUAL_LENGTH = 100;
/** Names that textbooks give to initial sequence numbers, in their order. */
const USUAL_SYMBOLS = ['x', 'y', 'z', 'u', 'v', 'w', 'p', 'q', 'r', 's', 't'];

/** The end that is to speak, and what is known. */
interface Speaker {
  readonly state: DiagramState;
  readonly end: End;
  readonly peer: End;
}

/** What it may say. */
interface Said {
  readonly flags: number;
  readonly len?: string | null;
  readonly rank: Suggestion['rank'];
  readonly purpose: Suggestion['purpose'];
}

/** What may stand on the next line, the most likely first: what must be answered, the usual next step, what else is legal. */
export function suggest(state: DiagramState): readonly Suggestion[] {
  beginAnyPreset(state, 0);
  const connection = state.connections[state.turned];
  if (connection === undefined) return firstSegments(state);
  const { left, right } = connection;
  const opener = left.tcb.passive ? right : left;
  const other = opener === left ? right : left;
  const ends = [
    { state, end: opener, peer: other },
    { state, end: other, peer: opener },
  ] as const;
  const found = ends.flatMap(answers);
  for (const speaker of ends) found.push(...acknowledgments(speaker));
  for (const speaker of talkersFirst(ends, connection)) found.push(...steps(speaker, connection));
  for (const speaker of ends) found.push(...others(speaker));
  return found;
}

/** Before any segment: the SYN of whoever may open. */
function firstSegments(state: DiagramState): readonly Suggestion[] {
  const list = [...state.participants.kept].map(({ role, name }, participant) => {
    return { role, name, listens: idleState(state, participant) === LISTEN };
  });
  const openers = list.filter(({ listens }) => !listens);
  const client = openers.find(({ role }) => role === 'client') ?? openers[0];
  const others = list.filter((one) => one !== client);
  const server =
    others.find(({ listens }) => listens) ?? others.find(({ role }) => role === 'participant') ?? others[0];
  const from = client === undefined ? 'C' : state.names.text(client.name);
  const to = server === undefined ? 'S' : state.names.text(server.name);
  const seq = freshNumber(state, null);
  return [
    { from, to, fromPort: null, toPort: null, flags: ['SYN'], seq, ack: null, len: null, rank: 'next', purpose: 'syn' },
  ];
}

/** What an end owes for the segment that has just arrived. */
function answers(speaker: Speaker): Suggestion[] {
  const { state, end, peer } = speaker;
  const { answer, rcvNxt } = end.tcb;
  if (answer === null) return [];
  const purpose = purposeOfAnswer(end, peer, answer.flags, answer.challenge);
  const isn = (answer.flags & SYN) !== 0 && answer.seq === null;
  const seq = isn ? freshNumber(state, peer) : text(state, answer.seq);
  const ack = (answer.flags & ACK) === 0 ? null : text(state, answer.ack ?? rcvNxt);
  return seq === null ? [] : [suggestion(speaker, { flags: answer.flags, rank: 'reply', purpose }, seq, ack)];
}

function purposeOfAnswer(end: End, peer: End, flags: number, challenge: boolean): Suggestion['purpose'] {
  if ((flags & RST) !== 0) return 'rst';
  if ((flags & SYN) !== 0) return 'syn-ack';
  if (challenge) return 'challenge-ack';
  if (peer.tcb.state === SYN_RECEIVED) return 'handshake-ack';
  return finReceived(end.tcb.state) ? 'close-ack' : 'ack';
}

/** What has arrived and is not acknowledged yet: that may wait a little, but it is what comes next as a rule. */
function acknowledgments(speaker: Speaker): Suggestion[] {
  const { state, end } = speaker;
  const { tcb } = end;
  if (!synchronized(tcb.state) || tcb.answer !== null) return [];
  const { algebra } = state.symbols;
  const { rcvNxt, lastAck } = tcb;
  if (rcvNxt === null) return [];
  const isNew = lastAck === null ? !algebra.equal(end.receivedLen, ZERO) : algebra.surelyAfter(rcvNxt, lastAck);
  if (!isNew) return [];
  return [now(speaker, { flags: ACK, rank: 'next', purpose: 'ack' })];
}

/** Whoever has sent data last is the one to send more, whatever time was passed over since. */
function talkersFirst<Ends extends { readonly end: End }>(
  ends: readonly Ends[],
  { left, elided }: Connection,
): readonly Ends[] {
  const lastData = ({ end }: Ends): number => {
    if (end.sentLen === ZERO) return -1;
    return end.sentLine >= 0 ? end.sentLine : (elided[end === left ? 0 : 1]?.sender.sentLine ?? -1);
  };
  return ends.toSorted((a, b) => lastData(b) - lastData(a));
}

/** The usual next step: answer a close with a close, send the FIN of a CLOSE, send data, open again. */
function steps(speaker: Speaker, connection: Connection): Suggestion[] {
  const { state, end, peer } = speaker;
  const { tcb } = end;
  const found: Suggestion[] = [];
  const add = (flags: number, len: string | null, purpose: Suggestion['purpose']): void => {
    found.push(now(speaker, { flags, len, rank: 'next', purpose }));
  };
  if (tcb.state === CLOSE_WAIT) add(FIN | ACK, null, 'fin-ack');
  if (tcb.closing) add(FIN | ACK, null, 'fin');
  const len = lengthToSend(speaker);
  if (tcb.state === ESTABLISHED && peer.tcb.state === ESTABLISHED && len !== null) add(PSH | ACK, len, 'data');
  if (
    tcb.state === CLOSED &&
    (peer.tcb.state === CLOSED || peer.tcb.state === LISTEN) &&
    connection.firstLine >= 0 &&
    (end.synLine >= 0 || tcb.ending === 'crash')
  ) {
    found.push(suggestion(speaker, { flags: SYN, rank: 'possible', purpose: 'syn' }, freshNumber(state, end), null));
  }
  return found;
}

/**
 * As many bytes as the peer has room for and one usually writes: one into a closed window, which asks whether it is open again
 * (RFC 9293 §3.8.6.1); null where it has none.
 */
function lengthToSend({ state, end }: Speaker): string | null {
  const { sndUna, sndNxt, sndWnd, sndEdge, peerMss } = end.tcb;
  const { algebra } = state.symbols;
  const most = peerMss < 0 ? USUAL_LENGTH : Math.min(USUAL_LENGTH, peerMss);
  if (sndWnd < 0 || sndUna === null || sndNxt === null) return String(most);
  if (sndWnd === 0) return algebra.equal(sndUna, sndNxt) ? '1' : null;
  const edges = [sndUna.plus(sndWnd), ...(sndEdge === null ? [] : [sndEdge])];
  const rooms = edges.map((edge) => algebra.distance(edge, sndNxt)).filter((room) => !Number.isNaN(room));
  const room = rooms.length === 0 ? most : Math.min(most, Math.max(...rooms));
  return room > 0 ? String(room) : null;
}

/** What is legal as well. */
function others(speaker: Speaker): Suggestion[] {
  const { state, end } = speaker;
  const { tcb } = end;
  const rank = 'possible';
  const found: (Suggestion | null)[] = [];
  const len = lengthToSend(speaker);
  if (maySend(tcb.state) && tcb.state !== ESTABLISHED && len !== null)
    found.push(now(speaker, { flags: PSH | ACK, len, rank, purpose: 'data' }));
  if (tcb.state === ESTABLISHED) found.push(now(speaker, { flags: FIN | ACK, rank, purpose: 'fin' }));
  if (tcb.state === SYN_SENT && tcb.iss !== null && tcb.answer === null) {
    const seq = text(state, tcb.iss);
    if (seq !== null) found.push(suggestion(speaker, { flags: SYN, rank, purpose: 'retransmit' }, seq, null));
  }
  found.push(repeat(speaker));
  if (synchronized(tcb.state) && tcb.state !== TIME_WAIT)
    found.push(now(speaker, { flags: RST | ACK, rank, purpose: 'rst' }));
  return found.filter((made) => made !== null);
}

/** The bytes that are not acknowledged, once more. */
function repeat(speaker: Speaker): Suggestion | null {
  const { state, end } = speaker;
  const { sndUna, sndNxt, rcvNxt, state: current, fin } = end.tcb;
  if (!synchronized(current) || sndUna === null || sndNxt === null) return null;
  const { algebra } = state.symbols;
  if (!algebra.surelyAfter(sndNxt, sndUna)) return null;
  const withFin = fin !== null;
  const seq = text(state, sndUna);
  const len = text(state, algebra.subtract(withFin ? fin : sndNxt, sndUna));
  // Of bytes that nobody has counted it would be empty.
  if (seq === null || len === null) return null;
  const said = { flags: (withFin ? FIN : PSH) | ACK, len: len === '0' ? null : len } as const;
  const ack = text(state, rcvNxt) ?? freshSymbol(state, 0);
  return suggestion(speaker, { ...said, rank: 'possible', purpose: 'retransmit' }, seq, ack);
}

/** A segment with the numbers of this moment: one that has no words gets a name. */
function now(speaker: Speaker, said: Said): Suggestion {
  const { state, end } = speaker;
  const { sndUna, sndNxt, rcvNxt } = end.tcb;
  const own = text(state, sndNxt ?? sndUna);
  const seq = own ?? freshSymbol(state, 0);
  const ack = text(state, rcvNxt) ?? freshSymbol(state, own === null ? 1 : 0);
  return suggestion(speaker, said, seq, ack);
}

function suggestion({ state, end, peer }: Speaker, said: Said, seq: string, ack: string | null): Suggestion {
  const { flags, len = null, rank, purpose } = said;
  const name = ({ participant }: End): string => state.names.text(state.participants.at(participant).name);
  return {
    from: name(end),
    to: name(peer),
    fromPort: end.port,
    toPort: peer.port,
    flags: flagNames(flags),
    seq,
    ack,
    len,
    rank,
    purpose,
  };
}

function text(state: DiagramState, form: Form | null): string | null {
  return form === null ? null : state.symbols.write(form);
}

/** An initial sequence number in the style of the diagram: a fresh symbol, or a number where the other end uses one. */
function freshNumber(state: DiagramState, other: End | null): string {
  const iss = other?.tcb.iss ?? null;
  const constant = iss === null ? undefined : state.symbols.algebra.constant(iss);
  if (constant === undefined) return freshSymbol(state, 0);
  return constant === 0 ? '0' : String((constant + 200) % 2 ** 32);
}

/** The `skip`th usual symbol that nothing is bound to yet. */
function freshSymbol(state: DiagramState, skip: number): string {
  const free = USUAL_SYMBOLS.filter((symbol) => state.symbols.lookup(state.names.intern(symbol)) === undefined);
  return free[skip] ?? `x${String(state.symbols.count + 1 + skip)}`;
}
