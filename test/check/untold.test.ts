import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';

/**
 * A line that is missing (`explain/untold.ts`): which segment it was follows from what stands behind it, and the fix writes it. What
 * stands in a `state` line decides where two would do.
 */
const said = (text: string): string[] =>
  analyze(text)
    .findings.filter(({ severity }) => severity !== 'hint')
    .map(({ line, code, fixes }) => `${String(line + 1)} ${code}: ${fixes[0]?.edits[0]?.text.trim() ?? ''}`);

const OPEN = 'A -> B SYN seq=0 sackok\nB -> A SYN,ACK seq=7000 ack=1 sackok\nA -> B ACK seq=1 ack=7001\n';
const SMALL = 'A -> B SYN seq=0 win=100\nB -> A SYN,ACK seq=7000 ack=1 win=100\nA -> B ACK seq=1 ack=7001\n';
const PORTS = 'A:1 -> B:80 SYN seq=0\nB:80 -> A:1 SYN,ACK seq=7000 ack=1\nA:1 -> B:80 ACK seq=1 ack=7001\n';

/** Nothing but the segment is missing before a line. */
const isMissing = (text: string, line: number, segment: string): void => {
  assert.deepEqual(said(text), [`${String(line)} segment-missing: ${segment}`], text);
};

describe('Bytes that are missing before a line', () => {
  it('were text, or less text and a FIN, as the states behind them say (RFC 9293 §3.6)', () => {
    const behind = (last: string): string => `${OPEN}A -> B ACK seq=11 ack=7001\nB -> A ACK seq=7001 ack=11\n${last}`;
    isMissing(behind('A -> B ACK seq=11 ack=7001 len=5'), 4, 'A -> B PSH,ACK seq=1 ack=7001 len=10');
    isMissing(behind('state A FIN-WAIT-2'), 4, 'A -> B FIN,ACK seq=1 ack=7001 len=9');
    isMissing(behind('state A ESTABLISHED'), 4, 'A -> B PSH,ACK seq=1 ack=7001 len=10');
    isMissing(
      `${OPEN}A -> B ACK seq=3 ack=7001\nB -> A ACK seq=7001 ack=3\nstate A FIN-WAIT-2`,
      4,
      'A -> B FIN,ACK seq=1 ack=7001 len=1',
    );
  });

  it('were lost where their receiver still waits for them (RFC 9293 §3.8)', () => {
    isMissing(
      `${OPEN}A -> B ACK seq=11 ack=7001 len=5\nB -> A ACK seq=7001 ack=1`,
      4,
      'A -x B PSH,ACK seq=1 ack=7001 len=10',
    );
    isMissing(
      `${OPEN}A -> B ACK seq=11 ack=7001\nB -> A ACK seq=7001 ack=1\nstate A FIN-WAIT-1`,
      4,
      'A -x B FIN,ACK seq=1 ack=7001 len=9',
    );
    isMissing(
      `${OPEN}A -> B ACK seq=2 ack=7001\nB -> A ACK seq=7001 ack=1\nstate A FIN-WAIT-1`,
      4,
      'A -x B FIN,ACK seq=1 ack=7001',
    );
  });

  it('were sent by whoever they are acknowledged to (RFC 9293 §3.4)', () => {
    isMissing(`${OPEN}A -> B ACK seq=1 ack=7041\nstate A CLOSE-WAIT`, 4, 'B -> A FIN,ACK seq=7001 ack=1 len=39');
    isMissing(`${OPEN}A -> B ACK seq=1 ack=7002\nstate A CLOSE-WAIT`, 4, 'B -> A FIN,ACK seq=7001 ack=1');
    isMissing(
      `${OPEN}A -> B ACK seq=1 ack=7041\nB -> A ACK seq=7041 ack=1 len=5`,
      4,
      'B -> A PSH,ACK seq=7001 ack=1 len=40',
    );
  });

  it('are told in symbols', () => {
    const symbols = 'A -> B SYN seq=x\nB -> A SYN,ACK seq=y ack=x+1\nA -> B ACK seq=x+1 ack=y+1\n';
    isMissing(
      `${symbols}A -> B ACK seq=x+1 ack=y+1 len=a\nA -> B ACK seq=x+a+101 ack=y+1 len=a\nB -> A ACK seq=y+1 ack=x+2a+101`,
      5,
      'A -> B PSH,ACK seq=x+a+1 ack=y+1 len=100',
    );
    isMissing(
      `${symbols}A -> B ACK seq=x+1 ack=y+1 len=a\nB -> A ACK seq=y+1 ack=x+a+1\n` +
        'A -> B ACK seq=x+a+a+1 ack=y+1 len=5\nB -> A ACK seq=y+1 ack=x+a+a+6',
      6,
      'A -> B PSH,ACK seq=x+a+1 ack=y+1 len=a',
    );
  });
});

