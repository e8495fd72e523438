import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { analyze } from '../../src/core/check/index.ts';
import { english } from '../../src/core/findings/finding.ts';
import { exportText, mermaidPieces, toMermaid } from '../../src/core/render/index.ts';
import { ENGLISH, HANDSHAKE, note, person, segment, trace } from './build.ts';
import { readMermaid } from './mermaid-parser.ts';

const FOLDER = new URL('../fixtures/render/', import.meta.url);

describe("Mermaid's own parser takes the text of a diagram", () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.tcp'))) {
    it(`${file}, message by message`, async () => {
      const analysis = analyze(readFileSync(new URL(file, FOLDER), 'utf8'));
      const trace = analysis.trace(analysis.diagrams[0]!);
      const read = await readMermaid(
        exportText('mermaid', analysis, analysis.diagrams.slice(0, 1), { translate: english }),
      );
      const segments = trace.steps.filter((step) => step.kind === 'segment');
      assert.equal(read.messages.length, segments.length);
      assert.deepEqual(
        read.participants,
        trace.participants.map(({ label }) => label.replaceAll('\n', ' ')),
      );
    });
  }

  it('in pieces that draw any run of steps', async () => {
    const pieces = mermaidPieces(HANDSHAKE, ENGLISH);
    assert.equal(pieces.steps.length, HANDSHAKE.steps.length);
    const read = await readMermaid([pieces.head, ...pieces.steps.slice(2)].join('\n'));
    assert.deepEqual(
      read.messages.map(({ text }) => text),
      ['ACK seq=x+1 ack=y+1', 'PSH, ACK seq=x+1 ack=y+1 len=100 "GET /"'],
    );
    assert.deepEqual(read.notes, ['connection established']);
  });

  it('with names that Mermaid would trip over, and participants that nobody declared', async () => {
    const steps = [segment('end>a:b', 'SYN'), segment('a:b>--x', 'SYN'), note('x', ['; ', 'end'])];
    const read = await readMermaid(toMermaid(trace(steps, { participants: [person('end')] }), ENGLISH).text);
    assert.deepEqual(read.participants, ['end', 'a:b', '--x', ';']);
    assert.deepEqual(
      read.messages.map(({ from, to }) => [from, to]),
      [
        ['end_', 'a_b'],
        ['a_b', '__x'],
      ],
    );
  });
});
