// node_modules as package-lock.json has it.
import { readFile } from 'node:fs/promises';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

const packagesOf = async (lockfile) => {
  try {
    return JSON.parse(await readFile(inRoot(lockfile), 'utf8')).packages;
  } catch {
    return undefined;
  }
};

/** npm notes in node_modules what it has installed: the same versions, or optional packages that are for other machines? */
async function isInstalled() {
  const [wanted, present] = await Promise.all([
    packagesOf('package-lock.json'),
    packagesOf('node_modules/.package-lock.json'),
  ]);
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([folder, { version, optional }]) => {
    const found = present[folder];
    // The link to a package of this repository has no version: that it is there is all that can be said of it.
    return folder === '' || (found ? found.version === version : optional === true);
  });
}

/** Installs the packages unless just these are there. */
export async function ensureInstalled() {
  if (await isInstalled()) return;
  console.log('Installing the packages (npm ci)');
  await run('npm', ['ci', '--loglevel', 'error', '--no-audit', '--no-fund'], { quiet: true });
}
