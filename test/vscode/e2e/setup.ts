// Installs the packaged extension into a VS Code of its own, and opens a window on a copy of the workspace.
import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchBrowser } from '../../../scripts/lib/browser.mjs';
import { run } from '../../../scripts/lib/run.mjs';
import { runServer, startServer, windowUrl } from '../../../scripts/lib/vscode-server.mjs';
import { Window } from './window.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const VSIX = path.join(root, '.vscode-test/handshake.vsix');
/** Where the extension is installed, once for all suites of a run: what differs between them is kept elsewhere. */
const EXTENSIONS = path.join(root, '.vscode-test/extensions');
let installed: Promise<string> | undefined;

interface OpenOptions {
  readonly language?: string;
  /** A folder or a `.code-workspace` file; the copy of the workspace unless another is named. */
  readonly workspace?: string;
  /** A file that the Explorer shows as soon as the window is ready. */
  readonly shows?: string;
}

/** What a run of VS Code leaves behind is in this folder, and goes with it. */
export interface Installation {
  readonly folder: string;
  readonly workspace: string;
  /** Size of the packaged extension in bytes. */
  readonly size: number;
  /** What VS Code says of the extensions that it has, one a line. */
  readonly extensions: string;
  /** Opens another window, as somebody with this language. */
  openWindow(options?: OpenOptions): Promise<Window>;
  remove(): Promise<void>;
}

/** @returns what VS Code says of the extensions that it has */
async function installExtension(): Promise<string> {
  await run(process.execPath, ['scripts/package.mjs', '--out', VSIX], { quiet: true });
  await rm(EXTENSIONS, { recursive: true, force: true });
  const data = await mkdtemp(path.join(tmpdir(), 'handshake-install-'));
  const folders = { data, extensions: EXTENSIONS };
  await runServer(folders, ['--install-extension', VSIX]);
  const extensions = await runServer(folders, ['--list-extensions', '--show-versions']);
  await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  return extensions;
}

/** `restricted` leaves the workspace untrusted, as one that was just cloned. */
export async function install({ restricted = false } = {}): Promise<Installation> {
  installed ??= installExtension();
  const extensions = await installed;
  const folder = await mkdtemp(path.join(tmpdir(), 'handshake-e2e-'));
  const workspace = path.join(folder, 'workspace');
  await cp(path.join(root, 'examples'), workspace, { recursive: true });
  await cp(path.join(root, 'test/vscode/workspace'), workspace, { recursive: true });
  const folders = { data: path.join(folder, 'data'), extensions: EXTENSIONS };
  const settings = restricted ? { 'security.workspace.trust.startupPrompt': 'never' } : {};
  const server = await startServer({ ...folders, settings, restricted });
  const browser = await launchBrowser();
  return {
    folder,
    workspace,
    size: (await stat(VSIX)).size,
    extensions,
    openWindow: async ({ language, workspace: opened = workspace, shows = 'note.md' } = {}) => {
      const page = await browser.context.newPage();
      // What a language pack of VS Code sets: its own texts stay English without one, those of extensions do not.
      if (language) await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
      await page.goto(windowUrl(server.port, opened));
      await page.getByRole('tree', { name: 'Files Explorer' }).getByRole('treeitem', { name: shows }).waitFor();
      return new Window(page);
    },
    remove: async () => {
      await browser.close();
      server.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
    },
  };
}
