import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { english } from '../../src/core/findings/finding.ts';
import { Explainer, toTable, Words, type StepWords } from '../../src/core/render/index.ts';
import { fixture, URI } from '../service/harness.ts';

const OPENED = `client C
server S
state C ESTABLISHED snd.nxt=1 rcv.nxt=1
state S ESTABLISHED snd.nxt=1 rcv.nxt=1
`;

/** What is said of the last line of a text. */
function said(text: string): StepWords {
  const analysis = analyze(text, { severities: {} });
  const diagram = analysis.diagrams.at(-1);
  assert.ok(diagram);
  const step = analysis.trace(diagram).steps.at(-1);
  assert.ok(step);
  return new Explainer(diagram.participants, new Words({ translate: english })).explain(step);
}

const why = (lines: string): string => said(OPENED + lines).why;

describe('What is said of a step', () => {
  it('a fast retransmission is sent because duplicate ACKs ask for it, not because time ran out', () => {
    const { why, remarks } = said(`${OPENED}C -x S seq=1 ack=1 len=10
C -> S seq=11 ack=1 len=10
S -> C seq=1 ack=1
C -> S seq=21 ack=1 len=10
S -> C seq=1 ack=1
C -> S seq=31 ack=1 len=10
S -> C seq=1 ack=1
C -> S seq=41 ack=1 len=10
S -> C seq=1 ack=1
C -> S seq=1 ack=1 len=10`);
    assert.deepEqual(remarks, ['fast retransmission']);
    assert.match(why, /^C sends 10 bytes, numbered from 1\. It was sent before; duplicate ACKs asked for it/);
    assert.doesNotMatch(why, /in time/);
  });

  it('the FIN of a segment takes the number behind its bytes, which are not forgotten (RFC 9293 §3.4)', () => {
    const text = `state C ESTABLISHED snd.nxt=150 rcv.nxt=1
state S ESTABLISHED snd.nxt=1 rcv.nxt=150
C -> S FIN,ACK seq=150 ack=1 len=50`;
    assert.equal(
      said(text).why.replace(/ The rules.*/, ''),
      'C sends its last 50 bytes, numbered from 150, and has nothing more to send. Its FIN takes up the number 200. C can still receive.',
    );
  });

  it('a SYN that carries bytes says so (RFC 7413)', () => {
    assert.match(
      said('client C\nserver S\nC -> S SYN seq=x len=100 tfo=aabbccddeeff0011').why,
      /^C asks for a connection; its sequence numbers begin at x; it sends 100 bytes along\./,
    );
  });

  it('no sentence is made with a number that nobody knows', () => {
    for (const line of ['C -> S len=10', 'C -> S ACK', 'C -> S FIN,ACK', 'C -> S SYN', 'S -> C SYN,ACK']) {
      const { why } = said(`client C\nserver S\n...\n${line}`);
      assert.doesNotMatch(why.replace(/\?\./g, ''), /\?|number(?:ed|s)? (?:from|begin at)? *[,.;]/, `${line}: ${why}`);
    }
  });

  it('a lost segment, one on its way and one that arrives late', () => {
    assert.match(why('C -x S seq=1 ack=1 len=10'), /It is lost on the way: S does not learn of it\./);
    assert.match(why('C ->... S seq=1 ack=1 len=10'), /It is on its way: S will learn of it when it arrives\./);
    assert.match(why('C ->... S seq=1 ack=1 len=10\nC ...-> S seq=1'), /It was sent on line 5 and arrives only now\./);
  });

  it('the timer that ends TIME-WAIT is not just any timer (RFC 9293 §3.6)', () => {
    assert.equal(
      said(`state C FIN-WAIT-2 snd.nxt=2 rcv.nxt=1
state S CLOSE-WAIT snd.nxt=1 rcv.nxt=2
S -> C FIN,ACK seq=1 ack=2
C -> S ACK seq=2 ack=2
timeout C`).why,
      'C has waited for 2 MSL: the connection is gone.',
    );
  });

  it('the table, the hover and the preview show the same sentences', () => {
    const lines = 'C -> S FIN,ACK seq=1 ack=1 len=50';
    const text = OPENED + lines;
    const sentence = 'C sends its last 50 bytes, numbered from 1, and has nothing more to send';
    const analysis = analyze(text, { severities: {} });
    const table = toTable(analysis.trace(analysis.diagrams[0]!), { translate: english, meaning: true });
    const { service } = fixture(text);
    assert.ok(table.includes(sentence));
    assert.ok(service.lineHover(URI, 4).join('\n').includes(sentence));
    assert.ok(service.diagram({ uri: URI, line: 4 })?.words.steps.at(-1)?.why.startsWith(`${sentence}.`));
  });
});
