import {
  commands,
  Disposable,
  env,
  l10n,
  Position,
  Range,
  window,
  workspace,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { fenceEdit, type LineEdit } from './fence.ts';
import { TEMPLATES, type Template, type TemplateText } from './templates/index.ts';

/** Registers the commands that begin a diagram from a template, which an argument may name. */
export function registerNewDiagram(): Disposable {
  return Disposable.from(
    commands.registerCommand('handshake.newDiagram', async (id: unknown) => {
      const text = await chooseTemplate(id);
      if (text !== undefined) await begin(text, window.activeTextEditor);
    }),
    commands.registerCommand('handshake.newDiagramFile', async (id: unknown) => {
      const text = await chooseTemplate(id);
      if (text !== undefined) await begin(text, undefined);
    }),
  );
}

/** The text of a template in the language of the window: of the one with this id, or else of the one that is chosen. */
async function chooseTemplate(id: unknown): Promise<string | undefined> {
  const named = TEMPLATES.find((template) => template.id === id);
  if (named !== undefined) return wordsOf(named).text;
  const items = TEMPLATES.map(wordsOf).map(({ label, detail, text }) => ({ label, description: detail, text }));
  const placeHolder = l10n.t('Which diagram do you want to begin with?');
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.text;
}

const wordsOf = (template: Template): TemplateText => (/^zh/i.test(env.language) ? template.zh : template.en);

/** Writes a diagram into the note at the cursor, or into an empty diagram; where there is neither, into a new document. */
export async function begin(text: string, editor: TextEditor | undefined): Promise<void> {
  const language = editor?.document.languageId;
  if (editor !== undefined && language === 'markdown') return insertFence(text, editor);
  if (editor !== undefined && language === 'tcp' && editor.document.getText().trim() === '') {
    const { document } = editor;
    const all = new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
    await editor.edit((edit) => edit.replace(all, text));
    return;
  }
  await window.showTextDocument(await workspace.openTextDocument({ language: 'tcp', content: text }));
}

/** Puts a diagram into a note at the cursor, as a fence. */
export async function insertFence(text: string, editor: TextEditor): Promise<void> {
  const { document, selection } = editor;
  const [range, inserted] = placeOf(document, fenceEdit(linesOf(document), selection.active.line, text));
  await editor.edit((edit) => edit.replace(range, inserted));
}

export const linesOf = (document: TextDocument): string[] => document.getText().split(/\r\n|\r|\n/);

/** An edit of lines as VS Code makes it: what is replaced, and by what. */
export function placeOf(document: TextDocument, { from, to, lines }: LineEdit): [Range, string] {
  const atEnd = to >= document.lineCount;
  const end = document.lineAt(document.lineCount - 1).range.end;
  // At the end of the note, the line break stands in front of the new lines instead of behind them.
  const start = atEnd && from > 0 ? document.lineAt(from - 1).range.end : new Position(from, 0);
  const written = lines.join('\n');
  const inserted = atEnd ? `${from > 0 ? '\n' : ''}${written}` : `${written}\n`;
  return [new Range(start, atEnd ? end : new Position(to, 0)), inserted];
}
