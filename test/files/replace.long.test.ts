import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { replaceFile } from '../../src/files/replace.ts';

const POSIX = process.platform !== 'win32';
const ROOT = POSIX && process.getuid?.() === 0;

describe('a file that is replaced', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'handshake-')));
    file = join(folder, 'a.tcp');
    writeFileSync(file, 'old');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const onlyFile = (): void => assert.deepEqual(readdirSync(folder), ['a.tcp']);

  it('is there with its new bytes and nothing beside it, new or not', async () => {
    await replaceFile(file, 'new');
    assert.equal(readFileSync(file, 'utf8'), 'new');
    await replaceFile(join(folder, 'b.tcp'), Uint8Array.of(1, 2));
    assert.deepEqual([...readFileSync(join(folder, 'b.tcp'))], [1, 2]);
    assert.deepEqual(readdirSync(folder).sort(), ['a.tcp', 'b.tcp']);
  });

  it('keeps its mode, and a new one has that of any new file', async function () {
    if (!POSIX) this.skip();
    chmodSync(file, 0o754);
    await replaceFile(file, 'new');
    assert.equal(statSync(file).mode & 0o7777, 0o754);
    await replaceFile(join(folder, 'b.tcp'), 'new');
    writeFileSync(join(folder, 'c.tcp'), '');
    assert.equal(statSync(join(folder, 'b.tcp')).mode, statSync(join(folder, 'c.tcp')).mode);
  });

  it('keeps its owner and its group', async function () {
    if (!ROOT) this.skip();
    chownSync(file, 1234, 4321);
    chmodSync(file, 0o6755);
    await replaceFile(file, 'new');
    const { uid, gid, mode } = statSync(file);
    assert.deepEqual([uid, gid, mode & 0o7777], [1234, 4321, 0o6755]);
  });

  it('is left alone where owner and group cannot be kept', function () {
    if (!ROOT) this.skip();
    chmodSync(folder, 0o777);
    chmodSync(file, 0o666);
    const done = asNobody(file);
    assert.match(done, /its owner or its group could not be kept/);
    assert.equal(readFileSync(file, 'utf8'), 'old');
    onlyFile();
  });

  it('is not replaced where it may not be written, though its folder may', function () {
    if (!ROOT) this.skip();
    chmodSync(folder, 0o777);
    chmodSync(file, 0o644);
    assert.match(asNobody(file), /EACCES/);
    assert.equal(readFileSync(file, 'utf8'), 'old');
    onlyFile();
  });

  it('stays behind its links, also behind one that leads to where no file is yet', async function () {
    if (!POSIX) this.skip();
    mkdirSync(join(folder, 'deep'));
    symlinkSync('../a.tcp', join(folder, 'deep/link'));
    symlinkSync('deep/link', join(folder, 'second'));
    await replaceFile(join(folder, 'second'), 'new');
    assert.deepEqual([readFileSync(file, 'utf8'), readlinkSync(join(folder, 'second'))], ['new', 'deep/link']);
    symlinkSync('b.tcp', join(folder, 'deep/new'));
    await replaceFile(join(folder, 'deep/new'), 'b');
    assert.equal(lstatSync(join(folder, 'deep/new')).isSymbolicLink(), true);
    assert.equal(readFileSync(join(folder, 'deep/b.tcp'), 'utf8'), 'b');
    symlinkSync('loop', join(folder, 'loop'));
    await assert.rejects(replaceFile(join(folder, 'loop'), 'x'), /ELOOP/);
  });

  it('leaves the old bytes under its other names', async () => {
    // A copy of a backup by hard links must not change with the file.
    linkSync(file, join(folder, 'backup'));
    await replaceFile(file, 'new');
    assert.deepEqual([readFileSync(file, 'utf8'), readFileSync(join(folder, 'backup'), 'utf8')], ['new', 'old']);
  });

  it('has a reason where it cannot be written: no folder, or a folder in its place', async () => {
    await assert.rejects(replaceFile(join(folder, 'none/a.tcp'), 'x'), /ENOENT/);
    await assert.rejects(replaceFile(folder, 'x'), /EISDIR/);
    onlyFile();
  });

  it('is as it was where the disk is full', function () {
    if (!ROOT || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status !== 0) this.skip();
    try {
      writeFileSync(file, 'old');
      const failed = replaceInProcess(file, 100_000);
      assert.match(failed, /ENOSPC/);
      assert.equal(readFileSync(file, 'utf8'), 'old');
      onlyFile();
    } finally {
      execFileSync('umount', [folder]);
    }
  });

  it('is whole, old or new, whenever the program is killed', async () => {
    const size = 40_000_000;
    let [old, inTheMiddle] = [0, 0];
    for (const delay of [0, 5, 10, 20, 40, 80]) {
      writeFileSync(file, 'old');
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program(file, size)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, delay));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      const { size: length } = statSync(file);
      assert.ok(length === 3 || length === size, `${length} bytes after ${delay} ms`);
      if (length === 3) old++;
      const rest = readdirSync(folder).filter((name) => name !== 'a.tcp');
      inTheMiddle += rest.length;
      for (const name of rest) rmSync(join(folder, name));
    }
    assert.ok(old > 0 && inTheMiddle > 0, `${old} old, ${inTheMiddle} in the middle`);
  }).timeout(180_000);
});

/** A program that says when it begins to replace a file by so many bytes. */
function program(file: string, size: number): string {
  const module = pathToFileURL(join(import.meta.dirname, '../../src/files/replace.ts')).href;
  return `import { replaceFile } from ${JSON.stringify(module)};
    const text = 'x'.repeat(${size});
    process.stdout.write('now');
    await replaceFile(${JSON.stringify(file)}, text);`;
}

function replaceInProcess(file: string, size: number): string {
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', program(file, size)],
    {
      encoding: 'utf8',
    },
  );
  return stderr;
}

/** Replaces a file as a user who owns nothing, and says what went wrong. */
function asNobody(file: string): string {
  const script = `import { replaceFile } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../src/files/replace.ts')).href)};
    process.setgroups([]); process.setgid(65534); process.setuid(65534);
    await replaceFile(${JSON.stringify(file)}, 'new').catch((error) => console.log(String(error)));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  return stdout + stderr;
}
