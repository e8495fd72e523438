import * as vscode from 'vscode';
import { closeAll, equal, includes, open, replace, waitFor } from '../kit.ts';

const exportTo = (place: string, uri: vscode.Uri, line: number, kind: string): Thenable<unknown> =>
  vscode.commands.executeCommand('handshake.exportDiagram', uri, line, kind, place);

const textOf = async (file: vscode.Uri): Promise<string> =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(file));

/** Exports the first diagram as SVG beside its file, and answers what the file is called. */
async function exportedName(uri: vscode.Uri): Promise<string> {
  await exportTo('beside', uri, 0, 'svg');
  const base = uri.path.split('/').at(-1)!.replace('.tcp', '');
  const files = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(uri, '..'));
  const found = files.find(([name]) => name.startsWith(`${base}-1-`) && name.endsWith('.svg'));
  if (!found) throw new Error(`no picture of ${base} among ${files.map(([name]) => name).join()}`);
  return found[0];
}

describe('exports', () => {
  afterEach(closeAll);

  it('go to a new editor', async () => {
    const { document } = await open('handshake.tcp');
    await exportTo('editor', document.uri, 0, 'mermaid');
    // An untitled document of another test may still be the active one for a moment.
    await waitFor('the new editor with the diagram', () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.isUntitled === true && active.getText().includes('sequenceDiagram') ? true : undefined;
    });
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

  it('draw pictures beside the note, with links into it, and change nothing the second time', async function () {
    // Each of them opens a page to draw in.
    this.timeout(90_000);
    const { document } = await open('note.md');
    await exportTo('beside', document.uri, 6, 'svg');
    await exportTo('beside', document.uri, 6, 'png');
    const once = document.getText();
    const file = (extension: string): vscode.Uri => vscode.Uri.joinPath(document.uri, `../note-1-diagram.${extension}`);
    includes(once, '](note-1-diagram.svg)');
    includes(once, '](note-1-diagram.png)');
    const svg = await textOf(file('svg'));
    includes(svg, 'SYN seq=x');
    includes(svg, '<!-- handshake:export ');
    const png = await vscode.workspace.fs.readFile(file('png'));
    equal([...png.slice(0, 4)], [0x89, 0x50, 0x4e, 0x47], 'the beginning of the PNG');
    await exportTo('beside', document.uri, 6, 'svg');
    await exportTo('beside', document.uri, 6, 'png');
    equal(document.getText(), once);
    equal(await textOf(file('svg')), svg);
    equal([...(await vscode.workspace.fs.readFile(file('png')))], [...png], 'the PNG');
    for (const extension of ['svg', 'png']) {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('handshake.extractDiagram', file(extension));
      const active = vscode.window.activeTextEditor!.document;
      equal([active.languageId, active.isUntitled], ['tcp', true]);
      includes(document.getText(), active.getText().trimEnd());
      includes(active.getText(), 'SYN');
    }
  });

  it('never overwrite what somebody else wrote', async function () {
    this.timeout(60_000);
    const { document } = await open('handshake.tcp');
    const file = vscode.Uri.joinPath(document.uri, '..', await exportedName(document.uri));
    const mine = (await textOf(file)).replace('SYN', 'SYN!');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(mine));
    // It asks; nobody answers in a test, and that is no yes.
    await exportTo('beside', document.uri, 0, 'svg');
    equal(await textOf(file), mine);
  });

  it('do a whole folder: notes get their exports, .tcp files get files', async () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri;
    const before = await textOf(vscode.Uri.joinPath(folder, 'note.md'));
    await vscode.commands.executeCommand('handshake.exportFolder', folder, 'mermaid');
    const note = await textOf(vscode.Uri.joinPath(folder, 'note.md'));
    includes(note, '```mermaid');
    const files = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
    if (!files.some((name) => /^handshake-1-.*\.mmd$/.test(name))) throw new Error(files.join());
    if (!files.some((name) => /^wrong-1-.*\.mmd$/.test(name))) throw new Error(files.join());
    await vscode.commands.executeCommand('handshake.exportFolder', folder, 'mermaid');
    equal(await textOf(vscode.Uri.joinPath(folder, 'note.md')), note);
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, 'note.md'), new TextEncoder().encode(before));
  });
});
