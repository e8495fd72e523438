import * as vscode from 'vscode';
import { closeAll, codeOf, equal, includes, open, waitFor } from '../kit.ts';

const problemsOf = (name: string): string[] => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return vscode.languages.getDiagnostics(vscode.Uri.joinPath(folder!.uri, name)).map(codeOf);
};

describe('the workspace', () => {
  afterEach(closeAll);

  it('is checked as a whole: problems of files that nobody has opened are listed, once', async () => {
    await vscode.commands.executeCommand('handshake.checkWorkspace');
    await waitFor('the problem of a closed file', () => problemsOf('wrong.tcp').includes('ack-mismatch') || undefined);
    // A note that a test before this one has closed may be open for a moment.
    await waitFor('the problem of a note', () => problemsOf('note.md').join() === 'ack-unsent' || undefined);
    equal(problemsOf('handshake.tcp'), []);
    // Whoever opens the file has its problems from the language server, and from nobody else.
    await open('wrong.tcp');
    await waitFor('one problem', () => problemsOf('wrong.tcp').length === 1 || undefined);
    await closeAll();
    await waitFor('the problem of the closed file', () => problemsOf('wrong.tcp').length === 1 || undefined);
  });

  it('is searched for diagrams that nobody has opened', async () => {
    await open('wrong.tcp');
    const found = await waitFor('a symbol of another file', async () => {
      const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        'Untitled',
      );
      return symbols.some(({ location }) => location.uri.path.endsWith('note.md')) ? symbols : undefined;
    });
    includes(found.map(({ name }) => name).join(), 'Untitled diagram');
  });

  it('has a task that checks it', async () => {
    const [task] = await vscode.tasks.fetchTasks({ type: 'handshake' });
    equal(task?.name, 'check');
    const ended = new Promise<number | undefined>((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.definition.type !== 'handshake') return;
        listener.dispose();
        resolve(exitCode);
      });
    });
    await vscode.tasks.executeTask(task!);
    equal(await ended, 1);
  });

  it('has links to the RFCs that a diagram names', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'tcp',
      content: 'A -> B SYN "RFC 9293 §3.5"\n',
    });
    const links = await waitFor('a link', async () => {
      const all = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        document.uri,
      );
      return all.length > 0 ? all : undefined;
    });
    equal(
      links.map(({ target }) => target?.toString()),
      ['https://www.rfc-editor.org/rfc/rfc9293.html#section-3.5'],
    );
  });
});
