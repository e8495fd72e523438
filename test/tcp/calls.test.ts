import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { STATE_NAMES } from '../../src/core/tcp/states.ts';

type StateName = (typeof STATE_NAMES)[number];

/**
 * User calls and timers (RFC 9293 §3.10.1 to §3.10.8) in every state, typed out by hand: the state afterwards.
 *
 * A line of the notation is a call and not yet its segment. So an active OPEN leaves an end CLOSED until its SYN is sent,
 * and a CLOSE whose FIN may have to wait changes the state only where the RFC does so at once: in ESTABLISHED, "in any
 * case". In SYN-RECEIVED and CLOSE-WAIT it is the FIN that brings FIN-WAIT-1 and LAST-ACK.
 */
const CALLS: Readonly<Record<string, Readonly<Record<StateName, StateName>>>> = {
  listen: {
    ...same(),
    CLOSED: 'LISTEN',
  },
  open: {
    ...same(),
    // "If the OPEN is active, change the connection from passive to active": the SYN that follows is no surprise then.
    LISTEN: 'CLOSED',
  },
  close: {
    ...same(),
    LISTEN: 'CLOSED',
    'SYN-SENT': 'CLOSED',
    ESTABLISHED: 'FIN-WAIT-1',
  },
  abort: allTo('CLOSED'),
  crash: allTo('CLOSED'),
  // The retransmission timer changes no state; the timer of TIME-WAIT does (§3.10.8).
  timeout: {
    ...same(),
    'TIME-WAIT': 'CLOSED',
  },
};

function same(): Record<StateName, StateName> {
  return Object.fromEntries(STATE_NAMES.map((name) => [name, name])) as Record<StateName, StateName>;
}

function allTo(state: StateName): Record<StateName, StateName> {
  return Object.fromEntries(STATE_NAMES.map((name) => [name, state])) as Record<StateName, StateName>;
}

/** The state of A after a call. The other end has been there as well, so that there is a connection to speak of. */
function after(call: string, state: StateName): string {
  const text = `state A ${state} snd.nxt=100 rcv.nxt=300, B ESTABLISHED\nB -x A RST seq=300\n${call} A`;
  const analysis = analyze(text);
  const step = analysis.step(2);
  assert.equal(step?.kind, 'action');
  assert.equal(step.states['A']?.[0], state);
  return step.states['A'][1];
}

describe('User calls and timers (RFC 9293 §3.10.1 to §3.10.8)', () => {
  for (const [call, expected] of Object.entries(CALLS)) {
    it(call, () => {
      assert.deepEqual(Object.fromEntries(STATE_NAMES.map((name) => [name, after(call, name)])), expected);
    });
  }
});

/** A diagram and the states that its `state` lines claim: right if nothing is found but hints. */
function right(lines: string): void {
  const grave = analyze(lines).findings.filter(({ severity }) => severity !== 'hint');
  assert.deepEqual(
    grave.map(({ line, code }) => `${String(line + 1)} ${code}`),
    [],
    lines,
  );
}

const OPENED = 'client C\nserver S\nC -> S SYN seq=100\nS -> C SYN,ACK seq=300 ack=101\nC -> S ACK seq=101 ack=301\n';

describe('What follows a call', () => {
  it('a listener that opens actively may send a SYN', () => {
    right('server A\nserver B\nopen A\nA -> B SYN seq=100\nstate A SYN-SENT, B SYN-RECEIVED');
  });

  it('a listener that closes answers a SYN with a reset', () => {
    right(
      'client C\nserver S\nclose S\nC -> S SYN seq=100\nstate S CLOSED\nS -> C RST,ACK seq=0 ack=101\nstate C CLOSED',
    );
  });

  it('a listener that listens again after a crash takes a SYN', () => {
    right(`${OPENED}crash S\nstate S CLOSED\nlisten S\nstate S LISTEN`);
  });

  it('CLOSE in ESTABLISHED, and the FIN behind the last data', () => {
    right(
      `${OPENED}close C\nstate C FIN-WAIT-1\nC -> S PSH,ACK seq=101 ack=301 len=10\nC -> S FIN,ACK seq=111 ack=301\n` +
        'state C FIN-WAIT-1, S CLOSE-WAIT',
    );
  });

  it('CLOSE in SYN-RECEIVED: the FIN may follow at once', () => {
    right(
      'client C\nserver S\nC -> S SYN seq=100\nS -x C SYN,ACK seq=300 ack=101\nclose S\n' +
        'S -x C FIN,ACK seq=301 ack=101\nstate S FIN-WAIT-1, C SYN-SENT',
    );
  });

  for (const state of ['SYN-RECEIVED', 'ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT'] as const) {
    it(`ABORT in ${state} tells the peer by a reset at SND.NXT (§3.10.5)`, () => {
      right(
        `state A ${state} snd.nxt=100 rcv.nxt=300, B ESTABLISHED rcv.nxt=100\nabort A\nA -> B RST seq=100\nstate B CLOSED`,
      );
    });
  }

  for (const state of ['SYN-SENT', 'CLOSING', 'LAST-ACK', 'TIME-WAIT'] as const) {
    it(`ABORT in ${state} deletes the block without a segment (§3.10.5)`, () => {
      const text = `state A ${state} snd.nxt=100 rcv.nxt=300, B ESTABLISHED rcv.nxt=100\nabort A\nA -> B RST seq=100`;
      assert.ok(analyze(text).findings.some(({ line, severity }) => line === 2 && severity === 'error'));
    });
  }
});
