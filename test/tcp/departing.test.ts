import assert from 'node:assert/strict';
import { ACK, RST } from '../../src/core/tcp/flags.ts';
import { type Form, number } from '../../src/core/tcp/number.ts';
import type { Segment } from '../../src/core/tcp/segment.ts';
import { send } from '../../src/core/tcp/send.ts';
import { STATE_NAMES } from '../../src/core/tcp/states.ts';
import { Tcb } from '../../src/core/tcp/tcb.ts';
import { Mark, type Transit } from '../../src/core/tcp/transit.ts';
import { endIn, type Numbers, segmentOf, transitOf } from './ends.ts';

/** The numbers of a segment that is sent, at their limits: what is wrong, what it is called, and what its sender knows then. */

const OPEN: Numbers = { iss: 100, irs: 300, una: 111, nxt: 121, rcv: 311, window: 1000 };
const OPENING: Numbers = { iss: 100, irs: 300, una: 100, nxt: 101, rcv: 301, window: 1000 };

const value = (form: Form | null): number | null => form?.constant ?? null;

function withFields(segment: Segment, fields: Partial<Segment>): Segment {
  return Object.assign(segment, fields);
}

/** A peer that has received nothing yet of what is not acknowledged. */
function peerOf(numbers: Numbers): Tcb {
  return endIn('ESTABLISHED', {
    iss: numbers.irs,
    irs: numbers.iss,
    una: numbers.rcv,
    nxt: numbers.rcv,
    rcv: numbers.una,
    window: 1000,
  });
}

interface Way {
  readonly sender?: Tcb;
  readonly receiver?: Tcb;
  readonly exact?: boolean;
}

function sends(segment: Segment, { sender = open(), receiver = peerOf(OPEN), exact = true }: Way = {}): Transit {
  const transit = transitOf(sender, receiver, segment);
  transit.exact = exact;
  send(transit);
  return transit;
}

function open(fields: Partial<Tcb> = {}): Tcb {
  return Object.assign(endIn('ESTABLISHED', OPEN), fields);
}

const kinds = ({ faults }: Transit): string => faults.map(({ kind }) => kind).join(' ');

/** The names of the marks of a segment. */
function called(transit: Transit): string {
  return Object.entries(Mark)
    .filter(([, bit]) => transit.marked(bit))
    .map(([name]) => name)
    .join(' ');
}

