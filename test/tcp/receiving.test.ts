import assert from 'node:assert/strict';
import { ACK, SYN } from '../../src/core/tcp/flags.ts';
import { Algebra, type Form, number } from '../../src/core/tcp/number.ts';
import { receive, skipTo } from '../../src/core/tcp/receive.ts';
import type { Segment } from '../../src/core/tcp/segment.ts';
import { STATE_NAMES } from '../../src/core/tcp/states.ts';
import { Tcb } from '../../src/core/tcp/tcb.ts';
import { Mark, type Transit } from '../../src/core/tcp/transit.ts';
import { endIn, type Numbers, segmentOf, transitOf, writeAnswer } from './ends.ts';

/** What an arriving segment leaves behind in the block of its receiver (RFC 9293 §3.10.7, RFC 5961, RFC 7323, RFC 2018). */

const OPEN: Numbers = { iss: 100, irs: 300, una: 111, nxt: 121, rcv: 311, window: 1000 };
const OPENING: Numbers = { iss: 100, irs: 300, una: 100, nxt: 101, rcv: 301, window: 1000 };
const CLOSING_DOWN: Numbers = { ...OPEN, nxt: 122 };
const FIN_ACKED: Numbers = { ...OPEN, una: 122, nxt: 122 };

const value = (form: Form | null): number | null => form?.constant ?? null;

/** A segment with options and other fields. */
function withFields(segment: Segment, fields: Partial<Segment>): Segment {
  return Object.assign(segment, fields);
}

/** An established end of which something else is known. */
function withState(fields: Partial<Tcb>): Tcb {
  return Object.assign(endIn('ESTABLISHED', OPEN), fields);
}

function arrives(tcb: Tcb, segment: Segment): Transit {
  const transit = transitOf(new Tcb(), tcb, segment);
  receive(transit);
  return transit;
}

/** What became of the segment, and what must be answered. */
function told({ arrival, answer }: Transit): string {
  return `${arrival} ${writeAnswer(answer)}`;
}

describe('The ACK of a FIN that comes again (RFC 9293 §3.10.7.4, first)', () => {
  /** An end of which the peer has sent the FIN at 310 again, with the ACK of everything. */
  const after = (state: 'CLOSING' | 'LAST-ACK'): Tcb => {
    const tcb = endIn(state, CLOSING_DOWN);
    assert.equal(arrives(tcb, segmentOf('FIN,ACK', 310, 122)).arrival, 'unacceptable');
    return tcb;
  };

  it('counts, or not: both readings are known', () => {
    const told = (['CLOSING', 'LAST-ACK'] as const).map((state) => {
      const tcb = after(state);
      const read = `${STATE_NAMES[tcb.state]} or ${STATE_NAMES[tcb.strictState]}`;
      tcb.readStrictly();
      return `${read}: ${STATE_NAMES[tcb.state]} ${String(tcb.sndUna?.constant)} ${tcb.strictUna?.constant ?? '-'}`;
    });
    assert.deepEqual(told, ['TIME-WAIT or CLOSING: CLOSING 111 -', 'CLOSED or LAST-ACK: LAST-ACK 111 -']);
  });

  it('is followed by one that counts for all', () => {
    const closing = after('CLOSING');
    arrives(closing, segmentOf('ACK', 311, 122));
    assert.equal(STATE_NAMES[closing.strictState], 'TIME-WAIT');
    const last = after('LAST-ACK');
    assert.equal(told(arrives(last, segmentOf('ACK', 311, 122))), 'accepted -');
    assert.equal(`${STATE_NAMES[last.strictState]} ${writeAnswer(last.refusal)}`, 'CLOSED RST 122');
    assert.equal(told(arrives(last, segmentOf('ACK', 311, 122))), 'dropped RST 122');
  });

  it('may acknowledge text alone, and come twice', () => {
    const tcb = endIn('LAST-ACK', CLOSING_DOWN);
    for (let i = 0; i < 2; i++) {
      arrives(tcb, segmentOf('FIN,ACK', 310, 121));
      assert.equal(`${STATE_NAMES[tcb.strictState]} ${tcb.sndUna?.constant ?? '-'}`, 'LAST-ACK 121');
      assert.equal(tcb.strictUna?.constant, 111);
    }
    arrives(tcb, segmentOf('ACK', 311, 121));
    assert.equal(tcb.strictUna, null);
  });

  it('is of no account where it acknowledges nothing', () => {
    const tcb = endIn('CLOSING', CLOSING_DOWN);
    arrives(tcb, segmentOf('FIN,ACK', 310, 111));
    assert.equal(`${STATE_NAMES[tcb.state]} ${tcb.strictUna?.constant ?? '-'}`, 'CLOSING -');
  });
});

describe('An old ACK (RFC 5961 §5.2)', () => {
  /** The ACK number, `back` below SND.UNA, of a receiver to which at most `largest` bytes were ever offered. */
  function ack(back: number, largest: number, irs: number | null = 300): string {
    const tcb = endIn('ESTABLISHED', { ...OPEN, una: 100_111, nxt: 100_121 });
    tcb.maxSndWnd = largest;
    tcb.irs = irs === null ? null : number(irs);
    return arrives(tcb, segmentOf('ACK', 311, 100_111 - back)).arrival;
  }

  it('is taken as far back as SND.UNA − MAX.SND.WND', () => {
    assert.equal(ack(1000, 1000), 'accepted');
  });

  it('is challenged from one number further back', () => {
    assert.equal(ack(1001, 1000), 'challenged');
  });

  it('may be 65,535 back where the handshake was not seen, so that nobody knows the scale of the windows', () => {
    assert.equal(ack(65_535, 1000, null), 'accepted');
    assert.equal(ack(65_536, 1000, null), 'challenged');
    assert.equal(ack(70_000, 80_000, null), 'accepted');
  });

  it('has no limit where no window was ever told', () => {
    assert.equal(ack(90_000, 0), 'accepted');
  });

  it('brings no window and no SND.UNA', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, withFields(segmentOf('ACK', 311, 110), { win: 7 }));
    assert.equal(tcb.sndWnd, 1000);
    assert.equal(value(tcb.sndUna), 111);
  });
});

