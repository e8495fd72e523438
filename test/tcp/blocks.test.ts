import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { ACK, AE, CWR, ECE, SYN } from '../../src/core/tcp/flags.ts';
import { negotiateEcn, opensFast, windowOf } from '../../src/core/tcp/negotiation.ts';
import { Algebra, type Form, number, ZERO, SymbolSpace } from '../../src/core/tcp/number.ts';
import { bytes, Segment, segmentEnd } from '../../src/core/tcp/segment.ts';
import {
  finReceived,
  finSent,
  maySend,
  mayReceive,
  type State,
  STATE_NAMES,
  synchronized,
} from '../../src/core/tcp/states.ts';
import { Tcb } from '../../src/core/tcp/tcb.ts';
import { judgeTimestamps, outdated } from '../../src/core/tcp/timestamps.ts';
import { endIn, segmentOf, transitOf } from './ends.ts';

describe('The states (RFC 9293 §3.3.2, figure 5)', () => {
  const where = (holds: (state: State) => boolean): string =>
    STATE_NAMES.filter((_, state) => holds(state as State)).join(' ');

  it('in which both ends know the initial numbers: ESTABLISHED and those behind it (§3.10.7.4)', () =>
    assert.equal(where(synchronized), 'ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSE-WAIT CLOSING LAST-ACK TIME-WAIT'));
  it('in which this end has sent its FIN', () =>
    assert.equal(where(finSent), 'FIN-WAIT-1 FIN-WAIT-2 CLOSING LAST-ACK TIME-WAIT'));
  it('in which the FIN of the peer has come', () =>
    assert.equal(where(finReceived), 'CLOSE-WAIT CLOSING LAST-ACK TIME-WAIT'));
  it('in which SEND sends at once: ESTABLISHED and CLOSE-WAIT (§3.10.2)', () =>
    assert.equal(where(maySend), 'ESTABLISHED CLOSE-WAIT'));
  it('in which text is taken: ESTABLISHED, FIN-WAIT-1 and FIN-WAIT-2 (§3.10.7.4, seventh)', () =>
    assert.equal(where(mayReceive), 'ESTABLISHED FIN-WAIT-1 FIN-WAIT-2'));
});

describe('What nobody has said', () => {
  it('a block does not know (RFC 9293 §3.3.1): no option was asked for, and no window or time was seen', () => {
    const { state, ending, passive, crossed, listener, edgeFromSyn, closing, timedOut, probing, mayChallenge } =
      new Tcb();
    assert.deepEqual(
      [state, ending, passive, crossed, listener, edgeFromSyn, closing, timedOut, probing, mayChallenge],
      [0, 'none', false, false, false, false, false, false, false, false],
    );
    const { sndWnd, maxSndWnd, rcvWnd, lastWin, duplicates } = new Tcb();
    assert.deepEqual([sndWnd, maxSndWnd, rcvWnd, lastWin, duplicates], [-1, 0, -1, -1, 0]);
    const { ownMss, ownScale, ownSack, ownTimestamps, peerMss, peerScale, peerSack, peerTimestamps } = new Tcb();
    assert.deepEqual([ownMss, ownScale, ownSack, ownTimestamps], [-1, -1, false, false]);
    assert.deepEqual([peerMss, peerScale, peerSack, peerTimestamps], [-1, -1, false, false]);
    const { fastOpen, ecn, ecnAsked, tsSent, tsRecent, tsLast, tsOmitted } = new Tcb();
    assert.deepEqual(
      [fastOpen, ecn, ecnAsked, tsSent, tsRecent, tsLast, tsOmitted],
      [false, false, 0, -1, -1, -1, false],
    );
  });

  it('a segment does not hold: neither a window nor options', () => {
    const { flags, seq, ack, len, time, ...options } = new Segment();
    assert.deepEqual([flags, seq, ack, len, time], [0, ZERO, ZERO, ZERO, NaN]);
    for (const [name, value] of Object.entries(options)) {
      assert.ok(value === -1 || value === false || value === null || isDeepStrictEqual(value, []), name);
    }
    // Whatever options there are: each is copied, and each is gone from a segment without any.
    const full = Object.assign(segmentOf('SYN', 7), { time: 3 });
    Object.assign(full, Object.fromEntries(Object.keys(options).map((name) => [name, `some ${name}`])));
    assert.deepEqual({ ...full.copy() }, { ...full });
    full.clearHeader();
    assert.deepEqual({ ...full }, { ...segmentOf('SYN', 7), ...options, time: 3 });
  });
});

