import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findDiagramFiles, findFiles } from '../../src/files/find.ts';
import { readPattern } from '../../src/files/glob.ts';
import { program } from '../support/program.ts';
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

describe('files on a disk', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'handshake-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, text: string): void => {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const main = (): string => program('dist/cli.js');

  it('are found without those of tools, and without links', async () => {
    for (const name of ['b/z.tcp', 'b/a.md', 'a.txt', 'c.markdown', '.git/x.md', 'node_modules/p/README.md'])
      put(name, GOOD);
    symlinkSync(folder, path.join(folder, 'b/round'));
    const names = async (found: AsyncIterable<string>): Promise<string[]> => {
      const list: string[] = [];
      for await (const file of found) list.push(path.relative(folder, file).replaceAll('\\', '/'));
      return list;
    };
    assert.deepEqual(await names(findFiles(folder)), ['a.txt', 'b/a.md', 'b/z.tcp', 'c.markdown']);
    assert.deepEqual(await names(findDiagramFiles(folder)), ['b/a.md', 'b/z.tcp', 'c.markdown']);
  });

  it('are those that Git finds changed: committed, not committed, unknown, and with any name', () => {
    const git = (...words: string[]): void =>
      void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd: folder, stdio: 'pipe' });
    git('init', '-q');
    for (const name of ['same.tcp', 'committed.tcp', 'edited.tcp', 'gone.tcp', "sub/客户端 '.tcp"]) put(name, BAD);
    git('add', '.');
    git('commit', '-qm', 'one');
    git('branch', 'base');
    for (const name of ['committed.tcp', "sub/客户端 '.tcp"]) put(name, `${BAD}# more\n`);
    rmSync(path.join(folder, 'gone.tcp'));
    git('commit', '-qam', 'two');
    put('edited.tcp', `${BAD}# more\n`);
    put('unknown.tcp', BAD);
    put('ignored.tcp', BAD);
    put('.gitignore', 'ignored.tcp\n');
    const checked = (cwd: string, ...words: string[]): string[] => {
      const out = run(['check', ...words], cwd).out;
      return (out.match(/^.*?\.tcp(?=:)/gm) ?? []).toSorted();
    };
    const all = ['committed.tcp', 'edited.tcp', "sub/客户端 '.tcp", 'unknown.tcp'];
    assert.deepEqual(checked(folder, '--changed-since', 'base', '.'), all);
    assert.deepEqual(
      checked(path.join(folder, 'sub'), '--changed-since', 'base', '..'),
      all.map((name) => path.join('..', name)).toSorted(),
    );
    const wrong = run(['check', '--changed-since', 'nothing', '.'], folder);
    assert.deepEqual(
      [wrong.code, wrong.err],
      [2, 'handshake: cannot tell what has changed since nothing: there is no such revision here\n'],
    );
  });

  it('are no reason for Git to do anything else: a revision is no option, and without Git there is a word of it', () => {
    put('a.tcp', BAD);
    const outside = run(['check', '--changed-since', 'HEAD', '.'], folder, { GIT_CEILING_DIRECTORIES: tmpdir() });
    assert.deepEqual(
      [outside.code, outside.err],
      [2, 'handshake: cannot tell what has changed since HEAD: this folder is in no Git repository\n'],
    );
    const option = run(['check', '--changed-since=--output=stolen', '.'], folder);
    assert.deepEqual([option.code, option.err], [2, 'handshake: --output=stolen is no revision\n']);
    const none = run(['check', '--changed-since', 'HEAD', '.'], folder, { PATH: '' });
    assert.deepEqual(
      [none.code, none.err],
      [2, 'handshake: cannot tell what has changed since HEAD: git is not installed\n'],
    );
  });

  it('are watched until Ctrl-C', async () => {
    put('a.tcp', BAD);
    const watcher = spawn(process.execPath, [main(), 'check', '--watch', '.'], { cwd: folder });
    let out = '';
    const says = async (what: RegExp): Promise<void> => {
      for (let i = 0; i < 400 && !what.test(out); i++) await new Promise((resolve) => setTimeout(resolve, 50));
      assert.match(out, what);
    };
    watcher.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    try {
      await says(/^a\.tcp:4:.*\n1 error in 1 diagram; watching 1 file\n$/);
      appendFileSync(path.join(folder, 'a.tcp'), 'C -> S SYN seq=5\n');
      await says(/\n2 errors in 1 diagram; watching 1 file\n$/);
      assert.ok(!out.includes('\u001b'), 'nothing is cleared');
    } finally {
      watcher.kill('SIGINT');
    }
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
      watcher.on('exit', (...end) => resolve(end));
    });
    // A shell calls that 130.
    assert.ok(code === 130 || signal === 'SIGINT', `${String(code)} ${String(signal)}`);
  });

  function run(argv: string[], cwd: string, env: NodeJS.ProcessEnv = {}): { code: number; out: string; err: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main(), ...argv], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    return { code: status ?? -1, out: stdout, err: stderr };
  }
}).timeout(60_000);
