import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import type { Step } from '../../src/core/check/trace.ts';
import { compareSteps, differences, pairDiagrams, type ComparedRow } from '../../src/core/picture/compare.ts';
import { cli } from '../cli/memory.ts';
import { fc } from '../support/property.ts';

const HEAD = 'client C\nserver S\n';
const OPEN = ['C -> S SYN seq=0', 'C <- S SYN,ACK seq=0 ack=1', 'C -> S ACK seq=1 ack=1'];

function steps(lines: readonly string[]): readonly Step[] {
  const analysis = analyze(`${HEAD}${lines.join('\n')}\n`, { severities: {} });
  const [diagram] = analysis.diagrams;
  return diagram ? analysis.trace(diagram).steps : [];
}

/** One letter a row. */
const letters = (before: readonly string[], after: readonly string[]): string =>
  compareSteps(steps(before), steps(after))
    .map(({ change }) => change)
    .join('');

function wereParts(before: string, after: string): (string | null)[] {
  const [a, b] = [steps([before])[0], steps([after])[0]];
  assert.ok(a && b);
  return differences(a, b).map(([, text]) => text);
}

/** Both versions can be read back from the rows, in order, and rows that are the same hold the same. */
function assertSound(rows: readonly ComparedRow[], before: readonly Step[], after: readonly Step[]): void {
  const own = (side: 'before' | 'after'): number[] => rows.map((row) => row[side]).filter((index) => index >= 0);
  assert.deepEqual(own('before'), [...before.keys()]);
  assert.deepEqual(own('after'), [...after.keys()]);
  for (const row of rows) {
    const [a, b] = [before[row.before], after[row.after]];
    assert.equal(
      row.change,
      a && b ? (differences(a, b).length + differences(b, a).length === 0 ? '=' : '~') : a ? '-' : '+',
    );
  }
}

describe('two versions of a diagram', () => {
  it('without any change are the same row by row', () => {
    assert.equal(letters(OPEN, OPEN), '===');
    assert.equal(letters([], []), '');
  });

  it('a segment more, and one less', () => {
    assert.equal(letters(OPEN, [...OPEN, 'C -> S FIN,ACK seq=1 ack=1']), '===+');
    assert.equal(letters([...OPEN, 'C -> S FIN,ACK seq=1 ack=1'], OPEN), '===-');
    assert.equal(letters(OPEN, [OPEN[0] ?? '', 'note over C: wait', ...OPEN.slice(1)]), '=+==');
  });

  it('a segment with other flags or numbers is one changed row', () => {
    assert.equal(letters(OPEN, [...OPEN.slice(0, 2), 'C -> S ACK seq=1 ack=2']), '==~');
    assert.equal(letters(OPEN, [OPEN[0] ?? '', 'C <- S SYN seq=0', OPEN[2] ?? '']), '=~=');
    assert.equal(letters(OPEN, ['C -x S SYN seq=0', ...OPEN.slice(1)]), '~==');
  });

  it('a segment the other way, or with nothing in common, is another one', () => {
    assert.equal(letters(['C -> S ACK seq=1 ack=1'], ['C <- S ACK seq=1 ack=1']), '-+');
    assert.equal(letters(['C -> S SYN seq=0'], ['C -> S FIN,ACK seq=7 ack=9']), '-+');
  });

  it('a number that was left out and follows from another line changes nothing', () => {
    const rest = ['C <- S SYN,ACK seq=y', 'C -> S ACK'];
    assert.equal(letters(['C -> S SYN seq=0', ...rest], ['C -> S SYN seq=100', ...rest]), '~==');
  });

  it('comments, blank lines and arrows that point the other way change nothing', () => {
    const spelled = ['# begin', 'C -> S   SYN seq=0', '', 'S -> C SYN+ACK seq=0 ack=1 # yes', OPEN[2] ?? ''];
    assert.equal(letters(OPEN, spelled), '===');
  });

  it('what was written before is told part by part', () => {
    assert.deepEqual(wereParts('C -> S SYN seq=0', 'C -> S SYN seq=5'), ['seq=0']);
    assert.deepEqual(wereParts('C -> S ACK seq=1 ack=2 win=10', 'C -> S ACK seq=1 ack=2'), ['win=10']);
    assert.deepEqual(wereParts('C -> S PSH,ACK seq=1 ack=2 "a"', 'C -x S ACK seq=1 ack=2 "b"'), [
      'delivered',
      'PSH,ACK',
      '"a"',
    ]);
    assert.deepEqual(wereParts('C -> S ACK seq=1', 'C -> S ACK seq=1 ack=2'), [null]);
    assert.deepEqual(wereParts('note over C: one', 'note over C: two'), ['one']);
  });

  it('both can be read from the rows, whatever they are', () => {
    const line = fc.constantFrom(
      ...OPEN,
      'C -> S PSH,ACK seq=1 ack=1 len=10',
      'C <- S ACK seq=1 ack=11',
      'C -x S ACK seq=1 ack=1',
      'note over C,S: hello',
      'note over C,S: good-bye',
      '...',
      'close C',
      'C -> S "GET /"',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.array(line, { maxLength: 12 }), (before, after) => {
        const [a, b] = [steps(before), steps(after)];
        assertSound(compareSteps(a, b), a, b);
        assert.ok(compareSteps(a, a).every(({ change }) => change === '='));
      }),
    );
  });

  it('of a thousand rows with a few edits, or with nothing in common', () => {
    const data = (seed: number): string[] => Array.from({ length: 1000 }, (_, i) => `note over C: ${String(seed + i)}`);
    const before = data(1);
    const after = before.flatMap((line, i) => (i % 200 === 7 ? [] : i % 200 === 9 ? [line, '...'] : [line]));
    const [a, b, c] = [steps(before), steps(after), steps(data(1001))];
    const few = compareSteps(a, b);
    assertSound(few, a, b);
    assert.deepEqual([...few.map(({ change }) => change)].filter((change) => change !== '=').length, 10);
    const all = compareSteps(a, c);
    assertSound(all, a, c);
    assert.ok(all.filter(({ change }) => change === '~').length > 950);
  });
});