describe('What was lost, and has come all the same, was sent again', () => {
  it('as far as it was lost, where the rest has come (RFC 9293 §3.8.1)', () => {
    isMissing(
      `${OPEN}A -x B ACK seq=1 ack=7001 len=100\nA -> B ACK seq=101 ack=7001 len=100\nB -> A ACK seq=7001 ack=201\n` +
        'A -> B ACK seq=201 ack=7001 len=100\nB -> A ACK seq=7001 ack=301',
      6,
      'A -> B PSH,ACK seq=1 ack=7001 len=100',
    );
  });

  it('with its FIN, if it had one (RFC 9293 §3.6)', () => {
    const lost = (len: string, ack: number): string =>
      `${OPEN}A -x B FIN,ACK seq=1 ack=7001${len}\nB -> A ACK seq=7001 ack=${String(ack)}\nstate B CLOSE-WAIT`;
    isMissing(lost(' len=40', 42), 5, 'A -> B FIN,ACK seq=1 ack=7001 len=40');
    isMissing(lost('', 2), 5, 'A -> B FIN,ACK seq=1 ack=7001');
    // Without one it did not close.
    assert.deepEqual(
      said(`${OPEN}A -x B PSH,ACK seq=1 ack=7001 len=40\nB -> A ACK seq=7001 ack=41\nstate B CLOSE-WAIT`),
      ['5 ack-not-received: 1', '6 state-mismatch: ESTABLISHED'],
    );
  });

  it('a SACK that names bytes beyond what was sent tells of a segment (RFC 2018 §3)', () => {
    isMissing(
      `${OPEN}A -x B ACK seq=1 ack=7001 len=100\nA -> B ACK seq=101 ack=7001 len=100\n` +
        'B -> A ACK seq=7001 ack=1 sack=101-301\nB -> A ACK seq=7001 ack=1 sack=101-301\n' +
        'A -> B ACK seq=301 ack=7001 len=50\nB -> A ACK seq=7001 ack=1 sack=101-351',
      6,
      'A -> B PSH,ACK seq=201 ack=7001 len=100',
    );
  });
});

