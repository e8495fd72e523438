// What the suites inside VS Code share. They run in a web worker as well: no Node here.
import * as vscode from 'vscode';

/** Fails unless the two are equal, member by member. */
export function equal(actual: unknown, expected: unknown, what = 'value'): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}: ${left} instead of ${right}`);
}

/** Fails unless the text holds the other one. */
export function includes(text: string, part: string): void {
  if (!text.includes(part)) throw new Error(`${JSON.stringify(part)} is not in ${JSON.stringify(text)}`);
}

/** Waits until `look` finds something; asks again whenever an event comes, and now and then. */
export async function waitFor<Found>(
  what: string,
  look: () => Found | undefined | Promise<Found | undefined>,
  milliseconds = 15_000,
): Promise<Found> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders![0]!;
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name)));
}

/** Opens a text that is in no file. */
export async function openText(content: string, language = 'tcp'): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** A problem, in the form that the tests compare: line (from 0), text, severity and code. */
export type Problem = readonly [
  line: number,
  text: string,
  severity: 'error' | 'warning' | 'info' | 'hint',
  code: string,
];

const SEVERITY = ['error', 'warning', 'info', 'hint'] as const;

/** The problems that VS Code shows for a document, in their order. */
export function problemsOf(document: vscode.TextDocument): Problem[] {
  return diagnosticsOf(document).map((diagnostic) => [
    diagnostic.range.start.line,
    document.getText(diagnostic.range),
    SEVERITY[diagnostic.severity],
    codeOf(diagnostic),
  ]);
}

export function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter((diagnostic) => diagnostic.source === 'handshake')
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits until just these problems are shown. */
export async function expectProblems(document: vscode.TextDocument, expected: readonly Problem[]): Promise<void> {
  const wanted = JSON.stringify(expected);
  await waitFor('the problems', () => (JSON.stringify(problemsOf(document)) === wanted ? true : undefined)).catch(() =>
    equal(problemsOf(document), expected, 'problems'),
  );
}

/** Replaces the first occurrence of a text in an editor, as typing would. */
export async function replace(editor: vscode.TextEditor, text: string, by: string): Promise<void> {
  const at = editor.document.getText().indexOf(text);
  if (at < 0) throw new Error(`${text} is not in the document`);
  const range = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + text.length));
  await editor.edit((edit) => edit.replace(range, by));
}

/** The place of a text in a document. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`${text} is not in the document`);
  return document.positionAt(at);
}

/** Closes all editors, and takes back what was not saved. */
export async function closeAll(): Promise<void> {
  while (vscode.window.tabGroups.all.some((group) => group.tabs.length > 0)) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