describe('The window of an ACK (RFC 9293 §3.10.7.4, fifth: SND.WL1)', () => {
  function windowAfter(seq: number): number {
    const tcb = endIn('ESTABLISHED', OPEN);
    tcb.sndWl1 = number(311);
    arrives(tcb, withFields(segmentOf('PSH,ACK', seq, 121, 20), { win: 7 }));
    return tcb.sndWnd;
  }

  it('counts in a segment at SND.WL1 and behind it', () => {
    assert.equal(windowAfter(311), 7);
    assert.equal(windowAfter(312), 7);
  });

  it('is passed over in a segment that was sent before the one that told the last window', () => {
    assert.equal(windowAfter(310), 1000);
  });

  it('notes the segment as SND.WL1', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, withFields(segmentOf('PSH,ACK', 315, 121, 5), { win: 7 }));
    assert.equal(value(tcb.sndWl1), 315);
  });

  it('counts when the ACK tells nothing new', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, withFields(segmentOf('ACK', 311, 111), { win: 7 }));
    assert.equal(tcb.sndWnd, 7);
  });

  it('moves the edge forward and never back: what was offered once may be sent', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, withFields(segmentOf('ACK', 311, 111), { win: 500 }));
    assert.equal(value(tcb.sndEdge), 611);
    arrives(tcb, withFields(segmentOf('ACK', 311, 111), { win: 400 }));
    assert.equal(value(tcb.sndEdge), 611);
    arrives(tcb, withFields(segmentOf('ACK', 311, 111), { win: 501 }));
    assert.equal(value(tcb.sndEdge), 612);
  });

  it('is the largest ever told, for the bound of RFC 5961 §5.2', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, withFields(segmentOf('ACK', 311, 111), { win: 3000 }));
    arrives(tcb, withFields(segmentOf('ACK', 311, 111), { win: 200 }));
    assert.equal(tcb.maxSndWnd, 3000);
  });

  it('may be anything up to 65,535 where it is not written', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    tcb.sndEdge = number(1111);
    arrives(tcb, segmentOf('ACK', 311, 111));
    assert.equal(tcb.sndWnd, -1);
    assert.equal(tcb.sndEdge, null);
    assert.equal(tcb.maxSndWnd, 65_535);
  });

  it('is scaled where both SYNs asked for it (RFC 7323 §2.2)', () => {
    const scaled = (ownScale: number, peerScale: number): number => {
      const tcb = endIn('ESTABLISHED', OPEN);
      Object.assign(tcb, { ownScale, peerScale });
      arrives(tcb, withFields(segmentOf('ACK', 311, 121), { win: 5 }));
      return tcb.sndWnd;
    };
    assert.equal(scaled(0, 3), 40);
    assert.equal(scaled(3, 0), 5);
    assert.equal(scaled(-1, 3), 5);
    assert.equal(scaled(3, -1), 5);
    // A shift above 14 counts as 14 (§2.3).
    assert.equal(scaled(0, 15), 5 * 2 ** 14);
  });
});

describe('Ranges beyond a gap (RFC 2018 §4)', () => {
  /** The ranges that are kept, the newest first, after these have arrived: `[left, right)` counted from RCV.NXT. */
  function kept(...arriving: readonly (readonly [number, number])[]): string {
    const tcb = endIn('ESTABLISHED', OPEN);
    for (const [left, right] of arriving) arrives(tcb, segmentOf('PSH,ACK', 311 + left, 111, right - left));
    const next = (value(tcb.rcvNxt) ?? 0) - 311;
    const ranges = tcb.outOfOrder.newestFirst.map(
      ({ left, right }) => `${String((value(left) ?? 0) - 311)}-${String((value(right) ?? 0) - 311)}`,
    );
    return [String(next), ...ranges].join(' ');
  }

  it('stand apart, the newest first, where a byte is missing between them', () => {
    assert.equal(kept([10, 20], [21, 30]), '0 21-30 10-20');
    assert.equal(kept([21, 30], [10, 20]), '0 10-20 21-30');
  });

  it('become one where they touch, from either side', () => {
    assert.equal(kept([10, 20], [20, 30]), '0 10-30');
    assert.equal(kept([20, 30], [10, 20]), '0 10-30');
  });

  it('become one where they overlap, and keep both ends', () => {
    assert.equal(kept([10, 20], [15, 30]), '0 10-30');
    assert.equal(kept([15, 30], [10, 20]), '0 10-30');
    assert.equal(kept([10, 40], [20, 30]), '0 10-40');
    assert.equal(kept([20, 30], [10, 40]), '0 10-40');
  });

  it('become one when the bytes between them arrive, and leave the others alone', () => {
    assert.equal(kept([10, 20], [50, 60], [30, 40], [20, 30]), '0 10-40 50-60');
  });

  it('are joined to what is in order when the gap is filled, as far as they reach', () => {
    assert.equal(kept([10, 20], [30, 40], [0, 10]), '20 30-40');
    assert.equal(kept([10, 20], [20, 30], [0, 10]), '30');
    assert.equal(kept([10, 20], [0, 9]), '9 10-20');
    assert.equal(kept([10, 20], [30, 40], [0, 35]), '40');
    assert.equal(kept([10, 20], [0, 25]), '25');
  });

  it('are reported at once, and so is a gap that is filled (RFC 5681 §4.2)', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    assert.equal(told(arrives(tcb, segmentOf('PSH,ACK', 321, 111, 10))), 'accepted ACK 121 311');
    assert.equal(told(arrives(tcb, segmentOf('PSH,ACK', 311, 111, 5))), 'accepted ACK 121 316');
    assert.equal(told(arrives(tcb, segmentOf('PSH,ACK', 316, 111, 5))), 'accepted ACK 121 331');
    assert.equal(told(arrives(tcb, segmentOf('PSH,ACK', 331, 111, 5))), 'accepted -');
  });

  it('hold a FIN back until the gap before it is filled (RFC 9293 §3.10.7.4, eighth)', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, segmentOf('FIN,ACK', 321, 111, 10));
    assert.equal(STATE_NAMES[tcb.state], 'ESTABLISHED');
    assert.equal(value(tcb.rcvNxt), 311);
    arrives(tcb, segmentOf('PSH,ACK', 311, 111, 10));
    assert.equal(STATE_NAMES[tcb.state], 'CLOSE-WAIT');
    assert.equal(value(tcb.rcvNxt), 332);
  });
});