describe('The number of a reset (RFC 9293 §3.5.2, §3.5.3)', () => {
  const wrong = (seq: number): string => kinds(sends(segmentOf('RST', seq)));

  it('may be any from SND.UNA to SND.NXT', () => {
    assert.equal(wrong(110), 'rst-seq');
    assert.equal(wrong(111), '');
    assert.equal(wrong(115), '');
    assert.equal(wrong(121), '');
    assert.equal(wrong(122), 'rst-seq');
  });

  it('is put right by SND.NXT', () => {
    const transit = sends(segmentOf('RST', 99));
    assert.equal(value(transit.segment.seq), 121);
    const [fault] = transit.faults;
    assert.ok(fault?.kind === 'rst-seq');
    assert.deepEqual([value(fault.expected), value(fault.given)], [121, 99]);
  });

  it('acknowledges RCV.NXT, where it acknowledges', () => {
    assert.equal(kinds(sends(segmentOf('RST,ACK', 121, 311))), '');
    assert.equal(kinds(sends(segmentOf('RST,ACK', 121, 312))), 'rst-ack');
    assert.equal(kinds(sends(segmentOf('RST', 121, 312))), '');
  });

  it('is 0 in SYN-RECEIVED before the own SYN was sent (§3.10.7.1)', () => {
    const passive = (): Tcb => Object.assign(endIn('SYN-RECEIVED', OPENING), { iss: null, sndUna: null, sndNxt: null });
    assert.equal(kinds(sends(segmentOf('RST,ACK', 0, 301), { sender: passive() })), '');
    assert.equal(kinds(sends(segmentOf('RST,ACK', 1, 301), { sender: passive() })), 'rst-seq');
  });

  it('in SYN-RECEIVED is ISS or behind the SYN', () => {
    const sender = (): Tcb => endIn('SYN-RECEIVED', OPENING);
    assert.equal(kinds(sends(segmentOf('RST', 99), { sender: sender() })), 'rst-seq');
    assert.equal(kinds(sends(segmentOf('RST', 100), { sender: sender() })), '');
    assert.equal(kinds(sends(segmentOf('RST', 101), { sender: sender() })), '');
    assert.equal(kinds(sends(segmentOf('RST', 102), { sender: sender() })), 'rst-seq');
  });

  it('is the one that was asked for, where there is no connection', () => {
    const closed = (): Tcb => {
      const tcb = endIn('CLOSED', OPEN);
      Object.assign(tcb, { sndUna: number(50), sndNxt: number(60) });
      tcb.answer = { flags: RST, seq: number(77), ack: null, spare: number(301), challenge: false };
      return tcb;
    };
    assert.equal(kinds(sends(segmentOf('RST', 77), { sender: closed() })), '');
    assert.equal(kinds(sends(segmentOf('RST', 60), { sender: closed() })), 'rst-seq');
    assert.equal(kinds(sends(segmentOf('RST,ACK', 77, 301), { sender: closed() })), '');
    assert.equal(kinds(sends(segmentOf('RST,ACK', 77, 302), { sender: closed() })), 'rst-ack');
  });

  it('ends the own connection, but a refusal of a bad ACK leaves an unfinished handshake alone (§3.10.7.3)', () => {
    const sender = endIn('SYN-SENT', OPENING);
    sender.answer = { flags: RST, seq: number(77), ack: null, challenge: false };
    sends(segmentOf('RST', 77), { sender });
    assert.equal(STATE_NAMES[sender.state], 'SYN-SENT');
    assert.equal(sender.answer, null);
    const established = open();
    sends(segmentOf('RST', 121), { sender: established });
    assert.equal(`${STATE_NAMES[established.state]} ${established.ending}`, 'CLOSED reset');
  });

  it('of a listener that refuses the SYN leaves it listening, and there was no connection', () => {
    const refuser = (listener: boolean): Tcb => {
      const tcb = endIn('SYN-RECEIVED', OPENING, true);
      const refusal = { flags: RST | ACK, seq: number(0), ack: number(301), challenge: false };
      return Object.assign(tcb, { iss: null, sndUna: null, sndNxt: null, listener, refusal });
    };
    const listener = refuser(true);
    assert.equal(sends(segmentOf('RST,ACK', 0, 301), { sender: listener }).refuses !== null, true);
    assert.equal(STATE_NAMES[listener.state], 'LISTEN');
    assert.equal(listener.irs, null);
    const other = refuser(false);
    sends(segmentOf('RST,ACK', 0, 301), { sender: other });
    assert.equal(`${STATE_NAMES[other.state]} ${other.ending}`, 'CLOSED reset');
  });
});

describe('A retransmission (RFC 5681 §3.2)', () => {
  function repeated(duplicates: number, seq: number, exact = true): string {
    const receiver = Object.assign(peerOf(OPEN), { duplicates });
    return called(sends(segmentOf('PSH,ACK', seq, 311, 10), { receiver, exact }));
  }

  it('is a fast one from exactly three duplicate ACKs on', () => {
    assert.equal(repeated(2, 111), 'retransmission');
    assert.equal(repeated(3, 111), 'retransmission fastRetransmission');
    assert.equal(repeated(4, 111), 'retransmission fastRetransmission');
  });

  it('is a fast one from two on where a capture may have missed one', () => {
    assert.equal(repeated(1, 111, false), 'retransmission');
    assert.equal(repeated(2, 111, false), 'retransmission fastRetransmission');
  });

  it('is a fast one only of the first byte that is not acknowledged', () => {
    assert.equal(repeated(3, 112), 'retransmission');
  });

  it('is spurious where all of it was acknowledged, though the ACK is on its way', () => {
    const receiver = Object.assign(peerOf(OPEN), { lastAck: number(121), rcvNxt: number(121) });
    const late = sends(segmentOf('PSH,ACK', 111, 311, 10), { receiver });
    assert.equal(called(late), 'retransmission spuriousRetransmission');
    assert.equal(kinds(late), '');
    const receiver2 = Object.assign(peerOf(OPEN), { lastAck: number(120), rcvNxt: number(120) });
    assert.equal(called(sends(segmentOf('PSH,ACK', 111, 311, 10), { receiver: receiver2 })), 'retransmission');
  });

  it('of bytes that have arrived wants a reason: a lost ACK, or a timeout', () => {
    const receiver = (): Tcb => Object.assign(peerOf(OPEN), { rcvNxt: number(121), lastAck: number(111) });
    const again = segmentOf('PSH,ACK', 111, 311, 10);
    assert.equal(kinds(sends(again, { receiver: receiver() })), 'retransmission-unmarked');
    assert.equal(kinds(sends(again, { receiver: receiver(), sender: open({ timedOut: true }) })), '');
    assert.equal(kinds(sends(again, { receiver: receiver(), exact: false })), '');
    assert.equal(kinds(sends(again, { receiver: Object.assign(receiver(), { rcvNxt: number(120) }) })), '');
  });

  it('of the FIN with its text is none of anything else (§3.10.8)', () => {
    const sender = endIn('FIN-WAIT-1', { ...OPEN, nxt: 122 });
    const transit = sends(segmentOf('FIN,ACK', 111, 311, 10), { sender });
    assert.equal(kinds(transit), '');
    assert.equal(called(transit), 'retransmission');
    const short = endIn('FIN-WAIT-1', { ...OPEN, nxt: 122 });
    assert.equal(kinds(sends(segmentOf('FIN,ACK', 111, 311, 9), { sender: short })), 'seq-mismatch');
    const beyond = endIn('FIN-WAIT-1', { ...OPEN, nxt: 122 });
    assert.equal(kinds(sends(segmentOf('PSH,ACK', 111, 311, 12), { sender: beyond })), 'seq-after-fin');
    const all = endIn('FIN-WAIT-1', { ...OPEN, nxt: 122 });
    assert.equal(kinds(sends(segmentOf('PSH,ACK', 111, 311, 11), { sender: all })), '');
  });
});

