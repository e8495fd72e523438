import assert from 'node:assert/strict';
import { EarlyRanges } from '../../src/core/tcp/early.ts';
import { equal } from '../../src/core/tcp/equal.ts';
import { ACK, FIN, PSH, RST, SYN } from '../../src/core/tcp/flags.ts';
import { Algebra, type Form, number, ZERO } from '../../src/core/tcp/number.ts';
import { passAsPredicted } from '../../src/core/tcp/predict.ts';
import { receive } from '../../src/core/tcp/receive.ts';
import { Segment } from '../../src/core/tcp/segment.ts';
import { dispatch, judge } from '../../src/core/tcp/send.ts';
import { ESTABLISHED, STATE_NAMES } from '../../src/core/tcp/states.ts';
import { Tcb } from '../../src/core/tcp/tcb.ts';
import type { Transit } from '../../src/core/tcp/transit.ts';
import { fc, runs } from '../support/property.ts';
import { transitOf } from './ends.ts';

/**
 * Header prediction is a short cut: it must lead where the long way leads. Both are gone from blocks in which everything
 * is as a predicted segment wants it but for a few members, which have any of the values that make a difference.
 */

const algebra = new Algebra();
const x = algebra.form(algebra.space.symbol('x', 'position'));
const y = algebra.form(algebra.space.symbol('y', 'position'));
const n = algebra.form(algebra.space.symbol('n', 'length'));

/** Whether the ends tell of their windows, and whether what they know is known: in a capture from afar it is not. */
interface Setting {
  readonly windows: boolean;
  readonly exact: boolean;
}

const SETTINGS: readonly Setting[] = [true, false].flatMap((windows) =>
  [true, false].map((exact) => ({ windows, exact })),
);

/** Two ends that have sent 100 and 200 bytes, all of them acknowledged, the last ones by the next segment. */
function ends({ windows }: Setting): [Tcb, Tcb] {
  const make = (own: Form, peer: Form, una: number, nxt: number, rcv: number): Tcb => {
    const tcb = new Tcb();
    tcb.state = ESTABLISHED;
    tcb.iss = own;
    tcb.irs = peer;
    tcb.sndUna = own.plus(una);
    tcb.sndNxt = own.plus(nxt);
    tcb.rcvNxt = peer.plus(rcv);
    tcb.maxSndWnd = 65535;
    tcb.lastAck = peer.plus(rcv - 50);
    if (!windows) return tcb;
    tcb.sndWnd = 1000;
    tcb.sndEdge = own.plus(una + 1000);
    tcb.rcvWnd = 1000;
    tcb.lastWin = 1000;
    tcb.rcvEdge = peer.plus(rcv - 50 + 1000);
    return tcb;
  };
  return [make(x, y, 101, 101, 201), make(y, x, 101, 201, 101)];
}

function nextSegment({ windows }: Setting): Segment {
  const segment = new Segment();
  if (windows) segment.win = 1000;
  segment.flags = ACK | PSH;
  segment.seq = x.plus(101);
  segment.ack = y.plus(201);
  segment.len = number(10);
  return segment;
}

const FORMS: readonly (Form | null)[] = [
  null,
  ...[1, 51, 100, 101, 102, 111, 201, 202, 300].flatMap((offset) => [x.plus(offset), y.plus(offset)]),
  x.plus(2 ** 31),
  x.plus(101 - 2 ** 31),
  number(101),
  algebra.add(x, n),
];
const SIZES = [-1, 0, 1, 9, 10, 11, 900, 1000, 65535];
const ANSWER = { flags: ACK, seq: null, ack: null, challenge: true };
const EARLY = EarlyRanges.NONE.with(algebra, { left: x.plus(120), right: x.plus(130) });

/** By the type of a member: what it may be instead. */
function valuesFor(name: string, value: unknown): readonly unknown[] {
  if (name === 'state') return STATE_NAMES.map((_, state) => state);
  if (name === 'flags') return [ACK, PSH, ACK | FIN, ACK | SYN, ACK | RST, SYN, 0, ACK | PSH | FIN, ACK | 64];
  if (name === 'duplicates') return [1, 3];
  if (name === 'maxSndWnd') return [0, 1000, 2 ** 20];
  if (name === 'outOfOrder') return [EARLY];
  if (name === 'answer' || name === 'refusal') return [ANSWER, { ...ANSWER, flags: RST, challenge: false }];
  if (name === 'sack') return [[{ left: y.plus(220), right: y.plus(230) }]];
  if (name === 'len') return [ZERO, number(0), number(1), number(1460), number(-1), number(2 ** 31 - 1), n, n.plus(1)];
  if (name === 'seq' || name === 'ack') return FORMS.filter((form) => form !== null);
  if (name === 'tfo' || name === 'ending') return [];
  if (typeof value === 'boolean') return [!value];
  return typeof value === 'number' ? SIZES : FORMS;
}

interface Change {
  readonly of: 'sender' | 'receiver' | 'segment';
  readonly name: string;
  readonly value: unknown;
}

const [PLAIN] = SETTINGS as [Setting];