describe('Text at the edge of the window (RFC 9293 §3.10.7.4, seventh)', () => {
  /** RCV.NXT, counted from before, the state, and up to where the sender may have had all of it taken. */
  function after(flags: string, len: number): string {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, segmentOf(flags, 311, 111, len));
    const more = tcb.rcvMore === null ? '' : ` (${String((value(tcb.rcvMore) ?? 0) - 311)})`;
    return `${String((value(tcb.rcvNxt) ?? 0) - 311)}${more} ${STATE_NAMES[tcb.state]}`;
  }

  it('is taken whole as far as the edge', () => {
    assert.equal(after('PSH,ACK', 999), '999 ESTABLISHED');
    assert.equal(after('PSH,ACK', 1000), '1000 ESTABLISHED');
  });

  it('is cut off behind the edge', () => {
    assert.equal(after('PSH,ACK', 1001), '1000 (1001) ESTABLISHED');
  });

  it('takes its FIN where the text fits', () => {
    assert.equal(after('FIN,ACK', 999), '1000 CLOSE-WAIT');
    assert.equal(after('FIN,ACK', 1000), '1001 CLOSE-WAIT');
  });

  it('loses its FIN where the text is cut off', () => {
    assert.equal(after('FIN,ACK', 1001), '1000 (1001) ESTABLISHED');
  });

  it('beyond a gap is cut off as well, with its FIN', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, segmentOf('FIN,ACK', 1301, 111, 20));
    assert.deepEqual(
      tcb.outOfOrder.newestFirst.map(({ left, right }) => [value(left), value(right)]),
      [[1301, 1311]],
    );
    assert.equal(tcb.earlyFin, null);
    arrives(tcb, segmentOf('PSH,ACK', 311, 111, 990));
    assert.equal(value(tcb.rcvNxt), 1311);
    assert.equal(STATE_NAMES[tcb.state], 'ESTABLISHED');
  });
});

describe('The acceptability test (RFC 9293 §3.10.7.4, table 6)', () => {
  const arrival = (segment: Segment, numbers: Partial<Numbers> = {}): string =>
    arrives(endIn('ESTABLISHED', { ...OPEN, ...numbers }), segment).arrival;

  it('takes an empty segment from RCV.NXT up to the last number of the window', () => {
    assert.equal(arrival(segmentOf('ACK', 310, 111)), 'unacceptable');
    assert.equal(arrival(segmentOf('ACK', 311, 111)), 'accepted');
    assert.equal(arrival(segmentOf('ACK', 1310, 111)), 'accepted');
    assert.equal(arrival(segmentOf('ACK', 1311, 111)), 'unacceptable');
  });

  it('takes text whose first byte lies in the window', () => {
    assert.equal(arrival(segmentOf('PSH,ACK', 1310, 111, 5)), 'accepted');
    assert.equal(arrival(segmentOf('PSH,ACK', 1311, 111, 5)), 'unacceptable');
  });

  it('takes text whose last byte lies in the window', () => {
    assert.equal(arrival(segmentOf('PSH,ACK', 306, 111, 5)), 'unacceptable');
    assert.equal(arrival(segmentOf('PSH,ACK', 306, 111, 6)), 'accepted');
  });

  it('takes text that covers the whole window', () => {
    assert.equal(arrival(segmentOf('PSH,ACK', 306, 111, 20), { window: 10 }), 'accepted');
    assert.equal(arrival(segmentOf('PSH,ACK', 306, 111, 16), { window: 10 }), 'accepted');
  });

  it('refuses whatever does not lie at RCV.NXT of a window of zero, and all text', () => {
    assert.equal(arrival(segmentOf('ACK', 311, 111), { window: 0 }), 'accepted');
    assert.equal(arrival(segmentOf('ACK', 312, 111), { window: 0 }), 'unacceptable');
    assert.equal(arrival(segmentOf('PSH,ACK', 310, 111, 5), { window: 0 }), 'unacceptable');
  });

  it('takes anything in the larger half that windows can have, where none was told', () => {
    const tcb = (): Tcb => withState({ rcvEdge: null });
    assert.equal(arrives(tcb(), segmentOf('ACK', 311 + 2 ** 30 - 1, 111)).arrival, 'accepted');
    assert.equal(arrives(tcb(), segmentOf('ACK', 311 + 2 ** 30, 111)).arrival, 'unacceptable');
  });
});