describe('The sequence number of a segment (RFC 9293 §3.4)', () => {
  const wrong = (seq: number, len = 10, fields: Partial<Tcb> = {}): string => {
    const transit = sends(segmentOf('PSH,ACK', seq, 311, len), { sender: open(fields) });
    return `${kinds(transit)} ${called(transit)}`.replace('duplicateAck', '').trim();
  };

  it('is SND.NXT, or one from SND.UNA on for what is sent again', () => {
    assert.equal(wrong(121), '');
    assert.equal(wrong(120), 'retransmission');
    assert.equal(wrong(111), 'retransmission');
    assert.equal(wrong(110), 'seq-mismatch');
    assert.equal(wrong(122), 'seq-gap');
  });

  it('is SND.NXT without text', () => {
    const plain = (seq: number): string => kinds(sends(segmentOf('ACK', seq, 311)));
    assert.equal(plain(121), '');
    assert.equal(plain(115), 'seq-mismatch');
    assert.equal(plain(122), 'seq-gap');
  });

  it('of a plain ACK may be at the edge of a window that was drawn back', () => {
    const at = (seq: number, fields: Partial<Tcb>): string =>
      kinds(sends(segmentOf('ACK', seq, 311), { sender: open(fields) }));
    assert.equal(at(116, { sndWnd: 5 }), '');
    assert.equal(at(115, { sndWnd: 5 }), 'seq-mismatch');
    assert.equal(at(111, { sndWnd: 0 }), '');
    assert.equal(at(109, { sndWnd: -2 }), 'seq-mismatch');
  });

  it('one before SND.UNA, with at most one byte and nothing new, keeps alive (§3.8.4)', () => {
    const idle: Partial<Tcb> = { sndUna: number(121), lastAck: number(311) };
    assert.equal(wrong(120, 0, idle), 'keepAlive');
    assert.equal(wrong(120, 1, idle), 'keepAlive');
    assert.equal(wrong(120, 2, idle), 'seq-mismatch');
    assert.equal(wrong(119, 1, idle), 'seq-mismatch');
    // Bytes that are not acknowledged are sent again instead.
    assert.equal(wrong(120, 0), 'seq-mismatch');
    assert.equal(wrong(120, 1), 'retransmission');
    // It says nothing else that is new, and answers nothing.
    assert.equal(wrong(120, 0, { ...idle, lastAck: number(310) }), 'seq-mismatch');
    assert.equal(wrong(120, 0, { ...idle, lastAck: number(312) }), 'keepAlive');
    assert.equal(wrong(120, 0, { ...idle, lastAck: null }), 'keepAlive');
    const answer = { flags: ACK, seq: number(121), ack: number(311), challenge: false };
    assert.equal(wrong(120, 0, { ...idle, answer }), 'seq-mismatch');
    assert.equal(wrong(120, 0, { ...idle, fin: number(120) }), 'seq-mismatch');
  });

  it('of the SYN is no keep-alive before the handshake is over', () => {
    const opened: Partial<Tcb> = { iss: number(120), sndUna: number(121), lastAck: null };
    assert.equal(wrong(120, 0, opened), 'seq-mismatch');
    assert.equal(wrong(120, 0, { ...opened, iss: null }), 'keepAlive');
  });

  it('is checked against SND.UNA where SND.NXT is not known', () => {
    assert.equal(wrong(110, 10, { sndNxt: null }), 'seq-mismatch');
    assert.equal(wrong(111, 10, { sndNxt: null }), '');
    assert.equal(wrong(5000, 10, { sndNxt: null, sndWnd: -1 }), '');
    assert.equal(wrong(5, 10, { sndNxt: null, sndUna: null }), '');
  });

  it('behind a gap of a capture was not captured', () => {
    const transit = sends(segmentOf('PSH,ACK', 122, 311, 10), { exact: false });
    assert.equal(called(transit), 'previousNotCaptured');
    assert.equal(kinds(transit), '');
  });
});

