import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { assertCodes, assertRight, segmentsOf } from '../support/told.ts';

/** The block of an end after the last segment. */
function blockOf(text: string, name: string): NonNullable<ReturnType<typeof segmentsOf>[number]['tcbs'][string]> {
  const block = segmentsOf(analyze(text)).at(-1)?.tcbs[name];
  assert.ok(block !== undefined);
  return block;
}

const SACK = `client C
server S
C -> S SYN     seq=0 sackok
S -> C SYN,ACK seq=0 ack=1 sackok
C -> S ACK     seq=1 ack=1
`;

describe('Selective acknowledgment (RFC 2018, RFC 2883)', () => {
  it('the receiver keeps what lies behind a gap, the newest first', () => {
    const text = `${SACK}C -x S ACK seq=1  ack=1 len=10
C -> S ACK seq=11 ack=1 len=10
S -> C ACK seq=1  ack=1 sack=11-21
C -x S ACK seq=21 ack=1 len=10
C -> S ACK seq=31 ack=1 len=10
S -> C ACK seq=1  ack=1 sack=31-41/11-21`;
    assertRight(text);
    assert.deepEqual(blockOf(text, 'S').outOfOrder, [
      ['31', '41'],
      ['11', '21'],
    ]);
  });

  it('a block below the ACK reports bytes that came twice (DSACK)', () => {
    assertRight(`${SACK}C -> S ACK seq=1 ack=1 len=10
S -x C ACK seq=1 ack=11
C -> S ACK seq=1 ack=1 len=10
S -> C ACK seq=1 ack=11 sack=1-11`);
  });

  it('a block of bytes that nobody has sent is an error, whoever permitted SACK', () => {
    assertCodes(`${SACK}C -> S ACK seq=1 ack=1 len=10\nS -> C ACK seq=1 ack=11 sack=21-31`, ['7 sack-range']);
  });

  it('SACK permitted by one side alone goes one way only', () => {
    const opened = 'client C\nserver S\nC -> S SYN seq=0 sackok\nS -> C SYN,ACK seq=0 ack=1\nC -> S ACK seq=1 ack=1\n';
    assertRight(
      `${opened}C -x S ACK seq=1 ack=1 len=9\nC -> S ACK seq=10 ack=1 len=9\nS -> C ACK seq=1 ack=1 sack=10-19`,
    );
    assertCodes(
      `${opened}S -x C ACK seq=1 ack=1 len=9\nS -> C ACK seq=10 ack=1 len=9\nC -> S ACK seq=1 ack=1 sack=10-19`,
      ['8 sack-not-permitted'],
    );
  });

  it('a reset at the right edge of a block counts, as in stacks that follow RFC 5961 closely', () => {
    assertRight(`${SACK}C -x S ACK seq=1 ack=1 len=10
C -> S ACK seq=11 ack=1 len=10
S -> C ACK seq=1 ack=1 sack=11-21
C -> S RST seq=21
state C CLOSED, S CLOSED`);
  });
});

describe('Window scale (RFC 7323 §2)', () => {
  const opened = (c: string, s: string): string =>
    `client C\nserver S\nC -> S SYN seq=0 win=1000${c}\nS -> C SYN,ACK seq=0 ack=1 win=1000${s}\nC -> S ACK seq=1 ack=1 win=100\n`;

  it('both sides shift, but never the window of a SYN', () => {
    const text = `${opened(' wscale=7', ' wscale=2')}S -> C ACK seq=1 ack=1 win=500`;
    assert.equal(blockOf(text, 'C').sndWnd, '2000');
    assert.equal(blockOf(text, 'S').sndWnd, '12800');
  });

  it('nobody shifts where one side did not offer it', () => {
    const text = `${opened(' wscale=7', '')}S -> C ACK seq=1 ack=1 win=500`;
    assert.equal(blockOf(text, 'S').sndWnd, '100');
  });

  it('data may fill the scaled window, and no more', () => {
    const open = opened(' wscale=7', ' wscale=2');
    assertRight(`${open}S -> C PSH,ACK seq=1 ack=1 len=12800`);
    assertCodes(`${open}S -x C PSH,ACK seq=1 ack=1 len=12801`, ['6 window-overflow']);
  });

  it('the first scaled window may be smaller than that of the SYN', () => {
    assertRight(opened(' wscale=0', ' wscale=0'));
  });
});