describe('TS.Recent (RFC 7323 §4.3)', () => {
  function recent(seq: number, tsValue: number): Tcb {
    const tcb = endIn('ESTABLISHED', OPEN);
    Object.assign(tcb, { tsRecent: 50, tsLast: 50, lastAck: number(311) });
    arrives(tcb, withFields(segmentOf('PSH,ACK', seq, 111, 10), { tsValue }));
    return tcb;
  }

  it('follows a segment at Last.ACK.sent, and one that begins before it', () => {
    assert.equal(recent(311, 60).tsRecent, 60);
    assert.equal(recent(305, 60).tsRecent, 60);
  });

  it('does not follow a segment beyond Last.ACK.sent, which was overtaken by none', () => {
    assert.equal(recent(312, 60).tsRecent, 50);
    assert.equal(recent(312, 60).tsLast, 60);
  });

  it('drops what is older, and takes what is as old (PAWS, §5.3)', () => {
    const arrival = (tsValue: number): string => {
      const tcb = endIn('ESTABLISHED', OPEN);
      Object.assign(tcb, { tsRecent: 50, tsLast: 50 });
      return arrives(tcb, withFields(segmentOf('PSH,ACK', 311, 111, 10), { tsValue })).arrival;
    };
    assert.equal(arrival(49), 'unacceptable');
    assert.equal(arrival(50), 'accepted');
    assert.equal(arrival(-1), 'accepted');
    // 2^31 later is earlier (§5.2).
    assert.equal(arrival(50 + 2 ** 31 - 1), 'accepted');
    assert.equal(arrival(50 + 2 ** 31), 'unacceptable');
  });

  it('drops no reset (§5.2), and counts nothing of a segment that is too old, its ACK neither (§5.3, R1)', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    tcb.tsRecent = 50;
    arrives(tcb, withFields(segmentOf('ACK', 311, 121), { tsValue: 49 }));
    assert.equal(value(tcb.sndUna), 111);
    arrives(tcb, withFields(segmentOf('RST', 311), { tsValue: 49 }));
    assert.equal(STATE_NAMES[tcb.state], 'CLOSED');
  });

  it('is the TSval of the SYN', () => {
    const tcb = endIn('LISTEN', OPENING);
    arrives(tcb, withFields(segmentOf('SYN', 300), { tsValue: 7 }));
    assert.equal(tcb.tsRecent, 7);
    assert.equal(tcb.peerTimestamps, true);
    const without = endIn('LISTEN', OPENING);
    arrives(without, segmentOf('SYN', 300));
    assert.equal(without.tsRecent, -1);
    assert.equal(without.peerTimestamps, false);
    const zero = endIn('LISTEN', OPENING);
    arrives(zero, withFields(segmentOf('SYN', 300), { tsValue: 0 }));
    assert.equal(zero.peerTimestamps, true);
  });
});

describe('A SYN in TIME-WAIT (RFC 9293 §3.6.1, RFC 6191 §2)', () => {
  function syn(seq: number, tsValue: number, tsRecent: number, flags = 'SYN'): string {
    const tcb = endIn('TIME-WAIT', FIN_ACKED);
    tcb.tsRecent = tsRecent;
    const { arrival } = arrives(tcb, withFields(segmentOf(flags, seq, 122), { tsValue }));
    return `${STATE_NAMES[tcb.state]} ${arrival}`;
  }

  it('with a later timestamp reopens, wherever it begins', () => {
    assert.equal(syn(200, 51, 50), 'SYN-RECEIVED accepted');
    assert.equal(syn(400, 51, 50), 'SYN-RECEIVED accepted');
  });

  it('with an earlier timestamp reopens nothing, wherever it begins', () => {
    assert.equal(syn(200, 49, 50), 'TIME-WAIT challenged');
    assert.equal(syn(400, 49, 50), 'TIME-WAIT challenged');
  });

  it('with the same timestamp reopens if it begins beyond the last number', () => {
    assert.equal(syn(312, 50, 50), 'SYN-RECEIVED accepted');
    assert.equal(syn(311, 50, 50), 'TIME-WAIT challenged');
    assert.equal(syn(310, 50, 50), 'TIME-WAIT challenged');
  });

  it('with the first timestamp of all reopens', () => {
    assert.equal(syn(200, 0, -1), 'SYN-RECEIVED accepted');
  });

  it('without one reopens if it begins beyond the last number', () => {
    assert.equal(syn(312, -1, 50), 'SYN-RECEIVED accepted');
    assert.equal(syn(311, -1, 50), 'TIME-WAIT challenged');
  });

  it('with an ACK, a RST or a FIN reopens nothing', () => {
    assert.equal(syn(400, 51, 50, 'SYN,ACK'), 'TIME-WAIT challenged');
    assert.equal(syn(400, 51, 50, 'SYN,FIN'), 'TIME-WAIT challenged');
    assert.equal(syn(400, 51, 50, 'SYN,RST'), 'TIME-WAIT challenged');
  });
});

describe('A reset (RFC 9293 §3.10.7.4, second; RFC 5961 §3)', () => {
  it('at the right edge of what was selectively acknowledged ends the connection', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    tcb.peerSack = true;
    arrives(tcb, segmentOf('PSH,ACK', 321, 111, 10));
    assert.equal(arrives(tcb, segmentOf('RST', 331)).arrival, 'accepted');
    assert.equal(STATE_NAMES[tcb.state], 'CLOSED');
  });

  it('there is challenged where no SACK was agreed on, and so is one at the left edge', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, segmentOf('PSH,ACK', 321, 111, 10));
    assert.equal(arrives(tcb, segmentOf('RST', 331)).arrival, 'challenged');
    tcb.peerSack = true;
    assert.equal(arrives(tcb, segmentOf('RST', 321)).arrival, 'challenged');
  });

  it('outside of the window leaves room for a challenge, because that is close', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, segmentOf('RST', 5000));
    assert.equal(tcb.mayChallenge, true);
    arrives(tcb, segmentOf('ACK', 311, 111));
    assert.equal(tcb.mayChallenge, false);
  });

  it('ends TIME-WAIT, unless the diagram protects it (RFC 1337)', () => {
    const tcb = endIn('TIME-WAIT', FIN_ACKED);
    const transit = transitOf(new Tcb(), tcb, segmentOf('RST', 311));
    transit.protectsTimeWait = true;
    receive(transit);
    assert.equal(`${STATE_NAMES[tcb.state]} ${transit.arrival}`, 'TIME-WAIT rst-ignored');
    arrives(tcb, segmentOf('RST', 311));
    assert.equal(`${STATE_NAMES[tcb.state]} ${tcb.ending}`, 'CLOSED time-wait');
  });

  it('brings a passive opener back to LISTEN with nothing left of the connection', () => {
    const tcb = endIn('SYN-RECEIVED', OPENING, true);
    tcb.listener = true;
    arrives(tcb, segmentOf('RST', 301));
    assert.equal(STATE_NAMES[tcb.state], 'LISTEN');
    assert.equal(tcb.irs, null);
    assert.equal(tcb.rcvNxt, null);
    assert.equal(tcb.listener, true);
  });

  it('ends another connection as "reset"', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, segmentOf('RST', 311));
    assert.equal(tcb.ending, 'reset');
  });
});

