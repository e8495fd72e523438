import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { describe as words, english } from '../../src/core/findings/finding.ts';
import { runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';

const FLAGS = ['SYN', 'SYN,ACK', 'ACK', 'ACK', 'ACK', 'PSH,ACK', 'FIN,ACK', 'RST', 'RST,ACK'] as const;
const NUMBERS = ['x', 'x+1', 'y', 'y+1', 'u', 'u+100', 'v', '1', '101', '300', '0', 'x+n+1'] as const;
const OTHERS = ['...', '... RTO', 'timeout C', 'state C ESTABLISHED', 'crash S', 'let n = 100'] as const;

/** A diagram that makes little sense, of pieces that make numbers unknown. */
function nonsense(random: Random): string {
  const lines = random.chance(0.5) ? ['client C', 'server S'] : ['state C ESTABLISHED, S ESTABLISHED'];
  for (let left = random.integer(3, 12); left > 0; left--) {
    if (random.chance(0.25)) {
      lines.push(random.pick(OTHERS));
      continue;
    }
    const arrow = random.pick(['->', '->', '->', '-x', '->...', '...->']);
    const [from, to] = random.chance(0.5) ? ['C', 'S'] : ['S', 'C'];
    const fields = [
      random.chance(0.7) ? `seq=${random.pick(NUMBERS)}` : '',
      random.chance(0.7) ? `ack=${random.pick(NUMBERS)}` : '',
      random.chance(0.4) ? `len=${random.pick(['10', '100', 'n', 'm'])}` : '',
      random.chance(0.2) ? `win=${random.pick(['0', '50', '1000'])}` : '',
      random.chance(0.1) ? 'sack=101-201' : '',
    ].filter((field) => field !== '');
    lines.push(`${from} ${arrow} ${to} ${random.pick(FLAGS)} ${fields.join(' ')}`);
  }
  return lines.join('\n');
}

describe('What is said of numbers that nobody knows', () => {
  it('no finding names an unknown number: none says "should be ?"', () => {
    const first = seed();
    for (let number = first; number < first + runs(500); number++) {
      const text = nonsense(new Random(number));
      for (const finding of analyze(text).findings) {
        const told = [words(finding, english), ...finding.fixes.flatMap(({ edits }) => edits.map((edit) => edit.text))];
        assert.ok(!told.some((said) => said.includes('?')), `Random ${String(number)}: ${told.join(' | ')}\n${text}`);
      }
    }
  });
});
