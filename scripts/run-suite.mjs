// Runs the suites of test/vscode inside VS Code: `node` in an extension host on Node, `web` in a web worker.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import { runInPage } from './lib/test-page.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { DESKTOP_VERSION } from './lib/pins.mjs';
import { webBuild } from './lib/vscode-web.mjs';

const host = process.argv[2];

/** A copy, since the suites change files. */
const workspace = await mkdtemp(path.join(tmpdir(), 'handshake-workspace-'));
await cp(inRoot('test/vscode/workspace'), workspace, { recursive: true });
try {
  process.exitCode = host === 'web' ? await runInWorker() : await runOnNode();
} finally {
  await rm(workspace, { recursive: true, force: true });
}
// What the hosts leave open (sockets, watchers) is of no interest any more.
process.exit();

async function bundle(options) {
  const outfile = inRoot('.vscode-test', `suite.${host}.cjs`);
  await esbuild.build({
    bundle: true,
    format: 'cjs',
    outfile,
    sourcemap: 'inline',
    logLevel: 'warning',
    absWorkingDir: root,
    ...options,
  });
  return outfile;
}

async function runOnNode() {
  const { downloadAndUnzipVSCode, runTests, TestRunFailedError } = await import('@vscode/test-electron');
  const extensionTestsPath = await bundle({
    entryPoints: ['test/vscode/node.ts'],
    platform: 'node',
    target: 'node20',
    external: ['vscode', 'mocha'],
  });
  let vscodeExecutablePath = process.env.VSCODE_EXECUTABLE;
  if (!vscodeExecutablePath && process.env.VSCODE_TEST_HOST !== 'embedded') {
    try {
      vscodeExecutablePath = await downloadAndUnzipVSCode({
        version: DESKTOP_VERSION,
        timeout: 15_000,
        cachePath: inRoot('.vscode-test/desktop'),
      });
    } catch (error) {
      console.log(`The desktop VS Code cannot be downloaded here (${error.message}).`);
    }
  }
  console.log(`Host: ${vscodeExecutablePath ?? 'the VS Code server, with its extension host on Node'}`);
  try {
    return await runTests({
      vscodeExecutablePath: vscodeExecutablePath ?? inRoot('scripts/vscode-embedded.mjs'),
      extensionDevelopmentPath: root,
      extensionTestsPath,
      launchArgs: [workspace],
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  }
}

async function runInWorker() {
  const { open } = await import('@vscode/test-web');
  const extensionTestsPath = await bundle({
    entryPoints: ['test/vscode/web.ts'],
    platform: 'browser',
    target: 'es2022',
    external: ['vscode'],
    define: { global: 'globalThis' },
  });
  const port = await freePort();
  console.log('Host: VS Code for the Web, with its extension host in a web worker');
  const server = await open({
    browserType: 'none',
    quality: 'stable',
    commit: webBuild.commit,
    testRunnerDataDir: webBuild.folder,
    host: 'localhost',
    port,
    extensionDevelopmentPath: root,
    extensionTestsPath,
    folderPath: workspace,
  });
  try {
    return await runInPage(`http://localhost:${port}/`, 'web-host');
  } finally {
    server.dispose();
  }
}

/** A port that was free a moment ago: @vscode/test-web cannot pick one itself. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
