import type { SegmentStep } from '../../src/core/check/index.ts';
import { assertTold } from '../support/told.ts';

/** Labels as they are told; the number of a duplicate ACK behind it. */
function labels({ labels: told, duplicate }: SegmentStep): string {
  return told.map((label) => (label === 'duplicate-ack' ? `${label} #${String(duplicate)}` : label)).join(', ');
}

const OPENED = `
  client C
  server S
  C -> S SYN     seq=0
  S -> C SYN,ACK seq=0 ack=1
  C -> S ACK     seq=1 ack=1`;

describe('Labels mean what they mean in Wireshark', () => {
  const means = (name: string, lines: string, opened = OPENED): void => {
    it(name, () => {
      assertTold(opened + lines, labels);
    });
  };

  means(
    'a retransmission: bytes once more that are not acknowledged',
    `
  C -x S PSH,ACK seq=1 ack=1 len=10
  C -> S PSH,ACK seq=1 ack=1 len=10   # retransmission
  S -> C ACK     seq=1 ack=11`,
  );

  means(
    'a retransmission of a SYN, of a SYN,ACK and of a FIN',
    `
  client C
  server S
  C -x S SYN     seq=0
  C -> S SYN     seq=0                # retransmission
  S -x C SYN,ACK seq=0 ack=1
  S -> C SYN,ACK seq=0 ack=1          # retransmission
  C -> S ACK     seq=1 ack=1
  C -x S FIN,ACK seq=1 ack=1
  C -> S FIN,ACK seq=1 ack=1          # retransmission
  S -> C ACK     seq=1 ack=2`,
    '',
  );

  means(
    'duplicate ACKs are counted, and the third brings a fast retransmission',
    `
  C -x S PSH,ACK seq=1  ack=1 len=10
  C -> S PSH,ACK seq=11 ack=1 len=10
  S -> C ACK     seq=1  ack=1         # duplicate-ack #1
  C -> S PSH,ACK seq=21 ack=1 len=10
  S -> C ACK     seq=1  ack=1         # duplicate-ack #2
  C -> S PSH,ACK seq=31 ack=1 len=10
  S -> C ACK     seq=1  ack=1         # duplicate-ack #3
  C -> S PSH,ACK seq=1  ack=1 len=10  # retransmission, fast-retransmission
  S -> C ACK     seq=1  ack=41`,
  );

  means(
    'a spurious retransmission: the bytes are acknowledged, and that ACK is late',
    `
  C -> S    PSH,ACK seq=1 ack=1 len=10
  S ->... C ACK     seq=1 ack=11
  C -> S    PSH,ACK seq=1 ack=1 len=10  # retransmission, spurious-retransmission
  S -> C    ACK     seq=1 ack=11        # duplicate-ack #1
  S ...-> C ACK     seq=1 ack=11`,
  );

  means(
    'out of order: a segment that was overtaken',
    `
  C ->... S PSH,ACK seq=1  ack=1 len=10
  C -> S    PSH,ACK seq=11 ack=1 len=10
  S -> C    ACK     seq=1  ack=1         # duplicate-ack #1
  C ...-> S PSH,ACK seq=1  ack=1 len=10  # out-of-order
  S -> C    ACK     seq=1  ack=21`,
  );

  means(
    'a keep-alive repeats the last byte, or none, one number back; its answer is known as such',
    `
  C -> S PSH,ACK seq=1  ack=1 len=10
  S -> C ACK     seq=1  ack=11
  C -> S ACK     seq=10 ack=1         # keep-alive
  S -> C ACK     seq=1  ack=11        # keep-alive-ack
  C -> S ACK     seq=10 ack=1 len=1   # keep-alive
  S -> C ACK     seq=1  ack=11        # keep-alive-ack`,
  );

  means(
    'a window update is an ACK that says nothing else',
    `
  client C
  server S
  C -> S SYN     seq=0       win=1000
  S -> C SYN,ACK seq=0 ack=1 win=1000
  C -> S ACK     seq=1 ack=1 win=1000
  C -> S ACK     seq=1 ack=1 win=2000  # window-update`,
    '',
  );

  means(
    'a full window, a window of zero, its probe and the update that opens it',
    `
  client C
  server S
  C -> S SYN     seq=0         win=1000
  S -> C SYN,ACK seq=0 ack=1   win=100
  C -> S ACK     seq=1 ack=1   win=1000
  C -> S PSH,ACK seq=1 ack=1   win=1000 len=100  # window-full
  S -> C ACK     seq=1 ack=101 win=0             # zero-window
  C -> S ACK     seq=101 ack=1 win=1000 len=1    # zero-window-probe
  S -> C ACK     seq=1 ack=101 win=0             # zero-window
  S -> C ACK     seq=1 ack=101 win=500           # window-update`,
    '',
  );

  means(
    'a reset and a SYN say nothing of a window of zero',
    `
  C -> S RST seq=1 win=0`,
  );

  means(
    'port reused: the same ends open once more',
    `
  client C
  server S
  C -> S SYN     seq=100
  S -> C RST,ACK seq=0 ack=101
  C -> S SYN     seq=200              # port-reused`,
    '',
  );

  means(
    'what nobody in the diagram has sent is an old duplicate',
    `
  C ...-> S PSH,ACK seq=1 ack=1 len=5  # old-duplicate`,
  );

  means(
    'a challenge ACK',
    `
  state A CLOSED, B ESTABLISHED snd.nxt=300 rcv.nxt=100
  A -> B SYN seq=400
  B -> A ACK seq=300 ack=100          # challenge-ack
  A -> B RST seq=100`,
    '',
  );

  means(
    'what the receiver neither takes nor answers is ignored',
    `
  S ...-> C RST seq=4294967290        # old-duplicate, ignored
  S -> C PSH,ACK seq=1 ack=1 len=5`,
  );

  means(
    'previous segment not captured: in a capture the far side may have sent more than was seen',
    `
  option capture C
  S -> C PSH,ACK seq=1  ack=1 len=10
  C -> S ACK     seq=1  ack=11
  S -> C PSH,ACK seq=21 ack=1 len=10  # previous-segment-not-captured
  C -> S ACK     seq=1  ack=11        # duplicate-ack #1`,
  );

  means(
    'ACK of an unseen segment: a capture between the ends may have missed it',
    `
  option capture
  C -> S PSH,ACK seq=1  ack=1 len=10
  S -> C ACK     seq=1  ack=21        # acked-unseen-segment
  C -> S PSH,ACK seq=21 ack=1 len=10  # previous-segment-not-captured
  S -> C ACK     seq=1  ack=31        # acked-unseen-segment`,
  );

  means(
    'ACKs of unseen segments in a capture: once for a hole, and not while the other side repeats its ACK',
    `
  option capture
  C -> S ACK     seq=1  ack=1 len=10  win=100
  S -> C ACK     seq=1  ack=11        win=100
  S -> C ACK     seq=1  ack=11        win=100  # duplicate-ack #1
  C -> S ACK     seq=11 ack=21        win=100
  C -> S ACK     seq=11 ack=21        win=100  # duplicate-ack #1
  S -> C ACK     seq=1  ack=31        win=100
  C -> S ACK     seq=41 ack=21 len=10 win=100  # acked-unseen-segment, previous-segment-not-captured
  S -> C ACK     seq=21 ack=31        win=100  # acked-unseen-segment, previous-segment-not-captured`,
    '',
  );

  means(
    'duplicate ACKs in a capture: data in between does not begin the count anew',
    `
  option capture
  @0.000 C -> S PSH,ACK seq=1  ack=1 len=10 win=100
  @0.001 S -> C ACK     seq=1  ack=1        win=100
  @0.002 S -> C ACK     seq=1  ack=1        win=100  # duplicate-ack #1
  @0.003 S -> C PSH,ACK seq=1  ack=1 len=5  win=100
  @0.004 S -> C ACK     seq=6  ack=1        win=100  # duplicate-ack #2
  @0.005 C -> S PSH,ACK seq=1  ack=6 len=10 win=100  # retransmission, fast-retransmission`,
    '',
  );

  means(
    'window full in a capture: the window of a SYN,ACK is not scaled (RFC 7323 §2.2)',
    `
  option capture
  client C
  server S
  C -> S SYN     seq=0                 win=500 wscale=3
  C <- S SYN,ACK seq=0    ack=1        win=300 wscale=4
  C -> S ACK     seq=1    ack=1        win=500
  C -> S ACK     seq=1    ack=1 len=300 win=500  # window-full
  C <- S ACK     seq=1    ack=301      win=300
  C -> S ACK     seq=301  ack=1 len=4800 win=500  # window-full`,
    '',
  );

  means(
    'a retransmission in a capture: a SYN of the same number after a reset, and a SYN,ACK',
    `
  option capture
  client C
  server S
  C -> S SYN     seq=0                 win=500
  C <- S SYN,ACK seq=0 ack=1           win=300
  C -> S RST     seq=1                 win=0
  C -> S SYN     seq=0                 win=500  # retransmission
  C <- S SYN,ACK seq=0 ack=1           win=300  # retransmission
  C -> S ACK     seq=1 ack=1           win=500
  C -> S ACK     seq=1 ack=1           win=500  # duplicate-ack #1`,
    '',
  );

  means(
    'out of order in a capture: a gap that is filled within milliseconds',
    `
  option capture
  @0.0000 C -> S PSH,ACK seq=1  ack=1 len=10
  @0.0010 C -> S PSH,ACK seq=21 ack=1 len=10  # previous-segment-not-captured
  @0.0020 C -> S PSH,ACK seq=11 ack=1 len=10  # out-of-order`,
    '',
  );

  means(
    'a retransmission in a capture: a gap that is filled later than a round trip',
    `
  option capture
  @0.0000 C -> S PSH,ACK seq=1  ack=1 len=10
  @0.0010 C -> S PSH,ACK seq=21 ack=1 len=10  # previous-segment-not-captured
  @0.2000 C -> S PSH,ACK seq=11 ack=1 len=10  # retransmission`,
    '',
  );

  means(
    'a fast retransmission in a capture: within 20 ms of the second duplicate',
    `
  option capture
  @0.000 C -> S PSH,ACK seq=1  ack=1 len=10 win=100
  @0.001 S -> C ACK     seq=1  ack=1        win=100
  @0.002 C -> S PSH,ACK seq=11 ack=1 len=10 win=100
  @0.003 S -> C ACK     seq=1  ack=1        win=100  # duplicate-ack #1
  @0.004 S -> C ACK     seq=1  ack=1        win=100  # duplicate-ack #2
  @0.010 C -> S PSH,ACK seq=1  ack=1 len=10 win=100  # retransmission, fast-retransmission`,
    '',
  );

  means(
    'a zero-window probe and its ACK in a capture',
    `
  option capture
  @0.0 C -> S PSH,ACK seq=1  ack=1  len=10 win=100
  @0.1 S -> C ACK     seq=1  ack=11        win=0    # zero-window
  @0.5 C -> S ACK     seq=11 ack=1  len=1  win=100  # zero-window-probe
  @0.6 S -> C ACK     seq=1  ack=11        win=0    # zero-window, zero-window-probe-ack
  @0.9 S -> C ACK     seq=1  ack=11        win=50   # window-update`,
    '',
  );

  means(
    'a window that is filled in a capture whose handshake was seen',
    `
  option capture
  C -> S SYN     seq=0            win=100
  S -> C SYN,ACK seq=0 ack=1      win=20
  C -> S ACK     seq=1 ack=1      win=100
  C -> S PSH,ACK seq=1 ack=1 len=20 win=100  # window-full`,
    '',
  );
});
