import { Range, Selection, TextEditorRevealType, ViewColumn, window, type TextDocument } from 'vscode';

const editorsOf = (document: TextDocument) =>
  window.visibleTextEditors.filter((editor) => editor.document === document);

/** The line of the cursor in the document; undefined where no editor shows it. */
export const cursorLine = (document: TextDocument): number | undefined => editorsOf(document)[0]?.selection.active.line;

/** Puts the cursor on a line, in the editor that shows the document, or else in a new one. */
export async function revealLine(document: TextDocument, line: number, focus: boolean): Promise<void> {
  const indent = document.lineAt(Math.min(line, document.lineCount - 1)).firstNonWhitespaceCharacterIndex;
  const selection = new Selection(line, indent, line, indent);
  const visible = editorsOf(document)[0];
  if (visible && !focus) {
    visible.selection = selection;
    visible.revealRange(new Range(line, 0, line, 0), TextEditorRevealType.InCenterIfOutsideViewport);
    return;
  }
  const viewColumn = visible?.viewColumn ?? ViewColumn.One;
  await window.showTextDocument(document, { viewColumn, selection, preserveFocus: !focus });
}
