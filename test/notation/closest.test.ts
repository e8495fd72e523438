import assert from 'node:assert/strict';
import { closest, FIELD_NAMES, FLAG_NAMES, KEYWORDS } from '../../src/core/notation/index.ts';

describe('the word that another one is most likely a slip of', () => {
  const cases: readonly (readonly [word: string, known: readonly string[], meant: string | null])[] = [
    ['SNY', FLAG_NAMES, 'SYN'],
    ['sny', FLAG_NAMES, 'SYN'],
    ['ACKK', FLAG_NAMES, 'ACK'],
    ['AK', FLAG_NAMES, null],
    ['FI', FLAG_NAMES, 'FIN'],
    ['X', FLAG_NAMES, null],
    ['', FLAG_NAMES, null],
    ['first', FLAG_NAMES, null],
    ['wscael', FIELD_NAMES, 'wscale'],
    ['saxk', FIELD_NAMES, 'sack'],
    ['sakcok', FIELD_NAMES, 'sackok'],
    ['partcipnt', KEYWORDS, 'participant'],
    ['partcipn', KEYWORDS, null],
    ['particip', KEYWORDS, 'participant'],
    ['x'.repeat(1000), KEYWORDS, null],
  ];
  for (const [word, known, meant] of cases) {
    it(`${word.slice(0, 20)}: ${meant ?? 'none'}`, () => {
      assert.equal(closest(word, known), meant);
    });
  }
});
