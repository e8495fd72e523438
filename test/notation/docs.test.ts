import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FIELD_NAMES, FLAG_NAMES, KEYWORDS, parse, TCB_VARIABLES } from '../../src/core/notation/index.ts';
import { notationPage } from '../../scripts/notation.ts';
import { complaints, said } from './read.ts';
import { syntaxFindings } from './findings.ts';

const PAGE = readFileSync(path.join(import.meta.dirname, '../../docs/notation.md'), 'utf8');
const FENCES = [...PAGE.matchAll(/^```tcp\n([\s\S]*?)^```$/gm)].map((fence) => fence[1] ?? '');

describe('docs/notation.md', () => {
  FENCES.forEach((text, index) => {
    it(`example ${String(index + 1)} is what it says`, () => {
      const meant = text.includes('expect self-segment') ? ['self-segment'] : [];
      assert.deepEqual(
        syntaxFindings(text).map((finding) => finding.code),
        meant,
      );
      const tree = parse(text);
      for (let line = 0; line < tree.lines.count; line++) assert.notEqual(tree.statement(line).kind, 'bad');
    });
  });

  it('has examples of every statement', () => {
    const kinds = new Set<string>(
      FENCES.flatMap((text) => {
        const tree = parse(text);
        return Array.from({ length: tree.lines.count }, (_, line) => tree.statement(line).kind);
      }),
    );
    for (const kind of ['diagram', 'participant', 'segment', 'action', 'state', 'elision', 'note', 'let', 'expect']) {
      assert(kinds.has(kind), kind);
    }
  });

  it('is what the tables of the notation say', () => {
    assert.equal(notationPage(PAGE), PAGE, 'npm run notation is due');
  });

  it('names every word of the notation', () => {
    for (const word of [...KEYWORDS, ...FLAG_NAMES, ...FIELD_NAMES, ...TCB_VARIABLES]) {
      assert(new RegExp(`\`[^\`\n]*\\b${word.replace('.', '\\.')}\\b`).test(PAGE), word);
    }
  });

  it('names arrows that are read as it says', () => {
    const rows = [...PAGE.matchAll(/^\| (`[^|]*`) \| (`[^|]*`) \| (sent|arrives)/gm)];
    assert.equal(rows.length, 4);
    for (const [, right = '', left = ''] of rows) {
      for (const [cell, way] of [[right, 'C > S'] as const, [left, 'C < S'] as const]) {
        for (const [, arrow = ''] of cell.matchAll(/`([^`]+)`/g)) {
          assert.deepEqual(complaints(`C ${arrow} S`), []);
          assert.equal((said(`C ${arrow} S`) as { way: string }).way, way, arrow);
        }
      }
    }
  });
});
