import * as vscode from 'vscode';
import {
  closeAll,
  diagnosticsOf,
  equal,
  expectProblems,
  includes,
  open,
  openText,
  positionOf,
  waitFor,
} from '../kit.ts';

async function fixesAt(document: vscode.TextDocument): Promise<vscode.CodeAction[]> {
  const { range } = diagnosticsOf(document)[0]!;
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, 'quickfix');
}

async function applyFix(document: vscode.TextDocument): Promise<void> {
  // Settings that have just been put back may make the server read once more: an editor asks again, too.
  const fix = await waitFor('the fix', async () => (await fixesAt(document))[0]);
  await vscode.workspace.applyEdit(fix.edit!);
}

async function hoverAt(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
    'vscode.executeHoverProvider',
    document.uri,
    positionOf(document, text),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

describe('editing', () => {
  afterEach(closeAll);

  it('a quick fix writes the right value', async () => {
    const { document } = await open('wrong.tcp');
    await expectProblems(document, [[4, 'ack=x', 'error', 'ack-mismatch']]);
    await applyFix(document);
    equal(document.lineAt(4).text, 'S -> C  SYN,ACK seq=y ack=x+1');
    await expectProblems(document, []);
  });

  it('a quick fix works inside a fence', async () => {
    const { document } = await open('note.md');
    await expectProblems(document, [[8, 'ack=x+2', 'error', 'ack-unsent']]);
    await applyFix(document);
    equal(document.lineAt(8).text, 'S -> C  SYN,ACK seq=y ack=x+1');
    await expectProblems(document, []);
  });

  it('a hover tells what a segment does', async () => {
    const { document } = await open('handshake.tcp');
    await expectProblems(document, []);
    includes(await hoverAt(document, 'S -> C'), 'SYN-RECEIVED');
  });

  it('text of other tools becomes segments, and undo takes that back in one step', async () => {
    const lines = [
      'IP 192.0.2.1.5000 > 192.0.2.2.80: Flags [S], seq 7, win 1000, length 0',
      'IP 192.0.2.2.80 > 192.0.2.1.5000: Flags [R.], seq 0, ack 8, win 0, length 0',
    ].join('\n');
    const { document } = await openText(lines);
    const action = await waitFor('the code action', async () => {
      const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(0, 0, 0, 0),
        'refactor',
        20,
      );
      return actions.find(({ title, edit }) => title === 'Convert to segments' && edit !== undefined);
    });
    await vscode.workspace.applyEdit(action.edit!);
    includes(document.getText(), '192.0.2.1:5000 -> 192.0.2.2:80 SYN seq=7 len=0 win=1000\n');
    await expectProblems(document, []);
    await vscode.commands.executeCommand('undo');
    equal(document.getText(), lines, 'text after undo');
  });
});