describe('A SYN arrives at a listener (RFC 9293 §3.10.7.2)', () => {
  function listening(segment: Segment): Tcb {
    const tcb = endIn('LISTEN', OPENING);
    arrives(tcb, segment);
    return tcb;
  }

  it('and its options are noted', () => {
    const tcb = listening(
      withFields(segmentOf('SYN', 300), { mss: 1460, wscale: 7, sackok: true, win: 512, tsValue: 5 }),
    );
    assert.equal(value(tcb.irs), 300);
    assert.equal(value(tcb.rcvNxt), 301);
    assert.equal(tcb.passive, true);
    assert.equal(tcb.peerMss, 1460);
    assert.equal(tcb.peerScale, 7);
    assert.equal(tcb.peerSack, true);
    // The window of a SYN is never scaled (RFC 7323 §2.2).
    assert.equal(tcb.sndWnd, 512);
    assert.equal(tcb.maxSndWnd, 512);
  });

  it('without a window, and MAX.SND.WND may be any', () => {
    assert.equal(listening(segmentOf('SYN', 300)).maxSndWnd, 65_535);
    assert.equal(listening(withFields(segmentOf('SYN', 300), { win: 0 })).maxSndWnd, 0);
  });

  it('with text: it may be taken, but RCV.NXT is behind the SYN until an ACK shows it', () => {
    const tcb = listening(segmentOf('SYN', 300, null, 5));
    assert.equal(value(tcb.synData), 5);
    assert.equal(value(tcb.rcvNxt), 301);
    assert.equal(tcb.fastOpen, false);
    assert.equal(tcb.answer?.ack, null);
  });

  it('with text and a cookie: it is taken at once (RFC 7413 §4.2.2)', () => {
    const tcb = listening(withFields(segmentOf('SYN', 300, null, 5), { tfo: 'c0' }));
    assert.equal(value(tcb.rcvNxt), 306);
    assert.equal(tcb.fastOpen, true);
  });

  it('asking for a cookie opens nothing fast (RFC 7413 §4.1.1)', () => {
    const tcb = listening(withFields(segmentOf('SYN', 300), { tfo: '' }));
    assert.equal(tcb.fastOpen, false);
  });

  it('and the reset that would have refused it is kept, in case there was no listener', () => {
    const { refusal } = listening(segmentOf('SYN', 300));
    assert.equal(writeAnswer(refusal), 'RST,ACK 0 301');
    assert.equal(refusal?.syn?.seq.constant, 300);
  });

  it('with an ACK as well and it is refused with a reset at that ACK', () => {
    const tcb = endIn('LISTEN', OPENING);
    const { answer } = arrives(tcb, segmentOf('SYN,ACK', 300, 77));
    assert.equal(writeAnswer(answer), 'RST 77');
    // Where the reset needs no ACK, the one that it may carry all the same.
    assert.equal(answer?.spare?.constant, 301);
  });
});

describe('A SYN arrives where a listener stands behind a connection that is over', () => {
  function over(ending: Tcb['ending'], flags: string, listener = true): string {
    const tcb = endIn('CLOSED', OPENING);
    Object.assign(tcb, { listener, ending });
    arrives(tcb, segmentOf(flags, 300, 77));
    return STATE_NAMES[tcb.state];
  }

  it('and opens another one', () => {
    assert.equal(over('closed', 'SYN'), 'SYN-RECEIVED');
    assert.equal(over('reset', 'SYN'), 'SYN-RECEIVED');
  });

  it('but not after a crash, without a listener, or with an ACK or a RST', () => {
    assert.equal(over('crash', 'SYN'), 'CLOSED');
    assert.equal(over('closed', 'SYN', false), 'CLOSED');
    assert.equal(over('closed', 'SYN,ACK'), 'CLOSED');
    assert.equal(over('closed', 'SYN,RST'), 'CLOSED');
  });
});

