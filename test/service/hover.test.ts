import assert from 'node:assert/strict';
import { cursor, fenced, fixture, URI, type Fixture, type FixtureOptions } from './harness.ts';

const hover = (source: string, make: (source: string) => Fixture = fixture): string => {
  const fixed = make(source);
  const contents = fixed.service.hover(URI, cursor(fixed))?.contents;
  return contents !== undefined && typeof contents === 'object' && 'value' in contents ? contents.value : '';
};

const HANDSHAKE = `
  client C as 客户端
  server S as 服务器
  C -> S SYN seq=x
  C <- S SYN,ACK seq=y ack=x+1
  C -> S ACK seq=x+1 ack=y+1
`;
const in3 = (line: string): string => HANDSHAKE.replace(/\n {2}C <- S[^\n]*/, `\n  ${line}`);

describe('hover', () => {
  it('on a segment says what it does in plain words, like what on the phone, and what both ends know then', () => {
    const text = hover(in3('C $0<- S SYN,ACK seq=y ack=x+1'));
    assert.match(text, /\*\*Handshake, step 2 of 3\*\*/);
    assert.match(text, /服务器 agrees/);
    assert.match(text, /On the phone: “Yes, I can hear you\. Can you hear me\?”/);
    assert.match(text, /\| State \| SYN-RECEIVED \| SYN-SENT → \*\*ESTABLISHED\*\* \|/);
    assert.match(text, /\| SND\.NXT \| `y\+1` \| `x\+1` \|/);
    assert.match(text, /\| RCV\.NXT \| `x\+1` \| `y\+1` \|/);
    assert.match(text, /C must answer at once: `ACK seq=x\+1 ack=y\+1`/);
  });

  it('works in a fence', () => {
    assert.match(hover(in3('C $0<- S SYN,ACK seq=y ack=x+1'), fenced), /\*\*Handshake, step 2 of 3\*\*/);
  });

  it('on a number says how it follows', () => {
    assert.match(
      hover(in3('C <- S SYN,ACK seq=y $0ack=x+1')),
      /expects number x\+1 from C next: the SYN on line 3 takes one number/,
    );
    assert.match(
      hover(in3('C <- S SYN,ACK $0seq=y ack=x+1')),
      /S starts counting at y; the SYN itself takes this number/,
    );
  });

  it('on a symbol says where it was bound, in the lines of the note', () => {
    const line = 'C <- S SYN,ACK seq=y ack=$0x+1';
    assert.match(hover(in3(line)), /^`x` — an initial sequence number \(ISN\), chosen on line 3/);
    assert.match(hover(in3(line), fenced), /^`x` — an initial sequence number \(ISN\), chosen on line 6/);
  });

  it('on a flag, a field, a state, a variable and a keyword says what it is, with its section', () => {
    assert.match(
      hover(in3('C <- S $0SYN,ACK seq=y ack=x+1')),
      /^`SYN` — Synchronise: .*RFC 9293 §3\.4\]\(https:\/\/www\.rfc-editor\.org\/rfc\/rfc9293#section-3\.4\)/,
    );
    assert.match(hover(in3('C <- S SYN,ACK seq=y ack=x+1 $0win=100')), /^`win` — Window/);
    assert.match(hover('state C $0FIN-WAIT-2\n'), /^`FIN-WAIT-2` — .*half closed/);
    assert.match(hover('state A ESTABLISHED $0snd.nxt=300\n'), /^`SND\.NXT` — The next sequence number to send/);
    assert.match(hover('$0crash C\n'), /^`crash` — The end loses all state/);
  });

  it('on a rule code shows its documentation', () => {
    const text = hover('expect $0ack-mismatch\nC -> S ACK\n');
    assert.match(text, /^`ack-mismatch` \(error\) — The acknowledgment number is not RCV\.NXT/);
    assert.match(text, /```tcp\n/);
    assert.match(text, /\[Documentation\]\(docs:ack-mismatch\)/);
    assert.match(hover('option rule $0seq-gap off\n'), /^`seq-gap` \(error\)/);
  });

  it('on a participant shows its label and role', () => {
    assert.match(hover(in3('$0C <- S SYN,ACK seq=y ack=x+1')), /^`C` “客户端” — client: opens the connection/);
  });

  it('spells states as the setting says', () => {
    const options: FixtureOptions = { settings: { stateSpelling: 'SYN_SENT' } };
    assert.match(
      hover('state C $0FIN-WAIT-2\n', (source) => fixture(source, options)),
      /^`FIN_WAIT_2`/,
    );
  });

  it('shows the labels of a segment', () => {
    const text = hover('A -> B seq=100 ack=300 len=10\nA $0-> B seq=100 ack=300 len=10\n');
    assert.match(text, /\*\*(?:spurious )?retransmission\*\* — It was sent before/);
  });

  it('never lets the text of the author become Markdown', () => {
    const text = hover('client C as "[x](http://evil) <b> `"\nserver S\n$0C -> S SYN seq=x\n');
    assert.ok(!text.includes('[x](http'), text);
    assert.ok(!text.includes(' <b>'), text);
  });

  it('in a comment, on a blank line and outside of fences is none', () => {
    assert.equal(hover('C -> S SYN # $0SYN\n'), '');
    assert.equal(hover('\n$0\n'), '');
    assert.equal(
      hover('SYN $0ACK\n', (source) => fixture(source, { kind: 'markdown' })),
      '',
    );
  });

  it('of a line alone is what the preview shows', () => {
    const { service } = fixture(HANDSHAKE);
    assert.match(service.lineHover(URI, 2).join('\n'), /On the phone: “Hello, can you hear me\?”/);
    assert.deepEqual(service.lineHover(URI, 0), []);
  });
});
