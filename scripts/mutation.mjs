// npm run mutation: small faults are put into the code one by one, and the tests must notice (docs/mutation.md). Options are
// those of StrykerJS: `-- --mutate src/core/tcp/number.ts` tries one file, `-- --force` also what was tried before.
import { spawn } from 'node:child_process';
import { ensureInstalled } from './lib/install.mjs';
import { root } from './lib/paths.mjs';

await ensureInstalled();
const stryker = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', ...process.argv.slice(2)];
// A fault that no example notices is seldom found by the hundredth case of a property: a tenth of them is tried.
const env = { HANDSHAKE_RUNS: '0.1', ...process.env };
spawn(process.execPath, stryker, { cwd: root, stdio: 'inherit', env }).on('close', (code) => {
  process.exitCode = code ?? 1;
});