describe('The SYN,ACK arrives (RFC 9293 §3.10.7.3)', () => {
  function synSent(len: number, ack: number): Tcb {
    const tcb = endIn('SYN-SENT', { ...OPENING, nxt: 101 + len });
    arrives(tcb, segmentOf('SYN,ACK', 300, ack));
    return tcb;
  }

  it('and acknowledges the text that went with the SYN, or has it sent again (RFC 7413 §4.2.1)', () => {
    const taken = synSent(5, 106);
    assert.deepEqual([value(taken.sndUna), value(taken.sndNxt)], [106, 106]);
    const refused = synSent(5, 101);
    assert.deepEqual([value(refused.sndUna), value(refused.sndNxt)], [101, 101]);
    const half = synSent(5, 103);
    assert.deepEqual([value(half.sndUna), value(half.sndNxt)], [103, 106]);
  });

  it('only with ISS < SEG.ACK =< SND.NXT', () => {
    const state = (ack: number): string => STATE_NAMES[synSent(5, ack).state];
    assert.equal(state(100), 'SYN-SENT');
    assert.equal(state(101), 'ESTABLISHED');
    assert.equal(state(106), 'ESTABLISHED');
    assert.equal(state(107), 'SYN-SENT');
  });

  it('with text, which is taken', () => {
    const tcb = endIn('SYN-SENT', OPENING);
    arrives(tcb, segmentOf('SYN,ACK', 300, 101, 4));
    assert.equal(value(tcb.rcvNxt), 305);
    assert.equal(tcb.synData, null);
  });

  it('is a SYN that crossed the own one where it has no ACK (§3.5, figure 7)', () => {
    const tcb = endIn('SYN-SENT', OPENING);
    const transit = arrives(tcb, segmentOf('SYN', 300));
    assert.equal(tcb.crossed, true);
    assert.equal(tcb.passive, false);
    assert.equal(writeAnswer(transit.answer), 'SYN,ACK 100 301');
    assert.equal(transit.answer?.flags, SYN | ACK);
  });
});

describe('The own FIN is acknowledged (RFC 9293 §3.10.7.4, fifth)', () => {
  it('by an ACK of SND.NXT alone', () => {
    const tcb = endIn('FIN-WAIT-1', { ...OPEN, nxt: 122 });
    arrives(tcb, segmentOf('ACK', 311, 121));
    assert.equal(STATE_NAMES[tcb.state], 'FIN-WAIT-1');
    arrives(tcb, segmentOf('ACK', 311, 122));
    assert.equal(STATE_NAMES[tcb.state], 'FIN-WAIT-2');
  });

  it('by no ACK while a CLOSE still waits to send it (§3.10.4)', () => {
    const tcb = endIn('FIN-WAIT-1', { ...OPEN, nxt: 121 });
    Object.assign(tcb, { closing: true, fin: null });
    arrives(tcb, segmentOf('ACK', 311, 121));
    assert.equal(STATE_NAMES[tcb.state], 'FIN-WAIT-1');
  });

  it('in LAST-ACK, and the connection is closed', () => {
    const tcb = endIn('LAST-ACK', { ...OPEN, nxt: 122 });
    arrives(tcb, segmentOf('ACK', 311, 122));
    assert.equal(`${STATE_NAMES[tcb.state]} ${tcb.ending}`, 'CLOSED closed');
  });

  it('in a segment that is refused, if it lies at RCV.NXT, or is the FIN again', () => {
    const una = (segment: Segment, state: 'LAST-ACK' | 'CLOSING' | 'FIN-WAIT-1'): number | null => {
      const tcb = endIn(state, { ...OPEN, nxt: 122, window: 0 });
      arrives(tcb, segment);
      return value(tcb.sndUna);
    };
    assert.equal(una(segmentOf('PSH,ACK', 311, 122, 5), 'FIN-WAIT-1'), 122);
    assert.equal(una(segmentOf('PSH,ACK', 312, 122, 5), 'FIN-WAIT-1'), 111);
    assert.equal(una(segmentOf('FIN,ACK', 310, 122), 'LAST-ACK'), 122);
    assert.equal(una(segmentOf('FIN,ACK', 310, 122), 'CLOSING'), 122);
    assert.equal(una(segmentOf('FIN,ACK', 309, 122), 'CLOSING'), 111);
    assert.equal(una(segmentOf('FIN,ACK', 310, 122), 'FIN-WAIT-1'), 111);
    assert.equal(una(segmentOf('PSH,ACK', 306, 122, 5), 'LAST-ACK'), 111);
  });
});

describe('The timer of TIME-WAIT (RFC 9293 §3.10.7.4)', () => {
  it('begins when the state is entered', () => {
    const tcb = endIn('FIN-WAIT-2', FIN_ACKED);
    arrives(tcb, withFields(segmentOf('FIN,ACK', 311, 122), { time: 5 }));
    assert.equal(tcb.timeWaitSince, 5);
    const both = endIn('CLOSING', { ...OPEN, nxt: 122 });
    arrives(both, withFields(segmentOf('ACK', 311, 122), { time: 6 }));
    assert.equal(both.timeWaitSince, 6);
  });

  it('begins anew with the FIN that comes again, and with nothing else', () => {
    const tcb = endIn('TIME-WAIT', FIN_ACKED);
    tcb.timeWaitSince = 5;
    arrives(tcb, withFields(segmentOf('ACK', 200, 122), { time: 7 }));
    assert.equal(tcb.timeWaitSince, 5);
    arrives(tcb, withFields(segmentOf('FIN,ACK', 310, 122), { time: 8 }));
    assert.equal(tcb.timeWaitSince, 8);
  });
});

describe('Text that finds no room', () => {
  it('at RCV.NXT may have been taken all the same: an ACK may show it (RFC 9293 §3.8.6.1)', () => {
    const more = (seq: number, len: number): number | null => {
      const tcb = endIn('ESTABLISHED', { ...OPEN, window: 0 });
      arrives(tcb, segmentOf('PSH,ACK', seq, 111, len));
      return value(tcb.rcvMore);
    };
    assert.equal(more(311, 1), 312);
    assert.equal(more(312, 1), null);
    assert.equal(more(311, 0), null);
  });
});

