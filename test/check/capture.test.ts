import { assertCodes, assertRight } from '../support/told.ts';

const HEAD = 'option capture L\nclient R\nserver L\n';
const OPENED = `${HEAD}R -> L SYN     seq=0\nL -> R SYN,ACK seq=0 ack=1\nR -> L ACK     seq=1 ack=1\n`;

describe('A capture at one end', () => {
  it('the far side acknowledges late, out of turn, and less than it has got', () => {
    assertRight(`${OPENED}L -> R ACK seq=1   ack=1 len=100
L -> R ACK seq=101 ack=1 len=100
R -> L ACK seq=1   ack=101
R -> L ACK seq=1   ack=1
R -> L ACK seq=1   ack=201`);
  });

  it('the far side may not have heard of the last window, and fills an older one', () => {
    assertRight(`${HEAD}R -> L SYN seq=0 win=1000
L -> R SYN,ACK seq=0 ack=1 win=1000
R -> L ACK seq=1 ack=1 win=1000
R -> L ACK seq=1 ack=1 win=1000 len=900
L -> R ACK seq=1 ack=901 win=100
R -> L ACK seq=901 ack=1 win=1000 len=100
L -> R ACK seq=1 ack=1001 win=0
R -> L ACK seq=1001 ack=1 win=1000 len=1
L -> R ACK seq=1 ack=1001 win=0`);
  });

  it('the far side sends what nobody would who knew what L knows', () => {
    assertRight(`${OPENED}R -> L PSH,ACK seq=1 ack=1 len=10
L -> R ACK seq=1 ack=11
R -> L PSH,ACK seq=1 ack=1 len=10
L -> R ACK seq=1 ack=11
L -> R FIN,ACK seq=1 ack=11
R -> L PSH,ACK seq=11 ack=1 len=10`);
  });

  it('the far side never acknowledges what L has not sent', () => {
    assertCodes(`${OPENED}R -> L ACK seq=1 ack=500`, ['7 ack-unsent']);
  });

  it('L itself is held to every number', () => {
    assertCodes(`${OPENED}R -> L PSH,ACK seq=1 ack=1 len=10\nL -> R ACK seq=1 ack=10`, ['8 ack-mismatch']);
    assertCodes(`${OPENED}L -> R PSH,ACK seq=2 ack=1 len=10`, ['7 seq-gap']);
    assertCodes(`${OPENED}L -> R FIN,ACK seq=1 ack=1\nL -> R PSH,ACK seq=2 ack=1 len=10`, ['8 data-after-fin']);
  });

  it('and so is each side of the same lines without the option', () => {
    assertCodes(
      'client R\nserver L\nR -> L SYN seq=0\nL -> R SYN,ACK seq=0 ack=1\nR -> L ACK seq=1 ack=1\nL -> R ACK seq=1 ack=1 len=100\nR -> L ACK seq=1 ack=1',
      ['7 ack-mismatch'],
    );
  });
});

describe('A capture somewhere between', () => {
  const BETWEEN = `option capture\nclient C\nserver S\nC -> S SYN     seq=0\nS -> C SYN,ACK seq=0 ack=1\nC -> S ACK     seq=1 ack=1\n`;

  it('knows of neither side what it knew', () => {
    assertRight(`${BETWEEN}C -> S ACK seq=1   ack=1 len=100
S -> C ACK seq=1   ack=1 len=50
C -> S ACK seq=101 ack=1 len=100
S -> C ACK seq=51  ack=101
C -> S ACK seq=201 ack=51`);
  });

  it('has missed what is acknowledged and was not seen', () => {
    assertRight(`${BETWEEN}S -> C ACK seq=1 ack=101`);
  });

  it('still knows which flags exclude each other', () => {
    assertCodes(`${BETWEEN}C -> S SYN,FIN seq=1`, ['7 flags-conflict']);
  });
});
