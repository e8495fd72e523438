import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

const root = path.resolve(import.meta.dirname, '../../..');
export const SCREENSHOTS = path.join(root, '.vscode-test/screenshots');

/** How often the list of commands is opened, and for how many milliseconds each time one waits for it. */
const TRIES = 5;
const PATIENCE = 5000;

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A window of VS Code, as a person uses it. */
export class Window {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a file from the Explorer. */
  async open(file: string): Promise<void> {
    await this.page.getByRole('tree', { name: 'Files Explorer' }).getByRole('treeitem', { name: file }).dblclick();
    await this.page.locator('.tab.active', { hasText: file }).waitFor();
    await this.page.locator('.editor-group-container.active .view-line').first().waitFor();
  }

  /** Runs a command of the palette, by its whole title. */
  async command(title: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    // A page that is just being loaded takes the keyboard, and the list closes.
    for (let tries = 1; ; tries++) {
      await this.page.keyboard.press('F1');
      try {
        await input.fill(`>${title}`, { timeout: PATIENCE });
        break;
      } catch (error) {
        if (tries === TRIES) throw error;
      }
    }
    await this.choose(title);
  }

  /** Chooses an entry of an open list, by its whole label. */
  async choose(label: string): Promise<void> {
    const text = new RegExp(`^${escapeRegExp(label)}$`);
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await rows
      .filter({ has: this.page.locator('.label-name', { hasText: text }) })
      .first()
      .click();
  }

  /** The document inside of a webview; `nth` counts those that are visible. */
  webview(nth = 0): FrameLocator {
    return this.page
      .locator('iframe.webview.ready')
      .nth(nth)
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
  }

  /** The segments that a preview shows, as buttons. */
  segments(nth = 0): Locator {
    return this.webview(nth)
      .getByRole('list', { name: /^(Segments|报文段)$/ })
      .getByRole('button');
  }

  /** A line of the active editor, by some of its text. */
  line(text: string): Locator {
    // Spaces of the text are no-break spaces in the editor.
    const pattern = new RegExp(escapeRegExp(text).replaceAll(' ', '\\s'));
    return this.page.locator('.editor-group-container .view-line', { hasText: pattern });
  }

  /** Puts the cursor at the end of a line. */
  async clickLine(text: string): Promise<void> {
    await this.line(text).first().click();
    await this.page.keyboard.press('End');
  }

  /** Line and column of the cursor, from 1, as the status bar tells them. */
  async cursor(): Promise<string> {
    return this.page.locator('[id="status.editor.selection"]').innerText();
  }

  /** Waits until the cursor is on a line (from 1). */
  async cursorOn(line: number): Promise<void> {
    await this.page.locator('[id="status.editor.selection"]', { hasText: new RegExp(`Ln ${line},`) }).waitFor();
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Closes the panel below the editors. */
  async closePanel(): Promise<void> {
    await this.page.keyboard.press('Control+J');
    await this.page.locator('.part.panel').waitFor({ state: 'hidden' });
  }

  async closeAll(): Promise<void> {
    await this.command('View: Close All Editors');
    const dontSave = this.page.getByRole('button', { name: "Don't Save" });
    const empty = this.page.locator('.editor-group-watermark');
    await dontSave.or(empty).filter({ visible: true }).first().waitFor();
    if (await dontSave.isVisible()) await dontSave.click();
    await empty.first().waitFor();
  }

  /** Loads the window again, as VS Code does it. */
  async reload(): Promise<void> {
    await this.page.evaluate(() => Object.assign(globalThis, { before: true }));
    await this.command('Developer: Reload Window');
    await this.page.waitForFunction(() => !('before' in globalThis));
  }

  /** Keeps a picture of the window. */
  async picture(name: string): Promise<void> {
    await mkdir(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  }
}