describe('The window of the peer (RFC 9293 §3.8.6)', () => {
  const sent = (seq: number, len: number, fields: Partial<Tcb> = {}): string => {
    const transit = sends(segmentOf('PSH,ACK', seq, 311, len), { sender: open(fields) });
    const [fault] = transit.faults;
    const count =
      fault?.kind === 'window-overflow' ? ` by ${String(fault.count)} past ${String(value(fault.edge))}` : '';
    return `${kinds(transit)}${count} ${called(transit)}`.trim();
  };

  it('is filled to its edge, and no further', () => {
    assert.equal(sent(121, 989), '');
    assert.equal(sent(121, 990), 'windowFull');
    assert.equal(sent(121, 991), 'window-overflow by 1 past 1111');
  });

  it('may be used as far as it was ever offered', () => {
    assert.equal(sent(121, 495, { sndWnd: 500, sndEdge: number(616) }), '');
    assert.equal(sent(121, 496, { sndWnd: 500, sndEdge: number(616) }), 'window-overflow by 6 past 611');
  });

  it('does not count for what is sent again', () => {
    assert.equal(sent(111, 10, { sndWnd: 5 }), 'retransmission');
    assert.equal(sent(111, 11, { sndWnd: 5 }), 'window-overflow by 6 past 116 retransmission');
  });

  it('counts from behind the own SYN, where that is not acknowledged yet', () => {
    const fresh: Partial<Tcb> = { iss: number(120), sndUna: number(120), sndWnd: 10 };
    assert.equal(sent(121, 10, fresh), 'windowFull');
    assert.equal(sent(121, 11, fresh), 'window-overflow by 1 past 131');
  });

  it('of zero lets one byte through, as a probe (§3.8.6.1)', () => {
    const shut: Partial<Tcb> = { sndWnd: 0, sndUna: number(121) };
    assert.equal(sent(121, 1, shut), 'zeroWindowProbe');
    assert.equal(sent(121, 2, shut), 'zero-window-data');
    assert.equal(sent(121, 1), '');
  });

  it('of zero lets the probe be sent again, and what begins with its byte is new', () => {
    const probing: Partial<Tcb> = { sndUna: number(120), sndWnd: 0, probe: number(120) };
    assert.equal(sent(120, 1, probing), 'zeroWindowProbe');
    assert.equal(sent(120, 10, { ...probing, sndWnd: 1000 }), '');
    assert.equal(sent(120, 10, { sndUna: number(120) }), 'retransmission');
  });
});

describe('The largest segment (RFC 9293 §3.7.1)', () => {
  it('is what the SYN of the peer announced', () => {
    const kindsOf = (len: number, peerMss: number): string =>
      kinds(sends(segmentOf('PSH,ACK', 121, 311, len), { sender: open({ peerMss }) }));
    assert.equal(kindsOf(536, 536), '');
    assert.equal(kindsOf(537, 536), 'mss-exceeded');
    assert.equal(kindsOf(537, -1), '');
    assert.equal(kindsOf(1, 0), 'mss-exceeded');
  });
});

