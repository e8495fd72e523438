import * as vscode from 'vscode';
import { closeAll, equal, open, openText, waitFor } from '../kit.ts';

/** The labels of the open previews. */
function previews(): string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('handshake.preview'))
    .map(({ label }) => label);
}

const expectPreviews = (expected: readonly string[]): Promise<true> =>
  waitFor(`the previews ${expected.join()}`, () => (previews().join() === expected.join() ? true : undefined));

describe('the preview', () => {
  afterEach(closeAll);

  it('opens beside the editor, which keeps the focus', async () => {
    const { document } = await open('handshake.tcp');
    await vscode.commands.executeCommand('handshake.openPreviewToSide');
    await expectPreviews(['TCP Preview handshake.tcp']);
    equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    equal(vscode.window.tabGroups.all.length, 2, 'editor groups');
  });

  it('follows the editor to another diagram, but not to other files', async () => {
    await open('handshake.tcp');
    await vscode.commands.executeCommand('handshake.openPreviewToSide');
    await expectPreviews(['TCP Preview handshake.tcp']);
    await open('note.md');
    await expectPreviews(['TCP Preview note.md']);
    await openText('no diagram in here', 'plaintext');
    await openText('no diagram in here either', 'markdown');
    await open('wrong.tcp');
    await expectPreviews(['TCP Preview wrong.tcp']);
  });

  it('is opened once, however often it is asked for', async () => {
    await open('handshake.tcp');
    await vscode.commands.executeCommand('handshake.openPreviewToSide');
    await vscode.commands.executeCommand('handshake.openPreviewToSide');
    await expectPreviews(['TCP Preview handshake.tcp']);
  });

  it('compares the text with the saved file, until the comparison ends with another file', async () => {
    const editor = await open('handshake.tcp');
    await editor.edit((edit) => edit.insert(new vscode.Position(editor.document.lineCount, 0), '\nnote over C: new\n'));
    await vscode.commands.executeCommand('handshake.compareWithSaved');
    await expectPreviews(['TCP Preview handshake.tcp ↔ the saved file']);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await open('wrong.tcp');
    await expectPreviews(['TCP Preview wrong.tcp']);
  });

  it('has nothing to compare a text with that is in no file', async () => {
    await openText('client C\nserver S\nC -> S SYN\n');
    await vscode.commands.executeCommand('handshake.compareWithSaved');
    equal(previews(), [], 'previews');
  });
});
