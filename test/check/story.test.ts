import type { SegmentStep } from '../../src/core/check/index.ts';
import { assertCodes, assertTold } from '../support/told.ts';

/** `close 3`: the place of a segment in the story of its connection; data has no steps. */
function place({ phase, step }: SegmentStep): string {
  return step === null ? String(phase) : `${String(phase)} ${String(step)}`;
}

/** `ACK seq=y+1 ack=x+2`: what the receiver must send at once; nothing where it need not. */
function reply({ reply: told }: SegmentStep): string {
  if (told === null) return '';
  const ack = told.ack === null ? '' : ` ack=${told.ack}`;
  return `${told.flags.join(',')} seq=${told.seq ?? '?'}${ack}`;
}

describe('Phases and steps', () => {
  it('of a handshake, data, and a close in four', () => {
    assertTold(
      `client C
      server S
      C -> S SYN     seq=x                    # handshake 1
      S -> C SYN,ACK seq=y   ack=x+1          # handshake 2
      C -> S ACK     seq=x+1 ack=y+1          # handshake 3
      C -> S PSH,ACK seq=x+1 ack=y+1 len=10   # data
      S -> C ACK     seq=y+1 ack=x+11         # data
      C -> S FIN,ACK seq=x+11 ack=y+1         # close 1
      S -> C ACK     seq=y+1  ack=x+12        # close 2
      S -> C FIN,ACK seq=y+1  ack=x+12        # close 3
      C -> S ACK     seq=x+12 ack=y+2         # close 4`,
      place,
    );
  });

  it('of a close in three: the second FIN acknowledges the first', () => {
    assertTold(
      `state C ESTABLISHED, S ESTABLISHED
      C -> S FIN,ACK seq=u   ack=v            # close 1
      S -> C FIN,ACK seq=v   ack=u+1          # close 3
      C -> S ACK     seq=u+1 ack=v+1          # close 4`,
      place,
    );
  });

  it('of a close from both sides at once', () => {
    assertTold(
      `state C ESTABLISHED, S ESTABLISHED
      C ->... S FIN,ACK seq=u   ack=v         # close 1
      S ->... C FIN,ACK seq=v   ack=u         # close 1
      C ...-> S FIN,ACK seq=u   ack=v         # close 1
      S ...-> C FIN,ACK seq=v   ack=u         # close 1
      S -> C    ACK     seq=v+1 ack=u+1       # close 2
      C -> S    ACK     seq=u+1 ack=v+1       # close 2`,
      place,
    );
  });

  it('of an open from both sides at once (RFC 9293, figure 7)', () => {
    assertTold(
      `client A
      client B
      A ->... B SYN     seq=100               # handshake 1
      B -> A    SYN     seq=300               # handshake 1
      A ...-> B SYN     seq=100               # handshake 1
      A ->... B SYN,ACK seq=100 ack=301       # handshake 2
      B -> A    SYN,ACK seq=300 ack=101       # handshake 2
      A ...-> B SYN,ACK seq=100 ack=301       # handshake 2`,
      place,
    );
  });

  it('of a reset', () => {
    assertTold(
      `client C
      server S
      C -> S SYN     seq=x                    # handshake 1
      S -> C RST,ACK seq=0 ack=x+1            # reset`,
      place,
    );
  });
});

describe('The reply that is due at once', () => {
  it('to each segment of a connection', () => {
    assertTold(
      `client C
      server S
      C -> S SYN     seq=x                    # SYN,ACK seq=? ack=x+1
      S -> C SYN,ACK seq=y   ack=x+1          # ACK seq=x+1 ack=y+1
      C -> S ACK     seq=x+1 ack=y+1
      C -> S PSH,ACK seq=x+1 ack=y+1 len=10
      S -> C ACK     seq=y+1 ack=x+11
      C -> S FIN,ACK seq=x+11 ack=y+1         # ACK seq=y+1 ack=x+12
      S -> C ACK     seq=y+1  ack=x+12
      S -> C FIN,ACK seq=y+1  ack=x+12        # ACK seq=x+12 ack=y+2
      C -> S ACK     seq=x+12 ack=y+2`,
      reply,
    );
  });

  it('to a segment beyond a gap, and to the one that fills it', () => {
    assertTold(
      `state C ESTABLISHED snd.nxt=1 rcv.nxt=1, S ESTABLISHED snd.nxt=1 rcv.nxt=1
      C -x S PSH,ACK seq=1  ack=1 len=10
      C -> S PSH,ACK seq=11 ack=1 len=10      # ACK seq=1 ack=1
      S -> C ACK     seq=1  ack=1
      C -> S PSH,ACK seq=1  ack=1 len=10      # ACK seq=1 ack=21
      S -> C ACK     seq=1  ack=21`,
      reply,
    );
  });

  it('to a segment without a connection, with and without an ACK', () => {
    assertTold(
      `state A ESTABLISHED snd.nxt=100 rcv.nxt=300, B CLOSED
      A -> B PSH,ACK seq=100 ack=300 len=10   # RST seq=300
      B -> A RST     seq=300
      A -> B SYN     seq=500                  # RST,ACK seq=0 ack=501
      B -> A RST,ACK seq=0 ack=501`,
      reply,
    );
  });

  it('to a keep-alive, and to a segment of the past', () => {
    assertTold(
      `state C ESTABLISHED snd.nxt=100 rcv.nxt=300, S ESTABLISHED snd.nxt=300 rcv.nxt=100
      C -> S    ACK     seq=99 ack=300        # ACK seq=300 ack=100
      S -> C    ACK     seq=300 ack=100
      C ...-> S PSH,ACK seq=50 ack=300 len=9  # ACK seq=300 ack=100`,
      reply,
    );
  });
});