describe('The text of a segment', () => {
  const algebra = new Algebra();
  const n = algebra.form(algebra.space.symbol('n', 'length'));
  const withText = (len: Form): Segment => Object.assign(segmentOf('ACK', 100, 0), { len });

  it('is some, unless its length is surely 0', () => {
    assert.equal(withText(ZERO).hasData, false);
    assert.equal(withText(number(0)).hasData, false);
    assert.equal(withText(bytes(0)).hasData, false);
    assert.equal(withText(number(1)).hasData, true);
    assert.equal(withText(n).hasData, true);
    assert.equal(withText(n.plus(5)).hasData, true);
  });

  it('SYN and FIN take a number each behind it (RFC 9293 §3.4)', () => {
    assert.equal(segmentEnd(segmentOf('ACK', 100, 0, 5), algebra).constant, 105);
    assert.equal(segmentEnd(segmentOf('FIN,ACK', 100, 0, 5), algebra).constant, 106);
    assert.equal(segmentEnd(segmentOf('SYN', 2 ** 32 - 1), algebra).constant, 0);
    const end = segmentEnd(Object.assign(segmentOf('FIN,ACK', 100), { len: n }), algebra);
    assert.equal(algebra.subtract(end, n).constant, 101);
  });
});

describe('The window of a segment (RFC 7323 §2.2)', () => {
  const scaled = Object.assign(new Tcb(), { ownScale: 2, peerScale: 3 });
  const offering = (flags: string, win: number): Segment => Object.assign(segmentOf(flags, 1), { win });

  it('is scaled where both SYNs asked for it', () => {
    assert.equal(windowOf(offering('ACK', 10), scaled, 3), 80);
    assert.equal(windowOf(offering('ACK', 0), scaled, 3), 0);
    assert.equal(windowOf(offering('ACK', 10), Object.assign(new Tcb(), { ownScale: 0, peerScale: 0 }), 0), 10);
  });
  it('is not where one did not', () => {
    assert.equal(windowOf(offering('ACK', 10), Object.assign(new Tcb(), { peerScale: 3 }), 3), 10);
    assert.equal(windowOf(offering('ACK', 10), Object.assign(new Tcb(), { ownScale: 3 }), 3), 10);
  });
  it('of a SYN never is', () => {
    assert.equal(windowOf(offering('SYN', 10), scaled, 3), 10);
    assert.equal(windowOf(offering('SYN,ACK', 10), scaled, 3), 10);
  });
  it('is shifted by 14 at most (§2.3)', () => assert.equal(windowOf(offering('ACK', 1), scaled, 20), 2 ** 14));
  it('that nobody knows stays so', () => assert.equal(windowOf(offering('ACK', -1), scaled, 3), -1));
});

describe('Congestion notification (RFC 3168 §6.1.1, RFC 9768 §3.1)', () => {
  const after = (...flags: readonly number[]): boolean => {
    const tcb = new Tcb();
    for (const bits of flags) negotiateEcn(tcb, Object.assign(new Segment(), { flags: bits }));
    return tcb.ecn;
  };

  it('is agreed on by a SYN that asks and a SYN,ACK that answers', () => {
    assert.equal(after(SYN | ECE | CWR, SYN | ACK | ECE), true);
    assert.equal(after(SYN | ECE | CWR | AE, SYN | ACK | CWR), true);
    assert.equal(after(SYN | ECE | CWR | AE, SYN | ACK | AE), true);
  });
  it('is not where one of them does not', () => {
    assert.equal(after(SYN | ECE | CWR, SYN | ACK), false);
    assert.equal(after(SYN, SYN | ACK | ECE), false);
    assert.equal(after(SYN | ECE | CWR), false);
  });
  it('is what the last SYN asked for', () => assert.equal(after(SYN | ECE | CWR, SYN, SYN | ACK | ECE), false));
});

