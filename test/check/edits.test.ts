import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { analyze, DEFAULT_OPTIONS } from '../../src/core/check/index.ts';
import { BLOCKS, edited, editAtRandom, everything, longText } from '../support/edits.ts';
import { SLIPS } from '../support/lineSlips.ts';
import { runs, seed } from '../support/property.ts';
import { Random } from '../support/random.ts';

/** Findings, trace, hints, tokens and symbols; many and longer texts are tried in `edits.long.test.ts`. */
describe('A text after edits', () => {
  for (const blockLines of BLOCKS) {
    it(`is known as one that is read afresh, in blocks of ${String(blockLines)}`, () => {
      editAtRandom(blockLines, 1, runs(10), 15);
    });
  }

  it('says the same in blocks of any size', () => {
    const text = longText(new Random(seed()), 12);
    const [first, ...others] = BLOCKS.map((blockLines) => everything(analyze(text, DEFAULT_OPTIONS, blockLines)));
    for (const other of others) assert.deepEqual(other, first);
  });

  it('is known where nearly every line is wrong, too, and no slip is looked for any more', () => {
    const random = new Random(seed());
    const wrong = (): string => `S -> C ACK seq=y+${String(random.integer(2, 90))} ack=x+1`;
    const lines = ['C -> S SYN seq=x', 'S -> C SYN,ACK seq=y ack=x+1', 'C -> S ACK seq=x+1 ack=y+1'];
    for (let i = 0; i < 45; i++) lines.push(i % 7 === 3 ? 'C -> S ACK seq=x+1 ack=y+1' : wrong());
    const [first, ...others] = BLOCKS.map((blockLines) =>
      everything(analyze(lines.join('\n'), DEFAULT_OPTIONS, blockLines)),
    );
    for (const other of others) assert.deepEqual(other, first);
    for (const blockLines of BLOCKS) {
      let analysis = analyze(lines.join('\n'), DEFAULT_OPTIONS, blockLines);
      const now = [...lines];
      for (let count = 0; count < runs(15); count++) {
        const line = random.integer(3, now.length - 1);
        const text = random.pick([wrong(), '', 'C -> S ACK seq=x+1 ack=y+1', 'C -> S PSH,ACK seq=x+1 ack=y+1 len=5']);
        analysis = edited(analysis, { line, from: 0, to: (now[line] ?? '').length, text }, blockLines);
        now[line] = text;
        const fresh = analyze(now.join('\n'), DEFAULT_OPTIONS, blockLines);
        assert.deepEqual(everything(analysis), everything(fresh), now.join('\n'));
      }
    }
  });

  it('tells of a line that a slip blocks below is explained by what it says now', () => {
    const lines = ['A -> B SYN seq=0', 'B -> A SYN,ACK seq=4999 ack=1', ...Array.from({ length: 40 }, () => '# …')];
    lines.push('A -> B ACK seq=1 ack=5001', 'B -> A ACK seq=5001 ack=1 len=10', 'A -> B ACK seq=1 ack=5011');
    const before = analyze(lines.join('\n'), DEFAULT_OPTIONS, 16);
    const after = edited(before, { line: 1, from: 10, to: 14, text: '' }, 16);
    assert.deepEqual(
      after.findings.filter(({ code }) => code === 'seq-mismatch').map(({ line, from }) => [line, from]),
      [[1, 11]],
    );
  });

  it('forgets a segment in flight that was replaced by one with another option', () => {
    const text = [
      'C ->... S SYN seq=0 mss=1460',
      'C -x S SYN seq=0 mss=100',
      ...Array.from({ length: 130 }, (_, i) => `# ${String(i)}`),
      'C ...-> S SYN seq=0',
      'S -> C SYN,ACK seq=0 ack=1',
      'C -> S ACK seq=1 ack=1',
      'S -> C ACK seq=1 ack=1 len=600',
    ].join('\n');
    const before = analyze(text);
    const from = text.indexOf('1460');
    const after = edited(before, { line: 0, from, to: from + 4, text: '500' }, 128);
    assert.deepEqual(after.findings.map(({ code }) => code).toSorted(), ['data-unacknowledged', 'mss-exceeded']);
  });
});

describe('A slip that is typed, or mended', () => {
  const FOLDER = new URL('../fixtures/slips/', import.meta.url);
  const conversations = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.tcp'))
    .map((name) => readFileSync(new URL(name, FOLDER), 'utf8').trimEnd().split('\n'));
  const kinds = Object.values(SLIPS);

  /** The lines with a slip on one of them. */
  const withSlip = (lines: readonly string[], at: number, random: Random): string[] =>
    lines.toSpliced(at, 1, random.pick(kinds)(lines[at] ?? '', lines[at - 1] ?? '') ?? '...');

  /**
   * What explains a slip is looked for up to 48 lines below it, so the lines that an edit is made on stand as far away: as many as
   * that, one more and one less, and in the same block or another.
   */
  for (const blockLines of [1, 3, 16, 50]) {
    it(`explains the lines around it as a fresh reading does, in blocks of ${String(blockLines)}`, () => {
      const random = new Random(seed() * 77 + blockLines);
      for (let i = 0; i < runs(50); i++) {
        const lines = random.pick(conversations);
        const cut = random.integer(3, lines.length - 1);
        const between = Array.from({ length: random.pick([0, 0, 1, 12, 40, 46, 47, 48, 49, 50]) }, () => '# …');
        const right = lines.toSpliced(cut, 0, ...between);
        const wrong = withSlip(right, random.integer(2, cut - 1), random)
          .join('\n')
          .split('\n');
        let analysis = analyze(wrong.join('\n'), DEFAULT_OPTIONS, blockLines);
        for (const line of [random.integer(cut, right.length - 1), random.integer(1, cut)]) {
          const { lines } = analysis;
          const text = withSlip([lines.line(line)], 0, random).join('\n');
          analysis = edited(analysis, { line, from: 0, to: lines.length(line), text }, blockLines);
        }
      }
    });
  }
});
