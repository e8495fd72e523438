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
  it('is possible for a plain TCP, and nothing is found in it (RFC 9293 §3.10)', () => {
    for (const { text, numbers } of beginnings()) {
      for (const suggestion of nextAfter(text)) {
        const whole = `${text}\n${written(suggestion)}`;
        assert.deepEqual(graveOf(whole), [], whole);
        assert.equal(firstImpossible(read(whole, numbers)!), -1, whole);
      }
    }
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
    assert.ok(tried > 0);
  });
});
