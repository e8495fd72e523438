import * as vscode from 'vscode';
import { closeAll, equal, includes, open, waitFor } from '../kit.ts';

const exportTo = (place: string, uri: vscode.Uri, line: number, kind: string): Thenable<unknown> =>
  vscode.commands.executeCommand('handshake.exportDiagram', uri, line, kind, place);

describe('exports', () => {
  afterEach(closeAll);

  it('go to a new editor', async () => {
    const { document } = await open('handshake.tcp');
    await exportTo('editor', document.uri, 0, 'mermaid');
    const opened = await waitFor('the new editor', () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.isUntitled ? active : undefined;
    });
    includes(opened.getText(), 'sequenceDiagram');
  });

  it('go into the note beside the fence, once', async () => {
    const { document } = await open('note.md');
    await exportTo('note', document.uri, 6, 'table');
    const once = document.getText();
    includes(once, '| SYN');
    await exportTo('note', document.uri, 6, 'table');
    equal(document.getText(), once);
    await exportTo('note', document.uri, 6, 'markdown');
    includes(document.getText(), '```mermaid');
    equal(document.getText().includes('| SYN'), false, 'the table is still there');
    includes(document.getText(), 'That is all.');
    await vscode.commands.executeCommand('undo');
    equal(document.getText(), once, 'one undo takes back one export');
  });
});
