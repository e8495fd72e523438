// npm run mutation: small faults are put into the code one by one, and the tests must notice (docs/mutation.md). Options are
// those of StrykerJS: `-- --mutate src/core/tcp/number.ts` tries one file, `-- --force` also what was tried before.
import { spawn } from 'node:child_process';
import { ensureInstalled } from './lib/install.mjs';
import { root } from './lib/paths.mjs';

await ensureInstalled();
const stryker = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', ...process.argv.slice(2)];
spawn(process.execPath, stryker, { cwd: root, stdio: 'inherit' }).on('close', (code) => {
  process.exitCode = code ?? 1;
});