describe('What is not known of a connection is never held against a segment', () => {
  it('any ACK of the SYN is right where ISS, or SND.NXT, is not known', () => {
    for (const unknown of ['iss', 'sndNxt'] as const) {
      const tcb = endIn('SYN-SENT', OPENING);
      tcb[unknown] = null;
      arrives(tcb, segmentOf('SYN,ACK', 300, 5000));
      assert.equal(STATE_NAMES[tcb.state], 'ESTABLISHED');
      assert.equal(value(tcb.sndUna), 5000);
    }
  });

  it('any number is in the window where RCV.NXT is not known, or has nothing to do with it', () => {
    const nothing = withState({ rcvNxt: null, rcvEdge: null });
    assert.equal(told(arrives(nothing, segmentOf('PSH,ACK', 9000, 111, 5))), 'accepted -');
    assert.equal(value(nothing.rcvNxt), 9005);
    const algebra = new Algebra();
    const y = algebra.form(algebra.space.symbol('y', 'position'));
    const symbolic = withState({ rcvNxt: y });
    const transit = transitOf(new Tcb(), symbolic, segmentOf('PSH,ACK', 9000, 111, 5), algebra);
    receive(transit);
    assert.equal(transit.arrival, 'accepted');
  });

  it('the first ACK tells SND.UNA, however old it may be', () => {
    const tcb = withState({ sndUna: null });
    assert.equal(told(arrives(tcb, withFields(segmentOf('ACK', 311, 7), { win: 9 }))), 'accepted -');
    assert.equal(value(tcb.sndUna), 7);
    assert.equal(tcb.sndWnd, 9);
  });

  it('any ACK covers a FIN whose number is not known, but not one whose number is', () => {
    const after = (fields: Partial<Tcb>): string => {
      const tcb = Object.assign(endIn('FIN-WAIT-1', { ...OPEN, nxt: 122 }), fields);
      arrives(tcb, segmentOf('ACK', 311, 115));
      return STATE_NAMES[tcb.state];
    };
    assert.equal(after({ sndNxt: null, fin: null }), 'FIN-WAIT-2');
    assert.equal(after({ sndNxt: null }), 'FIN-WAIT-1');
    assert.equal(after({ fin: null }), 'FIN-WAIT-1');
  });
});

describe('What an end says nothing to (RFC 9293 §3.10.7)', () => {
  const ignored = (tcb: Tcb, segment: Segment): boolean => arrives(tcb, segment).marked(Mark.ignored);

  it('is called ignored: a reset that is not believed, a segment without ACK', () => {
    assert.equal(ignored(endIn('ESTABLISHED', OPEN), segmentOf('PSH', 311, null, 5)), true);
    assert.equal(ignored(endIn('ESTABLISHED', OPEN), segmentOf('RST', 9000)), true);
    assert.equal(ignored(endIn('CLOSED', OPEN), segmentOf('RST', 9000)), true);
  });

  it('is not what is answered, or taken', () => {
    assert.equal(ignored(endIn('CLOSED', OPEN), segmentOf('ACK', 311, 111)), false);
    assert.equal(ignored(endIn('ESTABLISHED', OPEN), segmentOf('ACK', 9000, 111)), false);
    assert.equal(ignored(endIn('ESTABLISHED', OPEN), segmentOf('ACK', 311, 111)), false);
  });

  it('in TIME-WAIT is everything without ACK, RST or SYN, wherever it lies', () => {
    const at = (state: 'TIME-WAIT' | 'FIN-WAIT-2', flags: string): string =>
      told(arrives(endIn(state, FIN_ACKED), segmentOf(flags, 100, 122)));
    assert.equal(at('TIME-WAIT', 'FIN'), 'dropped -');
    assert.equal(at('FIN-WAIT-2', 'FIN'), 'unacceptable ACK 122 311');
    assert.equal(at('TIME-WAIT', 'FIN,ACK'), 'unacceptable ACK 122 311');
  });
});

describe('A segment at IRS in SYN-RECEIVED', () => {
  const at = (flags: string, ack: number | null = null): string =>
    told(arrives(endIn('SYN-RECEIVED', OPENING), segmentOf(flags, 300, ack)));

  it('is the SYN again where it is a SYN, and else old', () => {
    assert.equal(at('SYN'), 'accepted SYN,ACK 100 301');
    assert.equal(at('RST'), 'rst-ignored -');
    assert.equal(at('SYN,RST'), 'rst-ignored -');
    assert.equal(at('FIN'), 'unacceptable ACK 101 301');
    assert.equal(at('ACK', 101), 'unacceptable ACK 101 301');
  });
});

describe('Refusals', () => {
  it('keep the SYN that they refuse, and nothing else', () => {
    assert.equal(arrives(endIn('CLOSED', OPEN), segmentOf('SYN', 300)).answer?.syn?.seq.constant, 300);
    assert.equal(arrives(endIn('CLOSED', OPEN), segmentOf('FIN', 300)).answer?.syn, undefined);
  });

  it('are no challenges, and neither are the answers to a SYN', () => {
    const challenge = (tcb: Tcb, segment: Segment): boolean | undefined => arrives(tcb, segment).answer?.challenge;
    assert.equal(challenge(endIn('CLOSED', OPEN), segmentOf('ACK', 311, 111)), false);
    assert.equal(challenge(endIn('LISTEN', OPEN), segmentOf('SYN', 300)), false);
    assert.equal(challenge(endIn('SYN-SENT', OPENING), segmentOf('ACK', 300, 102)), false);
    assert.equal(challenge(endIn('SYN-SENT', OPENING), segmentOf('SYN', 300)), false);
    assert.equal(challenge(endIn('SYN-RECEIVED', OPENING), segmentOf('SYN', 300)), false);
    assert.equal(challenge(endIn('SYN-RECEIVED', OPENING), segmentOf('ACK', 301, 102)), false);
    assert.equal(challenge(endIn('ESTABLISHED', OPEN), segmentOf('ACK', 9000, 111)), false);
    assert.equal(challenge(endIn('ESTABLISHED', OPEN), segmentOf('RST', 312)), true);
  });
});

