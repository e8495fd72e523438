#!/usr/bin/env node
// Stands in for the VS Code executable where the desktop VS Code cannot be downloaded: takes its arguments, runs the test
// suite in the VS Code server and a browser, and ends with the suite's exit code.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runInPage } from './lib/test-page.mjs';
import { remoteUri, startServer, windowUrl } from './lib/vscode-server.mjs';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
  },
});

const data = await mkdtemp(path.join(tmpdir(), 'handshake-vscode-'));
let server;
let code;
try {
  server = await startServer({ data, extensions: path.join(data, 'extensions'), settings: {} });
  const payload = [
    ...(values.extensionDevelopmentPath ?? []).map((folder) => [
      'extensionDevelopmentPath',
      remoteUri(server.port, folder),
    ]),
    ['extensionTestsPath', remoteUri(server.port, values.extensionTestsPath)],
    ['skipWelcome', 'true'],
  ];
  code = await runInPage(windowUrl(server.port, positionals[0], payload), 'node-host');
} finally {
  server?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
}
process.exit(code ?? 1);