describe('Fast Open (RFC 7413 §4.1.1)', () => {
  const opens = (flags: string, tfo: string | null): boolean => opensFast(Object.assign(segmentOf(flags, 1), { tfo }));
  it('is opened by a SYN with a cookie', () => assert.equal(opens('SYN', 'c0ffee'), true));
  it('is not by one that asks for a cookie, nor by a SYN,ACK that gives one', () => {
    assert.deepEqual([opens('SYN', ''), opens('SYN', null), opens('SYN,ACK', 'c0ffee')], [false, false, false]);
  });
});

describe('Timestamps (RFC 7323)', () => {
  const NUMBERS = { iss: 100, irs: 300, una: 101, nxt: 101, rcv: 301, window: 1000 };
  const faults = (known: Partial<Tcb>, given: Partial<Segment>, flags = 'ACK'): string => {
    const sender = Object.assign(endIn('ESTABLISHED', NUMBERS), known);
    const transit = transitOf(sender, new Tcb(), Object.assign(segmentOf(flags, 101, 301), given));
    judgeTimestamps(transit);
    return transit.faults.map(({ kind }) => kind).join();
  };

  it('of 0 are as good as any (§3.2): PAWS and the order of TSval begin there', () => {
    assert.equal(outdated(Object.assign(new Tcb(), { tsRecent: 1 }), 0), true);
    assert.equal(outdated(Object.assign(new Tcb(), { tsRecent: 0 }), 2 ** 32 - 1), true);
    assert.equal(outdated(Object.assign(new Tcb(), { tsRecent: 0 }), 0), false);
    assert.equal(outdated(new Tcb(), 2 ** 32 - 1), false);
    assert.equal(outdated(Object.assign(new Tcb(), { tsRecent: 5 }), -1), false);
    assert.equal(faults({ tsSent: 0 }, { tsValue: 2 ** 32 - 1 }), 'timestamp-back');
  });
  it('never go back (§3.2), but where nothing was sent before', () => {
    assert.equal(faults({ tsSent: 10 }, { tsValue: 9 }), 'timestamp-back');
    assert.equal(faults({ tsSent: 10 }, { tsValue: 10 }), '');
    assert.equal(faults({}, { tsValue: 2 ** 31 + 5 }), '');
    assert.equal(faults({ tsSent: 10, iss: null }, { tsValue: 9 }), '');
  });
  it('of a SYN that opens anew are of another clock', () => {
    const closed = { tsSent: 10, state: 0 } as const;
    assert.equal(faults(closed, { tsValue: 9 }, 'SYN'), '');
    assert.equal(faults({ ...closed, state: 1 }, { tsValue: 9 }, 'SYN'), '');
    assert.equal(faults(closed, { tsValue: 9 }, 'SYN,ACK'), 'timestamp-back');
    assert.equal(faults(closed, { tsValue: 9 }, 'ACK'), 'timestamp-back');
    assert.equal(faults({ ...closed, state: 2 }, { tsValue: 9 }, 'SYN'), 'timestamp-back');
  });
  it('echo TS.Recent, or the last TSval that came (§4.3)', () => {
    const heard = { tsRecent: 7, tsLast: 9 } as const;
    assert.equal(faults(heard, { tsValue: 1, tsEcho: 7 }), '');
    assert.equal(faults(heard, { tsValue: 1, tsEcho: 9 }), '');
    assert.equal(faults(heard, { tsValue: 1, tsEcho: 8 }), 'timestamp-echo');
    assert.equal(faults(heard, { tsValue: 1, tsEcho: 0 }), 'timestamp-echo');
    // Nobody has said which one, or the field means nothing.
    assert.equal(faults(heard, { tsValue: 1, tsEcho: -1 }), '');
    assert.equal(faults({}, { tsValue: 1, tsEcho: 8 }), '');
    assert.equal(faults(heard, { tsValue: 1, tsEcho: 8 }, 'SYN'), '');
  });
  it('are in every segment once both SYNs had them, and missed once (§3.2)', () => {
    const agreed = { ownTimestamps: true, peerTimestamps: true };
    assert.equal(faults(agreed, {}), 'timestamp-missing');
    assert.equal(faults({ ...agreed, tsOmitted: true }, {}), '');
    assert.equal(faults({ ownTimestamps: true }, {}), '');
    assert.equal(faults({ peerTimestamps: true }, {}), '');
    assert.equal(faults(agreed, {}, 'SYN'), '');
  });
});

