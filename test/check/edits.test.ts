import assert from 'node:assert/strict';
import { type Analysis, analyze, DEFAULT_OPTIONS } from '../../src/core/check/index.ts';
import type { TextEdit } from '../../src/core/text/place.ts';
import { converse } from '../support/pair.ts';
import { Random } from '../support/random.ts';
import { HEAD, writeEvent } from '../support/write.ts';

/** Lines of a block: few enough that most edits begin behind a checkpoint, and as many as in the editor. */
const BLOCKS = [1, 2, 4, 128] as const;
const TEXTS = 2;
const EDITS = 8;

/** A long diagram: conversations one after the other on several ports, with the other statements between them. */
function longText(random: Random): string {
  const lines: string[] = [...HEAD];
  for (let port = 1; port <= 5; port++) {
    const isns = {
      C: random.chance(0.5) ? `x${String(port)}` : 2 ** 32 - 20,
      S: random.chance(0.5) ? `y${String(port)}` : 7,
    };
    for (const event of converse(random, 40)) {
      lines.push(writeEvent(event, isns).replaceAll(/^(\w) (\S+) (\w)/g, `$1:${String(port)} $2 $3:80`));
      if (random.chance(0.04)) lines.push(random.pick(OTHERS));
    }
  }
  return lines.join('\n');
}

const OTHERS = [
  '...',
  '',
  '# a comment',
  'note over C,S: here',
  'option msl 5',
  'option rule seq-gap off',
  'expect seq-gap',
  'state C ESTABLISHED',
  'close C:1',
  'crash S',
  'let n = 5',
];

const PIECES = ['0', '7', '', 'x1+', ' SYN', ' FIN', ' RST', ' win=0', ' mss=500', '...', '\n', '\n...', ' len=9', 'x'];

function randomEdit(random: Random, { lines }: Analysis): TextEdit {
  const line = random.integer(0, lines.count - 1);
  const { length } = lines.line(line);
  const from = random.chance(0.2) ? 0 : random.integer(0, length);
  const to = random.chance(0.1) ? length : Math.min(length, from + random.integer(0, 2));
  return { line, from, to, text: random.pick(PIECES) };
}

/** Everything that can be asked of an analysis. */
function everything(analysis: Analysis): unknown {
  const { lines, findings, diagrams } = analysis;
  return {
    findings,
    diagrams: diagrams.map((diagram) => ({
      diagram,
      steps: analysis.trace(diagram).steps,
      overview: analysis.overview(diagram),
      bindings: analysis.bindings(diagram),
    })),
    next: [0.3, 0.6, 1].map((share) => analysis.next(Math.floor((lines.count - 1) * share))),
  };
}

function edited(analysis: Analysis, edit: TextEdit, blockLines: number): Analysis {
  const after = analysis.edit(edit);
  const fresh = analyze(after.lines.text, DEFAULT_OPTIONS, blockLines);
  const where = `after ${JSON.stringify(edit)} of ${JSON.stringify(analysis.lines.text)}`;
  assert.deepEqual(everything(after), everything(fresh), where);
  return after;
}

describe('A text after edits', function () {
  this.timeout(60_000);

  for (const blockLines of BLOCKS) {
    it(`is known as one that is read afresh, in blocks of ${String(blockLines)}`, () => {
      const random = new Random(blockLines);
      for (let i = 0; i < TEXTS; i++) {
        let analysis = analyze(longText(random), DEFAULT_OPTIONS, blockLines);
        for (let j = 0; j < EDITS; j++) analysis = edited(analysis, randomEdit(random, analysis), blockLines);
      }
    });
  }

  it('says the same in blocks of any size', () => {
    const random = new Random(9);
    for (let i = 0; i < TEXTS; i++) {
      const text = longText(random);
      const [first, ...others] = BLOCKS.map((blockLines) => everything(analyze(text, DEFAULT_OPTIONS, blockLines)));
      for (const other of others) assert.deepEqual(other, first);
    }
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
