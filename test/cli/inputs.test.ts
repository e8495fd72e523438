import assert from 'node:assert/strict';
import { readPattern } from '../../src/files/glob.ts';
import { BAD, cli, GOOD, NOTE } from './memory.ts';

describe('a pattern of file names', () => {
  for (const [pattern, folder, fits, misses] of [
    ['*.md', '.', ['a.md', '.md', '四.md'], ['a.tcp', 'b/a.md', 'amd']],
    ['./docs/*.md', 'docs', ['docs/a.md'], ['a.md', 'docs/b/a.md']],
    ['docs/**/*.md', 'docs', ['docs/a.md', 'docs/b/a.md', 'docs/b/c/a.md'], ['docs.md', 'docs/a.mdx', 'x/docs/a.md']],
    ['**', '.', ['a', 'b/c'], []],
    ['../x/[ab]?.tcp', '../x', ['../x/a1.tcp'], ['../x/c1.tcp', '../x/a/.tcp']],
    ['[!a].md', '.', ['b.md'], ['a.md', '/.md']],
    ['/tmp/*.{md,tcp}', '/tmp', ['/tmp/a.md', '/tmp/a.tcp'], ['/tmp/a.txt', '/tmp/{md,tcp}']],
    ['a+(1).$x^*', '.', ['a+(1).$x^'], ['aa(1).$x^']],
    ['docs\\*.md', 'docs', ['docs/a.md'], []],
    ['a{b', '.', ['ab'], ['a{b']],
    ['a,b}*', '.', ['a,b}c'], ['a']],
  ] as const) {
    it(`is read as shells do: ${pattern}`, () => {
      const read = readPattern(pattern);
      assert.equal(read.folder, folder);
      for (const name of fits) assert.match(name, read.path);
      for (const name of misses) assert.doesNotMatch(name, read.path);
    });
  }
});

describe('the files of a call', () => {
  const files = {
    docs: null,
    'docs/a.md': NOTE,
    'docs/b.tcp': BAD,
    'docs/c.txt': BAD,
    'docs/new/empty.md': '# Nothing\n',
    empty: null,
    '[1].tcp': BAD,
  };

  it('are those of a folder in one order, each once, and none that holds no diagram is a problem', async () => {
    const { code, out, err } = await cli(['check', 'docs', 'docs/b.tcp', './docs/'], { ...files, 'docs/': null });
    assert.deepEqual([code, err], [1, '']);
    assert.deepEqual(
      out.split('\n').map((line) => line.replace(/: error.*/, '')),
      ['docs/a.md:9:25', 'docs/b.tcp:4:22', '2 errors in 2 diagrams', ''],
    );
  });

  it('are told of where they are named and hold no diagram', async () => {
    const { code, err } = await cli(['check', 'docs/new/empty.md', 'docs'], files);
    assert.deepEqual([code, err], [1, 'handshake: there is no tcp fence with a diagram in docs/new/empty.md\n']);
  });

  it('are those that fit a pattern; a file of that very name is itself', async () => {
    const some = await cli(['check', 'docs/**/*.{tcp,txt}'], files);
    assert.deepEqual(some.out.match(/^docs\/\S+?(?=:)/gm), ['docs/b.tcp', 'docs/c.txt']);
    assert.match((await cli(['check', '[1].tcp'], files)).out, /^\[1\]\.tcp:4/);
  });

  it('are missed by name, with exit code 2', async () => {
    const { code, err } = await cli(['check', 'empty', 'no*.md', '[z-a]?', 'docs'], files);
    assert.equal(code, 2);
    assert.match(err, /^handshake: \[z-a\]\? is no pattern: /);
    const others = await cli(['check', 'empty', 'no*.md', 'docs'], files);
    assert.deepEqual(
      [others.code, others.err],
      [2, 'handshake: there are no .tcp or Markdown files in empty\nhandshake: no file has a name like no*.md\n'],
    );
  });

  it('are found for every command', async () => {
    for (const call of [['trace'], ['format', '--check'], ['export', '--to', 'svg', '--out-dir', 'out']]) {
      const { out, written, err } = await cli([...call, 'docs'], files);
      assert.ok(out.includes('docs/') || Object.keys(written).length === 2, `${call.join(' ')} ${out} ${err}`);
    }
    assert.match((await cli(['export', 'docs/b*', '--to', 'table'], files)).out, /^\| Phase/);
    assert.match((await cli(['import', 'docs'], files)).err, /^handshake: there are no captures in docs\n$/);
    assert.match((await cli(['import', 'docs/*.txt'], files)).out, /SYN/);
  });

  it('are those that Git finds changed, and the others are not even read', async () => {
    const { code, out } = await cli(['check', '--changed-since', 'main', '.'], {
      '.': null,
      'new.tcp': BAD,
      'old.tcp': BAD,
    });
    assert.deepEqual([code, out.match(/^\w+\.tcp/gm)], [1, ['new.tcp']]);
    const none = await cli(['check', '--changed-since', 'main', 'docs/b.tcp'], files);
    assert.deepEqual([none.code, none.out, none.err], [0, 'no problems in 0 diagrams\n', '']);
    const wrong = await cli(['check', '--changed-since', 'mian', 'docs'], files);
    assert.deepEqual(
      [wrong.code, wrong.err],
      [2, 'handshake: cannot tell what has changed since mian: there is no such revision here\n'],
    );
  });
});

describe('handshake check --watch', () => {
  it('checks what changes, sees what comes and goes, and never prints what is the same', async () => {
    const files: Record<string, string | null> = { '.': null, 'a.tcp': BAD, 'b.tcp': GOOD };
    const turns = [
      () => undefined,
      () => (files['a.tcp'] = GOOD),
      () => (files['c.md'] = NOTE),
      () => delete files['b.tcp'],
    ];
    const { out } = await cli(['check', '--watch', '.'], files, false, () => {
      const turn = turns.shift();
      turn?.();
      return turn === undefined ? Promise.reject(new Error('enough')) : Promise.resolve();
    });
    assert.deepEqual(
      out.split('\n').map((line) => line.replace(/: error.*/, '')),
      [
        ...['a.tcp:4:22', '1 error in 2 diagrams; watching 2 files'],
        ...['a.tcp: no problems', 'no problems in 2 diagrams; watching 2 files'],
        ...['c.md:9:25', '1 error in 3 diagrams; watching 3 files'],
        ...['b.tcp is gone', '1 error in 2 diagrams; watching 2 files'],
        '',
      ],
    );
  });
});
