import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';

const OPEN = 'client C\nserver S\nC -> S SYN seq=0\nS -> C SYN,ACK seq=0 ack=1\nC -> S ACK seq=1 ack=1\n';
const segment = (arrow: string, at: number): string => `C ${arrow} S PSH,ACK seq=${String(1 + 10 * at)} ack=1 len=10\n`;
const codes = (text: string): string[] => analyze(text).findings.map(({ code, line }) => `${String(line)} ${code}`);

describe('segments in flight', () => {
  const places = Array.from({ length: 300 }, (_, at) => at);
  const sent = places.map((at) => segment('->...', at)).join('');

  it('arrive in any order, each as the one that was sent (RFC 9293 §3.10.7.4, seventh)', () => {
    const shuffled = places.toSorted((a, b) => ((a * 7) % 300) - ((b * 7) % 300));
    for (const order of [places, places.toReversed(), shuffled]) {
      const found = codes(OPEN + sent + order.map((at) => segment('...->', at)).join(''));
      const mistaken = found.filter((code) => /old-duplicate|arrival-mismatch|in-flight-at-end/.test(code));
      assert.deepEqual(mistaken, []);
    }
  });

  it('are told of at the end where they have not arrived', () => {
    const rest = places.filter((at) => at !== 7 && at !== 250).toReversed();
    const found = codes(OPEN + sent + rest.map((at) => segment('...->', at)).join(''));
    assert.deepEqual(
      found.filter((code) => code.endsWith('in-flight-at-end')),
      ['12 in-flight-at-end', '255 in-flight-at-end'],
    );
  });

  it('are as many after an edit as in a fresh reading', () => {
    const text =
      OPEN +
      sent +
      places
        .toReversed()
        .map((at) => segment('...->', at))
        .join('');
    const line = 5 + 20;
    const edited = analyze(text).edit({ line, from: 0, to: 0, text: '# ' });
    const fresh = analyze(edited.lines.text);
    assert.equal(edited.findings.length, fresh.findings.length);
    assert.deepEqual(edited.findings, fresh.findings);
  });

  it('are compared with what arrives, the first 256: like none of them it is an old duplicate', () => {
    const wrong = (at: number): string => `C ...-> S PSH,ACK seq=${String(1 + 10 * at)} ack=1 len=11\n`;
    const found = (at: number): string[] =>
      codes(OPEN + sent + wrong(at)).filter((code) => /old-duplicate|arrival-mismatch/.test(code));
    assert.deepEqual(found(255), ['305 arrival-mismatch']);
    assert.deepEqual(found(256), ['305 old-duplicate']);
  });
});
