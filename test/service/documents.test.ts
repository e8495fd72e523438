import assert from 'node:assert/strict';
import { analyze } from '../../src/core/check/index.ts';
import { tcpFences } from '../../src/core/text/fences.ts';
import { Lines } from '../../src/core/text/lines.ts';
import { changeDocument, openDocument, unitAt, type Document, type Kind } from '../../src/service/documents.ts';
import type { Change } from '../../src/service/splice.ts';
import { shown } from '../support/edits.ts';
import { fc, runs } from '../support/property.ts';

const OPTIONS = { severities: {} };
const open = (kind: Kind, text: string): Document => openDocument('file:///a', kind, 1, text, OPTIONS);

const PIECES = [
  'C -> S SYN seq=x\n',
  'C <- S SYN,ACK ack=x+1\n',
  '```tcp\n',
  '```\n',
  '~~~\n',
  '> ',
  '- ',
  '  ',
  '\n',
  '\r\n',
  'x',
  ' ',
  '`',
  '客',
  '\r',
  '\t',
  '```{.tcp}\n',
  '<details>\n',
  '<!--',
  '-->',
  '---\n',
  'a: b\n',
];

/** Edits as an editor sends them: each refers to the text that the one before it left. */
function applyChange(text: string, { range, text: put }: Change): string {
  if (range === undefined) return put;
  const lines = new Lines(text);
  const offset = ({ line, character }: { line: number; character: number }): number =>
    line >= lines.count ? text.length : Math.min(lines.start(line) + character, lines.end(line));
  return text.slice(0, offset(range.start)) + put + text.slice(offset(range.end));
}

const position = fc.record({ line: fc.nat(12), character: fc.nat(20) });
const change: fc.Arbitrary<Change> = fc
  .tuple(position, position, fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }))
  .map(([a, b, pieces]) => {
    const ordered = a.line < b.line || (a.line === b.line && a.character <= b.character) ? [a, b] : [b, a];
    const [start, end] = ordered as [typeof a, typeof a];
    return { range: { start, end: end.line - start.line > 2 ? start : end }, text: pieces.join('') };
  });

describe('documents', () => {
  for (const kind of ['tcp', 'markdown'] as const) {
    it(`a ${kind} document after any edits is the one that a fresh look at its text gives`, () => {
      const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''));
      const check = (before: string, notifications: Change[][]): void => {
        let document = open(kind, before);
        let text = before;
        for (const changes of notifications) {
          document = changeDocument(document, document.version + 1, changes, OPTIONS);
          text = changes.reduce(applyChange, text);
          assert.equal(document.lines.text, text);
          const fresh = open(kind, text);
          assert.deepEqual(
            document.units.map(({ frame }) => frame),
            fresh.units.map(({ frame }) => frame),
          );
          assert.deepEqual(
            document.units.map(({ analysis }) => analysis.lines.text),
            fresh.units.map(({ analysis }) => analysis.lines.text),
          );
          assert.deepEqual(
            document.units.map(({ analysis }) => analysis.findings),
            fresh.units.map(({ analysis }) => analysis.findings),
          );
          assert.deepEqual(shown(document), shown(fresh));
        }
      };
      const notifications = fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
      fc.assert(fc.property(texts, notifications, check), { numRuns: runs(500) });
    });
  }

  it('ends an open fence with the text, also when its last blank is deleted', () => {
    const before = open('markdown', '```tcp\nC -> S SYN\n ');
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 1 } };
    const after = changeDocument(before, 2, [{ range, text: '' }], OPTIONS);
    assert.deepEqual([before.units[0]?.endLine, after.units[0]?.endLine], [3, 2]);
    const back = changeDocument(after, 3, [{ range: { ...range, end: range.start }, text: ' ' }], OPTIONS);
    assert.equal(back.units[0]?.endLine, 3);
  });

  it('takes the edits of a rename or a format as one, whatever their number', () => {
    const text = 'C -> S SYN seq=x\n'.repeat(2000);
    const changes = Array.from({ length: 2000 }, (_, index) => {
      const line = 1999 - index;
      return { range: { start: { line, character: 0 }, end: { line, character: 1 } }, text: 'Client' };
    });
    const document = changeDocument(open('tcp', text), 2, changes, OPTIONS);
    assert.equal(document.lines.text, text.replaceAll('C', 'Client'));
  });

  it('keeps the analysis of fences that an edit leaves alone', () => {
    const note = '```tcp\nA -> B SYN\n```\n\ntext\n\n```tcp\nC -> D SYN\n```\n';
    const before = open('markdown', note);
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } };
    const after = changeDocument(before, 2, [{ range, text: 'more\n' }], OPTIONS);
    assert.equal(after.units[0]?.analysis, before.units[0]?.analysis);
    assert.equal(after.units[1]?.analysis, before.units[1]?.analysis);
    assert.equal(after.units[1]?.startLine, 8);
  });

  it('finds the unit of a line, and none between fences', () => {
    const document = open('markdown', '```tcp\nA -> B SYN\n```\n\n```tcp\nC -> D SYN\n```\n');
    const at = (line: number): string | undefined => unitAt(document, { line, character: 0 })?.analysis.lines.text;
    assert.deepEqual([0, 1, 2, 3, 4, 5, 6].map(at), [
      undefined,
      'A -> B SYN',
      undefined,
      undefined,
      undefined,
      'C -> D SYN',
      undefined,
    ]);
  });
});

describe('units', () => {
  it('turn each place into a position of the document and back', () => {
    const note = '- item\n\n  > ```tcp\n  > A -> B SYN\n  > \n  >   B -> A SYN,ACK\n  > ```\n';
    const [unit] = open('markdown', note).units;
    assert.ok(unit);
    const [fence] = tcpFences(note);
    assert.ok(fence);
    const lines = note.split('\n');
    for (let line = 0; line < unit.analysis.lines.count; line++) {
      const text = unit.analysis.lines.line(line);
      for (let column = 0; column <= text.length; column++) {
        const { line: at, character } = unit.position(line, column);
        assert.equal(lines[at]?.slice(character), text.slice(column));
        assert.deepEqual(unit.spot({ line: at, character }), { line, column });
      }
    }
  });

  it('give a column behind the line break its place on the next line', () => {
    const analysis = analyze('A -> B SYN\nB -> A SYN,ACK\n', OPTIONS);
    const [unit] = open('tcp', analysis.lines.text).units;
    assert.deepEqual(unit?.range({ line: 0, from: 0, to: 11 }), {
      start: { line: 0, character: 0 },
      end: { line: 1, character: 0 },
    });
  });

  it('keep new lines inside the quote that a fence stands in', () => {
    const [unit] = open('markdown', '> ```tcp\n> A -> B SYN\n> ```\n').units;
    assert.equal(unit?.edit({ line: 0, from: 10, to: 10, text: '\nB -> A SYN,ACK' }).newText, '\n> B -> A SYN,ACK');
  });
});