describe('the diagrams of two versions', () => {
  it('belong together by title, and then by order', () => {
    assert.deepEqual(pairDiagrams(['a', 'b'], ['b', 'a']), [1, 0]);
    assert.deepEqual(pairDiagrams(['', 'b', ''], ['', 'new', 'b', '']), [0, 2, 1, -1]);
    assert.deepEqual(pairDiagrams(['a', 'a'], ['a', 'a', 'a']), [0, 1, -1]);
    assert.deepEqual(pairDiagrams([], ['a']), [-1]);
  });
});

describe('handshake export --compare', () => {
  const files = {
    'new.tcp': `${HEAD}${OPEN.join('\n')}\nnote over C: new\n`,
    'old.tcp': `${HEAD}${OPEN.join('\n').replace('seq=0 ack=1', 'seq=7 ack=1')}\nclose C\n`,
    'note.md': '```tcp\nA -> B SYN\n```\n',
  };
  const marks = (svg: string, colour: string): number =>
    svg.split(`stroke="${colour}" stroke-width="2" stroke-linecap`).length - 1;

  it('draws what has changed since an older file', async () => {
    const { out, err, code } = await cli(['export', 'new.tcp', '--to', 'svg', '--compare', 'old.tcp'], files);
    assert.equal(err, '');
    assert.equal(code, 0);
    assert.deepEqual(
      ['#1a7f37', '#cf222e', '#0969da'].map((colour) => marks(out, colour)),
      [1, 1, 1],
    );
    assert.match(out, />was seq=7</);
  });

  it('of files without anything in common draws all of the newer one as added', async () => {
    const { out } = await cli(['export', 'new.tcp', '--to', 'svg', '--compare', 'note.md'], files);
    assert.equal(marks(out, '#1a7f37'), 4);
    assert.equal(marks(out, '#cf222e'), 1);
  });

  it('is refused for texts, and for several files', async () => {
    for (const call of [
      ['export', 'new.tcp', '--to', 'mermaid', '--compare', 'old.tcp'],
      ['export', 'new.tcp', 'note.md', '--to', 'svg', '--out-dir', 'o', '--compare', 'old.tcp'],
    ]) {
      const { code, err } = await cli(call, files);
      assert.deepEqual([code, err], [2, 'handshake: --compare draws one file, --to svg\n']);
    }
  });
});
