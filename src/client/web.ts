// The extension in VS Code's extension host in a web worker.
import { Uri, workspace, type ExtensionContext } from 'vscode';
import { gunzip } from '../files/unpack.ts';
import { tcpFence } from '../markdown/plugin.ts';
import { start, type Exports } from './extension.ts';

export function activate(context: ExtensionContext): Exports {
  return start(
    context,
    async (id, name, options) => {
      // A worker's host loads one file alone; at least this part of it runs only where there is a diagram.
      const { LanguageClient } = await import('vscode-languageclient/browser');
      const script = Uri.joinPath(context.extensionUri, 'dist/server.web.js').toString(true);
      return new LanguageClient(id, name, new Worker(script), options);
    },
    () => tcpFence,
    async (file, content) => workspace.fs.writeFile(file, content),
    { loadIntake: () => import('./lazy/intake.ts'), readChunks, gunzip },
  );
}

/** Bytes that are handed on at once: the host stays able to do other things in between. */
const CHUNK = 1 << 22;

async function* readChunks(file: Uri): AsyncGenerator<Uint8Array> {
  const bytes = await workspace.fs.readFile(file);
  for (let at = 0; at < bytes.length; at += CHUNK) {
    yield bytes.subarray(at, at + CHUNK);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
