import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { analyze, analyzeAndTrace, type Diagram } from '../../src/core/check/index.ts';
import { addEventsJson, partsOf, tracedDiagram, type Frame, type Part } from '../../src/core/report/index.ts';
import { printableJson } from '../../src/core/text/printable.ts';
import { Utf8Writer } from '../../src/core/text/utf8-writer.ts';

const ROOT = join(import.meta.dirname, '../..');
const FIXTURES = join(ROOT, 'test/fixtures/check');

/** Diagrams of all kinds: right and wrong ones, captures, several in a text. */
const TEXTS: readonly (readonly [string, string])[] = [
  ...readdirSync(join(ROOT, 'examples')).map((file) => join(ROOT, 'examples', file)),
  ...readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tcp'))
    .map((file) => join(FIXTURES, file)),
].map((file) => [file, readFileSync(file, 'utf8')] as const);

const HOSTILE =
  'client C as "a\\"b\\\\c"\nserver S\nC -> S SYN seq=x "\u2028 \ud83d \\" \\\\ </script>"\nnote over C: "\u0007"\n';

const RAW = { seq: 1, ack: 4294967295, len: 0, win: 65535 };

/** The events as they are printed, one a line. */
function written(part: Part, diagram: Diagram, frames?: (line: number) => Frame): string {
  const out = new Utf8Writer();
  for (const _ of addEventsJson(out, part, diagram, { linesAbove: 0, frames, start: '', separator: '\n' }));
  const text = new TextDecoder('utf-8', { fatal: true }).decode(out.take());
  return text === '' ? '' : `${text}\n`;
}

describe('the form of traces', () => {
  it('is written by hand as JSON.stringify writes it', () => {
    for (const [file, text] of [...TEXTS, ['hostile', HOSTILE] as const]) {
      for (const part of partsOf(text)) {
        for (const diagram of part.analysis.diagrams) {
          const { events } = tracedDiagram(part, diagram);
          const lines = events.map((event) => `${JSON.stringify(event)}\n`);
          assert.equal(written(part, diagram), printableJson(lines.join('')), file);
          const frames = (line: number): Frame => ({ frame: line, raw: RAW, reused: false });
          const framed = events.map((event) => {
            const packet = { frame: event.line - 1, raw: RAW };
            return `${JSON.stringify({ ...event, ...packet })}\n`;
          });
          assert.equal(written(part, diagram, frames), printableJson(framed.join('')), file);
        }
      }
    }
  });
});

describe('checking and tracing in one reading', () => {
  it('says what both say one after the other', () => {
    for (const [file, text] of TEXTS) {
      const analysis = analyze(text);
      const both = analyzeAndTrace(text);
      assert.deepEqual(both.analysis.findings, analysis.findings, file);
      assert.deepEqual(
        both.traces,
        analysis.diagrams.map((diagram) => analysis.trace(diagram)),
        file,
      );
      for (const diagram of analysis.diagrams) {
        const { line, endLine } = diagram;
        const third = Math.floor((endLine - line) / 3);
        // Of a part as well, and after an edit, which moves the diagrams below.
        for (const [from, to] of [
          [line, endLine],
          [line + third, endLine - third],
        ] as const)
          assert.deepEqual(both.analysis.trace(diagram, from, to), analysis.trace(diagram, from, to), file);
      }
      const edit = { line: 0, from: 0, to: 0, text: '# a line more\n' };
      const [moved, expected] = [both.analysis.edit(edit), analysis.edit(edit)];
      assert.deepEqual(
        moved.diagrams.map((diagram) => moved.trace(diagram)),
        expected.diagrams.map((diagram) => expected.trace(diagram)),
        file,
      );
    }
  });
});
