import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { applyEdits } from '../../src/core/check/mend.ts';
import { firstImpossible } from '../support/plain-tcp.ts';
import { runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';
import { conversation, KINDS, read, slip, write } from '../support/slips.ts';

/** Fewer would say little of a share. */
const CONVERSATIONS = Math.max(20, runs(60));

describe('The first fix of the first finding, after one slip in a conversation that was right', () => {
  for (const [i, kind] of KINDS.entries()) {
    // A close that comes too early is no mistake of the line that shows it, and has more than one explanation.
    const share = kind.name === 'a FIN added' ? 0.3 : 0.1;

    it(`${kind.name}: makes every line one that a plain TCP could send, in ${String(100 - 100 * share)} %`, () => {
      const first = seed();
      let slips = 0;
      const left: string[] = [];
      for (let number = first; number < first + CONVERSATIONS; number++) {
        const { lines, numbers } = conversation(new Random(number));
        const slipped = slip(lines, numbers, kind, new Random(number * 1000 + i));
        if (slipped === null) continue;
        slips++;
        const analysis = analyze(write(slipped.lines, numbers, slipped.at, kind));
        const found = analysis.findings.find(({ severity }) => severity === 'error' || severity === 'warning');
        const { text } = applyEdits(analysis, found?.fixes[0]?.edits ?? []).lines;
        const mended = read(text.replace(/ +/g, ' '), numbers);
        if (mended === null || firstImpossible(mended) >= 0) left.push(`seed ${String(number)}\n${text}`);
      }
      assert.ok(slips >= CONVERSATIONS / 2);
      assert.ok(left.length <= slips * share, left.join('\n\n'));
    });
  }
});
