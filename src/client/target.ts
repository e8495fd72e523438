import { l10n, Uri, window, workspace, type TextDocument } from 'vscode';
import { mayHoldDiagrams } from './diagrams.ts';

/** A document and a line in it. */
export interface Target {
  readonly document: TextDocument;
  readonly line: number;
}

/** What a command is about: what it was given, or else the cursor of the active editor. */
export async function targetOf(uri: unknown, line: unknown): Promise<Target | undefined> {
  const active = window.activeTextEditor;
  const given = typeof uri === 'string' ? Uri.parse(uri) : uri instanceof Uri ? uri : undefined;
  const document =
    given === undefined || given.toString() === active?.document.uri.toString()
      ? active?.document
      : await workspace.openTextDocument(given);
  if (!document || !mayHoldDiagrams(document)) {
    void window.showInformationMessage(l10n.t('Open a .tcp file, or a Markdown note with a tcp fence, first.'));
    return undefined;
  }
  const editor = window.visibleTextEditors.find((visible) => visible.document === document);
  return { document, line: typeof line === 'number' ? line : (editor?.selection.active.line ?? 0) };
}
