// npm test: installs what the tests need and runs everything. Option: --only NAME[,NAME …] with the names below.
// Imports nothing from node_modules at the top: it is there to install that.
import { parseArgs } from 'node:util';
import { ensureInstalled } from './lib/install.mjs';
import { runAnyhow } from './lib/run.mjs';

const npm = (script) => ['npm', ['run', '--silent', script]];
const node = (...args) => [process.execPath, args];
const mocha = (...args) => node('--import', 'tsx', 'node_modules/mocha/bin/mocha.js', ...args);

/** A step is one check, or a suite that counts its own tests. */
const STEPS = {
  typecheck: { command: npm('typecheck') },
  lint: { command: npm('lint') },
  format: { command: npm('format:check') },
  build: { command: npm('build') },
  unit: { command: npm('test:unit'), suite: true },
  long: { command: npm('test:long'), suite: true },
  packages: { command: mocha('--config', 'test/packages/.mocharc.json'), suite: true },
  browser: { command: mocha('--config', 'test/preview/.mocharc.json'), suite: true },
  'node-host': { command: node('scripts/run-suite.mjs', 'node'), suite: true },
  'web-host': { command: node('scripts/run-suite.mjs', 'web'), suite: true },
  e2e: { command: mocha('--config', 'test/vscode/e2e/.mocharc.json'), suite: true },
};

const { values: args } = parseArgs({ options: { only: { type: 'string' } } });
const names = args.only?.split(',') ?? Object.keys(STEPS);
const unknown = names.filter((name) => !(name in STEPS));
if (unknown.length > 0) throw new Error(`No step ${unknown.join(', ')}: there are ${Object.keys(STEPS).join(', ')}`);

// All the cases of each property: `npm run test:unit` alone tries a twentieth.
process.env.HANDSHAKE_RUNS ??= '1';
await ensureInstalled();
await prepare(names);

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const name of names) {
  const { command, suite } = STEPS[name];
  console.log(`\n=== ${name}`);
  const from = performance.now();
  const { code, output } = await runAnyhow(...command);
  const counted = suite ? countTests(output) : undefined;
  const result = counted ?? { passed: 1, failed: 0, skipped: 0 };
  // A suite that ended badly without a failed test, or without any test, has failed as a whole.
  if (code !== 0 && (!counted || result.failed === 0))
    Object.assign(result, { passed: counted?.passed ?? 0, failed: 1 });
  else if (suite && !counted) Object.assign(result, { passed: 0, failed: 1 });
  for (const key of Object.keys(totals)) totals[key] += result[key];
  console.log(`--- ${name}: ${result.failed ? 'FAILED' : 'ok'} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed ? 1 : 0;

/** Fetches what the steps run in. */
async function prepare(steps) {
  const hosts = steps.filter((name) => ['browser', 'node-host', 'web-host', 'e2e'].includes(name));
  if (hosts.length === 0) return;
  const { ensureBrowser } = await import('./lib/browser.mjs');
  const { prepareServer } = await import('./lib/vscode-server.mjs');
  const { prepareWeb } = await import('./lib/vscode-web.mjs');
  await ensureBrowser();
  if (hosts.some((name) => name !== 'browser')) await prepareServer();
  if (hosts.includes('web-host')) await prepareWeb();
}

/** What a mocha reporter said at the end: its own words, or those of the reporter inside VS Code. */
function countTests(output) {
  const count = (...patterns) => {
    for (const pattern of patterns) {
      const found = [...output.matchAll(pattern)].at(-1);
      if (found) return Number(found[1]);
    }
    return undefined;
  };
  const passed = count(/^\s*(\d+) passed, \d+ failed/gm, /^\s*(\d+) passing/gm);
  if (passed === undefined) return undefined;
  return {
    passed,
    failed: count(/^\s*\d+ passed, (\d+) failed/gm, /^\s*(\d+) failing/gm) ?? 0,
    skipped: count(/(\d+) skipped$/gm, /^\s*(\d+) pending/gm) ?? 0,
  };
}