describe('The window that a segment offers (RFC 9293 §3.8.6)', () => {
  function offered(win: number, fields: Partial<Tcb> = {}, exact = true): string {
    const sender = open(fields);
    const transit = sends(withFields(segmentOf('ACK', 121, 311), { win }), { sender, exact });
    return `${String(value(sender.rcvEdge))} ${kinds(transit)}`.trim();
  }

  it('moves its right edge forward, and shrinks with a warning', () => {
    assert.equal(offered(1001), '1312');
    assert.equal(offered(1000), '1311');
    assert.equal(offered(999), '1311 window-shrunk');
    assert.equal(offered(999, {}, false), '1311');
  });

  it('may go back by less than one step of its scale, because it is rounded down (RFC 7323 §2.4)', () => {
    const scaled: Partial<Tcb> = { ownScale: 3, peerScale: 0, rcvEdge: number(311 + 807) };
    assert.equal(offered(100, scaled), '1118');
    assert.equal(offered(100, { ...scaled, rcvEdge: number(311 + 808) }), '1119 window-shrunk');
  });

  it('that came with a SYN was not scaled: what follows may be smaller', () => {
    assert.equal(offered(10, { edgeFromSyn: true }), '321');
  });

  it('is not known where it is not written', () => {
    assert.equal(offered(-1), 'null');
  });

  it('of zero may be closed, and the largest byte that was offered is still taken', () => {
    assert.equal(offered(0, { rcvEdge: number(311) }), '311');
  });
});

describe('The options of a SYN that is sent again (RFC 7323 §2.2, RFC 2018 §2)', () => {
  function again(fields: Partial<Segment>): Tcb {
    const sender = Object.assign(endIn('SYN-SENT', OPENING), { ownScale: 7, ownSack: true, ownTimestamps: true });
    sends(withFields(segmentOf('SYN', 100), fields), { sender, receiver: new Tcb() });
    return sender;
  }

  it('may be left out: the peer may answer the first one', () => {
    const tcb = again({});
    assert.deepEqual([tcb.ownScale, tcb.ownSack, tcb.ownTimestamps], [7, true, true]);
  });

  it('count where they are told anew', () => {
    assert.equal(again({ wscale: 0 }).ownScale, 0);
    assert.equal(again({ wscale: 3 }).ownScale, 3);
  });

  it('are those of the first one alone where nothing was told before', () => {
    const sender = endIn('SYN-SENT', OPENING);
    sends(withFields(segmentOf('SYN', 100), { sackok: true, tsValue: 0, mss: 1400 }), { sender });
    assert.deepEqual([sender.ownScale, sender.ownSack, sender.ownTimestamps, sender.ownMss], [-1, true, true, 1400]);
  });
});

describe('The timestamps of a segment (RFC 7323 §3.2, §4.3)', () => {
  const AGREED: Partial<Tcb> = { ownTimestamps: true, peerTimestamps: true, tsSent: 50, tsRecent: 70, tsLast: 72 };
  const wrong = (tsValue: number, tsEcho: number, fields: Partial<Tcb> = {}): string =>
    kinds(
      sends(withFields(segmentOf('ACK', 121, 311), { tsValue, tsEcho }), { sender: open({ ...AGREED, ...fields }) }),
    );

  it('never go back', () => {
    assert.equal(wrong(49, 70), 'timestamp-back');
    assert.equal(wrong(50, 70), '');
    assert.equal(wrong(51, 70), '');
    assert.equal(wrong(0, 70, { tsSent: 0 }), '');
    assert.equal(wrong(0, 70, { tsSent: 2 ** 32 - 1 }), '');
  });

  it('echo TS.Recent, or the last one that has arrived', () => {
    assert.equal(wrong(50, 70), '');
    assert.equal(wrong(50, 72), '');
    assert.equal(wrong(50, 71), 'timestamp-echo');
    assert.equal(wrong(50, 71, { tsRecent: -1 }), '');
    assert.equal(wrong(50, 0, { tsRecent: 0, tsLast: 0 }), '');
    assert.equal(wrong(50, 1, { tsRecent: 0, tsLast: 0 }), 'timestamp-echo');
  });

  it('stand in every segment once both SYNs had them, and their absence is said once', () => {
    assert.equal(wrong(-1, -1), 'timestamp-missing');
    assert.equal(wrong(-1, -1, { tsOmitted: true }), '');
    assert.equal(wrong(-1, -1, { peerTimestamps: false }), '');
    assert.equal(wrong(-1, -1, { ownTimestamps: false }), '');
    assert.equal(wrong(0, 70, { tsSent: -1 }), '');
  });

  it('are remembered', () => {
    const sender = open(AGREED);
    sends(withFields(segmentOf('ACK', 121, 311), { tsValue: 0, tsEcho: 70 }), {
      sender: Object.assign(sender, { tsSent: -1 }),
    });
    assert.deepEqual([sender.tsSent, sender.tsOmitted], [0, false]);
    sends(segmentOf('ACK', 121, 311), { sender });
    assert.deepEqual([sender.tsSent, sender.tsOmitted], [0, true]);
  });

  it('of a new connection have a clock of their own', () => {
    const sender = Object.assign(endIn('CLOSED', OPENING), { iss: number(9), tsSent: 500 });
    assert.equal(kinds(sends(withFields(segmentOf('SYN', 900), { tsValue: 4 }), { sender })), '');
  });
});

