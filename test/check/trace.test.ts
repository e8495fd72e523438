import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { assertCodes, assertTold, segmentsOf } from '../support/told.ts';

/** The one segment of a line, after a text. */
function last(text: string): ReturnType<typeof segmentsOf>[number] {
  const step = segmentsOf(analyze(text)).at(-1);
  assert.ok(step !== undefined);
  return step;
}

const OPEN = `client C
server S
C -> S SYN     seq=x win=1000
S -> C SYN,ACK seq=y   ack=x+1 win=500
C -> S ACK     seq=x+1 ack=y+1`;

describe('What a trace tells of a segment', () => {
  it('the block of its sender afterwards (RFC 9293 §3.3.1)', () => {
    assertTold(
      `client C
       server S
       C -> S SYN     seq=x            # SYN-SENT una=x nxt=x+1 rcv=-
       S -> C SYN,ACK seq=y   ack=x+1  # SYN-RECEIVED una=y nxt=y+1 rcv=x+1
       C -> S ACK     seq=x+1 ack=y+1  # ESTABLISHED una=x+1 nxt=x+1 rcv=y+1
       C -> S PSH,ACK seq=x+1 ack=y+1 len=10  # ESTABLISHED una=x+1 nxt=x+11 rcv=y+1
       S -> C ACK     seq=y+1 ack=x+11  # ESTABLISHED una=y+1 nxt=y+1 rcv=x+11
       C -> S FIN,ACK seq=x+11 ack=y+1  # FIN-WAIT-1 una=x+11 nxt=x+12 rcv=y+1`,
      (step) => {
        const { state, sndUna, sndNxt, rcvNxt } = step.tcbs[step.from]!;
        return `${state} una=${sndUna ?? '-'} nxt=${sndNxt ?? '-'} rcv=${rcvNxt ?? '-'}`;
      },
    );
  });

  it('windows as they are offered and taken, 0 among them, and none where nobody said', () => {
    const { C, S } = last(OPEN).tcbs;
    assert.deepEqual([C?.sndWnd, S?.rcvWnd, C?.iss, C?.irs, S?.iss, S?.irs], ['500', '500', 'x', 'y', 'y', 'x']);
    const closed = last(`${OPEN}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=500\nS -> C ACK seq=y+1 ack=x+501 win=0`).tcbs;
    assert.deepEqual([closed['C']?.sndWnd, closed['S']?.rcvWnd], ['0', '0']);
    const silent = last('client C\nserver S\nC -> S SYN seq=x').tcbs;
    assert.deepEqual([silent['C']?.sndWnd, silent['C']?.rcvWnd, silent['C']?.irs], [null, null, null]);
  });

  it('ranges that came early, and that they are gone when the gap is filled (RFC 2018 §4)', () => {
    const early = `${OPEN}\nC -x S PSH,ACK seq=x+1 ack=y+1 len=10\nC -> S PSH,ACK seq=x+11 ack=y+1 len=10`;
    assert.deepEqual(last(early).tcbs['S']?.outOfOrder, [['x+11', 'x+21']]);
    assert.deepEqual(last(`${early}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=10`).tcbs['S']?.outOfOrder, []);
  });

  it('which numbers its author left out, and what they are', () => {
    const tell = (text: string): unknown => {
      const { implied, seq, ack, len } = last(`${OPEN}\n${text}`);
      return [
        Object.entries(implied)
          .flatMap(([name, left]) => (left ? [name] : []))
          .join(),
        seq,
        ack,
        len,
      ];
    };
    assert.deepEqual(tell('C -> S PSH,ACK seq=x+1 ack=y+1 len=5'), ['', 'x+1', 'y+1', '5']);
    assert.deepEqual(tell('C -> S PSH,ACK'), ['seq,ack,len', 'x+1', 'y+1', '0']);
    assert.deepEqual(tell('C -> S PSH,ACK seq=x+1 len=5'), ['ack', 'x+1', 'y+1', '5']);
    assert.deepEqual(tell('C -> S FIN,ACK ack=y+1'), ['seq,len', 'x+1', 'y+1', '0']);
    // A reset without ACK has no acknowledgment that could be left out.
    assert.deepEqual(tell('C -> S RST'), ['seq,len', 'x+1', null, '0']);
  });

  it('the number of its FIN behind its text (§3.4)', () => {
    assert.equal(last(`${OPEN}\nC -> S FIN,ACK seq=x+1 ack=y+1 len=50`).fin, 'x+51');
    assert.equal(last(`${OPEN}\nC -> S FIN,ACK seq=x+1 ack=y+1`).fin, 'x+1');
    assert.equal(last(`${OPEN}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=50`).fin, null);
  });

  it('its numbers counted from the initial ones of their directions, where these are known', () => {
    const relative = (text: string): unknown => Object.values(last(text).relative);
    assert.deepEqual(relative(`${OPEN}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=5`), ['1', '1']);
    assert.deepEqual(relative('client C\nserver S\nC -> S SYN seq=4294967295\nS -> C SYN,ACK seq=7 ack=0'), ['0', '1']);
    assert.deepEqual(
      relative(`${OPEN}\nC -> S PSH,ACK seq=x+1 ack=y+1 len=n\nC -> S PSH,ACK seq=x+1+n ack=y+1 len=5`),
      ['n+1', '1'],
    );
    assert.deepEqual(relative('state C ESTABLISHED, S ESTABLISHED\nC -> S PSH,ACK seq=u ack=v len=5'), [null, null]);
  });

  it('its options as they are written, and its text', () => {
    const { options, text, win } = last('client C\nserver S\nC -> S SYN seq=x win=1000 mss=1460 ts=1/0 sackok "hello"');
    assert.deepEqual([options, text, win], [['mss=1460', 'sackok', 'ts=1/0'], 'hello', '1000']);
    assert.equal(last(`${OPEN}\nC -> S PSH,ACK seq=x+1 ack=y+1 data="GET /"`).text, 'GET /');
  });

  it('the answer that its receiver owes at once (§3.10.7)', () => {
    assert.deepEqual(last('client C\nserver S\nC -> S SYN seq=x').reply, {
      flags: ['SYN', 'ACK'],
      seq: null,
      ack: 'x+1',
    });
    assert.deepEqual(last(`${OPEN}\nC -> S FIN,ACK seq=x+1 ack=y+1`).reply, { flags: ['ACK'], seq: 'y+1', ack: 'x+2' });
    assert.equal(last(OPEN).reply, null);
  });

  it('none of these for a message that belongs to no connection', () => {
    const { seq, ack, len, relative, reply, labels, tcbs } = last('C >>> S "hello"');
    assert.deepEqual([seq, ack, len, relative, reply], [null, null, null, { seq: null, ack: null }, null]);
    assert.deepEqual([labels, tcbs], [[], {}]);
  });

  it('where it was sent that arrives', () => {
    const text = `${OPEN}\nC ->... S PSH,ACK seq=x+1 ack=y+1 len=5\nS -> C ACK seq=y+1 ack=x+1\nC ...-> S PSH,ACK seq=x+1`;
    assert.equal(last(text).sentLine, 5);
    assert.equal(last(OPEN).sentLine, null);
    // Lines are those of the document.
    assert.equal(last(`diagram one\n${OPEN}\ndiagram two\n${text}`).sentLine, 12);
  });
});

