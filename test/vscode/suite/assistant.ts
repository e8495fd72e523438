import { CancellationTokenSource, lm, window, type LanguageModelTextPart } from 'vscode';
import { closeAll, equal, includes, waitFor } from '../kit.ts';

const WRONG = 'client C\nserver S\nC -> S SYN seq=x\nC <- S SYN,ACK seq=y ack=x\n';

/** What a tool says to a language model. */
async function say(name: string, input: object): Promise<string> {
  const { token } = new CancellationTokenSource();
  const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
  return content.map((part) => (part as LanguageModelTextPart).value).join('');
}

describe('the tools of language models', () => {
  afterEach(closeAll);

  it('are all there', () => {
    const names = lm.tools.map(({ name }) => name).filter((name) => name.startsWith('handshake_'));
    equal(names.sort(), ['handshake_check', 'handshake_draw', 'handshake_notation', 'handshake_trace']);
  });

  it('check a diagram that a model has written', async () => {
    includes(await say('handshake_check', { text: WRONG }), 'line 4, column 22: error ack-mismatch');
    includes(await say('handshake_notation', {}), "# Handshake's notation");
  });

  it('draw it in the preview, as a document of the user', async () => {
    includes(await say('handshake_draw', { text: WRONG }), 'sequenceDiagram');
    const editor = window.visibleTextEditors.find(({ document }) => document.getText() === WRONG);
    equal(editor?.document.languageId, 'tcp', 'the language of the document');
    await waitFor('the preview', () =>
      window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label.includes('Preview'))
        ? true
        : undefined,
    );
  });
});