describe('The acknowledgment of a segment (RFC 9293 §3.4)', () => {
  const PEER: Numbers = { ...OPEN, rcv: 311 };
  function wrong(ack: number, fields: Partial<Tcb> = {}, way: Way = {}): string {
    const receiver = Object.assign(peerOf(PEER), { sndNxt: number(331) });
    return kinds(sends(segmentOf('ACK', 121, ack), { sender: open(fields), receiver, ...way }));
  }

  it('is RCV.NXT', () => {
    assert.equal(wrong(311), '');
    assert.equal(wrong(310, { lastAck: null }), 'ack-mismatch');
    assert.equal(wrong(312), 'ack-not-received');
    assert.equal(wrong(331), 'ack-not-received');
    assert.equal(wrong(332), 'ack-unsent');
  });

  it('never goes back behind the last one', () => {
    assert.equal(wrong(309, { lastAck: number(310) }), 'ack-regressed');
    assert.equal(wrong(310, { lastAck: number(310) }), 'ack-mismatch');
    assert.equal(wrong(310, { lastAck: null }), 'ack-mismatch');
  });

  it('of what was never sent is all that is known to be wrong in a capture', () => {
    assert.equal(wrong(310, {}, { exact: false }), '');
    assert.equal(wrong(331, {}, { exact: false }), '');
    assert.equal(wrong(332, {}, { exact: false }), 'ack-unsent');
  });

  it('that is wrong once more by the same number is the same mistake', () => {
    const sender = open({ lastAck: null });
    assert.equal(kinds(sends(segmentOf('ACK', 121, 310), { sender })), 'ack-mismatch');
    assert.equal(value(sender.lastAck), 311);
    assert.equal(kinds(sends(segmentOf('ACK', 121, 310), { sender })), '');
    assert.equal(kinds(sends(segmentOf('ACK', 121, 309), { sender })), 'ack-regressed');
    assert.equal(kinds(sends(segmentOf('ACK', 121, 311), { sender })), '');
    assert.equal(kinds(sends(segmentOf('ACK', 121, 309), { sender })), 'ack-regressed');
  });

  it('may cover text that found no room at first: then it was taken (§3.8.6.1)', () => {
    const late = (ack: number): string => {
      const sender = open({ rcvMore: number(321) });
      const faults = wrong(ack, {}, { sender });
      return `${faults} ${String(value(sender.rcvNxt))}`.trim();
    };
    assert.equal(late(311), '311');
    assert.equal(late(316), '316');
    assert.equal(late(321), '321');
    assert.equal(late(322), 'ack-not-received 311');
  });

  it('covers the text of a SYN or leaves it out, and tells which (RFC 7413 §4.2.2)', () => {
    const taken = (ack: number): string => {
      const sender = Object.assign(endIn('SYN-RECEIVED', OPENING, true), {
        iss: null,
        sndUna: null,
        sndNxt: null,
        lastAck: null,
        synData: number(5),
      });
      const receiver = Object.assign(endIn('SYN-SENT', OPENING), { sndNxt: number(306) });
      const faults = kinds(sends(segmentOf('SYN,ACK', 100, ack), { sender, receiver }));
      return `${faults} ${String(value(sender.rcvNxt))} ${String(sender.fastOpen)}`.trim();
    };
    assert.equal(taken(306), '306 true');
    assert.equal(taken(301), '301 false');
    assert.equal(taken(303), 'ack-not-received 301 false');
  });
});

