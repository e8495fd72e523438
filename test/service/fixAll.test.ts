import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { countErrors, mend } from '../../src/core/check/mend.ts';
import { ALL_CODES, CODES } from '../../src/core/findings/codes.ts';
import { fc, runs } from '../support/property.ts';

const HEAD = 'client C\nserver S\n';
const mended = (text: string): string =>
  mend(analyze(text), ({ severity }) => severity === 'error' || severity === 'warning').lines.text;

/** Everything that may be prose: words that the notation gives no meaning to, and names. */
const PROSE = ['some', 'text', 'with', 'a', 'verb', 'GET', '/index.html', 'HTTP/1.1', 'Client', 'App', '"it', 'says"'];
const SIGNS = [':', ',', '->>', '->', '=', '(', ')', '|', '.', '…', 'ÿ', '客户端', '#', '"', '->>S:', 'C->>S:', '\n'];
const NOTATION = [
  'SYN',
  'SYM',
  'ACK',
  'seq=x',
  'ack=x',
  'len=5',
  'ack',
  'mss=1',
  'state',
  'note over',
  'C',
  'S',
  'SYN,',
];

describe('what is mended without asking', () => {
  for (const line of [
    'S->>C: Some text with a verb',
    'C->>S: GET /index.html HTTP/1.1',
    'Client App->>S: SYN',
    'C -> S SYN seq=x mss=1460 please',
    'C -> S ACK seq=1 mss=1460',
    'note over Q: text',
    'C -> S SYN,FIN seq=x',
  ]) {
    it(`keeps every word of: ${line}`, () => {
      const after = mended(`${HEAD}${line}\n`);
      for (const word of line.match(/\w+/g) ?? []) assert.ok(after.includes(word), after);
    });
  }

  for (const line of ['Client App->>S: SYN', 'Client App -> S SYN', 'Server Two <- C: SYN', 'host B → S: SYN']) {
    it(`leaves a segment of a host whose name begins like a statement: ${line}`, () => {
      assert.equal(mended(`${line}\n`), `${line}\n`);
      assert.deepEqual(
        analyze(line).findings.filter(({ severity }) => severity === 'error'),
        [],
      );
    });
  }

  it('mends numbers, symbols, and words that are misspelt', () => {
    const wrong = `${HEAD}C -> S SYM seq=x\nC <- S SYN,ACK seq=y ack=x\nC -> S ACK seq=x ack=y+1\n`;
    const right = `${HEAD}C -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\n`;
    assert.equal(mended(wrong), right);
  });

  it('takes one of two fixes that touch: the other was made for what is no longer there', () => {
    // "No such flag" and "no such place for a name" would both write where the first word ends.
    const text = `${HEAD}SYM C <- S ack=x urg=5\n`;
    assert.equal(mended(text), text);
  });

  it('of any text leaves every word of its prose, and no error more than before', () => {
    const word = fc.oneof(fc.constantFrom(...PROSE), fc.constantFrom(...SIGNS), fc.constantFrom(...NOTATION));
    const sources = ALL_CODES.flatMap((code) => [CODES[code].bad, CODES[code].good]);
    const texts = fc
      .tuple(fc.constantFrom('', HEAD, ...sources), fc.array(word, { maxLength: 25 }))
      .map(([head, words]) => `${head}\n${words.join(' ')}`);
    const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const known = new Set(words(PROSE.join(' ')).filter((word) => word !== '1'));
    const count = (text: string, word: string): number => words(text).filter((one) => one === word).length;
    fc.assert(
      fc.property(texts, (text) => {
        const after = mended(text);
        for (const one of words(text)) if (known.has(one)) assert.ok(count(after, one) >= count(text, one), after);
        assert.ok(countErrors(analyze(after)) <= countErrors(analyze(text)));
      }),
      { numRuns: runs(1000) },
    );
  });
});
