// npm run test:unit, npm run test:long: mocha on the tests that need no browser and no VS Code.
//
//   npm run test:unit                                        all but the long ones
//   npm run test:unit -- test/tcp/number.test.ts             just this file (or these files)
//   npm run test:unit -- -g 'RFC 5961'                       just the tests of that name; every option of mocha may stand here
//   npm run test:unit -- --watch test/tcp/number.test.ts     again after each change of what it imports
//   npm run test:unit -- --seeds 200 test/text/*.test.ts     each test that draws at random with 200 fresh seeds, until one is red
//
// A test that tries thousands of cases, or starts many processes, is a `*.long.test.ts`, so that the others take seconds.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { inRoot, root } from './lib/paths.mjs';
import { buildTests, byFolder, testFiles, watchTests } from './lib/test-bundle.mjs';

const given = process.argv.slice(2);
const take = (flag, values = 0) => (given.includes(flag) ? given.splice(given.indexOf(flag), 1 + values) : undefined);
const long = take('--long') !== undefined;
const watch = (take('--watch') ?? take('-w')) !== undefined;
const seeds = Number(take('--seeds', 1)?.[1] ?? 0);

const named = given.filter((arg) => arg.endsWith('.ts')).map((file) => path.relative(root, path.resolve(file)));
const options = given.filter((arg) => !arg.endsWith('.ts'));
// Those that go on for a minute begin first, so that the other process is not done long before.
const LONGEST = ['test/intake/text.long.test.ts', 'test/check/fuzz.long.test.ts'];
const ofAll = testFiles().filter((file) => file.endsWith('.long.test.ts') === long);
const files = named.length > 0 ? named : ofAll.sort((a, b) => LONGEST.includes(b) - LONGEST.includes(a));

// HANDSHAKE_RUNS=20 tries twenty times as many cases, which may take twenty times as long. Many runs are left alone for hours.
const timeout = seeds > 0 ? '0' : long || Number(process.env.HANDSHAKE_RUNS ?? 1) > 1 ? '600000' : '60000';
const jobs = Math.min(4, availableParallelism(), files.length);
const usual = ['--no-config', '--reporter', 'dot', '--timeout', timeout];
if (jobs > 1) usual.push('--parallel', '--jobs', String(jobs));
// While one works a twentieth of the cases of each property is enough; `npm test` tries all of them.
const env = long ? { ...process.env } : { HANDSHAKE_RUNS: '0.05', ...process.env };
// Each of mocha's processes would take another one.
if (env.HANDSHAKE_SEED === 'fresh' || seeds > 0) env.HANDSHAKE_SEED = String(randomInt(2 ** 31));
if (seeds > 0) env.HANDSHAKE_SEEDS = String(seeds);

const folder = inRoot('node_modules/.cache/tests', String(process.pid));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

let running;

/** @returns {Promise<number>} the exit code */
function mocha({ specs, support }) {
  running?.kill();
  const required = ['--require', 'scripts/lib/test-process.mjs', '--require', support];
  const args = ['node_modules/mocha/bin/mocha.js', ...usual, ...required, ...options, ...specs];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  running = child;
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

if (watch) {
  await watchTests(files, folder, (built) => void mocha(built));
} else {
  const built = await buildTests(files, folder).catch(() => process.exit(1));
  process.exitCode = await mocha(named.length > 0 || long ? built : byFolder(built, folder));
}
