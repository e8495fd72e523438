import assert from 'node:assert/strict';
import { requiredAck, requiredSeq } from '../../src/core/tcp/expected.ts';
import { ACK, RST } from '../../src/core/tcp/flags.ts';
import { Algebra, number } from '../../src/core/tcp/number.ts';
import { receive } from '../../src/core/tcp/receive.ts';
import { Segment } from '../../src/core/tcp/segment.ts';
import { send } from '../../src/core/tcp/send.ts';
import { CLOSED, LISTEN, STATE_NAMES, TIME_WAIT } from '../../src/core/tcp/states.ts';
import { Tcb } from '../../src/core/tcp/tcb.ts';
import { flagsOf, transitOf } from './ends.ts';

/** One moment of a connection: both blocks, and the segments in the network. */
interface World {
  readonly ends: readonly [Tcb, Tcb];
  /** Each end has been opened once, by OPEN or by LISTEN: one connection is walked through, not a row of them. */
  readonly opened: readonly [boolean, boolean];
  readonly network: readonly { readonly to: 0 | 1; readonly name: string; readonly segment: Segment }[];
}

const ISS = [number(100), number(300)] as const;
const algebra = new Algebra();
/** More segments than these are not in the network at once: it may lose them all, so nothing is missed. */
const MOST_IN_NETWORK = 2;

function start(): World {
  return { ends: [new Tcb(), new Tcb()], opened: [false, false], network: [] };
}

function replaced(ends: World['ends'], side: 0 | 1, tcb: Tcb): World['ends'] {
  return side === 0 ? [tcb, ends[1]] : [ends[0], tcb];
}

/** The world after `side` has sent a segment with these flags and the numbers that the rules require; null if it may not. */
function sending(world: World, side: 0 | 1, flags: string): World | null {
  if (world.network.length >= MOST_IN_NETWORK) return null;
  const tcb = world.ends[side].copy();
  const segment = new Segment();
  segment.flags = flagsOf(flags);
  segment.seq = requiredSeq(tcb, segment.flags, segment.len) ?? ISS[side];
  segment.ack = (segment.flags & ACK) === 0 ? segment.ack : (requiredAck(tcb, segment.flags) ?? segment.ack);
  const opens = flags === 'SYN' && (tcb.state === CLOSED || tcb.state === LISTEN);
  // A listener that opens actively has used up its one opening, but may do so (RFC 9293 §3.10.1).
  if (opens && tcb.state === CLOSED && world.opened[side]) return null;
  if (opens && tcb.state === LISTEN) tcb.state = CLOSED;
  const transit = transitOf(tcb, world.ends[side === 0 ? 1 : 0], segment, algebra);
  send(transit);
  if (transit.faults.length > 0) return null;
  const opened: World['opened'] =
    side === 0 ? [world.opened[0] || opens, world.opened[1]] : [world.opened[0], world.opened[1] || opens];
  const to = side === 0 ? 1 : 0;
  const name = [to, flags, segment.seq.constant, segment.ack.constant].join(' ');
  // The same segment twice in the network can do no more than the same segment sent again later.
  if (world.network.some((other) => other.name === name)) return null;
  const network = [...world.network, { to, name, segment } as const];
  return { ends: replaced(world.ends, side, tcb), opened, network };
}

/** The user's calls and the timer that send nothing: passive OPEN, CLOSE of what is not open yet, and 2MSL. */
function calls(world: World, side: 0 | 1): World[] {
  const found: World[] = [];
  const tcb = world.ends[side].copy();
  const opened: World['opened'] = side === 0 ? [true, world.opened[1]] : [world.opened[0], true];
  if (tcb.state === CLOSED && !world.opened[side]) {
    tcb.open();
    tcb.state = LISTEN;
    found.push({ ...world, ends: replaced(world.ends, side, tcb), opened });
  } else if (tcb.state === TIME_WAIT) {
    tcb.close('time-wait');
    found.push({ ...world, ends: replaced(world.ends, side, tcb) });
  } else if (STATE_NAMES[tcb.state] === 'LISTEN' || STATE_NAMES[tcb.state] === 'SYN-SENT') {
    tcb.close('closed');
    found.push({ ...world, ends: replaced(world.ends, side, tcb) });
  }
  return found;
}

/** The segment is lost, or it arrives. */
function network(world: World): World[] {
  return world.network.flatMap(({ to, segment }, i) => {
    const rest = world.network.filter((_, j) => j !== i);
    const tcb = world.ends[to].copy();
    receive(transitOf(new Tcb(), tcb, segment, algebra));
    // A passive OPEN is of one connection here: no listener stays behind it for the next.
    tcb.listener = false;
    return [
      { ...world, network: rest },
      { ...world, network: rest, ends: replaced(world.ends, to, tcb) },
    ];
  });
}

/** ABORT, of the left end alone: the other way round it is the same. The reset is lost, or it arrives at once. */
function abort(world: World, side: 0 | 1): World[] {
  const sent = sending({ ...world, network: [] }, side, 'RST');
  if (sent === null) return [];
  return network(sent).map((after) => ({ ...after, network: world.network }));
}

const FLAGS = ['SYN', 'SYN,ACK', 'ACK', 'FIN,ACK'] as const;
const SIDES = [0, 1] as const;

