import * as vscode from 'vscode';
import { closeAll, diagnosticsOf, equal, expectProblems, includes, open, openText, replace } from '../kit.ts';

describe('problems', () => {
  afterEach(closeAll);

  it('are shown in a .tcp file, at the token, with the reason and the rule', async () => {
    const { document } = await open('wrong.tcp');
    equal(document.languageId, 'tcp');
    await expectProblems(document, [[4, 'ack=x', 'error', 'ack-mismatch']]);
    const [diagnostic] = diagnosticsOf(document);
    includes(diagnostic!.message, 'x+1');
    equal(
      diagnostic!.relatedInformation?.map(({ location }) => location.range.start.line),
      [3],
    );
    const code = diagnostic!.code;
    if (typeof code !== 'object') throw new Error('the code has no link');
    includes(code.target.toString(), 'handshake-docs:/rules.md#L');
  });

  it('are shown in a fence of a Markdown note, at the lines of the note', async () => {
    const { document } = await open('note.md');
    await expectProblems(document, [[8, 'ack=x+2', 'error', 'ack-unsent']]);
  });

  it('are not shown where there are none', async () => {
    const editor = await open('handshake.tcp');
    await replace(editor, 'ack=x+1', 'ack=x+9');
    await expectProblems(editor.document, [[4, 'ack=x+9', 'error', 'ack-unsent']]);
    await replace(editor, 'ack=x+9', 'ack=x+1');
    await expectProblems(editor.document, []);
  });

  it('follow the text of a document that was never saved', async () => {
    const editor = await openText('C -> S SYN seq=x\nS -> C SYN,ACK seq=y ack=x+3\nC -> S ACK seq=x+1 ack=y+1\n');
    await expectProblems(editor.document, [[1, 'ack=x+3', 'error', 'ack-unsent']]);
    await replace(editor, 'x+3', 'x+1');
    await expectProblems(editor.document, []);
  });

  it('have the severities of the settings', async () => {
    const { document } = await open('wrong.tcp');
    const settings = vscode.workspace.getConfiguration('handshake');
    await settings.update('rules', { 'ack-mismatch': 'info' }, vscode.ConfigurationTarget.Workspace);
    try {
      await expectProblems(document, [[4, 'ack=x', 'info', 'ack-mismatch']]);
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await expectProblems(document, [[4, 'ack=x', 'error', 'ack-mismatch']]);
  });
});