describe('What does not count', () => {
  it('is the ACK of a SYN, or a missing one, in a segment that finds no room', () => {
    const shut = (): Tcb => endIn('ESTABLISHED', { ...OPEN, window: 0 });
    const tcb = shut();
    assert.equal(arrives(tcb, segmentOf('SYN,ACK', 311, 121)).arrival, 'challenged');
    assert.equal(value(tcb.sndUna), 111);
    assert.equal(arrives(shut(), segmentOf('PSH', 311, null, 5)).arrival, 'unacceptable');
  });

  it('is a timestamp of a segment whose ACK is refused (RFC 9293 §3.10.7.4, fifth)', () => {
    const tcb = endIn('SYN-RECEIVED', OPENING);
    arrives(tcb, withFields(segmentOf('ACK', 301, 102), { tsValue: 5 }));
    assert.equal(tcb.tsLast, -1);
  });

  it('is a timestamp that is not there', () => {
    const tcb = withState({ tsRecent: 50, tsLast: 52 });
    arrives(tcb, segmentOf('ACK', 311, 111));
    assert.deepEqual([tcb.tsRecent, tcb.tsLast], [50, 52]);
  });

  it('is the age of a timestamp that goes back at its sender: that is wrong there', () => {
    const arrival = (kind: 'timestamp-back' | 'retransmission-unmarked'): string => {
      const tcb = withState({ tsRecent: 50 });
      const transit = transitOf(new Tcb(), tcb, withFields(segmentOf('ACK', 311, 111), { tsValue: 49 }));
      transit.fault(kind === 'timestamp-back' ? { kind, expected: 50 } : { kind });
      receive(transit);
      return transit.arrival;
    };
    assert.equal(arrival('timestamp-back'), 'accepted');
    assert.equal(arrival('retransmission-unmarked'), 'unacceptable');
  });

  it('is the protection of TIME-WAIT (RFC 1337) in any other state', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    const transit = transitOf(new Tcb(), tcb, segmentOf('RST', 311));
    transit.protectsTimeWait = true;
    receive(transit);
    assert.equal(STATE_NAMES[tcb.state], 'CLOSED');
  });
});

describe('At zero and around it', () => {
  it('a timestamp of 0 is one', () => {
    const tcb = withState({ tsRecent: 2 ** 32 - 1, tsLast: 2 ** 32 - 1 });
    arrives(tcb, withFields(segmentOf('ACK', 311, 111), { tsValue: 0 }));
    assert.deepEqual([tcb.tsRecent, tcb.tsLast], [0, 0]);
  });

  it('the first timestamp is later than none, however large it is (RFC 6191 §2)', () => {
    const reopened = (tsRecent: number, tsValue: number): boolean => {
      const tcb = Object.assign(endIn('TIME-WAIT', FIN_ACKED), { tsRecent });
      return arrives(tcb, withFields(segmentOf('SYN', 200), { tsValue })).arrival === 'accepted';
    };
    assert.equal(reopened(-1, 2 ** 31 + 5), true);
    assert.equal(reopened(0, 0), false);
    assert.equal(reopened(0, 1), true);
  });

  it('TS.Recent follows the first timestamp where nothing was acknowledged yet', () => {
    const tcb = withState({ lastAck: null });
    arrives(tcb, withFields(segmentOf('ACK', 311, 111), { tsValue: 9 }));
    assert.equal(tcb.tsRecent, 9);
  });

  it('a window of zero is known: its edge is its ACK', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, withFields(segmentOf('ACK', 311, 111), { win: 0 }));
    assert.deepEqual([tcb.sndWnd, value(tcb.sndEdge)], [0, 111]);
  });

  it('a FIN beyond a gap is no range of bytes (RFC 2018 §3)', () => {
    const tcb = endIn('ESTABLISHED', OPEN);
    arrives(tcb, segmentOf('FIN,ACK', 321, 111));
    assert.equal(tcb.outOfOrder.newest, null);
    assert.equal(value(tcb.earlyFin), 321);
  });

  it('a reset at the edge of any range ends the connection (RFC 5961 §3.2)', () => {
    for (const seq of [331, 351]) {
      const tcb = withState({ peerSack: true });
      arrives(tcb, segmentOf('PSH,ACK', 321, 111, 10));
      arrives(tcb, segmentOf('PSH,ACK', 341, 111, 10));
      arrives(tcb, segmentOf('RST', seq));
      assert.equal(STATE_NAMES[tcb.state], 'CLOSED');
    }
  });
});

describe('What is passed over has arrived', () => {
  const skipped = (tcb: Tcb, next: number): string => {
    skipTo(new Algebra(), tcb, number(next), 9);
    return `${String(value(tcb.rcvNxt))} ${STATE_NAMES[tcb.state]}`;
  };

  it('up to the number that is acknowledged, and never back', () => {
    assert.equal(skipped(endIn('ESTABLISHED', OPEN), 400), '400 ESTABLISHED');
    assert.equal(skipped(endIn('ESTABLISHED', OPEN), 311), '311 ESTABLISHED');
    assert.equal(skipped(endIn('ESTABLISHED', OPEN), 300), '311 ESTABLISHED');
  });

  it('with the ranges that it reaches, and the FIN', () => {
    const withFin = (): Tcb => {
      const tcb = endIn('ESTABLISHED', OPEN);
      arrives(tcb, segmentOf('PSH,ACK', 321, 111, 10));
      arrives(tcb, segmentOf('FIN,ACK', 341, 111));
      return tcb;
    };
    assert.equal(skipped(withFin(), 321), '331 ESTABLISHED');
    assert.equal(skipped(withFin(), 340), '340 ESTABLISHED');
    assert.equal(skipped(withFin(), 341), '342 CLOSE-WAIT');
    assert.equal(skipped(withFin(), 342), '342 CLOSE-WAIT');
  });
});
