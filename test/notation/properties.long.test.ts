import assert from 'node:assert/strict';
import { formatText, LineParser, parse } from '../../src/core/notation/index.ts';
import { Names } from '../../src/core/text/names.ts';
import { meaning } from '../support/meaning.ts';
import { anything, damaged, line, otherStatement, property, segment, soup } from './arbitrary.ts';
import { complaints, read, said } from './read.ts';
import { assertSound } from './sound.ts';
import { fc } from '../support/property.ts';

function assertSoundText(text: string): void {
  const tree = parse(text);
  assert.equal(tree.text, text);
  for (let at = 0; at < tree.lines.count; at++) assertSound(tree, at);
}

/** Everything that a text says, line by line. */
function meanings(text: string): unknown[] {
  const tree = parse(text);
  return Array.from({ length: tree.lines.count }, (_, at) => meaning(tree.statement(at), tree.names));
}

/** A meaning in which all blanks of texts are the same. */
function withoutBlanks(meaning: unknown): string {
  return JSON.stringify(meaning).replace(/\\t/g, ' ');
}

/** What is wrong with a line, and where. */
function places(text: string): string[] {
  return read(text).problems.map(({ code, from, to }) => `${code} ${String(from)}-${String(to)}`);
}

describe('the parser, whatever it gets', () => {
  const sources = { anything, 'words in any order': soup, 'damaged lines': damaged, 'good lines': line };
  for (const [name, source] of Object.entries(sources)) {
    it(`is sound for ${name}`, () => {
      property(source, assertSoundText);
    });
  }

  it('finds nothing wrong with good segments', () => {
    property(segment, (text) => {
      assert.equal(parse(text).statement(0).kind, 'segment');
      const own = complaints(text).filter((complaint) => !complaint.startsWith('self-segment'));
      assert.deepEqual(own, []);
    });
  });

  it('reads a line as it does alone, whatever was read before', () => {
    property(fc.array(fc.oneof(line, damaged), { minLength: 2, maxLength: 6 }), (lines) => {
      const names = new Names();
      const parser = new LineParser(names);
      for (const text of lines.map((one) => one.replace(/[\r\n]/g, ''))) {
        const again = meaning(parser.parse(text, 0, text.length), names);
        const own = new Names();
        assert.deepEqual(again, meaning(new LineParser(own).parse(text, 0, text.length), own));
      }
    });
  });

  it('reads blanks of any kind alike, so that the usual lines have no rules of their own', () => {
    property(fc.oneof(line, damaged, segment), (text) => {
      const spaced = text.replace(/["“”„‟＂].*|[\r\n]/g, '').replace(/[\t\u3000 ]+/g, ' ');
      const tabbed = spaced.replaceAll(' ', '\t');
      assert.deepEqual(withoutBlanks(said(tabbed)), withoutBlanks(said(spaced)));
      assert.deepEqual(places(tabbed), places(spaced));
    });
  });

  it('reads a line in the middle of a text as it does alone', () => {
    property(fc.tuple(fc.oneof(line, damaged), anything), ([text, around]) => {
      const one = text.replace(/[\r\n]/g, '');
      const names = new Names();
      const whole = `${around}\n${one}\n${around}`;
      const from = around.length + 1;
      const inside = new LineParser(names).parse(whole, from, from + one.length);
      const alone = new LineParser(names).parse(one, 0, one.length);
      assert.deepEqual(meaning(inside, names), meaning(alone, names));
      assert.deepEqual(inside.problems, alone.problems);
      assert.deepEqual([inside.keyword.from, inside.keyword.to], [alone.keyword.from, alone.keyword.to]);
    });
  });
});

describe('the formatter', () => {
  const text = fc.array(fc.oneof(line, otherStatement, damaged), { maxLength: 8 }).map((lines) => lines.join('\n'));

  it('never changes what a text says', () => {
    property(text, (before) => {
      assert.deepEqual(meanings(formatText(before)), meanings(before));
    });
  });

  it('has nothing to do the second time', () => {
    property(text, (before) => {
      const once = formatText(before);
      assert.equal(formatText(once), once);
    });
  });

  it('leaves lines with problems alone', () => {
    property(text, (before) => {
      const tree = parse(before);
      const after = parse(formatText(before));
      assert.equal(after.lines.count, tree.lines.count);
      for (let at = 0; at < tree.lines.count; at++) {
        if (tree.statement(at).problems.length > 0) assert.equal(after.lines.line(at), tree.lines.line(at));
      }
    });
  });

  it('takes more lines in a row, and more in a line, than a call takes arguments', () => {
    const lines = 200_000;
    assert.equal(formatText('C->S SYN seq=x\n'.repeat(lines)), 'C -> S SYN seq=x\n'.repeat(lines));
    for (const piece of ['-> S ', 'SYN ', '1+', '(', 'seq=1 ', ': ', '"', ', ']) {
      assert.doesNotThrow(() => read(`C -> S ${piece.repeat(lines)}`), piece);
    }
  });

  it('leaves any nonsense readable', () => {
    property(anything, (before) => {
      assertSoundText(formatText(before));
    });
  });
});
