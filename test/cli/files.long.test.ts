import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '../support/program.ts';
import { BAD, GOOD, NOTE } from './memory.ts';

describe('the program on a disk', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'handshake-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const get = (name: string): string => readFileSync(join(folder, name), 'utf8');

  /** Runs a line of shell in the folder, in which `handshake` is the program. */
  function shell(line: string): { code: number | null; out: string; err: string } {
    const script = `handshake() { "$NODE" "$MAIN" "$@"; }\n${line}`;
    const env = { ...process.env, NODE: process.execPath, MAIN: program('dist/cli.js') };
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8', env });
    return { code: status, out: stdout, err: stderr };
  }

  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('refuses to write over a note by a link, a hard link, another spelling, or its standard input', () => {
    put('note.md', NOTE);
    symlinkSync('note.md', join(folder, 'link.md'));
    linkSync(join(folder, 'note.md'), join(folder, 'hard.md'));
    for (const name of ['link.md', 'hard.md', '../$(basename "$PWD")/note.md', '"$PWD/note.md"']) {
      assert.deepEqual(shell(`handshake export note.md --to table --force --out ${name}`).code, 2, name);
    }
    put('a.tcp', GOOD);
    assert.equal(shell('handshake export - --to table --force --out a.tcp < a.tcp').code, 2);
    assert.deepEqual([get('note.md'), get('a.tcp')], [NOTE, GOOD]);
  });

  it('leaves a file as it was where a limit on the size of files is met', () => {
    const long = `client   C\nserver S\n${'C -> S SYN seq=x\n'.repeat(6000)}`;
    put('a.tcp', long);
    put('b.tcp', GOOD.replace('client C', 'client   C'));
    const { code, out, err } = shell('ulimit -f 8; handshake format a.tcp b.tcp');
    assert.deepEqual([code, out], [2, 'b.tcp\n']);
    assert.equal(err, 'handshake: cannot write a.tcp: it would be larger than files may be here\n');
    assert.equal(get('a.tcp'), long);
    assert.deepEqual(readdirSync(folder).sort(), ['a.tcp', 'b.tcp']);
  });

  it('says that its output could not be written, with exit code 2', function () {
    if (process.platform !== 'linux') this.skip();
    put('a.tcp', BAD.replace('client C', 'client   C'));
    for (const call of [
      ...['text', 'json', 'github', 'sarif', 'junit'].map((format) => `check a.tcp --format ${format}`),
      ...['text', 'json', 'jsonl'].map((format) => `trace a.tcp --format ${format}`),
      ...['mermaid', 'markdown', 'table', 'ladder', 'svg'].map((form) => `export a.tcp --to ${form}`),
      ...['notation', 'json'].map((format) => `import a.tcp --format ${format}`),
      ...['format - < a.tcp', 'format --check a.tcp', '--help', '--version'],
    ]) {
      const { code, err } = shell(`handshake ${call} > /dev/full`);
      assert.deepEqual([code, err], [2, 'handshake: cannot write the output: no space left on device\n'], call);
    }
    const named = shell('handshake export a.tcp --to table --out /dev/full');
    assert.deepEqual([named.code, named.err], [2, 'handshake: cannot write /dev/full: no space left on device\n']);
  });

  it('ends quietly where nobody reads on, and writes to a device that it is given as a file', () => {
    put('a.tcp', `client C\nserver S\n${'C -> S SYN seq=x\n'.repeat(5000)}`);
    const { out, err } = shell('handshake trace a.tcp | head -n 1');
    assert.deepEqual([out, err], ['a.tcp:1:\n', '']);
    put('b.tcp', GOOD);
    assert.match(shell('handshake export b.tcp --to table --out /dev/stdout | cat').out, /^\| Phase /);
  });
}).timeout(60_000);