describe('The reply that the next line shows', () => {
  /** Of what L owes. */
  const due = (step: SegmentStep): string => (step.to === 'L' ? reply(step) : '');
  const opened = (lines: string): void => {
    assertTold(
      `option capture L
      client L
      server R
      L -> R SYN     seq=0 win=65535
      R -> L SYN,ACK seq=0 ack=1              # ACK seq=1 ack=1
      L -> R ACK     seq=1 ack=1 win=65535
      ${lines}`,
      due,
    );
  };

  it('is the reset of a stack without RFC 5961 to a SYN in the window (RFC 9293 §3.10.7.4, fourth)', () => {
    opened(`R -> L SYN seq=1000                     # RST,ACK seq=1 ack=1
      L -> R RST,ACK seq=1 ack=1`);
    // Beyond the edge that the field can say, where it says the most that it can.
    opened(`R -> L SYN seq=65700                    # RST,ACK seq=1 ack=1
      L -> R RST,ACK seq=1 ack=1`);
  });

  it('but the challenge ACK, where nothing, or anything else is sent (RFC 5961 §4)', () => {
    opened('R -> L SYN seq=1000                     # ACK seq=1 ack=1');
    opened(`R -> L SYN seq=1000                     # ACK seq=1 ack=1
      L -> R ACK seq=1 ack=1
      L -> R RST,ACK seq=1 ack=1`);
    // Before the window there is no other answer in any stack.
    opened(`R -> L SYN seq=0                        # ACK seq=1 ack=1
      L -> R RST,ACK seq=1 ack=1`);
  });

  it('is the reset of a program that has closed in SYN-SENT (§3.10.4, §3.10.7.1)', () => {
    assertTold(
      `option capture L
      client L
      server R
      L -> R SYN     seq=0
      R -> L SYN,ACK seq=0 ack=1              # RST seq=1
      L -> R RST     seq=1`,
      due,
    );
  });

  it('but the ACK, where the reset has an ACK and so knows a connection, or all calls are drawn', () => {
    assertTold(
      `option capture L
      client L
      server R
      L -> R SYN     seq=0
      R -> L SYN,ACK seq=0 ack=1              # ACK seq=1 ack=1
      L -> R RST,ACK seq=1 ack=1`,
      due,
    );
    assertTold(
      `client L
      server R
      L -> R SYN     seq=0
      R -> L SYN,ACK seq=0 ack=1              # ACK seq=1 ack=1
      L -> R RST     seq=1`,
      due,
    );
  });

  it('is the reset for text that comes when nobody reads it any more (§3.6.1, RFC 1122 §4.2.2.13)', () => {
    opened(`L -> R FIN,ACK seq=1 ack=1 win=65535
      R -> L ACK     seq=1 ack=2
      R -> L FIN,ACK seq=1 ack=2 len=10       # RST seq=2
      L -> R RST     seq=2`);
  });

  it('but an ACK, where the end has not closed and only breaks off', () => {
    opened(`R -> L FIN,ACK seq=1 ack=1 len=10       # ACK seq=1 ack=12
      L -> R RST     seq=1`);
  });
});

describe('A reset that no stack sends stays wrong', () => {
  const OPENED = 'option capture L\nclient L\nserver R\nL -> R SYN seq=0\nR -> L SYN,ACK seq=0 ack=1\n';

  it('in answer to a SYN in the window, with another number', () => {
    assertCodes(`${OPENED}L -> R ACK seq=1 ack=1\nR -> L SYN seq=50\nL -> R RST,ACK seq=50 ack=1`, ['8 rst-numbers']);
    assertCodes(`${OPENED}L -> R ACK seq=1 ack=1\nR -> L SYN seq=50\nL -> R RST,ACK seq=1 ack=51`, ['8 rst-numbers']);
  });

  it('in answer to a SYN,ACK, with the number of the SYN', () => {
    assertCodes(`${OPENED}L -> R RST seq=9`, ['6 rst-numbers']);
  });
});
