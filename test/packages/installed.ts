import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { after, before } from 'mocha';
import { PACKAGES } from '../../scripts/lib/packages.mjs';

export const ROOT = path.join(import.meta.dirname, '../..');
const run = promisify(execFile);

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: object;
}

/** What a program left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The tarballs of all packages. */
async function tarballs(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'handshake-tarballs-'));
  await run(process.execPath, [path.join(ROOT, 'scripts/packages.mjs'), '--pack', folder]);
  return folder;
}
let packed: Promise<string> | undefined;
const folders: string[] = [];

/** A package, installed from its tarball into an empty folder without a network. */
export class Installed {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Bytes of the tarball. */
  readonly size: number;

  private constructor(folder: string, manifest: Manifest, size: number) {
    this.folder = folder;
    this.manifest = manifest;
    this.size = size;
  }

  static async of(source: string): Promise<Installed> {
    packed ??= tarballs();
    const from = await packed;
    const manifest = JSON.parse(await readFile(path.join(ROOT, source, 'package.json'), 'utf8')) as Manifest;
    const tarball = path.join(from, `${manifest.name}-${manifest.version}.tgz`);
    const folder = await mkdtemp(path.join(tmpdir(), 'handshake-installed-'));
    folders.push(folder);
    await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    // The site's own tools are not what is tried here: they come from this repository.
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--legacy-peer-deps', tarball], {
      cwd: folder,
      shell: process.platform === 'win32',
    });
    return new Installed(folder, manifest, (await stat(tarball)).size);
  }

  /** Everything that is below `node_modules`, packages by their names. */
  async packages(): Promise<string[]> {
    const names = await readdir(path.join(this.folder, 'node_modules'));
    return names.filter((name) => !name.startsWith('.'));
  }

  /** The path of a file that is written into the folder. */
  async write(name: string, content: string): Promise<string> {
    const file = path.join(this.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  }

  /** Lets the folder see a package of this repository, as if it had been installed there as well. */
  async borrow(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const link = path.join(this.folder, 'node_modules', name);
      await mkdir(path.dirname(link), { recursive: true });
      if (!existsSync(link)) await symlink(path.join(ROOT, 'node_modules', name), link, 'junction');
    }
  }

  /** Runs a program of Node in the folder. Whatever it does is an outcome. */
  node(...args: readonly string[]): Promise<Outcome> {
    return new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: this.folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
      });
    });
  }

  /** The path of one of its own programs. */
  program(name: string): string {
    return path.join(this.folder, 'node_modules', this.manifest.name, this.manifest.bin?.[name] ?? '');
  }
}

/** Installs a package before the tests of a suite. */
export function installed(source: string): () => Installed {
  let one: Installed | undefined;
  before(async () => {
    one = await Installed.of(source);
  });
  return () => {
    if (one === undefined) throw new Error(`${source} is installed before the first test`);
    return one;
  };
}

/** The folder of every package. */
export const SOURCES = PACKAGES.map(({ folder }) => folder);

after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  if (packed !== undefined) await rm(await packed, { recursive: true, force: true });
});
