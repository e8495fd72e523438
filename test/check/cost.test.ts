import assert from 'node:assert/strict';
import { type Analysis, analyze, DEFAULT_OPTIONS } from '../../src/core/check/index.ts';
import { DiagramReader } from '../../src/core/check/reader.ts';
import type { TextEdit } from '../../src/core/text/place.ts';

/** Lines of a block, in the texts of this file. */
const BLOCK = 10;

/** A conversation that goes on and on: request and answer. */
function rounds(count: number): string[] {
  const lines = ['client C', 'server S', 'C -> S SYN seq=0', 'S -> C SYN,ACK seq=0 ack=1', 'C -> S ACK seq=1 ack=1'];
  for (let i = 0; i < count; i++) {
    const [sent, answered] = [1 + 10 * i, 1 + 20 * i];
    lines.push(`C -> S PSH,ACK seq=${String(sent)} ack=${String(answered)} len=10`);
    lines.push(`S -> C PSH,ACK seq=${String(answered)} ack=${String(sent + 10)} len=20`);
  }
  return lines;
}

const LONG = rounds(200);

describe('What an edit costs', () => {
  // oxlint-disable-next-line typescript/unbound-method -- it is called with the reader that it is of
  const { read } = DiagramReader.prototype;
  let reads = 0;

  before(() => {
    DiagramReader.prototype.read = function (line, statement): void {
      reads++;
      read.call(this, line, statement);
    };
  });

  after(() => {
    DiagramReader.prototype.read = read;
  });

  /** How many lines are read while something is done. */
  function cost(what: () => unknown): number {
    reads = 0;
    what();
    return reads;
  }

  const long = (lines = LONG): Analysis => analyze(lines.join('\n'), DEFAULT_OPTIONS, BLOCK);
  const replace = ({ lines }: Analysis, line: number, text: string): TextEdit => ({
    line,
    from: 0,
    to: lines.length(line),
    text,
  });

  it('is every line once, for a text that is right', () => {
    assert.equal(cost(long), LONG.length);
  });

  it('is the block that it stands in where it changes nothing that the next one knows', () => {
    const analysis = long();
    for (const line of [7, 100, 205, 399]) {
      const labelled = replace(analysis, line, `${LONG[line]!} "a label"`);
      assert.equal(
        cost(() => analysis.edit(labelled)),
        BLOCK,
        `line ${String(line)}`,
      );
    }
  });

  it('is what stands below it where lines come or go, and nothing above its block', () => {
    const analysis = long();
    const typed = { line: 305, from: 0, to: 0, text: 'note over C: here\n' };
    assert.equal(
      cost(() => analysis.edit(typed)),
      LONG.length + 1 - 300,
    );
  });

  it('is that of its diagram alone', () => {
    const two = analyze([...LONG, 'diagram two', ...rounds(3)].join('\n'), DEFAULT_OPTIONS, BLOCK);
    const last = two.lines.count - 1;
    assert.ok(cost(() => two.edit({ line: last, from: 0, to: 0, text: '# ' })) <= 2 * BLOCK);
    assert.ok(cost(() => two.edit({ line: 15, from: 0, to: 0, text: '' })) <= BLOCK);
  });

  it('does not grow with the slips that stand further above or below than one looks', () => {
    const slips = LONG.with(20, LONG[20]!.replace('seq=', 'seq=7')).with(390, LONG[390]!.replace('seq=', 'seq=7'));
    const analysis = long(slips);
    const labelled = replace(analysis, 205, `${LONG[205]!} "a label"`);
    assert.equal(
      cost(() => analysis.edit(labelled)),
      BLOCK,
    );
  });

  it('begins at a slip that may be explained by the line, up to 48 lines above it', () => {
    const from = (slip: number, edited: number): number => {
      const analysis = long(LONG.with(slip, LONG[slip]!.replace('seq=', 'seq=7')));
      return cost(() => analysis.edit(replace(analysis, edited, `${LONG[edited]!} "a label"`)));
    };
    assert.equal(from(195, 205), 2 * BLOCK);
    assert.equal(from(157, 205), 6 * BLOCK);
    assert.equal(from(156, 205), BLOCK);
  });

  it('to look at one line is the lines of its block, and of a few around', () => {
    const analysis = long();
    assert.ok(cost(() => analysis.step(205)) <= 2 * BLOCK + 32);
    assert.ok(cost(() => analysis.next(205)) <= BLOCK);
    assert.ok(cost(() => analysis.acknowledged(206)) <= 4 * BLOCK);
    const [diagram] = analysis.diagrams;
    assert.ok(cost(() => analysis.trace(diagram!, 200, 210)) <= 3 * BLOCK + 32);
  });

  it('of the overview is that of the blocks that are new', () => {
    const analysis = long();
    const [diagram] = analysis.diagrams;
    assert.equal(
      cost(() => analysis.overview(diagram!)),
      LONG.length,
    );
    assert.equal(
      cost(() => analysis.overview(diagram!)),
      0,
    );
    const after = analysis.edit(replace(analysis, 205, `${LONG[205]!} "a label"`));
    assert.equal(
      cost(() => after.overview(after.diagrams[0]!)),
      BLOCK,
    );
  });
});
