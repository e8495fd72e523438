// The extension in VS Code's extension host on Node. What a window may never need is in files of its own, loaded when it
// is needed: activation is on the way of everybody who opens a Markdown file.
import { createRequire } from 'node:module';
import { type ExtensionContext, type Uri, workspace } from 'vscode';
import { gunzip, readChunks } from '../files/read.ts';
import { replaceFile } from '../files/replace.ts';
import { contributeServer } from './assistant.ts';
import { start, type Exports } from './extension.ts';
import type * as FenceFile from './lazy/fence.ts';
import type * as IntakeFile from './lazy/intake.ts';
import type * as LanguageClientFile from './lazy/languageClient.ts';

export function activate(context: ExtensionContext): Exports {
  const fileOf = (name: string): string => context.asAbsolutePath(`dist/${name}`);
  const load = createRequire(fileOf('extension.node.cjs'));
  const { version } = context.extension.packageJSON as { version: string };
  const program = { command: process.execPath, args: [fileOf('cli.js'), 'mcp'], env: { ELECTRON_RUN_AS_NODE: '1' } };
  context.subscriptions.push(contributeServer(program, version));
  return start(
    context,
    (id, name, options) => {
      const { LanguageClient, TransportKind } = load(fileOf('language-client.node.cjs')) as typeof LanguageClientFile;
      const run = { module: fileOf('server.node.cjs'), transport: TransportKind.ipc };
      // Where the extension itself is being debugged, the server can be debugged as well (.vscode/launch.json).
      const debug = { ...run, options: { execArgv: ['--inspect=6009'] } };
      return Promise.resolve(new LanguageClient(id, name, { run, debug }, options));
    },
    () => (load(fileOf('fence.node.cjs')) as typeof FenceFile).tcpFence,
    async (file, content) =>
      file.scheme === 'file' ? replaceFile(file.fsPath, content) : workspace.fs.writeFile(file, content),
    {
      loadIntake: () => Promise.resolve(load(fileOf('intake.node.cjs')) as typeof IntakeFile),
      readChunks: readUri,
      gunzip,
    },
  );
}

async function* readUri(file: Uri): AsyncGenerator<Uint8Array> {
  if (file.scheme === 'file') yield* readChunks(file.fsPath);
  else yield await workspace.fs.readFile(file);
}
