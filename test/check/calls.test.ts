import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { assertCodes, assertRight, graveOf } from '../support/told.ts';

const OPEN = `client C
server S
C -> S SYN     seq=x
S -> C SYN,ACK seq=y   ack=x+1
C -> S ACK     seq=x+1 ack=y+1
`;

const CLOSED_BY_C = `${OPEN}C -> S FIN,ACK seq=x+1 ack=y+1
S -> C ACK     seq=y+1 ack=x+2
`;

describe('CLOSE (RFC 9293 §3.10.4)', () => {
  it('of an open connection: the state changes at once, and the FIN may still wait behind text', () => {
    assertRight(`${OPEN}close C
state C FIN-WAIT-1, S ESTABLISHED
C -> S PSH,ACK seq=x+1 ack=y+1 len=10
S -> C ACK     seq=y+1 ack=x+11
state C FIN-WAIT-1, S ESTABLISHED
C -> S FIN,ACK seq=x+11 ack=y+1
state C FIN-WAIT-1, S CLOSE-WAIT`);
  });

  it('is over with the FIN: no text may follow that', () => {
    assertCodes(
      `${OPEN}close C
C -> S FIN,ACK seq=x+1 ack=y+1
C -> S PSH,ACK seq=x+2 ack=y+1 len=10`,
      ['8 data-after-fin'],
    );
  });

  it('in CLOSE-WAIT: text may go before the FIN, the state changes with that', () => {
    assertRight(`${CLOSED_BY_C}close S
state S CLOSE-WAIT, C FIN-WAIT-2
S -> C PSH,ACK seq=y+1 ack=x+2 len=5
C -> S ACK     seq=x+2 ack=y+6
S -> C FIN,ACK seq=y+6 ack=x+2
state S LAST-ACK, C TIME-WAIT`);
  });

  it('before there is a connection: the listener is gone, and what comes is reset', () => {
    assertRight(`client C
server S
listen S
close S
C -> S SYN     seq=x
S -> C RST,ACK seq=0 ack=x+1`);
    assertCodes(
      `client C
server S
close S
C -> S SYN     seq=x
S -> C SYN,ACK seq=y ack=x+1`,
      ['5 syn-ack-unasked'],
    );
  });

  it('in SYN-SENT: nothing is left', () => {
    assertRight(`client C
server S
C -x S SYN seq=x
state C SYN-SENT
close C
state C CLOSED`);
  });
});

describe('ABORT (RFC 9293 §3.10.5)', () => {
  it('tells the other end by a reset', () => {
    assertRight(`${OPEN}abort C
state C CLOSED, S ESTABLISHED
C -> S RST seq=x+1
state C CLOSED, S CLOSED`);
  });

  it('tells it in CLOSE-WAIT as well', () => {
    assertRight(`${CLOSED_BY_C}abort S
S -> C RST seq=y+1
state C CLOSED, S CLOSED`);
  });

  it('tells nobody where both ends are about to forget each other', () => {
    assertRight(`${CLOSED_BY_C}S -> C FIN,ACK seq=y+1 ack=x+2
abort S
state S CLOSED`);
    assertCodes(
      `${CLOSED_BY_C}S -> C FIN,ACK seq=y+1 ack=x+2
abort S
S -> C RST seq=y+2`,
      ['10 segment-from-closed'],
    );
  });

  it('in SYN-SENT is as good as a CLOSE', () => {
    assertRight(`client C
server S
C -x S SYN seq=x
abort C
state C CLOSED`);
  });
});

describe('A host that crashes (RFC 9293 §3.5.1)', () => {
  it('has forgotten its connections: half-open ones are reset by what they send', () => {
    assertRight(`${OPEN}crash S
state S CLOSED, C ESTABLISHED
C -> S PSH,ACK seq=x+1 ack=y+1 len=5
S -> C RST     seq=y+1
state C CLOSED, S CLOSED`);
  });

  it('answers with nothing else', () => {
    assertCodes(`${OPEN}crash S\nC -> S PSH,ACK seq=x+1 ack=y+1 len=5\nS -> C ACK seq=y+1 ack=x+6`, [
      '8 segment-from-closed',
    ]);
  });

  it('has forgotten all of them, or the one at the port that is named', () => {
    const two = `C:1 -> S:80 SYN     seq=x
S:80 -> C:1 SYN,ACK seq=y   ack=x+1
C:1 -> S:80 ACK     seq=x+1 ack=y+1
C:2 -> S:81 SYN     seq=p
S:81 -> C:2 SYN,ACK seq=q   ack=p+1
C:2 -> S:81 ACK     seq=p+1 ack=q+1
`;
    assertRight(`${two}crash S\nstate S:80 CLOSED, S:81 CLOSED, C:1 ESTABLISHED`);
    assertRight(`${two}crash S:80\nstate S:80 CLOSED, S:81 ESTABLISHED`);
  });

  it('listens again when it is told to', () => {
    assertRight(`${OPEN}crash S
listen S
state S LISTEN
C -> S PSH,ACK seq=x+1 ack=y+1 len=5
S -> C RST     seq=y+1
C -> S SYN     seq=p
S -> C SYN,ACK seq=q ack=p+1`);
  });
});

