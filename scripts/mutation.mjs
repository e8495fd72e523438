// npm run mutation: small faults are put into the code one by one, and the tests must notice (docs/mutation.md). Options are
// those of StrykerJS: `-- --mutate src/core/tcp/number.ts` tries one file, `-- --force` also what was tried before.
import { spawn } from 'node:child_process';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { buildTests, testFiles } from './lib/test-bundle.mjs';

if (process.argv.includes('--build')) {
  // Asked by StrykerJS in its copy of the project: a process that is begun anew after a fault that never ends loads one
  // file for each test, and not a thousand.
  await buildTests(testFiles(), inRoot('.mutation'));
} else {
  await ensureInstalled();
  const stryker = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', ...process.argv.slice(2)];
  // A fault that no example notices is seldom found by the hundredth case of a property: a few of them are tried.
  const env = { HANDSHAKE_RUNS: '0.05', ...process.env };
  spawn(process.execPath, stryker, { cwd: root, stdio: 'inherit', env }).on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