describe('A segment of the handshake that is missing', () => {
  it('is the SYN,ACK where an end goes on as if its SYN were answered (RFC 9293 §3.5)', () => {
    const answer = 'B -> A SYN,ACK seq=7000 ack=1';
    for (const sackok of ['', ' sackok']) {
      const behind = 'A -> B ACK seq=1 ack=7001\nA -> B PSH,ACK seq=1 ack=7001 len=10\nB -> A ACK seq=7001 ack=11';
      isMissing(`A -> B SYN seq=0${sackok}\n${behind}`, 2, answer + sackok);
    }
    isMissing(
      'A -> B SYN seq=0\nA -> B PSH,ACK seq=1 ack=7001 len=10\nA -> B PSH,ACK seq=11 ack=7001 len=10\nB -> A ACK seq=7001 ack=21',
      2,
      answer,
    );
    isMissing(
      'A -> B SYN seq=0\nA -> B FIN,ACK seq=1 ack=7001\nA -> B ACK seq=2 ack=7001\nB -> A ACK seq=7001 ack=2',
      2,
      answer,
    );
    // A segment that acknowledges nothing knows of no answer.
    assert.deepEqual(said('A -> B SYN seq=0\nA -> B PSH,ACK seq=1 len=10\nA -> B PSH,ACK seq=11 ack=7001 len=10'), [
      '2 data-before-established: #',
      '3 data-before-established: #',
    ]);
  });

  it('is the last ACK where the server goes on, or the request that it acknowledges (RFC 9293 §3.5)', () => {
    const answered = 'A -> B SYN seq=0\nB -> A SYN,ACK seq=7000 ack=1\n';
    const more = 'B -> A PSH,ACK seq=7001 ack=1 len=10\n';
    isMissing(`${answered}${more}B -> A PSH,ACK seq=7011 ack=1 len=10`, 3, 'A -> B ACK seq=1 ack=7001');
    isMissing(
      `${answered}${more}B -> A FIN,ACK seq=7011 ack=1\nA -> B ACK seq=1 ack=7012`,
      3,
      'A -> B ACK seq=1 ack=7001',
    );
    isMissing(
      `${answered}B -> A PSH,ACK seq=7001 ack=21 len=10\nA -> B ACK seq=21 ack=7011`,
      3,
      'A -> B PSH,ACK seq=1 ack=7001 len=20',
    );
  });

  it('is the SYN where a SYN,ACK comes first, and offered what that takes up (RFC 7323 §2.2, RFC 2018 §2)', () => {
    const answers = (ack: string, options: string): string =>
      `client A\nserver B\nB:80 -> A:5 SYN,ACK seq=7000 ack=${ack}${options}\nA:5 -> B:80 ACK seq=${ack} ack=7001`;
    isMissing(answers('1', ''), 3, 'A:5 -> B:80 SYN seq=0');
    isMissing(answers('x+1', ' sackok wscale=7'), 3, 'A:5 -> B:80 SYN seq=x sackok wscale=7');
    isMissing(answers('1', ' wscale=0'), 3, 'A:5 -> B:80 SYN seq=0 wscale=0');
  });
});

describe('A segment that leaves its trace in states alone', () => {
  it('is the ACK that opens a window, full or closed, where more is sent into it (RFC 9293 §3.8.6)', () => {
    const more =
      'A -> B ACK seq=101 ack=7001 len=100\nA -> B ACK seq=201 ack=7001 len=100\nB -> A ACK seq=7001 ack=301';
    const full = `${SMALL}A -> B ACK seq=1 ack=7001 len=100\n`;
    isMissing(full + more, 5, 'B -> A ACK seq=7001 ack=101');
    isMissing(`${full}B -> A ACK seq=7001 ack=101 win=0\n${more}`, 6, 'B -> A ACK seq=7001 ack=101');
    // What is wrong with one line alone is told of that line.
    assert.deepEqual(said(`${full}A -> B ACK seq=101 ack=7001 len=100\nB -> A ACK seq=7001 ack=201`), [
      '5 window-overflow: ',
    ]);
  });

  it('is a reset where an end opens the connection again (RFC 9293 §3.5.1)', () => {
    const again =
      'A:1 -> B:80 SYN seq=90000\nB:80 -> A:1 SYN,ACK seq=17000 ack=90001\nA:1 -> B:80 ACK seq=90001 ack=17001';
    isMissing(PORTS + again, 4, 'A:1 -> B:80 RST,ACK seq=1 ack=7001');
    isMissing(
      `${PORTS}A:1 -> B:80 FIN,ACK seq=1 ack=7001\nB:80 -> A:1 ACK seq=7001 ack=2\n${again}`,
      6,
      'A:1 -> B:80 RST,ACK seq=2 ack=7001',
    );
  });
});