describe('Text that is sent again (RFC 9293 §3.10.7.4)', () => {
  const again = (first: string, second: string, seq = 'x+1'): string =>
    `${OPEN}\nC -x S PSH,ACK seq=x+1 ack=y+1 data="${first}"\ntimeout C\nC -> S PSH,ACK seq=${seq} ack=y+1 data="${second}"`;
  const DIFFERS = ['8 retransmission-differs'];

  it('is the same where it is the same', () => {
    assertCodes(again('abcdef', 'abcdef'), []);
    assertCodes(again('abcdef', 'abc'), []);
    assertCodes(again('abcdef', 'abcdefgh'), []);
    assertCodes(again('abcdef', 'cdef', 'x+3'), []);
  });

  it('differs from its first byte to its last', () => {
    assertCodes(again('abcdef', 'Xbcdef'), DIFFERS);
    assertCodes(again('abcdef', 'abcdeX'), DIFFERS);
    assertCodes(again('abcdef', 'abcdeXgh'), DIFFERS);
    assertCodes(again('abcdef', 'cdeX', 'x+3'), DIFFERS);
  });

  it('is not compared with what was acknowledged, or is behind it', () => {
    assertCodes(`${again('abc', 'abc')}\nS -> C ACK seq=y+1 ack=x+4\nC -> S PSH,ACK seq=x+4 ack=y+1 data="XYZ"`, []);
  });
});

describe('Outside of all diagrams', () => {
  const [, far] = analyze('C -> S SYN seq=x\ndiagram two\nC -> S SYN seq=q').diagrams;

  for (const text of ['', '# nothing is said', 'C -> S SYN seq=x']) {
    it(`there is nothing to be told: ${JSON.stringify(text)}`, () => {
      const analysis = analyze(text);
      for (const line of [-1, text.startsWith('C') ? 1 : 0, 2, 99]) {
        assert.equal(analysis.step(line), undefined);
        assert.equal(analysis.acknowledged(line), undefined);
        assert.equal(analysis.diagramAt(line), undefined);
        assert.deepEqual(analysis.next(line), []);
      }
      assert.deepEqual(analysis.trace(far!).steps, []);
      assert.deepEqual(analysis.overview(far!).lines, []);
      assert.deepEqual(analysis.bindings(far!), []);
      assert.equal(analysis.binding(far!, 'q'), undefined);
      assert.deepEqual(analysis.symbolNames(far!, '', 9), []);
    });
  }
});
