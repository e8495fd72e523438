import assert from 'node:assert/strict';
import { tokenize } from '../../src/core/notation/index.ts';
import { read } from './read.ts';

/** The tokens of a line, blanks apart, as `kind text`. */
function tokens(line: string): string[] {
  return tokenize(read(line), line)
    .filter((token) => token.kind !== 'blank')
    .map((token) => `${token.kind} ${line.slice(token.from, token.to)}`);
}

const CASES: readonly (readonly [line: string, tokens: readonly string[]])[] = [
  [
    '@0.5 C:5000 -> S:80: SYN,ACK seq=x+1 len=100 "GET /" # c',
    [
      'time @0.5',
      'participant C',
      'punctuation :',
      'port 5000',
      'arrow ->',
      'participant S',
      'punctuation :',
      'port 80',
      'punctuation :',
      'flag SYN',
      'punctuation ,',
      'flag ACK',
      'field seq',
      'operator =',
      'symbol x',
      'operator +',
      'number 1',
      'field len',
      'operator =',
      'number 100',
      'string "GET /"',
      'comment # c',
    ],
  ],
  ['"a b" x- S', ['participant "a b"', 'arrow x-', 'participant S']],
  [
    'C->>+S: [S.]',
    [
      'participant C',
      'arrow ->>+',
      'participant S',
      'punctuation :',
      'punctuation [',
      'flag S',
      'flag .',
      'punctuation ]',
    ],
  ],
  ['C -> S SYN=1', ['participant C', 'arrow ->', 'participant S', 'flag SYN', 'operator =', 'number 1']],
  [
    'C -> S seq = 2n + 0xff*(y-1_0)',
    [
      'participant C',
      'arrow ->',
      'participant S',
      'field seq',
      'operator =',
      'number 2',
      'symbol n',
      'operator +',
      'number 0xff',
      'operator *',
      'punctuation (',
      'symbol y',
      'operator -',
      'number 1_0',
      'punctuation )',
    ],
  ],
  [
    'C -> S sack=1-x/y-9 ts=1/2 sackok tfo = 00ab data="x"',
    [
      'participant C',
      'arrow ->',
      'participant S',
      'field sack',
      'operator =',
      'number 1',
      'operator -',
      'symbol x',
      'punctuation /',
      'symbol y',
      'operator -',
      'number 9',
      'field ts',
      'operator =',
      'number 1',
      'punctuation /',
      'number 2',
      'field sackok',
      'field tfo',
      'operator =',
      'string 00ab',
      'field data',
      'operator =',
      'string "x"',
    ],
  ],
  [
    'C -> S SNY foo bar=1',
    ['participant C', 'arrow ->', 'participant S', 'flag SNY', 'unknown foo', 'unknown bar', 'operator =', 'number 1'],
  ],
  ['C -> S seq=', ['participant C', 'arrow ->', 'participant S', 'field seq', 'operator =']],
  ['diagram TCP # c', ['keyword diagram', 'text TCP', 'comment # c']],
  ['client C as "x y"', ['keyword client', 'participant C', 'keyword as', 'text "x y"']],
  ['create participant C', ['keyword create participant', 'participant C']],
  ['@1 close C:80', ['time @1', 'keyword close', 'participant C', 'punctuation :', 'port 80']],
  [
    'state C SYN-SENT snd.nxt=x+1, S FOO',
    [
      'keyword state',
      'participant C',
      'state SYN-SENT',
      'variable snd.nxt',
      'operator =',
      'symbol x',
      'operator +',
      'number 1',
      'punctuation ,',
      'participant S',
      'unknown FOO',
    ],
  ],
  ['... an hour', ['keyword ...', 'text an hour']],
  ['note left of C: a b', ['keyword note', 'keyword left', 'keyword of', 'participant C', 'punctuation :', 'text a b']],
  [
    'note over C,S: x',
    ['keyword note', 'keyword over', 'participant C', 'punctuation ,', 'participant S', 'punctuation :', 'text x'],
  ],
  ['let n = 5', ['keyword let', 'symbol n', 'operator =', 'number 5']],
  ['option rule seq-gap off', ['keyword option', 'option rule', 'text seq-gap', 'text off']],
  ['expect seq-gap', ['keyword expect', 'code seq-gap']],
  ['loop every day', ['keyword loop', 'text every', 'text day']],
  ['%% x', ['comment %% x']],
  ['  # x', ['comment # x']],
  ['C ->', ['unknown C', 'arrow ->']],
  ['C <-> S', ['unknown C', 'arrow <->', 'unknown S']],
  ['', []],
];

describe('tokens', () => {
  for (const [line, expected] of CASES) {
    it(JSON.stringify(line), () => {
      assert.deepEqual(tokens(line), expected);
    });
  }
});