describe('A SYN again', () => {
  it('has the number of the first one; where that was lost, the connection goes on with this one', () => {
    const lost = endIn('SYN-SENT', OPENING);
    const transit = sends(segmentOf('SYN', 105), { sender: lost, receiver: new Tcb() });
    assert.equal(kinds(transit), 'seq-mismatch');
    assert.deepEqual([value(lost.iss), value(lost.sndUna), value(lost.sndNxt)], [105, 105, 106]);
    const heard = endIn('SYN-SENT', OPENING);
    const receiver = Object.assign(new Tcb(), { irs: number(100) });
    sends(segmentOf('SYN', 105), { sender: heard, receiver });
    assert.deepEqual([value(heard.iss), value(heard.sndNxt)], [100, 101]);
  });

  it('is a retransmission, but the SYN,ACK of an open from both sides says something new (§3.5, figure 7)', () => {
    const crossed = Object.assign(endIn('SYN-RECEIVED', OPENING), { crossed: true, lastAck: null });
    assert.equal(called(sends(segmentOf('SYN,ACK', 100, 301), { sender: crossed, receiver: new Tcb() })), '');
    assert.equal(
      called(sends(segmentOf('SYN,ACK', 100, 301), { sender: crossed, receiver: new Tcb() })),
      'retransmission',
    );
    assert.equal(
      called(sends(segmentOf('SYN', 100), { sender: endIn('SYN-SENT', OPENING), receiver: new Tcb() })),
      'retransmission',
    );
  });

  it('with the number of the connection before it is no new connection, unless that one was refused (RFC 9293 §3.4.1)', () => {
    const closed = (fields: Partial<Tcb>): Tcb =>
      Object.assign(endIn('CLOSED', OPENING), { iss: number(100), ...fields });
    const again = sends(segmentOf('SYN', 100), { sender: closed({ irs: number(300) }), receiver: new Tcb() });
    assert.equal(`${kinds(again)} ${called(again)}`, 'isn-reused portReused');
    const refused = sends(segmentOf('SYN', 100), { sender: closed({}), receiver: new Tcb() });
    assert.equal(`${kinds(refused)} ${called(refused)}`, ' retransmission');
    const other = sends(segmentOf('SYN', 101), { sender: closed({ irs: number(300) }), receiver: new Tcb() });
    assert.equal(`${kinds(other)} ${called(other)}`, ' portReused');
  });
});

describe('Duplicate ACKs (RFC 5681 §2)', () => {
  function repeated(
    fields: Partial<Segment>,
    sender = open({ lastAck: number(311), lastWin: 500 }),
    peer = peerOf(OPEN),
  ): string {
    const transit = sends(withFields(segmentOf('ACK', 121, 311), { win: 500, ...fields }), { sender, receiver: peer });
    return `${called(transit)} ${String(transit.duplicate)}`;
  }

  it('repeat number and window, without text', () => {
    assert.equal(repeated({}), 'duplicateAck 1');
    assert.equal(repeated({ win: -1 }), 'duplicateAck 1');
    assert.equal(repeated({}, open({ lastAck: null, lastWin: 500 })), ' 0');
    assert.equal(repeated({}, open({ lastAck: number(310), lastWin: 500 })), ' 0');
  });

  it('are counted, and begin anew with every new ACK', () => {
    const sender = open({ lastAck: number(311), lastWin: 500 });
    assert.equal(repeated({}, sender), 'duplicateAck 1');
    assert.equal(repeated({}, sender), 'duplicateAck 2');
    sender.rcvNxt = number(312);
    assert.equal(repeated({ ack: number(312) }, sender), ' 0');
    assert.equal(repeated({ ack: number(312) }, sender), 'duplicateAck 1');
  });

  it('with another window are updates of it, unless they report a range', () => {
    assert.equal(repeated({ win: 501 }), 'windowUpdate 0');
    assert.equal(repeated({ win: 501, sack: [{ left: number(321), right: number(331) }] }), 'duplicateAck 1');
  });

  it('with a window of zero are none', () => {
    assert.equal(repeated({ win: 0 }, open({ lastAck: number(311), lastWin: 0, rcvEdge: null })), 'zeroWindow 0');
  });

  it('after a keep-alive answer it', () => {
    const peer = Object.assign(peerOf(OPEN), { probing: true });
    assert.equal(repeated({}, undefined, peer), 'keepAliveAck 0');
  });
});
