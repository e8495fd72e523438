import assert from 'node:assert/strict';
import { analyzeFlow, Flow } from '../../src/core/tcp/flow.ts';
import { Algebra, number } from '../../src/core/tcp/number.ts';
import type { Segment } from '../../src/core/tcp/segment.ts';
import { Tcb } from '../../src/core/tcp/tcb.ts';
import { Mark, Transit } from '../../src/core/tcp/transit.ts';
import { segmentOf } from './ends.ts';

/**
 * What Wireshark says of a captured segment because of those before it (`tcp_analyze_sequence_number`, in its manual
 * "TCP Analysis"), at exactly the numbers and times where it begins and ends to say so.
 */
class Capture {
  readonly flows = { C: new Flow(), S: new Flow() };
  readonly transit = new Transit(new Algebra());

  /** The marks of a segment from `side`: `flags seq [ack [len]]`, the window, and the time in milliseconds. */
  see(side: 'C' | 'S', segment: Segment, win = 1000, ms = NaN, fields: Partial<Segment> = {}): string {
    const { transit, flows } = this;
    Object.assign(transit.written, segment, { win, time: ms * 1000, ...fields });
    transit.begin(new Tcb(), new Tcb(), false);
    analyzeFlow(transit, flows[side], flows[side === 'C' ? 'S' : 'C']);
    const names = Object.entries(Mark).flatMap(([name, bit]) => (transit.marked(bit) ? [name] : []));
    return transit.duplicate > 0 ? `${names.join(' ')} #${String(transit.duplicate)}` : names.join(' ');
  }
}

/** A capture after the handshake: C goes on at 101, S at 301; the round trip took 10 ms, the last ACK came at 10 ms. */
function opened(wscale: readonly [number, number] = [-1, -1]): Capture {
  const capture = new Capture();
  assert.equal(capture.see('C', segmentOf('SYN', 100), 1000, 0, { wscale: wscale[0] }), '');
  assert.equal(capture.see('S', segmentOf('SYN,ACK', 300, 101), 1000, 5, { wscale: wscale[1] }), '');
  assert.equal(capture.see('C', segmentOf('ACK', 101, 301), 1000, 10), '');
  return capture;
}

const data = (seq: number, len: number, ack = 301): Segment => segmentOf('PSH,ACK', seq, ack, len);
const ack = (number: number, seq = 301): Segment => segmentOf('ACK', seq, number);

describe('In a capture, a gap', () => {
  it('is "previous segment not captured" from one byte on', () => {
    assert.equal(opened().see('C', data(101, 10)), '');
    assert.equal(opened().see('C', data(102, 10)), 'previousNotCaptured');
  });

  it('before a reset is none', () => {
    assert.equal(opened().see('C', segmentOf('RST', 500)), '');
  });

  it('at the beginning is none', () => {
    assert.equal(new Capture().see('C', data(500, 10)), '');
  });

  it('whose bytes are acknowledged is "ACKed unseen segment", once', () => {
    const capture = opened();
    capture.see('C', data(101, 10));
    assert.equal(capture.see('S', ack(111)), '');
    assert.equal(capture.see('S', ack(112)), 'ackedUnseen');
    assert.equal(capture.see('S', ack(115)), '');
    // Something is seen again, behind the gap: the next ACK covers the gap too.
    assert.equal(capture.see('C', data(115, 10)), 'previousNotCaptured');
    assert.equal(capture.see('S', ack(125)), 'ackedUnseen');
    assert.equal(capture.see('C', data(125, 10)), '');
    assert.equal(capture.see('S', ack(135)), '');
    // Nothing was seen behind this one, and C repeats its ACK: it was said before.
    assert.equal(capture.see('S', ack(136)), '');
  });
});

