import assert from 'node:assert/strict';
import { ACK, FIN, RST, SYN } from '../../src/core/tcp/flags.ts';
import { requiredAck, requiredSeq } from '../../src/core/tcp/expected.ts';
import { number, ZERO } from '../../src/core/tcp/number.ts';
import { STATE_NAMES } from '../../src/core/tcp/states.ts';
import type { Tcb } from '../../src/core/tcp/tcb.ts';
import { endIn, type Numbers } from './ends.ts';

type StateName = (typeof STATE_NAMES)[number];

/** ISS 100, SND.UNA 111, SND.NXT 122 (behind a FIN, where one was sent), RCV.NXT 311. */
const NUMBERS: Numbers = { iss: 100, irs: 300, una: 111, nxt: 122, rcv: 311, window: 1000 };

/** The number that is required; `free` where the sender chooses. */
function seq(tcb: Tcb, flags: number, len = 0): number | 'free' {
  return requiredSeq(tcb, flags, len === 0 ? ZERO : number(len))?.constant ?? 'free';
}

function inEveryState(flags: number, len = 0): Readonly<Record<StateName, number | 'free'>> {
  const entries = STATE_NAMES.map((name) => [name, seq(endIn(name, NUMBERS), flags, len)]);
  return Object.fromEntries(entries) as Record<StateName, number | 'free'>;
}

/** By state: what is required where nothing else is said. */
function rows(others: number | 'free', special: Partial<Record<StateName, number | 'free'>>): unknown {
  return { ...Object.fromEntries(STATE_NAMES.map((name) => [name, others])), ...special };
}

describe('The sequence number that is required (RFC 9293 §3.4, §3.10)', () => {
  it('of a SYN is a free choice where it begins a connection, and ISS where it is sent again', () => {
    assert.deepEqual(inEveryState(SYN), rows(100, { CLOSED: 'free', LISTEN: 'free', 'TIME-WAIT': 'free' }));
    const unknown = endIn('SYN-RECEIVED', NUMBERS);
    unknown.iss = null;
    assert.equal(seq(unknown, SYN | ACK), 'free');
  });

  it('of text and of an ACK is SND.NXT', () => {
    assert.deepEqual(inEveryState(ACK), rows(122, { CLOSED: 'free', LISTEN: 'free' }));
    assert.deepEqual(inEveryState(ACK, 5), rows(122, { CLOSED: 'free', LISTEN: 'free' }));
    const unknown = endIn('ESTABLISHED', NUMBERS);
    unknown.sndNxt = null;
    assert.equal(seq(unknown, ACK), 111);
  });

  it('of a FIN is that of the FIN that waits for its ACK, and else SND.NXT', () => {
    const closed = { CLOSED: 'free', LISTEN: 'free' } as const;
    assert.deepEqual(
      inEveryState(FIN | ACK),
      rows(122, { ...closed, 'FIN-WAIT-1': 121, CLOSING: 121, 'LAST-ACK': 121 }),
    );
    // With text it is no repetition of the FIN alone.
    assert.deepEqual(inEveryState(FIN | ACK, 5), rows(122, closed));
    const waiting = endIn('FIN-WAIT-1', NUMBERS);
    waiting.fin = null;
    assert.equal(seq(waiting, FIN | ACK), 122);
  });

  it('of a reset is SND.NXT, in SYN-SENT that of the SYN (§3.5.2)', () => {
    assert.deepEqual(inEveryState(RST), rows(122, { CLOSED: 'free', LISTEN: 'free', 'SYN-SENT': 100 }));
  });

  it('of a reset in SYN-RECEIVED is 0 before the own SYN was sent (§3.10.7.1)', () => {
    const tcb = endIn('SYN-RECEIVED', NUMBERS);
    assert.equal(seq(tcb, RST), 122);
    tcb.iss = null;
    assert.equal(seq(tcb, RST), 0);
    tcb.state = 4;
    assert.equal(seq(tcb, RST), 122);
  });

  it('of a reset that is owed is the one that was asked for', () => {
    const tcb = endIn('ESTABLISHED', NUMBERS);
    tcb.answer = { flags: RST, seq: number(77), ack: null, challenge: false };
    assert.equal(seq(tcb, RST), 77);
    assert.equal(seq(tcb, ACK), 122);
    tcb.answer = { flags: ACK, seq: number(77), ack: null, challenge: false };
    assert.equal(seq(tcb, RST), 122);
    tcb.refusal = { flags: RST | ACK, seq: ZERO, ack: number(55), challenge: false };
    assert.equal(seq(tcb, RST), 0);
  });
});

describe('The acknowledgment that is required (RFC 9293 §3.4)', () => {
  const ack = (tcb: Tcb, flags: number): number | undefined => requiredAck(tcb, flags)?.constant;

  it('is RCV.NXT', () => {
    assert.equal(ack(endIn('ESTABLISHED', NUMBERS), ACK), 311);
    assert.equal(ack(endIn('ESTABLISHED', NUMBERS), RST | ACK), 311);
    assert.equal(requiredAck(endIn('SYN-SENT', NUMBERS), ACK), null);
  });

  it('of a reset is the one that was asked for, and RCV.NXT where none was', () => {
    const tcb = endIn('SYN-RECEIVED', NUMBERS);
    tcb.refusal = { flags: RST | ACK, seq: ZERO, ack: number(55), challenge: false };
    assert.equal(ack(tcb, RST | ACK), 55);
    assert.equal(ack(tcb, ACK), 311);
    tcb.refusal = { flags: RST, seq: number(9), ack: null, challenge: false };
    assert.equal(ack(tcb, RST | ACK), 311);
  });
});
