// npm start: VS Code in the browser, with the extension running on examples/. Options: --no-open, --port N, --folder DIR.
// Imports nothing from node_modules at the top: it is there to install that.
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { prepareServer, remoteUri, startServer, windowUrl } from './lib/vscode-server.mjs';

const { values: args } = parseArgs({
  allowNegative: true,
  options: { open: { type: 'boolean', default: true }, port: { type: 'string' }, folder: { type: 'string' } },
});

await ensureInstalled();
await run(process.execPath, ['scripts/build.mjs'], { quiet: true });
await prepareServer();

const data = inRoot('.vscode-test/start');
const extensions = path.join(data, 'extensions');
await mkdir(extensions, { recursive: true });
const server = await startServer({ data, extensions, port: Number(args.port ?? 0) });
const payload = [
  ['extensionDevelopmentPath', remoteUri(server.port, root)],
  ['skipWelcome', 'true'],
];
const url = windowUrl(server.port, path.resolve(args.folder ?? inRoot('examples')), payload);
console.log(`\nHandshake runs in VS Code at\n\n  ${url}\n\nPress Ctrl+C to end it.`);
if (args.open) await openInBrowser(url);

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));

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
