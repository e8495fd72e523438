import { commands, Disposable, window, workspace } from 'vscode';
import { indexAt, type Diagrams } from './diagrams.ts';

/** While the cursor of a Markdown note is inside of a diagram, this context key shows the commands for diagrams. */
const CONTEXT_KEY = 'handshake.inDiagram';

/** A pause of the cursor that is worth a question to the server (milliseconds). */
const PAUSE = 100;

/** Keeps the context key up to date. */
export function watchCursor(diagrams: Diagrams): Disposable {
  let known = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = async (): Promise<void> => {
    const inside = await isInDiagram(diagrams);
    if (inside !== known) await commands.executeCommand('setContext', CONTEXT_KEY, (known = inside));
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), PAUSE);
  };
  later();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(later),
    window.onDidChangeTextEditorSelection(later),
    workspace.onDidChangeTextDocument(later),
    { dispose: () => clearTimeout(timer) },
  );
}

async function isInDiagram(diagrams: Diagrams): Promise<boolean> {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== 'markdown' || !diagrams.running) return false;
  const found = await diagrams.list(editor.document.uri).catch(() => null);
  return indexAt(found?.diagrams ?? [], editor.selection.active.line) !== undefined;
}
