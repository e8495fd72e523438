import assert from 'node:assert/strict';
import { toLadder } from '../../src/core/render/index.ts';
import { displayWidth } from '../../src/core/text/width.ts';
import { ENGLISH, HANDSHAKE, note, person, segment, trace } from './build.ts';

/** The lines of a ladder without the empty ones between. */
function lines(ladder: string): string[] {
  return ladder.split('\n').filter((line) => line !== '');
}

const OPEN = { C: ['ESTABLISHED', 'ESTABLISHED'], S: ['ESTABLISHED', 'ESTABLISHED'] } as const;

describe('a diagram as a text ladder', () => {
  it('looks like the figures of RFC 9293', () => {
    assert.deepEqual(lines(toLadder(HANDSHAKE, ENGLISH)), [
      '    客户端                                                  服务器',
      '1.  CLOSED                                                  LISTEN',
      '2.  SYN-SENT    --> <SEQ=x><CTL=SYN>                    --> SYN-RECEIVED',
      '3.  ESTABLISHED <-- <SEQ=y><ACK=x+1><CTL=SYN,ACK>       <-- SYN-RECEIVED',
      '4.  ESTABLISHED --> <SEQ=x+1><ACK=y+1><CTL=ACK>         --> ESTABLISHED',
      '                        (connection established)',
      '5.  ESTABLISHED --> <SEQ=x+1><ACK=y+1><CTL=PSH,ACK>     --> ESTABLISHED',
      '                    <DATA=100> "GET /"',
      '                        TCP three-way handshake',
    ]);
  });

  it('shows at either end what becomes of a segment', () => {
    const ways = (['C>S', 'S>C'] as const).flatMap((way) =>
      (['lost', 'sent', 'arrived'] as const).map((delivery) => segment(way, 'SYN', { delivery, states: OPEN })),
    );
    assert.deepEqual(lines(toLadder(trace(ways), ENGLISH)).slice(2), [
      '2.  ESTABLISHED --> <SEQ=x><CTL=SYN> X',
      '3.  ESTABLISHED --> <SEQ=x><CTL=SYN> ...',
      '4.              ... <SEQ=x><CTL=SYN> --> ESTABLISHED',
      '5.                X <SEQ=x><CTL=SYN> <-- ESTABLISHED',
      '6.              ... <SEQ=x><CTL=SYN> <-- ESTABLISHED',
      '7.  ESTABLISHED <-- <SEQ=x><CTL=SYN> ...',
    ]);
  });

  it('names an old duplicate in the column of who sent it', () => {
    const old = segment('C>S', 'SYN', {
      delivery: 'arrived',
      labels: ['old-duplicate'],
      states: { C: ['SYN-SENT', 'SYN-SENT'], S: ['LISTEN', 'SYN-RECEIVED'] },
    });
    assert.equal(lines(toLadder(trace([old]), ENGLISH))[2], '2.  (duplicate) ... <SEQ=x><CTL=SYN> --> SYN-RECEIVED');
  });

  it('puts user calls and timers into the column of their end', () => {
    const steps = [
      segment('C>S', 'ACK', { ack: 'y', states: OPEN }),
      { kind: 'action', line: 0, action: 'close', target: 'S', states: { S: ['ESTABLISHED', 'FIN-WAIT-1'] } },
      { kind: 'action', line: 0, action: 'timeout', target: 'C', states: { C: ['TIME-WAIT', 'CLOSED'] } },
    ] as const;
    assert.deepEqual(lines(toLadder(trace(steps), ENGLISH)).slice(3), [
      '                                                (CLOSE)',
      '3.                                              FIN-WAIT-1',
      '    (2 MSL)',
      '4.  CLOSED',
    ]);
  });

  it('keeps to its width: fields go to the next line, notes are wrapped, long names have lines of their own', () => {
    const long = segment('C>S', 'ACK', {
      seq: 'initial+1000',
      ack: 'other+20',
      options: ['sack=initial+2000-initial+3000/initial+4000-initial+5000', 'ts=4294967295/4294967295'],
      labels: ['duplicate-ack'],
      duplicate: 2,
      text: '很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的说明',
      states: OPEN,
    });
    const steps = [long, note('一个很长的注释，'.repeat(12)), note('a word '.repeat(30), ['S'], 'right')];
    const people = [person('C', 'client', '客户端'.repeat(12)), person('S', 'server', 'a server '.repeat(6))];
    for (const width of [72, 60, 100]) {
      const ladder = toLadder(trace(steps, { participants: people, title: '标题'.repeat(40) }), { ...ENGLISH, width });
      const widest = Math.max(...lines(ladder).map(displayWidth));
      assert.ok(widest <= width && widest > width - 12, `${widest} columns of ${width}`);
      for (const field of ['<SEQ=initial+1000>', '<ACK=other+20>', '<CTL=ACK>', '[duplicate ACK #2]']) {
        assert.ok(ladder.includes(field), field);
      }
    }
  });

  it('names the columns anew where other participants talk', () => {
    const states = { A: ['CLOSED', 'SYN-SENT'], B: ['LISTEN', 'SYN-RECEIVED'], R: ['LISTEN', 'SYN-RECEIVED'] } as const;
    const steps = [
      segment('A>R', 'SYN', { states }),
      segment('B>R', 'SYN', { states }),
      segment('R>A', 'RST', { states }),
      note('nobody knows me', ['X']),
    ];
    const people = [person('A'), person('R'), person('B')];
    assert.deepEqual(lines(toLadder(trace(steps, { participants: people }), ENGLISH)), [
      '    A                                     R',
      '1.  CLOSED                                LISTEN',
      '2.  SYN-SENT     --> <SEQ=x><CTL=SYN> --> SYN-RECEIVED',
      '    R                                     B',
      '3.  LISTEN                                LISTEN',
      '4.  SYN-RECEIVED <-- <SEQ=x><CTL=SYN> <-- SYN-RECEIVED',
      '    A                                     R',
      '5.  SYN-SENT     <-- <SEQ=x><CTL=RST> <-- SYN-RECEIVED',
      '                  (nobody knows me)',
    ]);
  });

  it('lets no control character through', () => {
    const ladder = toLadder(trace([note('a\u001b[31mb\u0007')], { title: '\u0000' }), ENGLISH);
    assert.match(ladder, /^[^\p{Cc}]*\n/u);
    assert.doesNotMatch(ladder.replaceAll('\n', ''), /\p{Cc}/u);
  });

  it('takes a diagram of nothing, and one that talks to itself', () => {
    assert.equal(toLadder(trace([]), ENGLISH), '');
    assert.equal(lines(toLadder(trace([segment('C>C', 'SYN')]), ENGLISH))[1], '1.   --> <SEQ=x><CTL=SYN> -->');
  });
});
