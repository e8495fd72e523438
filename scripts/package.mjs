// npm run package: builds and makes handshake-VERSION.vsix. Option: --out FILE.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const { values: args } = parseArgs({ options: { out: { type: 'string' } } });
const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
const out = args.out ?? `handshake-${version}.vsix`;

await ensureInstalled();
await run(process.execPath, ['scripts/build.mjs', '--release'], { quiet: true });
await run(
  process.execPath,
  [
    'node_modules/@vscode/vsce/vsce',
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '-o',
    out,
  ],
  {
    quiet: true,
  },
);
console.log(out);
