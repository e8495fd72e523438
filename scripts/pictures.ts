// Takes the pictures of docs/images anew, in English and in Chinese, in a VS Code with the extension as it is in dist/.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launchBrowser } from './lib/browser.mjs';
import { developmentWindow } from './lib/development-window.ts';
import { startServer } from './lib/vscode-server.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'docs/images');

/** What is in a language of its own in the pictures. */
interface Words {
  readonly language: string;
  readonly title: string;
  readonly client: string;
  readonly server: string;
}

const LANGUAGES: readonly Words[] = [
  { language: 'en', title: 'TCP three-way handshake', client: 'Client', server: 'Server' },
  { language: 'zh-cn', title: 'TCP 三次握手', client: '客户端', server: '服务器' },
];

const head = ({ title, client, server }: Words): string =>
  `diagram ${title}\nclient C as ${client}\nserver S as ${server}\n\nC -> S SYN     seq=x\n`;

const FILES: Readonly<Record<string, (words: Words) => string>> = {
  'completion.tcp': (words) => head(words),
  'hints.tcp': (words) => `${head(words)}C <- S SYN,ACK seq=y\nC -> S ACK\nC -> S PSH,ACK data="GET /"\nC <- S ACK\n`,
  'wrong.tcp': (words) => `${head(words)}C <- S SYN,ACK seq=y   ack=x\nC -> S ACK     seq=x+1 ack=y+1\n`,
};

const folder = await mkdtemp(path.join(tmpdir(), 'handshake-pictures-'));
await mkdir(OUT, { recursive: true });
const server = await startServer({
  data: path.join(folder, 'data'),
  extensions: path.join(folder, 'extensions'),
  settings: {
    'workbench.colorTheme': 'Default Light Modern',
    'editor.minimap.enabled': false,
    'editor.fontSize': 14,
    'workbench.activityBar.location': 'hidden',
    'breadcrumbs.enabled': false,
  },
});
const browser = await launchBrowser({ viewport: { width: 960, height: 560 } });
try {
  for (const words of LANGUAGES) await takeAll(words);
} finally {
  await browser.close();
  server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
}

async function takeAll(words: Words): Promise<void> {
  const workspace = path.join(folder, words.language);
  await mkdir(workspace);
  for (const [file, text] of Object.entries(FILES)) await writeFile(path.join(workspace, file), text(words));
  const window = await developmentWindow(browser.context, server.port, workspace, words.language);
  const { page } = window;
  const save = (name: string, height: number): Promise<void> => crop(page, `${name}.${words.language}`, height);
  await window.open('wrong.tcp');
  await page.locator('.squiggly-error').first().waitFor();
  await page.keyboard.press('Control+B');

  await quickOpen(page, 'wrong.tcp');
  await page.locator('.squiggly-error').first().hover({ force: true });
  await page.locator('.monaco-hover:visible', { hasText: 'x+1' }).first().waitFor();
  await settle(page);
  await save('hover', 540);
  await page.keyboard.press('Escape');

  await window.clickLine('SYN,ACK');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row.action').first().waitFor();
  await settle(page);
  await save('quick-fix', 540);
  await page.keyboard.press('Escape');

  await window.command('Problems: Focus on Problems View');
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'x+1' }).first().waitFor();
  await settle(page);
  await save('problems', 560);
  await window.closePanel();

  await quickOpen(page, 'hints.tcp');
  await page.locator('.view-line', { hasText: 'ack=x+6' }).first().waitFor();
  await window.clickLine('diagram');
  await settle(page);
  await save('hints', 300);

  await quickOpen(page, 'completion.tcp');
  await window.line('SYN').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Control+Space');
  const first: Locator = page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'SYN,ACK' });
  await first.waitFor();
  await page.keyboard.press('Control+Space');
  await settle(page);
  await save('completion', 400);
  await page.close();
}

async function quickOpen(page: Page, file: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget input').first().fill(file);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: file }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: file }).waitFor();
}

/** Animations end, and hints that wait for the cursor come. */
function settle(page: Page): Promise<void> {
  return page.waitForTimeout(1200);
}

async function crop(page: Page, name: string, height: number): Promise<void> {
  const file = path.join(OUT, `${name}.png`);
  await page.screenshot({ path: file, clip: { x: 0, y: 35, width: 960, height: height - 35 }, animations: 'disabled' });
}
