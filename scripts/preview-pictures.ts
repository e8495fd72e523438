// Takes the pictures of the preview in docs/images anew, in a VS Code with the extension as it is in dist/.
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchBrowser } from './lib/browser.mjs';
import { developmentWindow } from './lib/development-window.ts';
import { startServer } from './lib/vscode-server.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'docs/images');
const SIZE = { width: 1120, height: 640 };

const PICTURES = [
  { name: 'preview-light', language: 'en', theme: 'Light Modern', file: 'retransmission.tcp' },
  { name: 'preview-dark-zh', language: 'zh-cn', theme: 'Dark Modern', file: '四次挥手.tcp' },
] as const;

await mkdir(OUT, { recursive: true });
const browser = await launchBrowser({ viewport: SIZE });
try {
  for (const picture of PICTURES) await take(picture);
} finally {
  await browser.close();
}

async function take({ name, language, theme, file }: (typeof PICTURES)[number]): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'handshake-pictures-'));
  const workspace = path.join(folder, 'workspace');
  await cp(path.join(ROOT, 'examples'), workspace, { recursive: true });
  const server = await startServer({
    data: path.join(folder, 'data'),
    extensions: path.join(folder, 'extensions'),
    settings: {
      'editor.minimap.enabled': false,
      'editor.wordWrap': 'off',
      'editor.inlayHints.enabled': 'off',
      'workbench.activityBar.location': 'hidden',
      'breadcrumbs.enabled': false,
    },
  });
  try {
    const window = await developmentWindow(browser.context, server.port, workspace, language);
    const { page } = window;
    await window.open(file);
    await page.locator('.codelens-decoration').first().waitFor();
    await page.keyboard.press('Control+B');
    await window.command('Preferences: Color Theme');
    await page.keyboard.type(theme);
    await window.choose(theme);
    await window.clickLine('client C');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('v');
    const segments = window.segments();
    await segments.nth(2).waitFor();
    // The segment of the cursor stands out on both sides.
    await segments.nth(3).click();
    await page.waitForTimeout(1500);
    const clip = { x: 0, y: 35, width: SIZE.width, height: SIZE.height - 57 };
    await page.screenshot({ path: path.join(OUT, `${name}.png`), clip, animations: 'disabled' });
    await page.close();
  } finally {
    server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
  }
}
