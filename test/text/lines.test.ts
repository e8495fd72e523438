import assert from 'node:assert/strict';
import { Lines } from '../../src/core/text/lines.ts';
import { fc, runs } from '../support/property.ts';

/** Everything that can be asked of the lines of a text. */
function everything(lines: Lines): unknown {
  return {
    text: lines.text,
    lines: Array.from({ length: lines.count }, (_, line) => ({
      start: lines.start(line),
      end: lines.end(line),
      length: lines.length(line),
      line: lines.line(line),
      read: lines.read(line, (text, from, to) => text.slice(from, to)),
    })),
    past: lines.start(lines.count),
  };
}

/** What the lines of a text are, by the definition: a line ends before `\n`, `\r\n` or a lone `\r`. */
function split(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

describe('Lines', () => {
  it('end before LF, CR LF and a lone CR', () => {
    const lines = new Lines('ab\ncd\r\nef\rgh');
    assert.deepEqual(
      [0, 1, 2, 3].map((line) => [lines.line(line), lines.start(line), lines.end(line), lines.length(line)]),
      [
        ['ab', 0, 2, 2],
        ['cd', 3, 5, 2],
        ['ef', 7, 9, 2],
        ['gh', 10, 12, 2],
      ],
    );
    assert.equal(lines.count, 4);
    assert.equal(lines.start(4), 12);
  });

  it('are one, and empty, where there is no text', () => {
    const lines = new Lines('');
    assert.deepEqual([lines.count, lines.line(0), lines.start(0), lines.end(0)], [1, '', 0, 0]);
  });

  it('are many where every character breaks one', () => {
    assert.equal(new Lines('\n'.repeat(100)).count, 101);
    assert.equal(new Lines('\r'.repeat(100)).count, 101);
    assert.equal(new Lines('\r\n'.repeat(100)).count, 101);
  });

  it('become one where an edit joins a CR and an LF', () => {
    const joined = new Lines('a\rb\nc').edit(1, 0, 1, '');
    assert.equal(joined.text, 'a\r\nc');
    assert.equal(joined.count, 2);
    assert.deepEqual(everything(joined), everything(new Lines('a\r\nc')));
    // An empty line between two breaks that do not join is a line all the same.
    for (const text of ['a\nb\nc', 'a\rb\rc', 'a\nb\rc', 'a\r\nb\nc', 'b\nc', 'a\rb']) {
      const line = text.startsWith('b') ? 0 : 1;
      assert.equal(new Lines(text).edit(line, 0, 1, '').count, new Lines(text).count, JSON.stringify(text));
    }
    assert.equal(new Lines('a\rbb\nc').edit(1, 0, 1, '').count, 3);
  });

  it('share the text that an edit inside a line leaves alone, and no other', () => {
    const lines = new Lines('ab\ncd\nef');
    assert.equal(lines.sharesBase(lines.edit(1, 0, 1, 'x')), true);
    for (const text of ['a\nb\nc', 'a\rb\rc', 'a\nb\rc', 'a\r\nb\nc']) {
      const before = new Lines(text);
      assert.equal(before.sharesBase(before.edit(1, 0, 1, '')), true, JSON.stringify(text));
    }
    const joining = new Lines('a\rb\nc');
    assert.equal(joining.sharesBase(joining.edit(1, 0, 1, '')), false);
    assert.equal(joining.sharesBase(joining.edit(1, 0, 1, 'x')), true);
    assert.equal(lines.sharesBase(lines.edit(1, 0, 2, 'x')), true);
    assert.equal(lines.sharesBase(lines.edit(1, 0, 1, '\n')), false);
    assert.equal(lines.sharesBase(lines.edit(1, 0, 1, '\r')), false);
    assert.equal(lines.sharesBase(lines.edit(1, 0, 3, '')), false);
    assert.equal(lines.sharesBase(new Lines('ab\ncd\nef')), false);
  });

  it('are as those of the text after any edits, inside lines and through their breaks', () => {
    const piece = fc.constantFrom('', 'a', 'bc', '\n', '\r', '\r\n', '客', 'x\ny');
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    const edit = fc.record({ line: fc.nat(99), from: fc.nat(99), long: fc.nat(4), text: piece });
    fc.assert(
      fc.property(text, fc.array(edit, { maxLength: 8 }), (begun, edits) => {
        let lines = new Lines(begun);
        let plain = begun;
        for (const one of edits) {
          const line = one.line % lines.count;
          const from = one.from % (lines.length(line) + 1);
          const to = Math.min(from + one.long, plain.length - lines.start(line));
          const start = lines.start(line);
          plain = plain.slice(0, start + from) + one.text + plain.slice(start + to);
          lines = lines.edit(line, from, to, one.text);
          assert.equal(lines.text, plain);
        }
        assert.deepEqual(
          Array.from({ length: lines.count }, (_, line) => lines.line(line)),
          split(plain),
        );
        assert.deepEqual(everything(lines), everything(new Lines(plain)));
      }),
      { numRuns: runs(500) },
    );
  });

  it('are read in place, changed or not', () => {
    const read = (lines: Lines, line: number): string => lines.read(line, (text, from, to) => text.slice(from, to));
    const lines = new Lines('ab\ncd\nef');
    const after = lines.edit(1, 0, 1, 'xyz');
    assert.deepEqual(
      [0, 1, 2].map((line) => read(lines, line)),
      ['ab', 'cd', 'ef'],
    );
    assert.deepEqual(
      [0, 1, 2].map((line) => read(after, line)),
      ['ab', 'xyzd', 'ef'],
    );
  });

  it('behind the last one are at the end of the text', () => {
    const after = new Lines('a').edit(1, 0, 0, 'x');
    assert.deepEqual([after.count, after.text, after.line(0)], [1, 'ax', 'ax']);
  });

  it('are counted anew when 64 of them have changed', () => {
    const begun = new Lines('\n'.repeat(100));
    let lines = begun;
    for (let i = 0; i < 64; i++) lines = lines.edit(i, 0, 0, 'x');
    assert.equal(lines.sharesBase(begun), true);
    assert.equal(lines.edit(64, 0, 0, 'x').sharesBase(begun), false);
  });

  it('may be changed in any number, one after the other', () => {
    let lines = new Lines(Array.from({ length: 100 }, (_, i) => String(i)).join('\n'));
    for (let i = 99; i >= 0; i--) lines = lines.edit(i, 0, 0, 'n');
    assert.equal(lines.text, Array.from({ length: 100 }, (_, i) => `n${String(i)}`).join('\n'));
    assert.deepEqual(everything(lines), everything(new Lines(lines.text)));
  });
});
