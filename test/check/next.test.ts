import assert from 'node:assert/strict';
import { analyze, type Suggestion } from '../../src/core/check/index.ts';
import { writeSegment } from '../../src/core/notation/write.ts';
import { firstImpossible, type Line } from '../support/plain-tcp.ts';
import { runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';
import { conversation, read, write } from '../support/slips.ts';
import { graveOf } from '../support/told.ts';
import type { Numbering } from '../support/write.ts';

const written = (suggestion: Suggestion): string => writeSegment(suggestion, null).replace(/ +/g, ' ');
const nextAfter = (text: string): readonly Suggestion[] => analyze(text).next(text.split('\n').length - 1);

/** The beginning of a conversation that two plain TCPs have had, and the line that came next. */
interface Beginning {
  readonly text: string;
  readonly before: readonly Line[];
  readonly next: Line;
  readonly numbers: Numbering;
}

function* beginnings(): Generator<Beginning> {
  const first = seed();
  for (let number = first; number < first + runs(40); number++) {
    const random = new Random(number);
    const { lines, numbers } = conversation(random);
    for (let at = random.integer(0, 3); at < lines.length; at += random.integer(1, 8)) {
      const before = lines.slice(0, at);
      yield { text: write(before, numbers), before, next: lines[at]!, numbers };
    }
  }
}

describe('What is offered for the next line', () => {
  it('is possible for a plain TCP, nothing is found in it, and it is offered once (RFC 9293 §3.10)', () => {
    for (const { text, numbers } of beginnings()) {
      const before = new Set<string>();
      for (const suggestion of nextAfter(text)) {
        const whole = `${text}\n${written(suggestion)}`;
        assert.ok(!before.has(whole), whole);
        before.add(whole);
        assert.deepEqual(graveOf(whole), [], whole);
        assert.equal(firstImpossible(read(whole, numbers)!), -1, whole);
      }
    }
  });

  it('fits into the window and the segments of the peer, and asks a closed window with one byte (RFC 9293 §3.8.6)', () => {
    const open = (win: number, mss = ''): string =>
      `C -> S SYN seq=0 win=900\nS -> C SYN,ACK seq=0 ack=1 win=${String(win)}${mss}\nC -> S ACK seq=1 ack=1 win=900`;
    const text = (before: string): (string | null)[] => {
      const data = nextAfter(before).filter(({ purpose, from }) => purpose === 'data' && from === 'C');
      for (const one of data) assert.deepEqual(graveOf(`${before}\n${written(one)}`), [], before);
      return data.map(({ len }) => len);
    };
    assert.deepEqual(text(open(300)), ['100']);
    assert.deepEqual(text(open(100)), ['100']);
    assert.deepEqual(text(open(40)), ['40']);
    assert.deepEqual(text(open(300, ' mss=60')), ['60']);
    assert.deepEqual(text(open(0)), ['1']);
    const sent = `${open(120)}\nC -> S PSH,ACK seq=1 ack=1 len=100`;
    assert.deepEqual(text(sent), ['20']);
    assert.deepEqual(text(`${sent}\nC -> S PSH,ACK seq=101 ack=1 len=20`), []);
    // What was offered once may be used, although the peer has thought better of it.
    const shrunk = `${open(120)}\nS -> C ACK seq=1 ack=1 win=120\nC -x S PSH,ACK seq=1 ack=1 len=100\nexpect window-shrunk\nS -> C ACK seq=1 ack=1 win=10`;
    assert.deepEqual(text(shrunk), ['20']);
    assert.deepEqual(text(`${sent}\nS -> C ACK seq=1 ack=101 win=0`), ['1']);
    assert.deepEqual(text(`${open(100)}\nC -> S PSH,ACK seq=1 ack=1 len=100\nS -> C ACK seq=1 ack=101 win=0`), ['1']);
  });

  it('is all that a plain TCP does next without sending text or repeating itself (RFC 9293 §3.10)', () => {
    let tried = 0;
    for (const { text, before, next, numbers } of beginnings()) {
      const { from, flags, seq, ack, len } = next;
      const own = before.filter((line) => line.from === from);
      const isRepeated = own.some((line) =>
        flags.join() === 'ACK' ? (line.ack ?? 0) >= (ack ?? 0) : line.flags.join() === flags.join(),
      );
      if (len > 0 || isRepeated) continue;
      tried++;
      const offered = nextAfter(text).flatMap((suggestion) => read(`\n\n${written(suggestion)}`, numbers)!);
      // The initial number is its sender's choice.
      const isIt = (line: Line): boolean =>
        line.from === from &&
        line.flags.join() === flags.join() &&
        line.ack === ack &&
        (line.seq === seq || flags.includes('SYN'));
      assert.ok(offered.some(isIt), `${text}\n${JSON.stringify(next)}`);
    }
    // Of a few conversations none may do anything but send text.
    if (runs(40) >= 40) assert.ok(tried > 0);
  });

  const offered = (text: string): string[] => nextAfter(text).map(written);
  const SYMBOLS = ['x', 'y', 'z', 'u', 'v', 'w', 'p', 'q', 'r', 's', 't'];
  const bound = (count: number): string =>
    SYMBOLS.slice(0, count)
      .map((name, i) => `let ${name} = ${String(i)}\n`)
      .join('');

  it('begins with a symbol that stands for nothing yet, whatever is bound', () => {
    for (const [i, name] of SYMBOLS.entries())
      assert.deepEqual(offered(`${bound(i)}client C\nserver S`), [`C -> S SYN seq=${name}`]);
    assert.deepEqual(offered(`${bound(11)}client C\nserver S`), ['C -> S SYN seq=x12']);
  });

  it('gives two numbers that nobody knows two names', () => {
    const open = 'state C ESTABLISHED, S ESTABLISHED\nC -> S ACK';
    const data = (text: string): string[] => offered(text).filter((line) => line.includes('PSH'));
    assert.deepEqual(data(open), ['C -> S PSH,ACK seq=x ack=y len=100', 'S -> C PSH,ACK seq=x ack=y len=100']);
    assert.deepEqual(data(bound(11) + open), [
      'C -> S PSH,ACK seq=x12 ack=x13 len=100',
      'S -> C PSH,ACK seq=x12 ack=x13 len=100',
    ]);
  });

  it('takes a number where the other end has one, and begins again behind 2^32 − 1 (RFC 9293 §3.4)', () => {
    const [answer] = offered('client C\nserver S\nC -> S SYN seq=4294967200');
    assert.equal(answer, 'S -> C SYN,ACK seq=104 ack=4294967201');
    assert.equal(offered('client C\nserver S\nC -> S SYN seq=0')[0], 'S -> C SYN,ACK seq=0 ack=1');
  });

  it('lets the client open a connection to the server', () => {
    for (const [declared, syn] of [
      ['server B\nclient A', 'A -> B'],
      ['participant P\nserver B\nclient A', 'A -> B'],
      ['participant A\nserver B\nparticipant D', 'A -> B'],
      ['client A\nclient D\nparticipant P', 'A -> P'],
      ['client A\nclient D', 'A -> D'],
      ['participant P\nparticipant Q', 'P -> Q'],
      ['server A\nserver B', 'C -> A'],
      ['client A', 'A -> S'],
      ['server B', 'C -> B'],
    ])
      assert.deepEqual(offered(declared!), [`${syn!} SYN seq=x`]);
  });
});
