import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { TARGETS } from '../../scripts/lib/targets.mjs';

const ROOT = path.join(import.meta.dirname, '../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/architecture.md'), 'utf8');

/** Paths are from here, or from the folder of one that stands before them in the same paragraph or row. */
const FOLDERS = ['', 'src', 'src/core'];

const spansOf = (text: string): string[] =>
  // Of `rules/<code>.ts` the folder is there.
  [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span.replace(/[^/]*<.*/, ''));
const isPath = (span: string): boolean =>
  /^[\w.@-]+(\/[\w.@-]*)+$|^[\w.-]+\.(ts|mjs|js|json|md|css)$/.test(span) && !span.startsWith('handshake/');

/** The file or folder that a span names, of what is built its entry; a test may be named without its ending. */
function find(span: string, folders: readonly string[]): string | undefined {
  // What is built need not be there yet.
  const made = TARGETS.find(({ out }) => out === span);
  if (made !== undefined) return made.entry;
  for (const folder of folders) {
    for (const name of [span, `test/${span}.test.ts`, `${span}.ts`]) {
      const file = path.join(folder, name);
      if (existsSync(path.join(ROOT, file))) return file;
    }
  }
  return undefined;
}

/** All that a paragraph or a row names: what is there, and what is not. */
function named(text: string): { readonly files: readonly string[]; readonly missing: readonly string[] } {
  const files: string[] = [];
  const missing: string[] = [];
  // The row of a room is about its files.
  const room = /^\| `([\w/]+)` \|/.exec(text)?.[1];
  const folders = room === undefined ? [...FOLDERS] : [...FOLDERS, `src/${room}`];
  for (const span of spansOf(text).filter(isPath)) {
    const file = find(span, folders);
    if (file === undefined) missing.push(span);
    else {
      files.push(file);
      folders.push(statSync(path.join(ROOT, file)).isDirectory() ? file : path.dirname(file));
    }
  }
  return { files, missing };
}

/** The rows of the tables under "Where is it", without their heads: a fact, and its one home. */
function homes(): { readonly fact: string; readonly home: string }[] {
  const rows = PAGE.split('### Where is it')
    .slice(1)
    .flatMap(
      (part) =>
        part
          .split(/^#/m)[0]
          ?.match(/^\|.*\|$/gm)
          ?.slice(2) ?? [],
    );
  return rows.map((row) => {
    const [, fact = '', home = ''] = row.split('|').map((cell) => cell.trim());
    return { fact, home };
  });
}

describe('docs/architecture.md', () => {
  it('names files and folders that are there', () => {
    const blocks = PAGE.split(/\n{2,}|\n(?=\||\d\. |- )/);
    assert.deepEqual(
      blocks.flatMap((block) => named(block).missing.map((span) => `${span}: ${block.slice(0, 60)}`)),
      [],
    );
  });

  it('has a table "where is it"', () => assert.ok(homes().length > 30));

  for (const { fact, home } of homes()) {
    it(`says where is: ${fact}`, () => {
      const { files } = named(home);
      assert.ok(files.length > 0, 'no file');
      const texts = files
        .filter((file) => statSync(path.join(ROOT, file)).isFile())
        .map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
      for (const name of spansOf(`${fact} ${home}`).filter((span) => /^[A-Za-z_]\w*$/.test(span) && span !== 'tcp'))
        assert.ok(
          texts.some((text) => new RegExp(`\\b${name}\\b`).test(text)),
          `${name} is in none of ${files.join(', ')}`,
        );
    });
  }
});
