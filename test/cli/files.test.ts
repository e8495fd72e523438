import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '../support/program.ts';
import { BAD, cli, GOOD, NOTE } from './memory.ts';

describe('what an export writes over', () => {
  const table = ['--to', 'table', '--out'];

  it('is never what it reads, however that is spelt, and whether forced or not', async () => {
    const files = { 'note.md': NOTE, 'a.tcp': GOOD };
    for (const more of [[], ['--force']]) {
      const eaten = await cli(['export', 'note.md', ...table, './note.md', ...more], files);
      assert.deepEqual(
        [eaten.code, eaten.err, eaten.written],
        [2, 'handshake: ./note.md is what is read here, and would be lost: name another file\n', {}],
      );
      assert.deepEqual(
        (await cli(['export', 'a.tcp', '--to', 'markdown', '--out', 'a.tcp', ...more], files)).written,
        {},
      );
    }
  });

  it('is a note that gets its own pictures, under either of its names', async () => {
    const { written } = await cli(['export', 'note.md', '--to', 'markdown', '--out', './note.md'], { 'note.md': NOTE });
    assert.match(written['./note.md']!, /```mermaid/);
    const again = await cli(['export', 'note.md', '--to', 'markdown', '--out', 'note.md'], {
      'note.md': written['./note.md']!,
    });
    assert.deepEqual([again.code, again.written], [0, {}]);
  });

  it('is what an export wrote and nobody changed, and nothing else unless forced', async () => {
    for (const form of ['mermaid', 'markdown', 'table']) {
      const call = ['export', 'a.tcp', '--to', form, '--out', 'b.txt'];
      const { written } = await cli(call, { 'a.tcp': GOOD });
      const same = await cli(call, { 'a.tcp': GOOD, ...written });
      assert.deepEqual([same.code, same.written], [0, {}]);
      const other = await cli(call, { 'a.tcp': GOOD.replaceAll('x', 'z'), ...written });
      assert.deepEqual([other.code, Object.keys(other.written)], [0, ['b.txt']]);
      const changed = await cli(call, { 'a.tcp': GOOD.replaceAll('x', 'z'), 'b.txt': `${written['b.txt']!}mine\n` });
      assert.deepEqual(
        [changed.code, changed.err, changed.written],
        [2, 'handshake: b.txt was not written by an export, or was changed since: --force writes over it\n', {}],
      );
      const forced = await cli([...call, '--force'], { 'a.tcp': GOOD, 'b.txt': 'mine' });
      assert.deepEqual(forced.written, written);
    }
  });

  it('is no note of another name unless forced, and no ladder that differs', async () => {
    const note = ['export', 'note.md', '--to', 'markdown', '--out', 'b.md'];
    assert.equal((await cli(note, { 'note.md': NOTE, 'b.md': '# Mine\n' })).code, 2);
    assert.equal((await cli([...note, '--force'], { 'note.md': NOTE, 'b.md': '# Mine\n' })).code, 0);
    const ladder = ['export', 'a.tcp', '--to', 'ladder', '--out', 'b.txt'];
    const { written } = await cli(ladder, { 'a.tcp': GOOD });
    assert.equal((await cli(ladder, { 'a.tcp': GOOD, ...written })).code, 0);
    assert.equal((await cli(ladder, { 'a.tcp': `title Another\n${GOOD}`, ...written })).code, 2);
  });
});

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
