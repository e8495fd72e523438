import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

describe('docs/dependencies.md', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Readonly<Record<string, string>> };

  it('says of each package what it is for, and names no other', () => {
    // The first table: the others tell what was tried and left alone.
    const table = /^\| package \|[^]*?\n\n/m.exec(read('docs/dependencies.md'))?.[0] ?? '';
    const rows = table.matchAll(/^\| (`[^|]*`) \|/gm);
    const named = [...rows].flatMap(([, cell = '']) => {
      const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
      // `a-b`, `-c`: the beginning of the first one is meant.
      const [first = ''] = names;
      return names.map((name) => (name.startsWith('-') ? first.slice(0, first.lastIndexOf('-')) + name : name));
    });
    assert.deepEqual(named.sort(), Object.keys(devDependencies).sort());
  });
});
