import * as vscode from 'vscode';
import { conversation, pcap } from '../../support/capture.ts';
import { closeAll, equal, includes, open, waitFor } from '../kit.ts';

const inWorkspace = (name: string): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);

/** A capture of two connections, of which the second is cut short. */
async function writeCapture(name: string): Promise<vscode.Uri> {
  const file = inWorkspace(name);
  const again = conversation()
    .map((bytes) => bytes.with(34, 200).with(36, 200))
    .slice(0, 3);
  await vscode.workspace.fs.writeFile(file, pcap([...conversation(), ...again]));
  return file;
}

const captureTabs = (): string[] =>
  vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputCustom && input.viewType.startsWith('handshake.capture'))
    .map(({ label }) => label);

describe('captures', () => {
  afterEach(closeAll);

  it('are opened in an editor of their own', async () => {
    const file = await writeCapture('talk.pcap');
    await vscode.commands.executeCommand('vscode.open', file);
    await waitFor('the capture', () => (captureTabs().join() === 'talk.pcap' ? true : undefined));
  });

  it('go into a note as a diagram that raises no problem', async () => {
    const file = await writeCapture('note.pcapng.pcap');
    const editor = await open('note.md');
    const { document } = editor;
    const end = document.lineAt(document.lineCount - 1).range.end;
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand('handshake.insertCapture', file, 1, 'roles');
    const text = document.getText();
    includes(text, '```tcp\ndiagram 192.0.2.1:51000 ↔ 198.51.100.2:80\noption capture\n');
    includes(text, '"GET / HTTP/1.1"');
    const from = document.positionAt(text.indexOf('diagram 192.0.2.1')).line;
    const problems = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ range, severity }) => range.start.line >= from && severity < vscode.DiagnosticSeverity.Hint);
    equal(
      problems.map(({ message }) => message),
      [],
    );
    await vscode.commands.executeCommand('undo');
    equal(document.getText().includes('192.0.2.1'), false);
  });

  it('can be made anonymous', async () => {
    const file = await writeCapture('secret.pcap');
    const { document } = await open('note.md');
    await vscode.commands.executeCommand('handshake.insertCapture', file, 1, 'anonymous');
    includes(document.getText(), 'diagram Connection 1\noption capture\nclient C\nserver S\n');
    equal(/192\.0\.2\.1|GET \//.test(document.getText()), false);
  });
});