describe('In a capture, bytes that were seen', () => {
  /** What is said of the first bytes once more, `ms` after the last ones. */
  function again(ms: number, len = 10, seq = 101): string {
    const capture = opened();
    capture.see('C', data(101, 10), 1000, 20);
    capture.see('C', data(111, 10), 1000, 20);
    return capture.see('C', data(seq, len), 1000, 20 + ms);
  }

  it('are out of order within the first round trip, and a retransmission from then on', () => {
    assert.equal(again(9), 'outOfOrder');
    assert.equal(again(10), 'retransmission');
    assert.equal(again(200), 'retransmission');
  });

  it('are a retransmission where they end with the last byte, however soon', () => {
    assert.equal(again(1, 10, 111), 'retransmission');
    assert.equal(again(1, 20), 'retransmission');
    assert.equal(again(1, 9, 111), 'outOfOrder');
  });

  it('are out of order for 3 ms where no round trip was seen', () => {
    const after = (ms: number): string => {
      const capture = new Capture();
      capture.see('C', data(101, 10), 1000, 20);
      capture.see('C', data(111, 10), 1000, 20);
      return capture.see('C', data(101, 10), 1000, 20 + ms);
    };
    assert.equal(after(2), 'outOfOrder');
    assert.equal(after(3), 'retransmission');
  });

  it('may be of the other side, whose round trip counts as well', () => {
    const after = (ms: number): string => {
      const capture = opened();
      capture.see('S', segmentOf('PSH,ACK', 301, 101, 10), 1000, 20);
      capture.see('S', segmentOf('PSH,ACK', 311, 101, 10), 1000, 20);
      return capture.see('S', segmentOf('PSH,ACK', 301, 101, 10), 1000, 20 + ms);
    };
    assert.equal(after(9), 'outOfOrder');
    assert.equal(after(11), 'retransmission');
  });

  it('and are acknowledged are a spurious retransmission', () => {
    const acknowledged = (number: number): string => {
      const capture = opened();
      capture.see('C', data(101, 10), 1000, 20);
      capture.see('C', data(111, 10), 1000, 20);
      capture.see('S', ack(number), 1000, 25);
      return capture.see('C', data(101, 10), 1000, 300);
    };
    assert.equal(acknowledged(111), 'retransmission spuriousRetransmission');
    assert.equal(acknowledged(121), 'retransmission spuriousRetransmission');
    assert.equal(acknowledged(110), 'retransmission');
  });

  it('are a SYN or a FIN as well', () => {
    const capture = new Capture();
    capture.see('C', segmentOf('SYN', 100), 1000, 0);
    assert.equal(capture.see('C', segmentOf('SYN', 100), 1000, 1000), 'retransmission');
    const close = opened();
    close.see('C', segmentOf('FIN,ACK', 101, 301), 1000, 20);
    assert.equal(close.see('C', segmentOf('FIN,ACK', 101, 301), 1000, 300), 'retransmission');
  });

  it('are nothing where the segment has none: an old ACK is no retransmission', () => {
    const capture = opened();
    capture.see('C', data(101, 10), 1000, 20);
    assert.equal(capture.see('C', segmentOf('ACK', 101, 301), 1000, 300), '');
  });
});

describe('In a capture, duplicate ACKs', () => {
  function waiting(): Capture {
    const capture = opened();
    capture.see('C', data(101, 10), 1000, 20);
    capture.see('C', data(111, 10), 1000, 20);
    capture.see('S', ack(101), 1000, 30);
    return capture;
  }

  it('are counted until another one comes', () => {
    const capture = waiting();
    assert.equal(capture.see('S', ack(101)), 'duplicateAck #2');
    assert.equal(capture.see('S', ack(101)), 'duplicateAck #3');
    assert.equal(capture.see('S', ack(111)), '');
    assert.equal(capture.see('S', ack(111)), 'duplicateAck #1');
  });

  it('have the same window: another one is an update, and one of zero is called that', () => {
    assert.equal(waiting().see('S', ack(101), 999), 'windowUpdate');
    assert.equal(waiting().see('S', ack(101), 0), 'zeroWindow');
    assert.equal(waiting().see('S', ack(101), -1), '');
  });

  it('have no text, and go on at the next number', () => {
    assert.equal(waiting().see('S', segmentOf('PSH,ACK', 301, 101, 5)), '');
    assert.equal(waiting().see('S', ack(101, 305)), 'previousNotCaptured');
    assert.equal(waiting().see('S', segmentOf('FIN,ACK', 301, 101)), '');
  });

  it('bring a fast retransmission within 20 ms, from the second on', () => {
    const after = (duplicates: number, ms: number, seq = 101): string => {
      const capture = opened();
      capture.see('C', data(101, 10), 1000, 20);
      capture.see('C', data(111, 10), 1000, 20);
      // The SYN,ACK has acknowledged 101 already: each of these is a duplicate.
      for (let i = 0; i < duplicates; i++) capture.see('S', ack(101), 1000, 100);
      return capture.see('C', data(seq, 10), 1000, 100 + ms);
    };
    assert.equal(after(1, 1), 'retransmission');
    assert.equal(after(2, 1), 'retransmission fastRetransmission');
    assert.equal(after(2, 19), 'retransmission fastRetransmission');
    assert.equal(after(2, 20), 'retransmission');
    assert.equal(after(2, 1, 111), 'retransmission');
  });
});

