#!/usr/bin/env node
/**
 * `npm run bench`: every bench, bundled like the program that users get, one after the other. Names choose among them, and
 * what begins with the first `--` is for the bench.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const given = process.argv.slice(2);
const own = given.findIndex((word) => word.startsWith('--'));
const chosen = own < 0 ? given : given.slice(0, own);
const options = own < 0 ? [] : given.slice(own);
const names = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => chosen.length === 0 || chosen.includes(name));
const outdir = join(root, '.bench');
mkdirSync(outdir, { recursive: true });

let status = 0;
for (const name of names) {
  const outfile = join(outdir, `${name}.mjs`);
  await build({
    entryPoints: [join(root, 'bench', `${name}.ts`)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  console.log(`\n== ${name}`);
  const { status: code } = spawnSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=8192', outfile, ...options],
    {
      stdio: 'inherit',
      cwd: root,
    },
  );
  status ||= code ?? 1;
}
process.exitCode = status;
