import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { firstImpossible } from '../support/plain-tcp.ts';
import { Random } from '../support/random.ts';
import { conversation, HEAD_LINES, KINDS, slip, write } from '../support/slips.ts';

const CONVERSATIONS = 150;

/** The lines of errors and warnings, counted from the first segment. */
function found(text: string): readonly number[] {
  return analyze(text)
    .findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ line }) => line - HEAD_LINES)
    .toSorted((a, b) => a - b);
}

describe('One slip in a conversation that was right', () => {
  it('conversations of two plain TCPs are possible in every line, and nothing is found in them', () => {
    for (let seed = 1; seed <= CONVERSATIONS; seed++) {
      const { lines, numbers } = conversation(new Random(seed));
      assert.equal(firstImpossible(lines), -1, `seed ${String(seed)}`);
      assert.deepEqual(found(write(lines, numbers)), [], `seed ${String(seed)}`);
    }
  });

  for (const [i, kind] of KINDS.entries()) {
    it(`${kind.name}: the first finding stands on it, or on the first line that it makes impossible`, () => {
      let texts = 0;
      const missed: string[] = [];
      for (let seed = 1; seed <= CONVERSATIONS; seed++) {
        const { lines, numbers } = conversation(new Random(seed));
        const slipped = slip(lines, numbers, kind, new Random(seed * 1000 + i));
        if (slipped === null) continue;
        texts++;
        const text = write(slipped.lines, numbers, slipped.at, kind);
        const [first = -1] = found(text);
        if (!slipped.at.includes(first) && first !== slipped.impossible) missed.push(`seed ${String(seed)}\n${text}`);
      }
      assert.ok(texts > CONVERSATIONS / 2);
      // Where as many bytes are missing as a slip of the pen makes, the line above may as well have the wrong length.
      const share = kind.name === 'a line deleted' ? 0.05 : 0.02;
      assert.ok(missed.length <= texts * share, missed.slice(0, 3).join('\n\n'));
    });
  }
});