function next(world: World, aborts: boolean): World[] {
  const sent = SIDES.flatMap((side) => {
    const { answer } = world.ends[side];
    // A reset that is owed may always be sent.
    const owed = answer !== null && (answer.flags & RST) !== 0 ? [(answer.flags & ACK) === 0 ? 'RST' : 'RST,ACK'] : [];
    return [...FLAGS, ...owed].map((flags) => sending(world, side, flags));
  });
  const aborted = aborts ? abort(world, 0) : [];
  const called = SIDES.flatMap((side) => calls(world, side));
  return [...sent.filter((one) => one !== null), ...called, ...aborted, ...network(world)];
}

/** What tells two moments apart, as far as it makes a difference to states. */
function key({ ends, opened, network: inNetwork }: World): string {
  const n = (form: { readonly constant: number | undefined } | null): string => String(form?.constant);
  const blocks = ends.map((tcb) => {
    const { state, passive, sndUna, sndNxt, rcvNxt, earlyFin, fin, answer } = tcb;
    const owed = answer === null ? '' : `${String(answer.flags)} ${n(answer.seq)} ${n(answer.ack)}`;
    return [state, passive, n(sndUna), n(sndNxt), n(rcvNxt), n(earlyFin), n(fin), owed].join();
  });
  return [...blocks, opened.join(), ...inNetwork.map(({ name }) => name).sort()].join(' | ');
}

/** Every pair of states that two ends can be in, left before right as they come. */
function reachable(aborts: boolean): Set<string> {
  const seen = new Set<string>();
  const pairs = new Set<string>();
  let frontier = [start()];
  while (frontier.length > 0) {
    const found: World[] = [];
    for (const world of frontier) {
      const name = key(world);
      if (seen.has(name)) continue;
      seen.add(name);
      pairs.add(`${STATE_NAMES[world.ends[0].state]} ${STATE_NAMES[world.ends[1].state]}`);
      found.push(...next(world, aborts));
    }
    frontier = found;
  }
  return pairs;
}

/**
 * The pairs that RFC 9293's diagram (figure 5) allows to two ends of one connection, typed out by hand. An x says that the
 * left end may be in the state of the row while the right one is in that of the column, in the same order.
 *
 * - LISTEN goes with an end that has not answered: CLOSED, LISTEN or SYN-SENT. Nobody is in SYN-RECEIVED beside a listener:
 *   who came back to LISTEN was passive, and a SYN,ACK alone brings nobody to SYN-RECEIVED.
 * - SYN-SENT has acknowledged nothing, so the other end is not ESTABLISHED, but it may have closed in SYN-RECEIVED:
 *   FIN-WAIT-1.
 * - SYN-RECEIVED and ESTABLISHED have not received a FIN, so the other end's is not acknowledged: no FIN-WAIT-2, CLOSING,
 *   LAST-ACK or TIME-WAIT; and have not sent one, so the other end is not in CLOSE-WAIT.
 * - FIN-WAIT-1 and FIN-WAIT-2 have not received a FIN: the other one's FIN is not acknowledged, so it is not in FIN-WAIT-2
 *   or TIME-WAIT. Beside FIN-WAIT-2, whose FIN is acknowledged, it has received one: CLOSE-WAIT, LAST-ACK, or, when its own
 *   FIN is lost or overtaken by that ACK, CLOSING.
 * - CLOSING beside LAST-ACK cannot be: a FIN from CLOSE-WAIT acknowledges the peer's, which leads straight to TIME-WAIT.
 * - CLOSED: before it was opened, or after CLOSE in SYN-SENT, when the other end may have got the SYN and go on up to
 *   FIN-WAIT-1 until it is reset; or after LAST-ACK, beside TIME-WAIT; or after the 2MSL of TIME-WAIT, beside an end whose
 *   last ACK was lost: CLOSING, LAST-ACK.
 */
const DIAGRAM = `
  CLOSED       x x x x . x . . x x x
  LISTEN       x x x . . . . . . . .
  SYN-SENT     x x x x . x . . . . .
  SYN-RECEIVED x . x x x x . . . . .
  ESTABLISHED  . . . x x x . . . . .
  FIN-WAIT-1   x . x x x x . x x x .
  FIN-WAIT-2   . . . . . . . x x x .
  CLOSE-WAIT   . . . . . x x . . . .
  CLOSING      x . . . . x x . x . x
  LAST-ACK     x . . . . x x . . . x
  TIME-WAIT    x . . . . . . . x x x`;

/** With ABORT, whose reset may be lost, an end may be CLOSED beside any state: RFC 9293 §3.5.1 calls it half-open. */
const WITH_ABORT = [...STATE_NAMES.map((name) => `CLOSED ${name}`), ...STATE_NAMES.map((name) => `${name} CLOSED`)];

function allowed(diagram: string): string[] {
  const rows = diagram.trim().split('\n');
  return rows.flatMap((row) => {
    const [left, ...marks] = row.trim().split(/\s+/);
    return STATE_NAMES.flatMap((right, i) => (marks[i] === 'x' ? [`${String(left)} ${right}`] : []));
  });
}

describe('Two ends and a network that loses, delays and reorders', () => {
  it('reach every pair of states that the diagram of the RFC allows, and no other', function () {
    this.timeout(60_000);
    assert.deepEqual([...reachable(false)].sort(), allowed(DIAGRAM).sort());
  });

  it('and with ABORT the half-open ones besides', function () {
    this.timeout(60_000);
    const pairs = [...reachable(true)];
    const mirrored = pairs.map((pair) => pair.split(' ').reverse().join(' '));
    const all = new Set([...allowed(DIAGRAM), ...WITH_ABORT]);
    assert.deepEqual([...new Set([...pairs, ...mirrored])].sort(), [...all].sort());
  });
});
