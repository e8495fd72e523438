import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';

/** What is wrong with the way in which a connection begins (`explain/opening.ts`), as the lines behind it show. */
const said = (text: string): string[] =>
  analyze(text)
    .findings.filter(({ severity }) => severity !== 'hint')
    .map(({ line, code, fixes }) => `${String(line + 1)} ${code}: ${fixes[0]?.edits[0]?.text.trim() ?? ''}`);

describe('A SYN or a FIN that is not counted as a number (RFC 9293 §3.4)', () => {
  it('is one slip, whoever makes it: all that follows goes on from it', () => {
    const fromA =
      'A -> B PSH,ACK seq=100 ack=501 len=10\nB -> A ACK seq=501 ack=110\nA -> B PSH,ACK seq=110 ack=501 len=10';
    assert.deepEqual(said(`A -> B SYN seq=100\nB -> A SYN,ACK seq=500 ack=101\nA -> B ACK seq=100 ack=501\n${fromA}`), [
      '3 seq-mismatch: 101',
    ]);
    // Where both agree, it is the first number that is one too high.
    assert.deepEqual(said(`A -> B SYN seq=100\nB -> A SYN,ACK seq=500 ack=100\nA -> B ACK seq=100 ack=501\n${fromA}`), [
      '1 seq-mismatch: 99',
    ]);
    assert.deepEqual(
      said(
        'A -> B SYN seq=100\nB -> A SYN,ACK seq=500 ack=101\nA -> B ACK seq=101 ack=501\nB -> A PSH,ACK seq=500 ack=101 len=10\n' +
          'A -> B ACK seq=101 ack=510\nB -> A PSH,ACK seq=510 ack=101 len=10\nA -> B ACK seq=101 ack=520',
      ),
      ['4 seq-mismatch: 501'],
    );
  });

  it('who does not count the one SYN does not count the other, in numbers or in symbols', () => {
    assert.deepEqual(
      said(
        'A -> B SYN seq=100\nB -> A SYN,ACK seq=500 ack=100\nA -> B ACK seq=100 ack=500\nA -> B PSH,ACK seq=100 ack=500 len=10\n' +
          'B -> A ACK seq=500 ack=110\nB -> A PSH,ACK seq=500 ack=110 len=40\nA -> B PSH,ACK seq=110 ack=540 len=10',
      ),
      ['2 ack-mismatch: 101'],
    );
    assert.deepEqual(
      said(
        'A -> B SYN seq=x\nB -> A SYN,ACK seq=y ack=x\nA -> B ACK seq=x ack=y\nA -> B PSH,ACK seq=x ack=y len=10\n' +
          'B -> A ACK seq=y ack=x+10\nB -> A PSH,ACK seq=y ack=x+10 len=40\nA -> B ACK seq=x+10 ack=y+40',
      ),
      ['2 ack-mismatch: x+1'],
    );
  });

  it('is told of each FIN, and of the end that does not count it', () => {
    const open =
      'A -> B SYN seq=100\nB -> A SYN,ACK seq=500 ack=101\nA -> B ACK seq=101 ack=501\nA -> B FIN,ACK seq=101 ack=501\n';
    assert.deepEqual(
      said(
        `${open}B -> A ACK seq=501 ack=101\nB -> A PSH,ACK seq=501 ack=101 len=10\nA -> B ACK seq=101 ack=511\n` +
          'B -> A FIN,ACK seq=511 ack=101\nA -> B ACK seq=101 ack=511',
      ),
      ['5 ack-mismatch: 102', '9 ack-mismatch: 512'],
    );
    assert.deepEqual(
      said(
        `${open}B -> A ACK seq=501 ack=102\nB -> A PSH,ACK seq=501 ack=102 len=10\nA -> B ACK seq=101 ack=511\n` +
          'B -> A PSH,ACK seq=511 ack=102 len=10\nA -> B ACK seq=101 ack=521\nB -> A FIN,ACK seq=521 ack=102\nA -> B ACK seq=101 ack=522',
      ),
      ['7 seq-mismatch: 102'],
    );
  });
});

describe('The first line of a conversation', () => {
  const TALK =
    'B -> A ACK seq=900 ack=5020\nB -> A PSH,ACK seq=900 ack=5020 len=300\nA -> B ACK seq=5020 ack=1200\n' +
    'A -> B PSH,ACK seq=5020 ack=1200 len=20\nB -> A ACK seq=1200 ack=5040';

  it('points the wrong way, or has its numbers swapped, where the next lines agree with each other (RFC 9293 §3.4)', () => {
    assert.deepEqual(said(`A -> B PSH,ACK seq=5000 ack=900 len=20\n${TALK}`), []);
    assert.deepEqual(said(`B -> A PSH,ACK seq=5000 ack=900 len=20\n${TALK}`), ['1 arrow-reversed: A']);
    assert.deepEqual(said(`A -> B PSH,ACK seq=900 ack=5000 len=20\n${TALK}`), ['1 seq-ack-swapped: 5000']);
    assert.deepEqual(
      said(
        'B -> A SYN seq=100\nB -> A SYN,ACK seq=500 ack=101\nA -> B ACK seq=101 ack=501\nA -> B ACK seq=101 ack=501 len=10',
      ),
      ['1 arrow-reversed: A'],
    );
  });

  it('is looked at from 16 lines below, and no further', () => {
    const below = (lines: number): string | undefined =>
      said(`A -> B PSH,ACK seq=900 ack=5000 len=20\n${'# ...\n'.repeat(lines - 1)}${TALK}`)[0];
    assert.equal(below(16), '1 seq-ack-swapped: 5000');
    assert.match(below(17) ?? '', /^18 /);
  });
});

describe('Two ends that send a SYN each (RFC 9293 §3.5, figure 7)', () => {
  const SYNS = 'A -> B SYN seq=100\nB -> A SYN seq=300\n';
  const ANSWERS =
    'A -> B SYN,ACK seq=100 ack=301\nB -> A SYN,ACK seq=300 ack=101\nA -> B PSH,ACK seq=101 ack=301 len=10';

  it('open at once where SYN,ACKs are behind them, and nobody has said that the second one listened', () => {
    assert.deepEqual(said(SYNS + ANSWERS), []);
    assert.deepEqual(said(`state B CLOSED\n${SYNS}${ANSWERS}`), []);
    assert.deepEqual(said(`client A\nserver B\n${SYNS}${ANSWERS}`), ['4 syn-missing: SYN,ACK']);
    assert.deepEqual(said(`state B LISTEN\n${SYNS}${ANSWERS}`), ['3 syn-missing: SYN,ACK']);
    assert.deepEqual(said(`${SYNS}A -> B ACK seq=101 ack=301\nB -> A ACK seq=301 ack=101`), ['2 syn-missing: SYN,ACK']);
  });
});
