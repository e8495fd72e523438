import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { install, type Installation } from './setup.ts';
import type { Window } from './window.ts';

/** The ACK of the SYN is one too small. */
const WRONG = 'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x\n';

describe('a workspace of two folders that nobody has trusted yet', () => {
  let vscode: Installation;
  let window: Window;

  before(async () => {
    vscode = await install({ restricted: true });
    const file = path.join(vscode.folder, 'two.code-workspace');
    const folders = ['strict', 'lenient'];
    for (const folder of folders) {
      await mkdir(path.join(vscode.folder, folder, '.vscode'), { recursive: true });
      await writeFile(path.join(vscode.folder, folder, `${folder}.tcp`), WRONG);
    }
    const settings = { 'handshake.rules': { 'ack-mismatch': 'warning' } };
    await writeFile(path.join(vscode.folder, 'lenient/.vscode/settings.json'), JSON.stringify(settings));
    await writeFile(file, JSON.stringify({ folders: folders.map((folder) => ({ path: folder })) }));
    window = await vscode.openWindow({ workspace: file, shows: 'strict' });
    await window.page.getByRole('treeitem', { name: 'lenient', exact: true }).click();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.picture('failed-workspaces');
  });
  after(() => vscode.remove());

  it('is checked in restricted mode', async () => {
    await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await window.open('strict.tcp');
    await window.page.locator('.squiggly-error').first().waitFor();
  });

  it('takes the settings of each folder for itself', async () => {
    await window.open('lenient.tcp');
    await window.page.locator('.squiggly-warning').first().waitFor();
  });
});
