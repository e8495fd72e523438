import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { firstImpossible, type Line, type Name, other } from '../support/plain-tcp.ts';
import { mostOf, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';
import { conversation, write } from '../support/slips.ts';

/** What goes wrong at a line and stays so in all lines behind, as where a number is copied from line to line. */
type Onwards = (lines: readonly Line[], at: number, random: Random) => readonly Line[];

/** The numbers of each end are so much greater from a line on. */
function moved(lines: readonly Line[], at: number, by: Readonly<Record<Name, number>>): readonly Line[] {
  return lines.map((line, i) => {
    const { from, seq, ack } = line;
    return i < at ? line : { ...line, seq: seq + by[from], ack: ack === null ? null : ack + by[other(from)] };
  });
}

/** How many of them may raise more than two findings: what stands behind does not always tell, or ends too soon. */
const SHARE = 0.04;

const KINDS: Readonly<Record<string, Onwards>> = {
  'absolute numbers behind relative ones': (lines, at) => moved(lines, at, { C: 5000, S: 90_000 }),
  'numbers of one end that are all off': (lines, at, random) => {
    const by = random.pick([1, 10, 100, -1]);
    return moved(lines, at, lines[at]?.from === 'C' ? { C: by, S: 0 } : { C: 0, S: by });
  },
  'an ACK number that is copied from line to line': (lines, at) => {
    const { from, ack } = lines[at]!;
    return lines.map((line, i) =>
      i <= at || line.from !== from || line.ack === null || ack === null ? line : { ...line, ack },
    );
  },
};

const CONVERSATIONS = 200;

describe('What is wrong from a line on', () => {
  for (const [name, make] of Object.entries(KINDS)) {
    it(`${name}: is at most two findings`, () => {
      const first = seed();
      let texts = 0;
      const more: string[] = [];
      for (let number = first; number < first + CONVERSATIONS; number++) {
        const { lines, numbers } = conversation(new Random(number));
        if (lines.length < 5) continue;
        const random = new Random(number * 77);
        const made = make(lines, random.integer(3, lines.length - 1), random);
        if (firstImpossible(made) < 0) continue;
        texts++;
        const text = write(made, numbers);
        const grave = analyze(text).findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
        if (grave.length > 2) more.push(`${String(grave.length)} in Random ${String(number)}\n${text}`);
      }
      // Where it is no slip, because all that follows may be so, nothing is asked.
      assert.ok(texts > CONVERSATIONS / 5);
      assert.ok(more.length <= mostOf(texts, SHARE), more.slice(0, 3).join('\n\n'));
    });
  }
});
