import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { install, type Installation } from './setup.ts';
import type { Window } from './window.ts';

/** One person, one window: the tests follow on one another. */
describe('the packaged extension, as a person uses it', () => {
  let vscode: Installation;
  let window: Window;

  // If it could not be installed, there is nothing to remove.
  let installed = false;

  before(async () => {
    vscode = await install();
    installed = true;
    window = await vscode.openWindow();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.picture('failed-e2e');
  });
  after(async () => {
    if (installed) await vscode.remove();
  });

  it('installs, and is small', () => {
    assert.match(vscode.extensions, /^handshake\.handshake@/m);
    // The command line and the MCP server travel along, for tasks and assistants; so do captures, plots and the page's pictures.
    assert.ok(vscode.size < 2_700_000, `${vscode.size} bytes`);
  });

  it('underlines a wrong number, and lists it', async () => {
    await window.open('wrong.tcp');
    await window.page.locator('.squiggly-error').first().waitFor();
    await window.page.locator('[id="status.editor.mode"]', { hasText: 'TCP diagram' }).waitFor();
    await window.command('Problems: Focus on Problems View');
    await window.page.locator('.markers-panel .monaco-list-row', { hasText: 'ack should be x+1, not x' }).waitFor();
  });

  it('mends it', async () => {
    await window.clickLine('SYN,ACK seq=y ack=x');
    await window.page.keyboard.press('ArrowLeft');
    // Asked while the cursor moves on, VS Code may say that there is nothing to mend.
    await window.page.locator('[class*="gutter-lightbulb"]').waitFor();
    await window.page.keyboard.press('Control+.');
    await window.page.locator('.action-widget .monaco-list-row.action.focused', { hasText: 'x+1' }).waitFor();
    await window.page.keyboard.press('Enter');
    await window.line('SYN,ACK seq=y ack=x+1').waitFor();
    await window.page.locator('.squiggly-error').waitFor({ state: 'detached' });
    await window.page.locator('.markers-panel', { hasText: 'No problems have been detected' }).waitFor();
  });

  it('draws the diagram beside the text', async () => {
    await window.page.getByRole('button', { name: 'Open Preview to the Side' }).click();
    await window.segments().nth(2).waitFor();
    assert.equal(await window.segments().count(), 3);
    await window.webview().locator('svg text', { hasText: 'SYN, ACK seq=y ack=x+1' }).waitFor();
    await window.closePanel();
  });

  it('puts the cursor on the line of a segment that is clicked', async () => {
    await window.segments().nth(2).click();
    await window.cursorOn(6);
    await window.segments().nth(0).click();
    await window.cursorOn(4);
  });

  it('follows the text, and keeps the picture while a line is half typed', async () => {
    await window.clickLine('ACK seq=x+1 ack=y+1');
    await window.page.keyboard.press('Enter');
    await window.page.keyboard.type('C -> ');
    await window.webview().locator('.stale').waitFor();
    assert.equal(await window.segments().count(), 3);
    await window.page.keyboard.type('S PSH,ACK seq=x+1 ack=y+9');
    await window.segments().nth(3).waitFor();
    await window.webview().locator('.stale').waitFor({ state: 'hidden' });
    // The wrong one is told from the others, in words as well.
    await window
      .webview()
      .getByRole('button', { name: /ack should be y\+1/ })
      .first()
      .waitFor();
  });

  it('exports a table to the clipboard', async () => {
    await window.command('Handshake: Export Diagram…');
    await window.choose('Table');
    await window.choose('Clipboard');
    await window.page.locator('.notification-list-item-message', { hasText: 'copied to the clipboard' }).waitFor();
    const table = await window.clipboard();
    assert.match(table, /^\| Phase/m);
    assert.match(table, /^\| handshake +\| 2 +\| S +\| SYN, ACK +\| y +\| x\+1 +\|/m);
  });

  it('saves the picture', async () => {
    await window.webview().getByRole('button', { name: 'Export' }).click();
    await window.webview().getByRole('menuitem', { name: 'Save as SVG…' }).click();
    await window.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).waitFor();
    await window.page.keyboard.press('Enter');
    await window.webview().locator('.sr-only', { hasText: 'Saved' }).waitFor();
    const file = path.join(vscode.workspace, 'a-wrong-acknowledgment.svg');
    assert.match(await readFile(file, 'utf8'), /^(<\?xml[^>]*>\s*)?<svg[^]*SYN, ACK seq=y ack=x\+1[^]*<\/svg>\s*$/);
  });

  it('shows the diagrams of a note, and of the fence that the cursor enters', async () => {
    await window.closeAll();
    await window.open('笔记.md');
    // The Markdown preview has a button of the same name.
    const button = window.page.locator('.editor-actions .codicon-arrow-swap');
    await window.clickLine('## 三次握手');
    await button.waitFor({ state: 'detached' });
    await window.clickLine('diagram 三次握手');
    await button.click();
    await window.segments().nth(2).waitFor();
    await window.webview().locator('h1', { hasText: '三次握手' }).waitFor({ state: 'attached' });
    await window.clickLine('diagram 滞留的旧 SYN 被拒绝');
    await window.webview().locator('h1', { hasText: '滞留的旧 SYN 被拒绝' }).waitFor({ state: 'attached' });
  });

  it('draws the fences of a note in the built-in Markdown preview', async () => {
    await window.command('Markdown: Open Preview to the Side');
    // It opens in front of ours.
    await window.webview().locator('.tcp-diagram svg text', { hasText: 'SYN, ACK seq=y ack=x+1' }).first().waitFor();
    await window.picture('markdown');
    await window.page.locator('.editor-group-container.active .tab.active .codicon-close').click();
    await window.webview().locator('h1', { hasText: '滞留的旧 SYN 被拒绝' }).waitFor({ state: 'attached' });
  });

  it('has its preview back after the window was loaded again', async () => {
    await window.command('Developer: Reload Window');
    await window.page.waitForEvent('load');
    await window.webview().locator('h1', { hasText: '滞留的旧 SYN 被拒绝' }).waitFor({ state: 'attached' });
    await window.closeAll();
  });

  for (const [theme, kind] of [
    ['Light Modern', 'light'],
    ['Dark Modern', 'dark'],
    ['Dark High Contrast', 'high-contrast'],
    ['Light High Contrast', 'high-contrast-light'],
  ] as const) {
    it(`looks good in ${kind}`, async () => {
      await window.command('Preferences: Color Theme');
      await window.page.keyboard.type(theme);
      await window.choose(theme);
      for (const [language, file] of [
        ['en', 'retransmission.tcp'],
        ['zh', '三次握手.tcp'],
      ] as const) {
        await window.open(file);
        await window.command('Handshake: Open Preview to the Side');
        await window.webview().locator(`body.vscode-${kind}`).waitFor();
        await window.segments().first().waitFor();
        await window.picture(`${language}-${kind}`);
        await window.closeAll();
      }
    });
  }

  it('speaks Chinese in a Chinese window', async () => {
    const chinese = await vscode.openWindow({ language: 'zh-cn' });
    await chinese.open('note.md');
    await chinese.command('Problems: Focus on Problems View');
    await chinese.page.locator('.markers-panel .monaco-list-row', { hasText: /ack.*应/ }).waitFor();
    await chinese.clickLine('client C');
    await chinese.page.getByRole('button', { name: '在侧边打开预览' }).click();
    await chinese.segments().nth(2).waitFor();
    await chinese.picture('zh-window');
  });
});
