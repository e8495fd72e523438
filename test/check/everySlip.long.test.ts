import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { analyze } from '../../src/core/check/index.ts';
import { SLIPS } from '../support/lineSlips.ts';
import { said } from '../support/said.ts';

/**
 * A conversation that is right, `test/fixtures/slips/NAME.tcp`, with one slip at a time on every line of it. What is said of each
 * stands in `NAME.txt`, with what the first fix makes of the text; `as it was` is best. `UPDATE=1` writes it anew, to be read
 * as a diff.
 */
const FOLDER = new URL('../fixtures/slips/', import.meta.url);
const update = process.env['UPDATE'] === '1';

function allSaid(text: string, right: string): string {
  const analysis = analyze(text);
  return analysis.findings
    .filter(({ severity }) => severity !== 'hint')
    .map((finding) => said(finding, analysis, right))
    .join('');
}

/** What is said of every slip on a line. */
function slipsOn(at: number, right: string): string {
  const lines = right.split('\n');
  const [line, above] = [lines[at]!, lines[at - 1] ?? ''];
  let all = `${String(at + 1)}  ${line}\n`;
  for (const [name, slip] of Object.entries(SLIPS)) {
    const slipped = slip(line, above);
    if (slipped === null) continue;
    const from = name === 'before the line above' ? at - 1 : at;
    const text = [...lines.slice(0, from), ...(slipped === '' ? [] : [slipped]), ...lines.slice(at + 1)].join('\n');
    all += `  ${name}\n${allSaid(text, right) || '    nothing: it may be so\n'}`;
  }
  const next = lines.findIndex((other, i) => i > at && other.includes('seq='));
  if (next < 0) return all;
  const exchanged = lines.with(at, lines[next]!).with(next, line).join('\n');
  return `${all}  the next segment first\n${allSaid(exchanged, right) || '    nothing: it may be so\n'}`;
}

describe('One slip in a conversation that is right', () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.tcp'))) {
    const golden = new URL(file.replace('.tcp', '.txt'), FOLDER);
    const right = readFileSync(new URL(file, FOLDER), 'utf8').trimEnd();
    const segments = right.split('\n').flatMap((line, at) => (line.includes('seq=') ? [at] : []));
    if (update) writeFileSync(golden, segments.map((at) => slipsOn(at, right)).join(''));
    const expected = readFileSync(golden, 'utf8').split(/^(?=\d)/m);

    it(`${file}: nothing is wrong with it`, () => {
      const grave = analyze(right).findings.filter(({ severity }) => severity !== 'hint');
      assert.deepEqual([grave, expected.length], [[], segments.length]);
    });

    for (const [i, at] of segments.entries()) {
      it(`${file}: on line ${String(at + 1)}, it is told as ${file.replace('.tcp', '.txt')} says`, () => {
        assert.equal(slipsOn(at, right), expected[i]);
      });
    }
  }
});
