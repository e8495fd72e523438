// npm run test:unit, npm run test:long: mocha on the tests that need no browser and no VS Code.
//
//   npm run test:unit                                        all but the long ones
//   npm run test:unit -- test/tcp/number.test.ts             just this file (or these files)
//   npm run test:unit -- -g 'RFC 5961'                       just the tests of that name; every option of mocha may stand here
//   npm run test:unit -- --watch test/tcp/number.test.ts     again after each change of what it imports
//
// A test that tries thousands of cases, or starts many processes, is a `*.long.test.ts`, so that the others take seconds.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { inRoot, root } from './lib/paths.mjs';
import { bundleTests, testFiles } from './lib/test-bundle.mjs';

const given = process.argv.slice(2);
const take = (flag) => given.includes(flag) && given.splice(given.indexOf(flag), 1).length > 0;
const long = take('--long');
const watch = take('--watch') || take('-w');

const named = given.filter((arg) => arg.endsWith('.ts')).map((file) => path.relative(root, path.resolve(file)));
const options = given.filter((arg) => !arg.endsWith('.ts'));
const files = named.length > 0 ? named : testFiles().filter((file) => file.endsWith('.long.test.ts') === long);

// HANDSHAKE_RUNS=20 tries twenty times as many cases, which may take twenty times as long.
const timeout = Number(process.env.HANDSHAKE_RUNS ?? 1) > 1 ? '600000' : '60000';
const jobs = Math.min(4, availableParallelism(), files.length);
const usual = ['--no-config', '--reporter', 'dot', '--timeout', timeout];
if (jobs > 1) usual.push('--parallel', '--jobs', String(jobs));
// While one works a fifth of the cases of each property is enough; `npm test` tries all of them.
const env = long ? process.env : { HANDSHAKE_RUNS: '0.2', ...process.env };

const folder = inRoot('node_modules/.cache/tests', String(process.pid));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

let running;
const bundle = await bundleTests(files, folder, (built) => {
  running?.kill();
  running = undefined;
  process.exitCode = 1;
  if (built === null) return;
  const required = ['--require', 'scripts/lib/source-maps.mjs', '--require', built.support];
  const mocha = ['node_modules/mocha/bin/mocha.js', ...usual, ...required, ...options, ...built.specs];
  const child = spawn(process.execPath, mocha, { cwd: root, stdio: 'inherit', env });
  running = child;
  child.on('close', (code, signal) => {
    if (child === running) process.exitCode = code ?? (signal ? 1 : 0);
  });
});
if (watch) await bundle.watch();
else {
  await bundle.rebuild().catch(() => undefined);
  await bundle.dispose();
}
