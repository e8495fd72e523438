import * as vscode from 'vscode';
import { closeAll, equal, includes, open, replace, waitFor } from '../kit.ts';

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

  it('go into the note beside the fence, and replace themselves', async () => {
    const editor = await open('note.md');
    const { document } = editor;
    await exportTo('note', document.uri, 6, 'table');
    const once = document.getText();
    includes(once, '| x+2 |');
    await exportTo('note', document.uri, 6, 'table');
    equal(document.getText(), once);
    await replace(editor, 'ack=x+2', 'ack=x+1');
    await exportTo('note', document.uri, 6, 'table');
    // The mark of an export knows its content by a number.
    const unmarked = (text: string): string => text.replace(/(<!-- handshake:export \w+) \w+/g, '$1');
    equal(unmarked(document.getText()), unmarked(once).replace('ack=x+2', 'ack=x+1').replace('| x+2 |', '| x+1 |'));
    await exportTo('note', document.uri, 6, 'markdown');
    includes(document.getText(), '```mermaid');
  });
});
