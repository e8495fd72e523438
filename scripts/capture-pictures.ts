// Takes the pictures of the capture editor in docs/images anew, in a VS Code with the extension as it is in dist/.
// With a folder as argument: pictures in every theme, wide and narrow, of a capture of thousands of connections, to be looked at.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchBrowser } from './lib/browser.mjs';
import { developmentWindow } from './lib/development-window.ts';
import { startServer } from './lib/vscode-server.mjs';
import { office } from '../test/support/office.ts';
import { traffic } from '../test/support/traffic.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const look = process.argv[2];
const OUT = look ?? path.join(ROOT, 'docs/images');
const SIZE = { width: 1120, height: 560 };

interface Picture {
  readonly name: string;
  readonly language: string;
  readonly theme: string;
  readonly width?: number;
  readonly file?: string;
}

const PICTURES: readonly Picture[] = [
  { name: 'capture.en', language: 'en', theme: 'Light Modern' },
  { name: 'capture.zh-cn', language: 'zh-cn', theme: 'Dark Modern' },
];

const LOOKS: readonly Picture[] = [
  { name: 'light', language: 'en', theme: 'Light Modern' },
  { name: 'dark-zh', language: 'zh-cn', theme: 'Dark Modern' },
  { name: 'contrast', language: 'en', theme: 'Dark High Contrast' },
  { name: 'contrast-light-zh', language: 'zh-cn', theme: 'Light High Contrast' },
  { name: 'narrow', language: 'en', theme: 'Dark Modern', width: 480 },
  { name: 'narrow-zh', language: 'zh-cn', theme: 'Light Modern', width: 480 },
  { name: 'thousands', language: 'en', theme: 'Light Modern', file: 'busy.pcap' },
];

await mkdir(OUT, { recursive: true });
const folder = await mkdtemp(path.join(tmpdir(), 'handshake-pictures-'));
const workspace = path.join(folder, 'workspace');
await mkdir(workspace);
await writeFile(path.join(workspace, 'office.pcap'), office());
await writeFile(path.join(workspace, 'wrong.tcp'), 'C -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x\n');
if (look !== undefined)
  await writeFile(path.join(workspace, 'busy.pcap'), traffic({ packets: 60_000, exchanges: 4, data: 20 }));
const server = await startServer({
  data: path.join(folder, 'data'),
  extensions: path.join(folder, 'extensions'),
  settings: { 'workbench.activityBar.location': 'hidden', 'breadcrumbs.enabled': false },
});
const browser = await launchBrowser({ viewport: SIZE });
browser.context.setDefaultTimeout(120_000);
try {
  for (const picture of look === undefined ? PICTURES : LOOKS) await take(picture);
} finally {
  await browser.close();
  server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
}

async function take({ name, language, theme, width = SIZE.width, file = 'office.pcap' }: Picture): Promise<void> {
  const window = await developmentWindow(browser.context, server.port, workspace, language);
  const { page } = window;
  // A window of the folder is laid out like the one before was at the end.
  await page.locator('.monaco-workbench .statusbar').waitFor();
  while (!(await page.getByRole('treeitem', { name: 'wrong.tcp' }).isVisible())) {
    await page.keyboard.press('Control+Shift+E');
    await page.waitForTimeout(1000);
  }
  // A file that is opened before VS Code knows of its extensions is opened as text.
  await window.open('wrong.tcp');
  await page.locator('.squiggly-error').first().waitFor();
  await page.getByRole('treeitem', { name: file }).dblclick();
  const rows = window.webview().locator('#connections .row');
  await rows.nth(2).waitFor();
  await page.keyboard.press('Control+B');
  await window.command('Preferences: Color Theme');
  await page.keyboard.type(theme);
  await window.choose(theme);
  await page.setViewportSize({ width, height: SIZE.height });
  // What is wrong comes after the rows.
  await rows.nth(1).locator('span', { hasText: '…' }).waitFor({ state: 'detached' });
  await rows.nth(1).click();
  await window.webview().locator('#segments .row').nth(3).waitFor();
  await page.waitForTimeout(1000);
  const clip = { x: 0, y: 70, width, height: SIZE.height - 92 };
  await page.screenshot({ path: path.join(OUT, `${name}.png`), clip, animations: 'disabled' });
  await page.close();
}
