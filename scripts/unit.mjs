// npm run test:unit, npm run test:long: mocha on the tests that need no browser and no VS Code.
//
//   npm run test:unit                                        all but the long ones
//   npm run test:unit -- test/tcp/number.test.ts             just this file (or these files)
//   npm run test:unit -- -g 'RFC 5961'                       just the tests of that name; every option of mocha may stand here
//   npm run test:unit -- --watch test/tcp/number.test.ts     again after each change of what it imports
//
// A test that tries thousands of cases is a `*.long.test.ts`, so that the others take seconds.
import { spawn } from 'node:child_process';
import { root } from './lib/paths.mjs';

const given = process.argv.slice(2);
const take = (flag) => given.includes(flag) && given.splice(given.indexOf(flag), 1).length > 0;
const long = take('--long');
const watch = take('--watch') || take('-w');

const files = given.filter((arg) => arg.endsWith('.ts'));
const options = given.filter((arg) => !arg.endsWith('.ts'));
const ignored = ['test/vscode/**', 'test/packages/**', 'test/**/*.browser.test.ts', 'test/fixtures/**'];
if (!long) ignored.push('test/**/*.long.test.ts');
const everything = [
  long ? 'test/**/*.long.test.ts' : 'test/**/*.test.ts',
  ...ignored.flatMap((glob) => ['--ignore', glob]),
];

// HANDSHAKE_RUNS=20 tries twenty times as many cases, which may take twenty times as long.
const patience = Number(process.env.HANDSHAKE_RUNS ?? 1) > 1 ? ['--timeout', '600000'] : [];

const mocha = ['node_modules/mocha/bin/mocha.js', ...patience, ...options, ...(files.length > 0 ? files : everything)];
// mocha's own watch mode cannot load an ES module again: Node starts anew instead.
const node = [...(watch ? ['--watch', '--watch-preserve-output'] : []), '--import', 'tsx'];
// While one works a fifth of the cases of each property is enough; `npm test` tries all of them.
const env = long ? process.env : { HANDSHAKE_RUNS: '0.2', ...process.env };
spawn(process.execPath, [...node, ...mocha], { cwd: root, stdio: 'inherit', env }).on('close', (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
