import assert from 'node:assert/strict';
import { analyze, type SegmentStep } from '../../src/core/check/index.ts';
import { describe as sentence, english } from '../../src/core/findings/finding.ts';
import { converse, type Event, type HostState } from '../support/pair.ts';
import { runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';
import { HEAD, type Isn, type Numbering, writeEvent } from '../support/write.ts';

/** How many conversations are written, and how many lines each has at most. */
const CONVERSATIONS = runs(2_000);
const LINES = 40;

/** What an end is said to be in where it has passed over the ACK of a FIN that came again. */
const TAKEN: Partial<Record<HostState, string>> = { CLOSING: 'TIME-WAIT', 'LAST-ACK': 'CLOSED' };

function numbering(random: Random): Numbering {
  const isn = (symbol: string): Isn =>
    random.pick([symbol, symbol, 2 ** 32 - random.integer(1, 60), random.integer(0, 2 ** 32 - 1)]);
  return { C: isn('x'), S: isn('y') };
}

function diagram(events: readonly Event[], numbers: Numbering): string {
  // In a simultaneous open nobody listens.
  const opensTwice = events.some((event, i) => i === 1 && event.packet.flags.join() === 'SYN' && event.sender === 'S');
  const head = opensTwice ? ['client C', 'client S'] : HEAD;
  return [...head, ...events.map((event) => writeEvent(event, numbers))].join('\n');
}

describe('Two random TCPs over a bad network', () => {
  it(`write ${String(CONVERSATIONS)} diagrams of which none gets an error or a warning, and trace gives their true states`, () => {
    let segments = 0;
    const first = seed();
    for (let one = first; one < first + CONVERSATIONS; one++) {
      const random = new Random(one);
      const takesFinAgain = one % 2 === 0;
      const events = converse(random, random.integer(4, LINES), takesFinAgain);
      const text = diagram(events, numbering(random));
      const analysis = analyze(text);
      const grave = analysis.findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
      const told = grave.map(
        (finding) => `line ${String(finding.line + 1)}: ${finding.code}: ${sentence(finding, english)}`,
      );
      assert.deepEqual(told, [], `seed ${String(one)}\n${numbered(text)}`);
      const diagrams = analysis.diagrams[0];
      assert.ok(diagrams !== undefined);
      const steps = analysis.trace(diagrams).steps.filter((step): step is SegmentStep => step.kind === 'segment');
      assert.equal(steps.length, events.length);
      steps.forEach((step, i) => {
        const truth = events[i]?.states;
        const after = (name: 'C' | 'S'): string | undefined => {
          const state = step.states[name]?.[1];
          // The engine takes that ACK until a line shows that the end has not.
          const unsure = !takesFinAgain && truth !== undefined && TAKEN[truth[name]] === state;
          return unsure ? truth[name] : state;
        };
        assert.deepEqual(
          { C: after('C'), S: after('S') },
          truth,
          `seed ${String(one)}, line ${String(step.line + 1)}\n${numbered(text)}`,
        );
      });
      segments += steps.length;
    }
    assert.ok(segments > CONVERSATIONS * 5);
  });
});

function numbered(text: string): string {
  return text
    .split('\n')
    .map((line, i) => `${String(i + 1).padStart(3)} ${line}`)
    .join('\n');
}
