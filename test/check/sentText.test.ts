import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { conflictingLine, retain, type SentText } from '../../src/core/check/sent-text.ts';
import { Algebra, number } from '../../src/core/tcp/number.ts';
import { fc } from '../support/property.ts';
import { assertCodes } from '../support/told.ts';

const algebra = new Algebra();

/** Text of two letters, somewhere in a short stretch of the sequence space around its end. */
const sent = fc.record({ at: fc.nat(30), bytes: fc.stringMatching(/^[ab]{1,12}$/) });

const place = ({ at, bytes }: { readonly at: number; readonly bytes: string }, line: number): SentText => ({
  line,
  seq: number((2 ** 32 - 15 + at) % 2 ** 32),
  bytes,
});

describe('A sequence number stands for one byte (RFC 9293 §3.4)', () => {
  it('text is in conflict with the first one of which a byte with the same number was another one', () => {
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 5 }), sent, (earlier, now) => {
        const isOther = ({ at, bytes }: typeof now): boolean =>
          [...bytes].some((byte, i) => {
            const same = now.bytes[at + i - now.at];
            return same !== undefined && same !== byte;
          });
        assert.equal(conflictingLine(algebra, earlier.map(place), place(now, 9)), earlier.findIndex(isOther));
      }),
    );
  });

  it('is kept until its last byte is acknowledged, the last 64 at most', () => {
    const texts = [place({ at: 0, bytes: 'aaa' }, 0), place({ at: 3, bytes: 'bb' }, 1)];
    const now = place({ at: 5, bytes: 'a' }, 2);
    const kept = (una: number): number[] =>
      retain(algebra, texts, now, number((2 ** 32 - 15 + una) % 2 ** 32)).map(({ line }) => line);
    assert.deepEqual([0, 2, 3, 4, 5].map(kept), [[0, 1, 2], [0, 1, 2], [1, 2], [1, 2], [2]]);
    const many = Array.from({ length: 80 }, (_, line) => place({ at: line, bytes: 'a' }, line));
    assert.deepEqual(
      retain(algebra, many, place({ at: 80, bytes: 'a' }, 80), number(2 ** 32 - 15)).map(({ line }) => line),
      Array.from({ length: 64 }, (_, i) => 17 + i),
    );
  });

  const OPEN = 'C -> S SYN seq=0\nS -> C SYN,ACK seq=0 ack=1\nC -> S ACK seq=1 ack=1\n';

  it('is nothing that was never sent: what is refused has no text', () => {
    const early =
      'C -> S SYN seq=0\nC -> S PSH,ACK seq=1 ack=1 data="abc"\nS -> C SYN,ACK seq=0 ack=1\nC -> S ACK seq=1 ack=1\n';
    assertCodes(`${early}C -> S PSH,ACK seq=1 ack=1 data="xyz"`, ['2 data-before-established']);
    assertCodes(`${OPEN}C -x S PSH,ACK seq=1 ack=1 data="abc"\nC -> S PSH,ACK seq=1 ack=1 data="xyz"`, [
      '5 retransmission-differs',
    ]);
  });

  it('is nothing that is not as long as it says', () => {
    const text = `${OPEN}C -x S PSH,ACK seq=1 ack=1 len=9 data="abc"\nC -> S PSH,ACK seq=1 ack=1 len=9 data="xyz"`;
    assert.ok(!analyze(text).findings.some(({ code }) => code === 'retransmission-differs'));
  });
});
