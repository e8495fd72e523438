// npm start: VS Code in the browser, with the extension running on examples/. Options: --no-open, --port N, --folder DIR.
// Imports nothing from node_modules at the top: it is there to install that.
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { developmentUrl, prepareServer, startServer } from './lib/vscode-server.mjs';

const { values: args } = parseArgs({
  allowNegative: true,
  options: { open: { type: 'boolean', default: true }, port: { type: 'string' }, folder: { type: 'string' } },
});

// An exit ends the server as well; so does the end of the terminal.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(0));
// npm's shell does not hand on a signal that ends npm: whoever has lost it, ends.
const { ppid } = process;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== ppid && process.exit(0), 500).unref();

const port = Number(args.port ?? 0);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`--port ${args.port}: a port is a number from 0 to 65535.`);
if (!(await isFree(port))) fail(`Port ${port} is taken: give another one, or none (npm start -- --port N).`);

await ensureInstalled();
await run(process.execPath, ['scripts/build.mjs'], { quiet: true });
await prepareServer();

const data = inRoot('.vscode-test/start');
const extensions = path.join(data, 'extensions');
await mkdir(extensions, { recursive: true });
const server = await startServer({ data, extensions, port });
const url = developmentUrl(server.port, path.resolve(args.folder ?? inRoot('examples')));
console.log(`\nHandshake runs in VS Code at\n\n  ${url}\n\nPress Ctrl+C to end it.`);
if (args.open) await openInBrowser(url);

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Whether nobody listens on a port of this machine. The VS Code server would wait for ever. */
function isFree(number) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(false));
    probe.listen(number, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** Opens the user's browser; where there is no screen, the printed address has to do. */
async function openInBrowser(address) {
  const { platform, env } = process;
  if (platform === 'win32') return start('rundll32', ['url.dll,FileProtocolHandler', address]);
  if (platform === 'darwin') return start('open', [address]);
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return undefined;
  return start('xdg-open', [address], async () => {
    const { findBrowser } = await import('./lib/browser.mjs');
    const browser = await findBrowser();
    if (browser) start(browser, [address]);
  });
}

function start(command, commandArgs, otherwise) {
  const child = spawn(command, commandArgs, { stdio: 'ignore', detached: true });
  child.on('error', () => otherwise?.());
  child.unref();
}