describe('A timer (RFC 9293 §3.8)', () => {
  it('ends TIME-WAIT', () => {
    assertRight(`${CLOSED_BY_C}S -> C FIN,ACK seq=y+1 ack=x+2
C -> S ACK     seq=x+2 ack=y+2
state C TIME-WAIT, S CLOSED
timeout C
state C CLOSED`);
  });

  it('explains that something is sent again', () => {
    assertRight(`${OPEN}C -x S PSH,ACK seq=x+1 ack=y+1 len=5
timeout C
C -> S PSH,ACK seq=x+1 ack=y+1 len=5
S -> C ACK     seq=y+1 ack=x+6`);
  });
});

describe('What a `state` line says of an end', () => {
  it('is how it begins, before the first segment', () => {
    assertRight('state C ESTABLISHED snd.nxt=100 rcv.nxt=500, S ESTABLISHED\nC -> S PSH,ACK seq=100 ack=500 len=5');
    assertCodes('state C ESTABLISHED snd.nxt=100 rcv.nxt=500, S ESTABLISHED\nC -> S PSH,ACK seq=101 ack=500 len=5', [
      '2 seq-gap',
    ]);
    assertCodes('state C ESTABLISHED, S ESTABLISHED\nstate C CLOSED\nC -> S PSH,ACK seq=1 ack=1 len=5', [
      '3 segment-from-closed',
    ]);
  });

  it('must be so after it: its state, and each of its numbers (§3.3.1)', () => {
    assertRight(`${OPEN}state C ESTABLISHED snd.una=x+1 snd.nxt=x+1 rcv.nxt=y+1 iss=x irs=y`);
    for (const variable of ['snd.una', 'snd.nxt', 'rcv.nxt', 'iss', 'irs'])
      assertCodes(`${OPEN}state C ESTABLISHED ${variable}=x+500`, ['6 state-mismatch']);
    assertCodes(`${OPEN}state C SYN-SENT`, ['6 state-mismatch']);
    assertCodes(`${OPEN}state S LISTEN, C ESTABLISHED`, ['6 state-mismatch']);
  });

  it('may give a number a name, which it has from then on', () => {
    assertRight(`${OPEN}state C ESTABLISHED snd.nxt=n\nC -> S PSH,ACK seq=n ack=y+1 len=5`);
    assertCodes(`${OPEN}state C ESTABLISHED snd.nxt=n\nC -> S PSH,ACK seq=n+1 ack=y+1 len=5`, ['7 seq-gap']);
  });

  it('is not held against an end that a capture sees from afar', () => {
    assertCodes(`option capture S\n${OPEN}state C LISTEN`, []);
    assertCodes(`option capture C\n${OPEN}state C LISTEN`, ['7 state-mismatch']);
  });

  it('is LISTEN for a server with SYN cookies until the last ACK (RFC 4987 §3.6)', () => {
    const half = OPEN.split('\n').slice(0, 4).join('\n');
    assertRight(`option syncookies on\n${half}\nstate S LISTEN`);
    assertCodes(`${half}\nstate S LISTEN`, ['5 state-mismatch']);
    assertCodes(`option syncookies on\n${half}\nstate C LISTEN`, ['6 state-mismatch']);
  });
});

