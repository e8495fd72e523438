import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { install, type Installation } from './setup.ts';
import type { Window } from './window.ts';

/** A handshake, ten data segments and the close, as the list shows them. */
const WANTED = [
  'client C, server S',
  'C -> S SYN ',
  'S -> C SYN,ACK ',
  'C -> S ACK ',
  ...Array.from({ length: 10 }, () => 'C -> S PSH,ACK '),
  'S -> C ACK ',
  'C -> S FIN,ACK ',
  'S -> C ACK ',
  'S -> C FIN,ACK ',
  'C -> S ACK ',
];

/** The longest way down the list. */
const MOST_DOWN = 12;

describe('writing by accepting completions', () => {
  let vscode: Installation;
  let window: Window;

  before(async () => {
    vscode = await install();
    await writeFile(path.join(vscode.workspace, 'empty.tcp'), '');
    window = await vscode.openWindow();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.picture('failed-writing');
  });
  after(() => vscode.remove());

  it('takes fewer than 60 keys for a whole connection, and it is valid', async () => {
    await window.open('empty.tcp');
    const { keyboard } = window.page;
    const list = window.page.locator('.suggest-widget.visible');
    const focused = list.locator('.monaco-list-row.focused .label-name');
    let keys = 1;
    await window.page.locator('.editor-group-container.active .view-lines').click();
    // The language server is started by this very file: until it is there, the list has snippets alone.
    const first = list.locator('.monaco-list-row', { hasText: WANTED[0]! });
    for (let tries = 0; tries < 20 && !(await first.isVisible()); tries++) {
      await keyboard.press('Escape');
      await keyboard.press('Control+Space');
      await first.waitFor({ timeout: 1000 }).catch(() => undefined);
    }
    for (const [index, wanted] of WANTED.entries()) {
      // The list is that of the new line as soon as its first entry is no longer the one that was taken.
      await window.cursorOn(index === 0 ? 1 : index + 2);
      await focused.first().waitFor();
      let down = 0;
      while (!(await focused.first().innerText()).replaceAll('\u00a0', ' ').startsWith(wanted)) {
        assert.ok(down++ < MOST_DOWN, `${wanted} is in the list`);
        await keyboard.press('ArrowDown');
      }
      if (index === 2) await window.picture('completion');
      await keyboard.press('Enter');
      keys += down + 1;
    }
    await window.cursorOn(WANTED.length + 2);
    await keyboard.press('Escape');
    assert.ok(keys < 60, `${keys} keys`);
    await window.page.locator('.codelens-decoration', { hasText: 'valid' }).waitFor();
    assert.equal(await window.page.locator('.squiggly-error, .squiggly-warning').count(), 0);
    await window.picture('written');
  });
});
