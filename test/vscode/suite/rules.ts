import * as vscode from 'vscode';
import { closeAll, equal, includes, waitFor } from '../kit.ts';

describe('the documentation of the rules', () => {
  afterEach(closeAll);

  it('opens at the rule', async () => {
    await vscode.commands.executeCommand('handshake.showRule', 'ack-mismatch');
    const editor = await waitFor('the page', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.uri.scheme === 'handshake-docs' ? active : undefined;
    });
    const line = await waitFor('the place', () => editor.selection.active.line || undefined);
    includes(editor.document.lineAt(line).text, 'ack-mismatch');
    equal(vscode.languages.getDiagnostics(editor.document.uri).length, 0, 'problems in the examples of the page');
  });
});