describe('Time that is passed over (`...`)', () => {
  it('lets numbers go on by any amount, and be the same all the same', () => {
    assertRight(`${OPEN}...\nC -> S PSH,ACK seq=x+1001 ack=y+1 len=5`);
    assertRight(`${OPEN}...\nC -> S PSH,ACK seq=x+1 ack=y+1 len=5`);
    assertRight(`${OPEN}...\n...\nC -> S PSH,ACK seq=x+1 ack=y+1 len=5`);
    assertRight(`${OPEN}...\n...\nC -> S PSH,ACK seq=x+1001 ack=y+1 len=5`);
    assertRight(`${OPEN}...\nC -> S PSH,ACK len=5\n...\nC -> S PSH,ACK seq=x+1001 ack=y+1 len=5`);
    assertCodes(`${OPEN}C -> S PSH,ACK seq=x+1001 ack=y+1 len=5`, ['6 seq-gap']);
  });

  it('goes on from the number that is told', () => {
    assertCodes(`${OPEN}...\nC -> S PSH,ACK seq=x+1001 ack=y+1 len=5\nC -> S PSH,ACK seq=x+2000 ack=y+1 len=5`, [
      '8 seq-gap',
    ]);
  });

  it('is over for TIME-WAIT after 2MSL (§3.3.2), and only then', () => {
    const timeWait = `${CLOSED_BY_C}S -> C FIN,ACK seq=y+1 ack=x+2\nC -> S ACK seq=x+2 ack=y+2\n`;
    for (const text of ['2MSL', '2*MSL', '2 * MSL', '2 MSL later', '2msl'])
      assertRight(`${timeWait}... ${text}\nstate C CLOSED`);
    for (const text of ['', 'MSL', '1 MSL', '12 MSL', '2x MSL', '2 MSLs'])
      assertRight(`${timeWait}... ${text}\nstate C TIME-WAIT`);
  });

  it('acknowledges what was under way', () => {
    assertRight(`${OPEN}C -> S PSH,ACK seq=x+1 ack=y+1 len=5\n...\nC -> S FIN,ACK seq=x+6 ack=y+1`);
  });
});

describe('A user call in each state (RFC 9293 §3.10)', () => {
  /** The state after CLOSE and after ABORT; whether a reset tells the peer of the ABORT. */
  const CALLS = {
    'SYN-SENT': ['CLOSED', 'CLOSED', false],
    'SYN-RECEIVED': ['SYN-RECEIVED', 'CLOSED', true],
    ESTABLISHED: ['FIN-WAIT-1', 'CLOSED', true],
    'FIN-WAIT-1': ['FIN-WAIT-1', 'CLOSED', true],
    'FIN-WAIT-2': ['FIN-WAIT-2', 'CLOSED', true],
    'CLOSE-WAIT': ['CLOSE-WAIT', 'CLOSED', true],
    CLOSING: ['CLOSING', 'CLOSED', false],
    'LAST-ACK': ['LAST-ACK', 'CLOSED', false],
    'TIME-WAIT': ['TIME-WAIT', 'CLOSED', false],
  } as const;

  for (const [state, [close, abort, reset]] of Object.entries(CALLS)) {
    it(`${state}: CLOSE leads to ${close}, ABORT to ${abort}${reset ? ', and a reset tells the peer' : ''}`, () => {
      const timeout = state === 'TIME-WAIT' ? 'CLOSED' : state;
      for (const [call, after] of Object.entries({ close, abort, timeout, crash: 'CLOSED' })) {
        for (const [own, set] of [
          ['C', `state C ${state} snd.nxt=70, S ESTABLISHED rcv.nxt=70`],
          ['S', `state C ESTABLISHED rcv.nxt=70, S ${state} snd.nxt=70`],
        ] as const) {
          const text = `${set}\n${call} ${own}`;
          const analysis = analyze(text);
          const step = analysis.step(1);
          assert.equal(step?.kind === 'action' && step.states[own]?.[1], after, text);
          const [next] = analysis.next(1);
          const resets =
            next?.rank === 'reply' && next.from === own && next.flags.join() === 'RST' && next.seq === '70';
          assert.equal(resets, call === 'abort' && reset, text);
        }
      }
    });
  }

  it('LISTEN: an open connection is left alone (§3.10.1)', () => {
    assertRight(`${OPEN}listen S\nlisten C\nstate S ESTABLISHED, C ESTABLISHED`);
  });

  it('CLOSED and LISTEN: a listener comes and goes', () => {
    for (const [before, call, after] of [
      ['CLOSED', 'listen', 'LISTEN'],
      ['CLOSED', 'close', 'CLOSED'],
      ['CLOSED', 'timeout', 'CLOSED'],
      ['LISTEN', 'listen', 'LISTEN'],
      ['LISTEN', 'close', 'CLOSED'],
      ['LISTEN', 'abort', 'CLOSED'],
      ['LISTEN', 'timeout', 'LISTEN'],
      ['LISTEN', 'crash', 'CLOSED'],
    ] as const) {
      const text = `state S ${before}\n${call} S\nA -> B SYN seq=5\nstate S ${after}`;
      assert.deepEqual(graveOf(text), [], text);
      const other = after === 'LISTEN' ? 'CLOSED' : 'LISTEN';
      assertCodes(`state S ${before}\n${call} S\nA -> B SYN seq=5\nstate S ${other}`, ['4 state-mismatch']);
    }
  });

  it('is about one end: what was said of others stays', () => {
    for (const call of ['listen', 'close', 'abort', 'crash'])
      assertRight(`state C SYN-SENT\n${call} S\nA -> B SYN seq=5\nstate C SYN-SENT`);
  });

  it('of an end whose peer nobody has spoken of: it is CLOSED', () => {
    assertRight('state C ESTABLISHED\nclose C\nA -> B SYN seq=5\nstate C CLOSED');
  });

  it('of a listener that has had a connection: what comes is reset (RFC 9293 §3.10.4)', () => {
    const refused = 'C -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S RST seq=x+1\nstate S LISTEN\n';
    for (const call of ['close', 'abort']) {
      const again = `client C\nserver S\n${refused}${call} S\nstate S CLOSED\nC -> S SYN seq=p\n`;
      assertRight(`${again}state S CLOSED\nS -> C RST,ACK seq=0 ack=p+1`);
    }
    assertRight(`client C\nserver S\n${refused}C -> S SYN seq=p\nstate S SYN-RECEIVED`);
  });

  it('without a port is about the connection that was last spoken of', () => {
    const two = `C:1 -> S:80 SYN     seq=x
S:80 -> C:1 SYN,ACK seq=y   ack=x+1
C:2 -> S:80 SYN     seq=p
S:80 -> C:2 SYN,ACK seq=q   ack=p+1
C:2 -> S:80 ACK     seq=p+1 ack=q+1
C:1 -> S:80 ACK     seq=x+1 ack=y+1
`;
    assertRight(`${two}close C\nstate C:1 FIN-WAIT-1, C:2 ESTABLISHED, C FIN-WAIT-1`);
    assertRight(`${two}close C:2\nstate C:1 ESTABLISHED, C:2 FIN-WAIT-1, C FIN-WAIT-1`);
    assertRight(`${two}close C:2\nclose C\nclose C:1\nstate C:1 FIN-WAIT-1, C:2 FIN-WAIT-1`);
  });
});

