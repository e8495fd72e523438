// npm run package: builds and makes handshake-VERSION.vsix. Option: --out FILE.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { standalone } from './lib/readme.mjs';
import { run } from './lib/run.mjs';

const { values: args } = parseArgs({ options: { out: { type: 'string' } } });
const { version, homepage } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
const out = args.out ?? `handshake-${version}.vsix`;

await ensureInstalled();
await run(process.execPath, ['scripts/build.mjs', '--release'], { quiet: true });

// A copy of just what is packaged, in which the README can be another one.
const folder = await mkdtemp(path.join(tmpdir(), 'handshake-package-'));
try {
  const { createVSIX, listFiles } = await import('@vscode/vsce');
  for (const file of await listFiles({ cwd: root, dependencies: false })) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await cp(inRoot(file), path.join(folder, file));
  }
  await writeFile(
    path.join(folder, 'README.md'),
    await standalone(await readFile(inRoot('README.md'), 'utf8'), homepage),
  );
  await createVSIX({
    cwd: folder,
    packagePath: path.resolve(out),
    dependencies: false,
    rewriteRelativeLinks: false,
    skipLicense: true,
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(out);
