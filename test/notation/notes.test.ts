import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze } from '../../src/core/check/index.ts';
import type { Step } from '../../src/core/check/trace.ts';

/**
 * Notes as people write them. A case is `=== name`, the note, `---`, and a line for each segment: `A>B SYN seq=x "words"`;
 * `data` is a message of an application in a connection, `message` one outside of every connection, `!` stands for a line
 * that must not be read.
 */
const CASES = readFileSync(new URL('../fixtures/notes/notes.txt', import.meta.url), 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((part) => {
    const [name = '', ...rest] = part.split('\n');
    const [text = '', expected = ''] = rest.join('\n').split(/^---\n/m);
    return { name, text: text.trimEnd(), expected: expected.trim().split('\n') };
  });

/** A step as the cases write it; numbers only where they are written in the note. */
function told(step: Step): string {
  if (step.kind === 'note') return `note "${step.text}"`;
  if (step.kind !== 'segment') return step.kind;
  const { from, to, flags, seq, ack, len, implied, text } = step;
  const kind = flags.length === 0 ? 'message' : implied.flags && text !== '' ? 'data' : flags.join(',');
  const numbers = [
    implied.seq ? '' : `seq=${String(seq)}`,
    implied.ack || ack === null ? '' : `ack=${ack}`,
    implied.len ? '' : `len=${String(len)}`,
  ];
  return [`${from}>${to}`, kind, ...numbers, text === '' ? '' : `"${text}"`].filter((word) => word !== '').join(' ');
}

describe(`${String(CASES.length)} notes as people write them`, () => {
  for (const { name, text, expected } of CASES) {
    it(name, () => {
      const analysis = analyze(text);
      const unread = analysis.findings.filter(({ code }) => /^(?:syntax|unknown-|duplicate-field)/.test(code));
      if (expected[0] === '!') {
        assert.ok(unread.length > 0, 'it is read');
        return;
      }
      assert.deepEqual(unread, []);
      const errors = analysis.findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
      assert.deepEqual(
        errors.map(({ code, line }) => `${String(line + 1)} ${code}`),
        [],
      );
      assert.deepEqual(
        analysis.diagrams.flatMap((diagram) => analysis.trace(diagram).steps.map(told)),
        expected,
      );
    });
  }
});
