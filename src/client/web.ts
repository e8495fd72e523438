// The extension in VS Code's extension host in a web worker.
import { l10n, Uri, workspace, type ExtensionContext } from 'vscode';
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

const MEGABYTE = 2 ** 20;
/** A larger file is not asked for: the worker that all extensions share would run out of memory. */
const LARGEST = 512 * MEGABYTE;

async function* readChunks(file: Uri): AsyncGenerator<Uint8Array> {
  const { size } = await workspace.fs.stat(file);
  if (size > LARGEST) {
    throw new Error(
      l10n.t(
        'VS Code in a browser reads files as a whole: {0} MB are too many (at most {1}). The command line reads them piece by piece.',
        Math.round(size / MEGABYTE),
        LARGEST / MEGABYTE,
      ),
    );
  }
  const bytes = await workspace.fs.readFile(file);
  for (let at = 0; at < bytes.length; at += CHUNK) {
    yield bytes.subarray(at, at + CHUNK);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