describe('In a capture, a keep-alive', () => {
  it('is one byte or none at the number before the next', () => {
    const keep = (seq: number, len: number): string => opened().see('C', data(seq, len), 1000, 500);
    assert.equal(keep(100, 0), 'keepAlive');
    assert.equal(keep(100, 1), 'keepAlive');
    assert.equal(keep(100, 2), '');
    assert.equal(keep(99, 1), 'retransmission spuriousRetransmission');
    assert.equal(opened().see('C', segmentOf('FIN,ACK', 100, 301), 1000, 500), 'retransmission');
  });

  it('is answered by an ACK that is no duplicate, and not counted', () => {
    const capture = opened();
    capture.see('S', ack(101));
    capture.see('C', data(100, 1), 1000, 500);
    assert.equal(capture.see('S', ack(101)), 'keepAliveAck');
    assert.equal(capture.see('S', ack(101), 1000), 'keepAliveAck');
    capture.see('C', ack(301, 101));
    assert.equal(capture.see('S', ack(101)), 'duplicateAck #2');
  });
});

describe('In a capture, a window', () => {
  it('of zero is told of every segment but those that open and close', () => {
    assert.equal(opened().see('S', ack(101), 0), 'zeroWindow');
    assert.equal(opened().see('S', segmentOf('PSH,ACK', 301, 101, 5), 0), 'zeroWindow');
    assert.equal(opened().see('S', segmentOf('RST', 301), 0), '');
    assert.equal(opened().see('S', segmentOf('FIN,ACK', 301, 101), 0), '');
  });

  it('is full where the data goes to its edge', () => {
    assert.equal(opened().see('C', data(101, 999)), '');
    assert.equal(opened().see('C', data(101, 1000)), 'windowFull');
    assert.equal(opened().see('C', data(101, 1001)), '');
  });

  it('is scaled by what its SYN announced, if both did (RFC 7323 §2.2)', () => {
    // The window of the SYN,ACK is never scaled: Wireshark does so all the same once it knows the scale.
    const full = (wscale: readonly [number, number], len: number): string => {
      const capture = opened(wscale);
      capture.see('S', segmentOf('PSH,ACK', 301, 101, 1), 500);
      return capture.see('C', data(101, len, 302));
    };
    assert.equal(full([7, 1], 1000), 'windowFull');
    assert.equal(full([7, 1], 500), '');
    assert.equal(full([-1, -1], 500), 'windowFull');
    assert.equal(full([0, 15], 500 * 2 ** 14), 'windowFull');
  });

  it('is not known to be full where no SYN was seen', () => {
    const capture = new Capture();
    capture.see('S', ack(101), 500);
    assert.equal(capture.see('C', data(101, 500)), '');
  });

  it('of zero is probed by one byte at the next number, and the answer is called that', () => {
    const shut = (): Capture => {
      const capture = opened();
      capture.see('S', ack(101), 0);
      return capture;
    };
    assert.equal(shut().see('C', data(101, 1)), 'zeroWindowProbe');
    assert.equal(shut().see('C', data(101, 2)), '');
    assert.equal(opened().see('C', data(101, 1)), '');
    const refused = shut();
    refused.see('C', data(101, 1));
    assert.equal(refused.see('S', ack(101), 0), 'zeroWindow zeroWindowProbeAck');
    // The byte was refused: what begins with it is new.
    assert.equal(refused.see('C', data(101, 10), 1000, 900), '');
    const taken = shut();
    taken.see('C', data(101, 1));
    assert.equal(taken.see('S', ack(102), 0), 'zeroWindow zeroWindowProbeAck');
    assert.equal(taken.see('C', data(102, 10), 1000, 900), '');
    const open = shut();
    open.see('C', data(101, 1));
    assert.equal(open.see('S', ack(101), 500), 'windowUpdate');
  });
});

describe('What a capture has shown', () => {
  it('replaces what the ends seem to know, and leaves the other marks', () => {
    const { transit, flows } = opened();
    Object.assign(transit.written, data(101, 10));
    transit.begin(new Tcb(), new Tcb(), false);
    transit.mark(Mark.retransmission | Mark.duplicateAck | Mark.portReused);
    analyzeFlow(transit, flows.C, flows.S);
    assert.equal(transit.marks, Mark.portReused);
  });

  it('is the highest number, whatever comes late', () => {
    const capture = opened();
    capture.see('C', data(101, 50));
    capture.see('C', data(101, 10), 1000, 500);
    assert.equal(capture.flows.C.next?.constant, number(151).constant);
    assert.equal(capture.see('C', data(151, 10), 1000, 600), '');
  });
});
