import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { run } from './run.mjs';

/**
 * Takes an npm package apart into a folder of its own, unless the folder is there.
 * @param {{ name: string, version: string, integrity: string }} pin
 * @param {string} folder where to put it; either complete or absent, also after an interruption
 * @param {(unpacked: string) => Promise<void>} [finish] what else has to be done before it counts as complete
 */
export async function fetchPackage(pin, folder, finish) {
  if (existsSync(folder)) return;
  console.log(`Fetching ${pin.name} ${pin.version}`);
  const scratch = `${folder}.tmp`;
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const packed = await run(
    'npm',
    ['pack', `${pin.name}@${pin.version}`, '--ignore-scripts', '--loglevel', 'error', '--pack-destination', scratch],
    { quiet: true },
  );
  const file = packed.trim().split('\n').at(-1);
  const tarball = path.join(scratch, file);
  const integrity = await hashOf(tarball);
  if (integrity !== pin.integrity) {
    throw new Error(`${pin.name} ${pin.version} is not what was expected: its hash is ${integrity}`);
  }
  await run('tar', ['-xzf', file], { cwd: scratch, quiet: true });
  await rm(tarball);
  const unpacked = path.join(scratch, 'package');
  await finish?.(unpacked);
  await rename(unpacked, folder);
  await rm(scratch, { recursive: true, force: true });
}

async function hashOf(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}
