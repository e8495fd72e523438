// Each feature in a .tcp document and in a fence of a note, in whatever host and workspace the suites run.
import * as vscode from 'vscode';
import { closeAll, equal, expectProblems, includes, openText, waitFor } from '../kit.ts';

const DIAGRAM = [
  'diagram Opening',
  'client C',
  'server S',
  'C -> S SYN seq=x',
  'C <- S SYN,ACK seq=y',
  'C -> S ACK seq=x+1 ack=y+2',
  '',
].join('\n');

/** What the diagram is written in, and its first line there. */
const PLACES = [
  { name: 'a .tcp document', language: 'tcp', text: DIAGRAM, first: 0 },
  { name: 'a fence of a note', language: 'markdown', text: `# Note\n\n\`\`\`tcp\n${DIAGRAM}\`\`\`\n`, first: 3 },
] as const;

const ask = <T>(command: string, ...args: unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(command, ...args);

/** Asks until there is an answer that is not empty. */
const found = <T>(command: string, ...args: unknown[]): Promise<T[]> =>
  waitFor(command, async () => {
    const answer = await ask<T[] | undefined>(command, ...args);
    return answer !== undefined && answer.length > 0 ? answer : undefined;
  });

for (const { name, language, text, first } of PLACES) {
  describe(`in ${name}`, () => {
    let document: vscode.TextDocument;
    beforeEach(async () => {
      ({ document } = await openText(text, language));
      await expectProblems(document, [[first + 5, 'ack=y+2', 'error', 'ack-unsent']]);
    });
    afterEach(closeAll);

    const at = (line: number, character: number): vscode.Position => new vscode.Position(first + line, character);

    it('everything wrong is mended at once', async () => {
      const range = new vscode.Range(0, 0, document.lineCount, 0);
      const [action] = await found<vscode.CodeAction>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        'source.fixAll.handshake',
        9,
      );
      await vscode.workspace.applyEdit(action!.edit!);
      equal(document.lineAt(first + 5).text, 'C -> S ACK seq=x+1 ack=y+1');
      await expectProblems(document, []);
    });

    it('a symbol has its definition, its references and its name', async () => {
      const references = await found<vscode.Location>('vscode.executeReferenceProvider', document.uri, at(5, 15));
      equal(
        references.map(({ range }) => range.start.line - first),
        [3, 5],
      );
      const edit = await ask<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        at(3, 15),
        'isn',
      );
      await vscode.workspace.applyEdit(edit);
      equal(document.lineAt(first + 5).text, 'C -> S ACK seq=isn+1 ack=y+2');
    });

    it('a segment has its hover, and what is left out its hints', async () => {
      const [hover] = await found<vscode.Hover>('vscode.executeHoverProvider', document.uri, at(3, 2));
      includes(hover!.contents.map((part) => (part as vscode.MarkdownString).value).join('\n'), 'SYN-SENT');
      const range = new vscode.Range(at(0, 0), at(6, 0));
      const hints = await found<vscode.InlayHint>('vscode.executeInlayHintProvider', document.uri, range);
      includes(JSON.stringify(hints.map(({ label }) => label)), 'ack=x+1');
    });

    it('there are an outline, folds, selections, lenses and colours', async () => {
      const symbols = await found<vscode.DocumentSymbol>('vscode.executeDocumentSymbolProvider', document.uri);
      includes(JSON.stringify(symbols), 'Opening');
      const folds = await found<vscode.FoldingRange>('vscode.executeFoldingRangeProvider', document.uri);
      equal(
        folds.some(({ start }) => start === first),
        true,
        'the diagram folds',
      );
      const [selection] = await found<vscode.SelectionRange>('vscode.executeSelectionRangeProvider', document.uri, [
        at(3, 15),
      ]);
      includes(document.getText(selection!.range), 'x');
      const lenses = await found<vscode.CodeLens>('vscode.executeCodeLensProvider', document.uri, 9);
      equal(lenses[0]!.command?.title, '1 error');
      const range = new vscode.Range(at(0, 0), at(6, 0));
      const tokens = await waitFor(
        'tokens',
        async () =>
          await ask<vscode.SemanticTokens | undefined>(
            'vscode.provideDocumentRangeSemanticTokens',
            document.uri,
            range,
          ),
      );
      equal(tokens.data.length > 100, true, 'tokens');
    });
  });
}

describe('any workspace', () => {
  afterEach(closeAll);

  it('will do, virtual or untrusted', () => {
    const { capabilities } = vscode.extensions.getExtension('handshake.handshake')!.packageJSON as {
      capabilities: unknown;
    };
    equal(capabilities, { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
    // The web host has its files behind a file system of its own: every suite has run on a virtual workspace there.
    const { scheme } = vscode.workspace.workspaceFolders![0]!.uri;
    equal(['file', 'vscode-test-web', 'vscode-remote'].includes(scheme), true, scheme);
  });

  it('a new diagram begins from a template', async () => {
    await ask('handshake.newDiagram', 'reset');
    const editor = await waitFor('the document', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.languageId === 'tcp' ? active : undefined;
    });
    includes(editor.document.getText(), 'RST,ACK');
    equal(editor.document.isUntitled, true);
  });

  it('a new diagram goes into a note as a fence', async () => {
    const { document } = await openText('# Note\n', 'markdown');
    await ask('handshake.newDiagram', 'close');
    includes(document.getText(), '```tcp\ndiagram TCP four-way close\n');
    await expectProblems(document, []);
  });
});