const CHANGES: readonly Change[] = (
  [
    ['sender', ends(PLAIN)[0]],
    ['receiver', ends(PLAIN)[1]],
    ['segment', nextSegment(PLAIN)],
  ] as const
).flatMap(([of, object]) =>
  Object.entries(object).flatMap(([name, own]) => valuesFor(name, own).map((value) => ({ of, name, value }))),
);

function begin(changes: readonly Change[], setting: Setting): Transit {
  const [sender, receiver] = ends(setting);
  const segment = nextSegment(setting);
  const objects = { sender, receiver, segment };
  for (const { of, name, value } of changes) Object.assign(objects[of], { [name]: value });
  const transit = transitOf(sender, receiver, segment, algebra);
  transit.exact = setting.exact;
  return transit;
}

const SEEN = ['sender', 'receiver', 'segment', 'faults', 'sent', 'marks', 'duplicate', 'arrival', 'answer'] as const;

function differences(a: Transit, b: Transit): string[] {
  return SEEN.flatMap((member) => {
    const [one, other] = [a[member], b[member]];
    if (!(one instanceof Tcb) || !(other instanceof Tcb)) return equal(one, other) ? [] : [member];
    const theirs = new Map<string, unknown>(Object.entries(other));
    return Object.entries(one).flatMap(([name, value]) =>
      equal(value, theirs.get(name)) ? [] : [`${member}.${name}`],
    );
  });
}

/** How the short cut differs from the long way; null where it is not gone. */
function compare(changes: readonly Change[], setting = PLAIN): string[] | null {
  const short = begin(changes, setting);
  if (!passAsPredicted(short)) {
    assert.deepEqual(differences(short, begin(changes, setting)), [], 'nothing has changed');
    return null;
  }
  const long = begin(changes, setting);
  judge(long);
  dispatch(long);
  if (long.sent) receive(long);
  return differences(short, long);
}

describe('Header prediction', () => {
  for (const setting of SETTINGS) {
    const { windows, exact } = setting;
    describe(`${windows ? 'with' : 'without'} windows, ${exact ? 'at the ends' : 'from afar'}`, () => {
      it('takes text with the numbers that both ends expect, and an ACK of new text', () => {
        assert.deepEqual(compare([], setting), []);
        assert.deepEqual(compare([{ of: 'segment', name: 'len', value: ZERO }], setting), []);
        assert.deepEqual(compare([{ of: 'segment', name: 'flags', value: ACK }], setting), []);
      });

      it('does what sending and receiving do, whichever one member is different', () => {
        const wrong = CHANGES.filter((change) => (compare([change], setting) ?? []).length > 0);
        assert.deepEqual(wrong, []);
      });

      it('does what sending and receiving do, whichever members are different', () => {
        fc.assert(
          fc.property(fc.array(fc.constantFrom(...CHANGES), { minLength: 2, maxLength: 5 }), (changes) => {
            assert.deepEqual(compare(changes, setting) ?? [], []);
          }),
          { numRuns: runs(10_000) },
        );
      });
    });
  }

  for (const [what, change] of [
    ['a number that is not the next', { of: 'segment', name: 'seq', value: x.plus(91) }],
    ['an ACK that is not RCV.NXT', { of: 'segment', name: 'ack', value: y.plus(191) }],
    ['text up to a FIN that has come before it', { of: 'receiver', name: 'earlyFin', value: x.plus(111) }],
    ['a gap in what was received', { of: 'receiver', name: 'outOfOrder', value: EARLY }],
    ['a FIN', { of: 'segment', name: 'flags', value: ACK | FIN }],
    ['an end that has closed', { of: 'receiver', name: 'state', value: 5 }],
    ['a closed window', { of: 'segment', name: 'win', value: 0 }],
    ['a window that is drawn back', { of: 'segment', name: 'win', value: 900 }],
    ['text that fills the window', { of: 'sender', name: 'sndWnd', value: 10 }],
    ['text that is larger than the peer takes', { of: 'sender', name: 'peerMss', value: 9 }],
  ] as const) {
    it(`leaves ${what} to the rules`, () => {
      assert.equal(compare([change]), null);
    });
  }

  it('leaves a segment without the timestamps that were agreed to the rules', () => {
    const own = { of: 'sender', name: 'ownTimestamps', value: true } as const;
    const peers = { of: 'sender', name: 'peerTimestamps', value: true } as const;
    assert.equal(compare([own, peers]), null);
    assert.deepEqual(compare([own]), []);
    assert.deepEqual(compare([peers]), []);
  });

  it('goes up to just there', () => {
    assert.deepEqual(compare([{ of: 'segment', name: 'win', value: 950 }]), []);
    assert.deepEqual(compare([{ of: 'sender', name: 'sndWnd', value: 11 }]), []);
    assert.deepEqual(compare([{ of: 'sender', name: 'peerMss', value: 10 }]), []);
  });

  it('leaves a duplicate ACK to the rules, which count it', () => {
    const repeated = { of: 'sender', name: 'lastAck', value: y.plus(201) } as const;
    assert.equal(compare([{ of: 'segment', name: 'len', value: ZERO }, repeated]), null);
    assert.deepEqual(compare([repeated]), []);
  });
});