describe('Unnamed numbers', () => {
  const algebra = new Algebra();
  const { space } = algebra;
  const x = algebra.form(space.symbol('x', 'position'));
  const over = space.symbol(null, 'length');
  const passed = algebra.add(x, algebra.form(over));

  it('are compared as what they have become, and no longer when that is open again', () => {
    assert.ok(Number.isNaN(algebra.distance(passed, x.plus(5))));
    assert.equal(algebra.constant(algebra.form(over)), undefined);
    algebra.learn(over, number(5));
    assert.equal(algebra.distance(passed, x.plus(5)), 0);
    assert.equal(algebra.distance(x.plus(5), passed), 0);
    assert.equal(algebra.constant(algebra.form(over)), 5);
    assert.equal(algebra.resolve(passed).basis, x.basis);
    assert.equal(algebra.resolve(x), x);
    algebra.unlearn(over);
    assert.ok(Number.isNaN(algebra.distance(passed, x.plus(5))));
    assert.equal(algebra.resolve(passed), passed);
  });

  it('may have become others, which are known', () => {
    const other = space.symbol(null, 'length');
    algebra.learn(over, algebra.form(other).plus(1));
    algebra.learn(other, number(2));
    assert.equal(algebra.distance(passed, x), 3);
    algebra.unlearn(over);
    algebra.unlearn(other);
  });

  it('are one symbol for one key, of the kind that they were made with', () => {
    const first = space.named('k', 'y', 'length');
    assert.equal(space.named('k', 'y', 'length'), first);
    assert.notEqual(space.named('l', 'z', 'position'), first);
    assert.deepEqual([space.kind(first), space.name(first)], ['length', 'y']);
    assert.deepEqual([space.kind(over), space.name(over)], ['length', null]);
    assert.equal(space.kind(space.named('l', 'z', 'position')), 'position');
  });

  it('without a name come in their order, whichever was asked for first', () => {
    const own = new SymbolSpace();
    const asked = [own.unnamed(2, 'length'), own.unnamed(0, 'position'), own.unnamed(1, 'length')];
    const [third = 0, first = 0, second = 0] = asked;
    assert.ok(first < second && second < third);
    assert.deepEqual([own.unnamed(2, 'length'), own.unnamed(0, 'position')], [third, first]);
    assert.notEqual(own.unnamed(1, 'position'), second);
    assert.deepEqual([own.kind(third), own.kind(first), own.name(third)], ['length', 'position', null]);
  });

  it('are subtracted as they are added', () => {
    assert.equal(algebra.subtract(x.plus(7), number(3)).offset, 4);
    assert.equal(algebra.subtract(algebra.add(passed, number(9)), passed).constant, 9);
  });
});

describe('A transit', () => {
  it('begins with nothing found out', () => {
    const transit = transitOf(new Tcb(), new Tcb(), segmentOf('SYN', 1));
    transit.refuse('data-after-fin');
    transit.mark(1);
    transit.refuses = { flags: 0, seq: null, ack: null, challenge: false };
    transit.correct({ seq: number(9) });
    transit.begin(new Tcb(), new Tcb(), false);
    const { faults, sent, marks, duplicate, refuses, arrival, answer, phase, step, exact } = transit;
    assert.deepEqual(
      { faults, sent, marks, duplicate, refuses, arrival, answer, phase, step, exact },
      {
        ...{ faults: [], sent: true, marks: 0, duplicate: 0, refuses: null, arrival: 'accepted', answer: null },
        ...{ phase: 'data', step: 0, exact: false },
      },
    );
    assert.equal(transit.segment, transit.written);
  });

  it('keeps what was written when it is put right, twice if need be', () => {
    const transit = transitOf(new Tcb(), new Tcb(), segmentOf('SYN', 1, 5));
    transit.correct({ seq: number(9) });
    transit.correct({ ack: number(8) });
    assert.deepEqual([transit.segment.seq.constant, transit.segment.ack.constant], [9, 8]);
    assert.deepEqual([transit.written.seq.constant, transit.written.ack.constant], [1, 5]);
  });
});
