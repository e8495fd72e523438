import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { english } from '../../src/core/findings/finding.ts';
import { pictureOf } from '../../src/core/picture-of.ts';
import type { FoldWish, PictureData } from '../../src/core/picture/index.ts';
import { cli } from '../cli/memory.ts';

const OPEN = 'client C\nserver S\nC -> S SYN seq=0\nC <- S SYN,ACK seq=0 ack=1\nC -> S ACK seq=1 ack=1\n';

/** Data of `count` segments, acknowledged two by two. */
function transfer(count: number, from = 1): string {
  const lines: string[] = [];
  for (let i = 0; i < count; i++) {
    const end = from + (i + 1) * 1000;
    lines.push(`C -> S PSH,ACK seq=${String(end - 1000)} ack=1 len=1000`);
    if (i % 2 === 1) lines.push(`C <- S ACK seq=1 ack=${String(end)}`);
  }
  return `${lines.join('\n')}\n`;
}

function data(text: string, fold?: FoldWish): PictureData {
  const analysis = analyze(text, { severities: {} });
  const [diagram] = analysis.diagrams;
  assert.ok(diagram);
  return pictureOf(analysis, diagram, 0, { translate: english, ...(fold && { fold }) });
}

const rows = ({ picture }: PictureData): string[] => picture.steps.filter((text) => text !== '');
const FOLDED: FoldWish = { on: true, open: [] };
const folded = (text: string): string[] => rows(data(text, FOLDED));

describe('runs of like segments', () => {
  it('are told in one row: how many, and how many bytes', () => {
    const all = folded(OPEN + transfer(6));
    assert.deepEqual(all.slice(3), ['Note over C,S: 9 segments, 6,000 bytes']);
  });

  it('end where something happens: a loss, a retransmission, a mistake, a label, data the other way', () => {
    for (const event of [
      'C -x S PSH,ACK seq=6001 ack=1 len=1000',
      'C -> S PSH,ACK seq=5001 ack=1 len=1000',
      'C -> S PSH,ACK seq=6001 ack=1 len=1000 "POST"',
      'C <- S PSH,ACK seq=1 ack=6001 len=5',
      'C <- S ACK seq=1 ack=9999',
      'note over C: stop',
      '...',
      'C -> S FIN,ACK seq=6001 ack=1',
    ]) {
      const all = folded(`${OPEN}${transfer(6)}${event}\n`);
      assert.equal(all[3], 'Note over C,S: 9 segments, 6,000 bytes', event);
      assert.equal(all.length, 5, `${event}: ${all.join(' | ')}`);
    }
  });

  it('are as they were where they are short, and where they are acknowledgments alone', () => {
    const short = OPEN + transfer(2);
    assert.deepEqual(folded(short), rows(data(short)));
    const acks = `${OPEN}${'C -> S ACK seq=1 ack=1\n'.repeat(8)}`;
    assert.ok(!folded(acks).some((row) => row.includes('segments')));
  });

  it('say no bytes where a length is a symbol', () => {
    const lines = Array.from(
      { length: 5 },
      (_, i) => `C -> S PSH,ACK seq=${i === 0 ? '' : `${String(i)}n+`}1 ack=1 len=n`,
    );
    assert.equal(folded(`${OPEN}${lines.join('\n')}\n`).at(-1), 'Note over C,S: 5 segments');
  });

  it('leave an outline that fits the steps, at the line where the run begins', () => {
    const { trace, overview, words, range } = data(OPEN + transfer(6), FOLDED);
    const count = trace.steps.length;
    assert.deepEqual(
      [overview.lines.length, overview.kinds.length, overview.phases.length, words.steps.length, range.to],
      Array(5).fill(count),
    );
    assert.equal(overview.lines.at(-1), 5);
    assert.equal(overview.kinds.at(-1), 'e');
  });

  it('that are open have their row in front of those of their segments', () => {
    const text = `${OPEN}${transfer(6)}C -x S PSH,ACK seq=6001 ack=1 len=1000\n${transfer(4, 6001)}`;
    const closed = data(text, FOLDED);
    assert.deepEqual(
      closed.overview.folds.map(({ row, last, open }) => [row, last, open]),
      [
        [3, 13, false],
        [6, 20, false],
      ],
    );
    // Any line of a run opens it.
    for (const line of [5, 9, 13]) {
      const open = data(text, { on: true, open: [line] });
      assert.deepEqual(
        open.overview.folds.map((fold) => [fold.row, fold.open]),
        [
          [3, true],
          [15, false],
        ],
      );
      assert.equal(open.overview.lines.length, closed.overview.lines.length + 9);
      assert.deepEqual(open.trace.steps.slice(4, 13), data(text).trace.steps.slice(3, 12));
      assert.equal(open.picture.steps[3], 'Note over C,S: 9 segments, 6,000 bytes');
    }
  });

  it('are folded by themselves in a long diagram alone, and where it is wished for', () => {
    const folding = (count: number, on: boolean | null): boolean =>
      data(OPEN + transfer(count), { on, open: [] }).folding;
    assert.deepEqual([folding(20, null), folding(400, null)], [false, true]);
    assert.deepEqual([folding(20, true), folding(400, false)], [true, false]);
  });

  it('are folded in files of more than a few hundred rows, unless every row is asked for', async () => {
    const files = { 'a.tcp': OPEN + transfer(400), 'b.tcp': OPEN + transfer(20) };
    const long = await cli(['export', 'a.tcp', '--to', 'svg'], files);
    assert.match(long.out, />600 segments, 400,000 bytes</);
    const every = await cli(['export', 'a.tcp', '--to', 'svg', '--no-fold'], files);
    assert.doesNotMatch(every.out, /600 segments/);
    const short = await cli(['export', 'b.tcp', '--to', 'svg'], files);
    assert.doesNotMatch(short.out, /segments, /);
  });
});