describe('What a state line says of an end without a connection', () => {
  it('is what was set, or follows from its role', () => {
    const other = 'A -> B SYN seq=5\n';
    assertRight(`client C\nserver S\nparticipant P\n${other}state C CLOSED, S LISTEN, P CLOSED`);
    assertCodes(`client C\nserver S\n${other}state C LISTEN, S CLOSED`, ['4 state-mismatch', '4 state-mismatch']);
    assertRight(`state C SYN-SENT, S SYN-RECEIVED\n${other}state C SYN-SENT, S SYN-RECEIVED`);
    assertCodes(`option syncookies on\nstate S SYN-RECEIVED\n${other}state S LISTEN`, ['4 state-mismatch']);
  });

  it('has no numbers that a line could be compared with', () => {
    assertRight('state C ESTABLISHED snd.una=5\nA -> B SYN seq=5\nstate C ESTABLISHED snd.una=7');
  });
});

describe('Time that passes behind `state` lines', () => {
  const SET = 'state C ESTABLISHED snd.nxt=1 rcv.nxt=1, S ESTABLISHED snd.nxt=1 rcv.nxt=1\n';

  it('lets a first segment have any later number, and without it none', () => {
    assertRight(`${SET}...\nC -> S PSH,ACK seq=11 ack=1 len=5\nS -> C ACK seq=1 ack=16`);
    assertRight(`${SET}...\n... once more\nS -> C PSH,ACK seq=7 ack=900 len=5\nC -> S ACK seq=900 ack=12`);
    assertCodes(`${SET}C -> S PSH,ACK seq=11 ack=1 len=5\nS -> C ACK seq=1 ack=16`, ['2 segment-missing']);
    assertCodes(`${SET}...\nC -> S PSH,ACK seq=11 ack=1 len=5\nS -> C ACK seq=1 ack=17`, ['4 ack-unsent']);
  });
});
