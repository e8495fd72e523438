import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The files that Git finds changed between a revision and what is on the disk, and those that it does not know and is not
 * told to ignore; what is gone is not among them. Whole paths, of the repository that the working folder is in. Rejects with an
 * error that says why Git can't tell. `revision` must not begin with a hyphen.
 */
export async function changedSince(revision: string): Promise<readonly string[]> {
  const top = (await git('.', 'rev-parse', '--show-toplevel')).replace(/\n$/, '');
  await git(top, 'rev-parse', '--verify', '--quiet', `${revision}^{commit}`).catch((error: unknown) => {
    throw new Error('there is no such revision here', { cause: error });
  });
  const changed = await git(top, 'diff', '--name-only', '-z', '--no-ext-diff', '--diff-filter=d', revision, '--');
  const unknown = await git(top, 'ls-files', '-z', '--others', '--exclude-standard');
  const names = `${changed}${unknown}`.split('\0').filter((name) => name !== '');
  return names.map((name) => path.join(top, name));
}

/** What Git prints. */
async function git(folder: string, ...words: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', ['-C', folder, ...words], { encoding: 'utf8', maxBuffer: MOST });
    return stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Error('git is not installed', { cause: error });
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    if (said.includes('not a git repository')) throw new Error('this folder is in no Git repository', { cause: error });
    throw new Error(said.trim().split('\n')[0] ?? String(error), { cause: error });
  }
}

/** Bytes of the names of a repository's files. */
const MOST = 1 << 28;
