import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { TICKET } from '../../support/ticket.ts';
import { dropOn } from '../../../scripts/lib/drop.mjs';
import { install, type Installation } from './setup.ts';
import type { Window } from './window.ts';

describe('pasting and dropping', () => {
  let vscode: Installation;
  let window: Window;

  before(async () => {
    vscode = await install();
    await writeFile(path.join(vscode.workspace, 'empty.tcp'), '');
    await writeFile(path.join(vscode.workspace, 'half.tcp'), 'client C\nserver S\nC -> S SYN seq=x\n');
    await writeFile(path.join(vscode.workspace, 'words.md'), '# Monday\n\nIt was refused.\n');
    window = await vscode.openWindow();
    // What is pasted before the extension has woken up stays text.
    await window.open('handshake.tcp');
    await window.page.locator('.codelens-decoration', { hasText: 'valid' }).waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.picture('failed-pasting');
  });
  after(() => vscode.remove());

  async function paste(text: string): Promise<void> {
    await window.page.evaluate((content) => navigator.clipboard.writeText(content), text);
    await window.page.keyboard.press('Control+V');
  }

  /** Takes another one of the ways in which the text can be pasted. */
  async function pasteAs(label: string, picture: string): Promise<void> {
    await window.page.locator('.post-edit-widget').first().click();
    const rows = window.page.locator('.action-widget .monaco-list-row');
    await rows.filter({ hasText: label }).first().waitFor();
    await window.picture(picture);
    const focused = window.page.locator('.action-widget .monaco-list-row.focused');
    for (let tries = 0; tries < 5 && !(await focused.first().innerText()).includes(label); tries++)
      await window.page.keyboard.press('ArrowDown');
    await window.page.keyboard.press('Enter');
    await rows.first().waitFor({ state: 'detached' });
  }

  it('tcpdump’s lines become segments in a .tcp file, and undo takes them back in one step', async () => {
    await window.open('empty.tcp');
    await window.page.locator('.editor-group-container.active .view-lines').click();
    await paste(TICKET);
    await window.line('192.0.2.1:5000 -> 192.0.2.2:80').first().waitFor();
    await window.line('RST,ACK').first().waitFor();
    await window.page.locator('.codelens-decoration', { hasText: 'valid' }).waitFor();
    assert.equal(await window.page.locator('.squiggly-error, .squiggly-warning').count(), 0);
    await window.picture('pasted');
    await window.page.keyboard.press('Control+Z');
    await window.line('RST,ACK').first().waitFor({ state: 'detached' });
    assert.equal((await window.page.locator('.editor-group-container.active .view-lines').innerText()).trim(), '');
  });

  it('the text as it is stays a choice', async () => {
    await paste(TICKET);
    await window.line('RST,ACK').first().waitFor();
    await pasteAs('Insert Plain Text', 'pasted-as');
    await window.line('Flags [R.]').first().waitFor();
  });

  it('no line is cut in two', async () => {
    await window.open('half.tcp');
    await window.clickLine('C -> S');
    await window.page.keyboard.press('ArrowLeft');
    await paste('S ---- SYN,ACK (seq=y, ack=x+1) ----> C');
    await window.line('S -> C SYN,ACK seq=y ack=x+1').first().waitFor();
    await window.line('C -> S SYN seq=x').first().waitFor();
  });

  it('a note gets the text as it is, and a fence where that is asked for', async () => {
    await window.open('words.md');
    await window.clickLine('It was refused.');
    await window.page.keyboard.press('Enter');
    await paste(TICKET);
    await window.line('Flags [R.]').first().waitFor();
    await pasteAs('Paste as TCP Diagram', 'pasted-in-note');
    await window.line('192.0.2.1:5000 -> 192.0.2.2:80').first().waitFor();
    await window.line('participant 192.0.2.1').first().waitFor();
  });

  it('what is dropped becomes segments as well', async () => {
    await window.open('half.tcp');
    const line = window.line('C -> S SYN seq=x').first();
    const data = ['text/plain', 'C ---- ACK (seq=x+1, ack=y+1) ----> S'] as const;
    while (!(await line.evaluate(dropOn, data))) await window.page.waitForTimeout(100);
    await window.line('C -> S ACK seq=x+1 ack=y+1').first().waitFor();
    await window.picture('dropped');
  });
});
