import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findDiagramFiles, findFiles } from '../../src/files/find.ts';
import { program } from '../support/program.ts';
import { BAD, GOOD } from './memory.ts';

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