describe('Timestamps (RFC 7323 §5)', () => {
  const OPENED = `client C
server S
C -> S SYN     seq=0 ts=100/0
S -> C SYN,ACK seq=0 ack=1 ts=500/100
C -> S ACK     seq=1 ack=1 ts=101/500
`;

  it('an older timestamp is dropped and acknowledged (PAWS)', () => {
    const text = `${OPENED}C -> S PSH,ACK seq=1 ack=1 len=10 ts=110/500
S -> C ACK seq=1 ack=11 ts=510/110
C ...-> S PSH,ACK seq=11 ack=1 len=10 ts=90/500`;
    assertCodes(text, ['8 unacceptable-segment']);
    assert.deepEqual(segmentsOf(analyze(text)).at(-1)?.reply, { flags: ['ACK'], seq: '1', ack: '11' });
    assert.equal(blockOf(text, 'S').rcvNxt, '11');
  });

  it('timestamps wrap round as sequence numbers do', () => {
    assertRight(`client C
server S
C -> S SYN     seq=0 ts=4294967290/0
S -> C SYN,ACK seq=0 ack=1 ts=500/4294967290
C -> S ACK     seq=1 ack=1 ts=4294967295/500
C -> S PSH,ACK seq=1 ack=1 len=10 ts=3/500
S -> C ACK     seq=1 ack=11 ts=510/3`);
  });

  it('a reset is never too old', () => {
    assertRight(`${OPENED}C -> S PSH,ACK seq=1 ack=1 len=10 ts=110/500
C -> S RST seq=11 ts=90/0
state S CLOSED`);
  });
});

describe('Fast Open (RFC 7413)', () => {
  it('a cookie is asked for, without data', () => {
    assertRight(`client C
server S
C -> S SYN     seq=x tfo
S -> C SYN,ACK seq=y ack=x+1 tfo=c0ffee
C -> S ACK     seq=x+1 ack=y+1`);
  });

  it('data in the SYN, taken and answered before the handshake is over', () => {
    assertRight(`client C
server S
C -> S SYN     seq=x len=10 tfo=c0ffee
S -> C SYN,ACK seq=y ack=x+11
S -> C PSH,ACK seq=y+1 ack=x+11 len=20
C -> S ACK     seq=x+11 ack=y+21
state C ESTABLISHED, S ESTABLISHED`);
  });

  it('data in the SYN that the server does not take is sent again', () => {
    assertRight(`client C
server S
C -> S SYN     seq=x len=10 tfo=c0ffee
S -> C SYN,ACK seq=y ack=x+1
C -> S PSH,ACK seq=x+1 ack=y+1 len=10
S -> C ACK     seq=y+1 ack=x+11`);
  });

  it('an ACK between the two is wrong: data in a SYN is taken as a whole or not at all', () => {
    assertCodes('client C\nserver S\nC -> S SYN seq=x len=10 tfo=c0ffee\nS -> C SYN,ACK seq=y ack=x+5', [
      '4 ack-mismatch',
    ]);
  });
});

describe('Explicit congestion notification (RFC 3168, RFC 9768)', () => {
  const talk = (ask: string, answer: string, bits: string): string =>
    `client C\nserver S\nC -> S SYN${ask} seq=0\nS -> C SYN,ACK${answer} seq=0 ack=1\nC -> S ACK seq=1 ack=1\nC -> S ACK${bits} seq=1 ack=1`;

  it('is agreed on by ECE and CWR in the SYN, and ECE in the SYN,ACK', () => {
    assertRight(talk(',ECE,CWR', ',ECE', ',ECE'));
    assertRight(talk(',ECE,CWR', ',ECE', ',CWR'));
  });

  it('is more accurate with all three bits in the SYN', () => {
    assertRight(talk(',AE,CWR,ECE', ',CWR', ',AE'));
    assertRight(talk(',AE,CWR,ECE', ',AE', ',AE,CWR,ECE'));
  });

  it('is not agreed on by one side', () => {
    assertCodes(talk(',ECE,CWR', '', ',ECE'), ['6 ecn-not-negotiated']);
    assertCodes(talk('', '', ',CWR'), ['6 ecn-not-negotiated']);
  });
});

describe('Data that is sent again', () => {
  const OPENED = 'client C\nserver S\nC -> S SYN seq=0\nS -> C SYN,ACK seq=0 ack=1\nC -> S ACK seq=1 ack=1\n';

  it('is the same data', () => {
    assertRight(`${OPENED}C -x S PSH,ACK seq=1 ack=1 data="GET /"\nC -> S PSH,ACK seq=1 ack=1 data="GET /"`);
    assertCodes(`${OPENED}C -x S PSH,ACK seq=1 ack=1 data="GET /"\nC -> S PSH,ACK seq=1 ack=1 data="PUT /"`, [
      '7 retransmission-differs',
    ]);
  });

  it('may be cut up anew, by bytes and not by characters', () => {
    assertRight(`${OPENED}C -x S ACK seq=1 ack=1 data="你好"
C -x S ACK seq=7 ack=1 data="世界"
C -> S ACK seq=1 ack=1 data="你好世界"
C -> S ACK seq=13 ack=1 data="!"`);
    assertCodes(
      `${OPENED}C -x S ACK seq=1 ack=1 data="你好"\nC -x S ACK seq=7 ack=1 data="世界"\nC -> S ACK seq=4 ack=1 data="好時"`,
      ['8 retransmission-differs'],
    );
  });

  it('is not compared where the text is not written down', () => {
    assertRight(`${OPENED}C -x S PSH,ACK seq=1 ack=1 data="GET /"\nC -> S PSH,ACK seq=1 ack=1 len=5`);
  });
});
