/**
 * What the extension adds to the start of VS Code, both measured in the same windows, by VS Code's own account
 * ("Developer: Startup Performance"): the time to load and activate the packaged extension in the extension host on Node,
 * and the time from opening the window until the workbench is there and all extensions are known.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import type * as Browser from '../scripts/lib/browser.mjs';
import type * as Run from '../scripts/lib/run.mjs';
import type * as Server from '../scripts/lib/vscode-server.mjs';

// The scripts find the repository from where they are, so they cannot be bundled into this program.
const script = (file: string): string => pathToFileURL(path.resolve('scripts/lib', file)).href;
const { launchBrowser } = (await import(script('browser.mjs'))) as typeof Browser;
const { run } = (await import(script('run.mjs'))) as typeof Run;
const { runServer, startServer, windowUrl } = (await import(script('vscode-server.mjs'))) as typeof Server;

const ROUNDS = 5;
/** How many windows are opened for them at most. */
const WINDOWS = 10;
const VSIX = path.resolve('.bench/handshake.vsix');
const ID = 'handshake.handshake';

interface Start {
  /** Milliseconds until the workbench is there, and the extensions are known. */
  readonly vscode: number;
  /** Milliseconds to load the extension's code, and to call its `activate`. */
  readonly load: number;
  readonly activate: number;
}

/**
 * Opens a window and a diagram in it, and reads VS Code's own account of how it started; undefined where that does not have
 * the extension in its list yet, as may happen with the first window on a machine.
 */
async function measure(page: Page, url: string): Promise<Start | undefined> {
  await page.goto(url);
  const file = (name: string): Locator =>
    page.getByRole('tree', { name: 'Files Explorer' }).getByRole('treeitem', { name });
  await file('plain.js').dblclick();
  // VS Code loads extensions of its own for a while, and some with the first editor, all in one thread: waiting for them
  // is no work of ours.
  await page.waitForTimeout(6000);
  await file('a.tcp').dblclick();
  await page.locator('.squiggly-error').first().waitFor();
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill('>Developer: Startup Performance');
  await page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ has: page.locator('.label-name', { hasText: /^Developer: Startup Performance$/ }) })
    .first()
    .click();
  // It is written bit by bit.
  await page.locator('.view-line', { hasText: 'Performance Marks' }).waitFor();
  await page.waitForTimeout(1000);
  return read(await wholeText(page));
}

/** The text of the editor, however long: what is not in view is not in the page. */
async function wholeText(page: Page): Promise<string> {
  await page.locator('.editor-group-container.active .view-line').first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Reads the tables of that page, which are Markdown. */
function read(report: string): Start | undefined {
  const rows = report.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const row = (name: string): readonly string[] => {
    const found = rows.find(([, first]) => first === name);
    if (!found) throw new Error(`VS Code does not say anything about ${name}:\n${report.slice(0, 4000)}`);
    return found;
  };
  if (!rows.some(([, first]) => first === ID)) return undefined;
  const [, , , load, activate] = row(ID);
  const vscode = Math.max(Number(row('workbench ready')[2]), Number(row('extensions registered')[2]));
  return { vscode, load: Number(load), activate: Number(activate) };
}

const folder = await mkdtemp(path.join(tmpdir(), 'handshake-bench-'));
const workspace = path.join(folder, 'workspace');
await mkdir(workspace);
await writeFile(path.join(workspace, 'a.tcp'), 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x\n');
await writeFile(path.join(workspace, 'plain.js'), 'let a;\n');
await run(process.execPath, ['scripts/package.mjs', '--out', VSIX], { quiet: true });
const folders = { data: path.join(folder, 'data'), extensions: path.join(folder, 'extensions') };
await runServer(folders, ['--install-extension', VSIX]);
const browser = await launchBrowser();
try {
  const starts: Start[] = [];
  for (let windows = 0; starts.length < ROUNDS; windows++) {
    if (windows === WINDOWS) throw new Error(`VS Code did not list the extension in ${String(windows)} windows`);
    // A server of its own: one keeps the extension hosts of windows that were closed, which then compete.
    const server = await startServer({ ...folders, settings: {} });
    try {
      const page = await browser.context.newPage();
      const start = await measure(page, windowUrl(server.port, workspace));
      if (start) starts.push(start);
      else console.log('VS Code does not list the extension yet: once more');
      await page.close();
    } finally {
      server.stop();
    }
  }
  console.log(
    starts
      .map(({ vscode, load, activate }) => `${String(load)} + ${String(activate)} of ${String(vscode)} ms`)
      .join(', '),
  );
  // What else runs on the machine only ever adds to a time: the least of each is the nearest to what it costs.
  const vscode = Math.min(...starts.map((start) => start.vscode));
  const own = Math.min(...starts.map(({ load, activate }) => load + activate));
  console.log(
    `activation: ${String(own)} ms to load and activate, VS Code's own start ${String(vscode)} ms: ${((100 * own) / vscode).toFixed(2)} % (bar 1 %)`,
  );
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
}
