import assert from 'node:assert/strict';
import { applyNoteEdits, intoNote, type NoteExport, type NoteKind } from '../../src/core/render/index.ts';
import { fences } from '../../src/core/text/fences.ts';
import { fc, runs } from '../support/property.ts';

const MERMAID = '```mermaid\nsequenceDiagram\n    A0->>A1: SYN seq=x\n```\n';
const TABLE = '| seq |\n| --- |\n| x   |\n';

/** The note with an export beside its first fence. */
function put(note: string, kind: NoteKind = 'mermaid', text = MERMAID, line = fences(note)[0]!.line): string {
  return applyNoteEdits(note, intoNote(note, [{ line, kind, text }]));
}

describe('an export in a note', () => {
  it('stands behind its fence, between two comments', () => {
    assert.equal(
      put('# Note\n\n```tcp\nC -> S SYN\n```\n\nText.\n'),
      [
        '# Note',
        '',
        '```tcp',
        'C -> S SYN',
        '```',
        '',
        '<!-- handshake:export mermaid 8ee54328 -->',
        '',
        '```mermaid',
        'sequenceDiagram',
        '    A0->>A1: SYN seq=x',
        '```',
        '',
        '<!-- /handshake:export -->',
        '',
        'Text.',
        '',
      ].join('\n'),
    );
  });

  for (const [where, note] of [
    ['at the end', 'a\n\n```tcp\n```\n'],
    ['at the end without a line break', 'a\n\n```tcp\n```'],
    ['right before a text', '```tcp\n```\ntext\n'],
    ['in a quote', '> ```tcp\n> a\n> ```\n> text\n'],
    ['in a list', '1. one\n\n   ```tcp\n   a\n   ```\n\n2. two\n'],
    ['with line breaks of Windows', 'a\r\n\r\n```tcp\r\n```\r\n\r\nb\r\n'],
  ] as const) {
    it(`changes nothing the second time: ${where}`, () => {
      const once = put(note);
      assert.notEqual(once, note);
      assert.equal(put(once), once);
      assert.equal(once.includes('\r'), note.includes('\r'));
      assert.equal(fences(once).length, 2, 'both fences are fences');
      assert.equal(fences(once)[1]?.info, 'mermaid');
    });
  }

  it('takes the place of the last one', () => {
    const note = '```tcp\n```\n\nText.\n';
    const other = MERMAID.replace('seq=x', 'seq=y');
    assert.equal(put(put(note), 'mermaid', other), put(note, 'mermaid', other));
  });

  it('leaves exports of other kinds, and what stands behind them, alone', () => {
    const both = put(put('```tcp\n```\n\nText.\n'), 'table', TABLE);
    assert.match(both, /export table[\s\S]*export mermaid[\s\S]*Text\.\n$/);
    assert.equal(put(put(both), 'table', TABLE), both);
    assert.equal(
      put(both, 'table', TABLE.replace('x', 'y')),
      both.replace('| x ', '| y ').replace(/table \w+/, 'table 27c5d9f7'),
    );
  });

  it('never overwrites a word that somebody wrote into it', () => {
    const edited = put('```tcp\n```\n').replace('SYN seq=x', 'SYN seq=x (my words)');
    const again = put(edited);
    assert.ok(again.includes('(my words)'));
    assert.equal(again.split('handshake:export mermaid').length, 3, 'the new one stands beside it');
    assert.equal(put(again), again);
  });

  it('does not take padding for a change', () => {
    const padded = put('```tcp\n```\n', 'table', TABLE)
      .replace('| --- |', '| ------ |')
      .replace('| x   |', '|   x    |');
    const other = TABLE.replace('x', 'z');
    assert.equal(put(padded, 'table', other), put('```tcp\n```\n', 'table', other));
  });

  it('does not look for its comments in code', () => {
    const shown = '```md\n<!-- handshake:export mermaid 00000000 -->\n<!-- /handshake:export -->\n```\n';
    const note = `\`\`\`tcp\n\`\`\`\n\n${shown}`;
    assert.ok(put(note).endsWith(shown));
    const ladder = '```text\n<!-- /handshake:export -->\n```\n';
    assert.equal(put(put(note, 'ladder', ladder), 'ladder', ladder), put(note, 'ladder', ladder));
  });

  it('does not take half of its comments for an export', () => {
    const broken = '```tcp\n```\n\n<!-- handshake:export mermaid 00000000 -->\n\nText without an end.\n';
    assert.ok(put(broken).endsWith('Text without an end.\n'));
    assert.equal(put(put(broken)), put(broken));
  });

  it('is not made for a fence without an end, nor for a line outside of fences', () => {
    assert.deepEqual(intoNote('```tcp\nC -> S SYN\n', [{ line: 0, kind: 'mermaid', text: MERMAID }]), []);
    assert.deepEqual(intoNote('text\n', [{ line: 0, kind: 'mermaid', text: MERMAID }]), []);
  });

  it('keeps every line of the note, for any note, and is stable', () => {
    const line = fc.constantFrom(
      ...['```tcp', '```', '~~~tcp', '~~~', 'C -> S SYN', '', 'text', '> ', '> ```tcp', '> ```', '- ```tcp', '  ```'],
      ...[
        '<!-- handshake:export mermaid 00000000 -->',
        '<!-- /handshake:export -->',
        '<!--',
        '-->',
        '| a |',
        '1. x',
        '    y',
      ],
    );
    const newline = fc.constantFrom('\n', '\r\n');
    const note = fc
      .tuple(fc.array(line, { maxLength: 14 }), newline, fc.boolean())
      .map(([lines, end, last]) => lines.join(end) + (last ? end : ''));
    const all = (text: string): NoteExport[] =>
      fences(text).flatMap(({ line: at, info }) =>
        info === 'tcp' ? [{ line: at, kind: 'mermaid' as const, text: MERMAID }] : [],
      );
    fc.assert(
      fc.property(note, (before) => {
        const once = applyNoteEdits(before, intoNote(before, all(before)));
        assert.equal(applyNoteEdits(once, intoNote(once, all(once))), once);
        let at = 0;
        const lines = once.split(/\r?\n/);
        for (const wanted of before.split(/\r?\n/)) {
          at = lines.indexOf(wanted, at) + 1;
          assert.ok(at > 0, `the line '${wanted}' is still there`);
        }
      }),
      { numRuns: runs(2000) },
    );
  });
});
