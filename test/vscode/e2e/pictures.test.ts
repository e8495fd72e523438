import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { install, type Installation } from './setup.ts';
import type { Window } from './window.ts';

/** Blank lines put the diagram far from the top of the note. */
const NOTE = `# Notes

Before.

\`\`\`tcp
diagram A wrong acknowledgment
client C
server S
C -> S SYN seq=x
S -> C SYN,ACK seq=y ack=x
C -> S ACK seq=x+1 ack=y+1
\`\`\`

Behind.
`;

const NOTEBOOK = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    { cell_type: 'markdown', id: 'a', metadata: {}, source: NOTE.split(/(?<=\n)/) },
    { cell_type: 'markdown', id: 'b', metadata: {}, source: ['No diagram in here.'] },
  ],
};

/** A diagram of one run. */
const LONG = [
  ...['client C', 'server S', 'state C ESTABLISHED, S ESTABLISHED'],
  ...Array.from({ length: 400 }, (_, i) => `C -> S PSH,ACK seq=${String(1 + i * 10)} ack=1 len=10`),
].join('\n');

const run = promisify(execFile);

/** Puts what is in a folder into a new repository. */
async function commit(folder: string): Promise<void> {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  for (const words of [
    ['init', '-q'],
    ['add', '.'],
    [...who, 'commit', '-q', '-m', 'First'],
  ])
    await run('git', words, { cwd: folder });
}

describe('pictures outside of the preview', () => {
  let vscode: Installation;
  let window: Window;

  before(async () => {
    vscode = await install();
    await writeFile(path.join(vscode.workspace, 'book.ipynb'), JSON.stringify(NOTEBOOK));
    await writeFile(path.join(vscode.workspace, 'wrong.md'), NOTE);
    await writeFile(path.join(vscode.workspace, 'a-long.tcp'), LONG);
    // In a browser VS Code saves by itself.
    await mkdir(path.join(vscode.workspace, '.vscode'), { recursive: true });
    await writeFile(path.join(vscode.workspace, '.vscode/settings.json'), '{ "files.autoSave": "off" }');
    await commit(vscode.workspace);
    window = await vscode.openWindow();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.picture('failed-pictures');
  });
  after(() => vscode.remove());

  const explorer = (file: string): ReturnType<Window['page']['locator']> =>
    window.page.getByRole('tree', { name: 'Files Explorer' }).getByRole('treeitem', { name: file });

  it('Markdown cells of a notebook are drawn with the same look', async () => {
    // A file that is opened before VS Code knows of its extensions is opened as text.
    await window.open('wrong.md');
    await window.page.locator('.squiggly-error').first().waitFor();
    await explorer('book.ipynb').dblclick();
    const cell = window.webview();
    await cell.locator('.tcp-diagram svg.hs-picture text', { hasText: 'SYN, ACK seq=y ack=x' }).waitFor();
    assert.equal(await cell.locator('.tcp-diagram .row.has-error').count(), 1);
    await cell.locator('.tcp-problems li', { hasText: 'ack should be x+1, not x' }).waitFor();
    assert.equal(await cell.locator('.tcp-diagram pre').isVisible(), false);
    await window.picture('notebook');
    await window.closeAll();
  });

  it('a double click in the Markdown preview goes to the fence, and to the line of a problem', async () => {
    await window.open('wrong.md');
    await window.command('Markdown: Open Preview to the Side');
    const preview = window.webview();
    await preview.locator('.tcp-diagram svg.hs-picture').waitFor();
    await preview.locator('.tcp-problems li strong').dblclick({ position: { x: 12, y: 3 } });
    await window.cursorOn(10);
    await preview.locator('h1').dblclick();
    await window.cursorOn(1);
    await preview.locator('.tcp-diagram svg.hs-picture').dblclick({ position: { x: 40, y: 8 } });
    await window.cursorOn(5);
    await window.closeAll();
  });

  it('two versions of a diagram are one picture: with the saved file, and with a revision of Git', async () => {
    await window.open('wrong.md');
    await window.line('ack=y+1').click();
    await window.page.keyboard.press('End');
    await window.page.keyboard.type('\nnote over C: new');
    await window.command('Handshake: Compare with Saved');
    const preview = window.webview();
    const bar = preview.locator('.compare-bar', { hasText: 'Compared with the saved file' });
    await bar.filter({ hasText: 'Added: 1' }).waitFor();
    await preview.locator('.row.added .change-mark').waitFor({ state: 'attached' });
    await window.picture('compared');
    // What was saved is the same as what is written.
    await window.line('note over C').click();
    await window.page.keyboard.press('Control+S');
    await bar.filter({ hasText: 'No differences' }).waitFor();
    await window.command('Handshake: Compare with Git Revision…');
    await window.choose('HEAD');
    const head = (): Locator =>
      window.webview().locator('.compare-bar', { hasText: 'Compared with HEAD' }).filter({ hasText: 'Added: 1' });
    await head().waitFor();
    // The window is loaded again: what is compared still is.
    await window.reload();
    await head().waitFor();
    await preview.getByRole('button', { name: 'Leave the comparison' }).click();
    await preview.locator('.compare-bar').waitFor({ state: 'hidden' });
    await window.closeAll();
  });

  it('says why there is no revision to compare with', async () => {
    await window.open('close.tcp');
    await window.page.locator('.codelens-decoration').first().waitFor();
    await window.command('Handshake: New Diagram');
    await window.page.locator('.quick-input-list .monaco-list-row').first().click();
    await window.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await window.command('Handshake: Compare with Git Revision…');
    await window.page
      .locator('.notification-toast', {
        hasText: 'Git revisions are not at hand here: they need the Git extension of VS Code, and a folder on a disk.',
      })
      .waitFor();
    await window.closeAll();
  });

  it('the plot is drawn beside the diagram, and a run is opened by a click', async () => {
    await window.open('a-long.tcp');
    await window.page.locator('.codelens-decoration').first().waitFor();
    await window.command('Handshake: Open Preview to the Side');
    const preview = window.webview();
    const run = preview.getByRole('button', { name: '400 segments, 4,000 bytes' });
    await run.click();
    await preview.getByRole('button', { name: 'seq=1 ack=1' }).first().waitFor();
    assert.equal(await run.getAttribute('aria-expanded'), 'true');
    await preview.locator('[data-tool="plot"]').click();
    await preview.locator('.plot-view .plot-data').first().waitFor({ state: 'attached' });
    await window.picture('plot');
    await window.closeAll();
  });
});
