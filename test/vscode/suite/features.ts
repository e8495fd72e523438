import * as vscode from 'vscode';
import { closeAll, equal, expectProblems, includes, open, openText, positionOf, waitFor } from '../kit.ts';

const ask = <T>(command: string, ...args: unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(command, ...args);

const whole = (document: vscode.TextDocument): vscode.Range => new vscode.Range(0, 0, document.lineCount, 0);

/** Presses a key that does something to the text, again and again until it does: the list takes a moment to open. */
async function press(editor: vscode.TextEditor, command: string): Promise<void> {
  const before = editor.document.getText();
  await waitFor(`${command} to change the text`, async () => {
    await vscode.commands.executeCommand(command);
    return editor.document.getText() === before ? undefined : true;
  });
}

describe('what a language has', () => {
  afterEach(closeAll);

  it('completion puts the required reply first', async () => {
    const { document } = await openText('client C\nserver S\nC -> S SYN seq=x\n');
    const { items } = await ask<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(3, 0),
    );
    const [first] = items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    equal(typeof first?.label === 'object' ? first.label.label : first?.label, 'S -> C SYN,ACK seq=y ack=x+1');
  });

  it('a handshake is written by accepting completions only', async () => {
    const editor = await openText('');
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    for (let line = 0; line < 4; line++) await press(editor, 'acceptSelectedSuggestion');
    equal(
      editor.document.getText(),
      'client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+1\nC -> S ACK seq=x+1 ack=y+1\n',
    );
    await vscode.commands.executeCommand('hideSuggestWidget');
    await expectProblems(editor.document, []);
  });

  it('completion works in a fence of a note', async () => {
    const { document } = await openText('# Note\n\n```tcp\nclient C\nserver S\nC -> S SYN seq=x\n\n```\n', 'markdown');
    const { items } = await ask<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(6, 0),
    );
    includes(
      items.map(({ label }) => (typeof label === 'object' ? label.label : label)).join('|'),
      'S -> C SYN,ACK seq=y ack=x+1',
    );
  });

  it('inlay hints show what was left out', async () => {
    const { document } = await openText('client C\nserver S\nC -> S SYN seq=x\nS -> C SYN,ACK seq=y\n');
    const labels = await waitFor('hints', async () => {
      const hints = await ask<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole(document));
      return hints.length === 3 ? hints.map(({ label }) => label) : undefined;
    });
    equal(labels, ['C → SYN-SENT, S → SYN-RECEIVED', 'ack=x+1', 'C → ESTABLISHED']);
  });

  it('an acknowledgment leads to the segment that it acknowledges', async () => {
    const { document } = await open('handshake.tcp');
    const links = await ask<(vscode.LocationLink | vscode.Location)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      positionOf(document, 'ack=x+1'),
    );
    const [target] = links.map((link) => ('targetRange' in link ? link.targetRange : link.range));
    includes(document.lineAt(target!.start.line).text, 'SYN');
  });

  it('the outline, the lenses and the refactorings are there', async () => {
    const { document } = await open('handshake.tcp');
    const symbols = await ask<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    includes(symbols.flatMap(({ children }) => children.map(({ name }) => name)).join('|'), 'Handshake');
    const lenses = await ask<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 9);
    equal(
      lenses.map(({ command }) => command?.title),
      ['valid', 'Open Preview', 'Export…'],
    );
    const at = new vscode.Range(positionOf(document, '->'), positionOf(document, '->'));
    const actions = await ask<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      at,
      'refactor',
      99,
    );
    const lost = actions.find(({ title }) => title === 'Mark as lost');
    await vscode.workspace.applyEdit(lost!.edit!);
    includes(document.getText(), '-x');
  });

  it('a participant is renamed everywhere', async () => {
    const { document } = await openText('client C\nserver S\nC -> S SYN seq=x\n');
    const edit = await ask<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      new vscode.Position(2, 0),
      'Alice',
    );
    await vscode.workspace.applyEdit(edit);
    equal(document.getText(), 'client Alice\nserver S\nAlice -> S SYN seq=x\n');
  });

  it('a document is put in order', async () => {
    const editor = await openText('C->S syn seq=x\nS  ->  C SYN+ACK seq=y,ack=x+1\n');
    const { document } = editor;
    const edits = await waitFor(
      'a formatter',
      async () =>
        await ask<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', document.uri, {
          insertSpaces: true,
          tabSize: 2,
        }),
    );
    await editor.edit((edit) => edits.forEach(({ range, newText }) => edit.replace(range, newText)));
    equal(document.getText(), 'C -> S SYN     seq=x\nS -> C SYN,ACK seq=y ack=x+1\n');
  });
});
