import {
  type CancellationToken,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  Disposable,
  l10n,
  languages,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { DIAGRAM_FILES } from '../../files/kinds.ts';
import type { CheckFileResult } from '../../protocol/index.ts';
import { patiently, type Report } from '../export/patience.ts';
import type { LanguageServer } from '../languageServer.ts';
import { findDiagramFiles, readDiagramFile } from './files.ts';

/** What is wrong in a file. */
export interface CheckedFile {
  readonly uri: Uri;
  readonly diagrams: number;
  readonly problems: readonly Diagnostic[];
}

/**
 * Checks files that nobody has opened, and keeps their problems in the list until they are opened: then the language server
 * tells of them itself. From the first check on, a file that changes on the disk is checked again.
 */
export class WorkspaceCheck {
  readonly #server: LanguageServer;
  readonly #problems = languages.createDiagnosticCollection('handshake-workspace');
  readonly #disposables: { dispose(): unknown }[] = [this.#problems];
  #watching = false;

  constructor(server: LanguageServer) {
    this.#server = server;
  }

  register(): Disposable {
    this.#disposables.push(commands.registerCommand('handshake.checkWorkspace', () => this.#command()));
    return new Disposable(() => this.#disposables.forEach((one) => void one.dispose()));
  }

  /** Checks every file of the workspace; what has been checked stands when it is cancelled. */
  async all(report: Report, token?: CancellationToken): Promise<CheckedFile[]> {
    this.#watch();
    const uris = await findDiagramFiles(token);
    const checked: CheckedFile[] = [];
    for (const [done, uri] of uris.entries()) {
      if (token?.isCancellationRequested === true) break;
      report(done, uris.length, workspace.asRelativePath(uri));
      const file = await this.#check(uri);
      if (file !== null) checked.push(file);
    }
    return checked;
  }

  async #command(): Promise<void> {
    // The command has ended when all is listed; nobody waits for whoever reads the message.
    void tell(await patiently(l10n.t('Checking diagrams'), (report, token) => this.all(report, token)));
  }

  async #check(uri: Uri): Promise<CheckedFile | null> {
    const file = await readDiagramFile(uri);
    const result = file && (await this.#server.request<CheckFileResult | null>('handshake/checkFile', file));
    if (result === null) {
      this.#problems.delete(uri);
      return null;
    }
    const problems = await this.#server.problems(result.diagnostics);
    this.#problems.set(uri, isOpen(uri) ? [] : problems);
    return { uri, diagrams: result.diagrams, problems };
  }

  #watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    const again = (uri: Uri): void => void this.#check(uri);
    const watcher = workspace.createFileSystemWatcher(DIAGRAM_FILES);
    this.#disposables.push(
      watcher,
      watcher.onDidChange(again),
      watcher.onDidCreate(again),
      watcher.onDidDelete((uri) => this.#problems.delete(uri)),
      workspace.onDidOpenTextDocument(({ uri }) => this.#problems.delete(uri)),
      workspace.onDidCloseTextDocument(({ uri, isUntitled }) => {
        if (!isUntitled && workspace.getWorkspaceFolder(uri) !== undefined) again(uri);
      }),
    );
  }
}

/** Says how many problems there are, and where to see them. */
async function tell(checked: readonly CheckedFile[]): Promise<void> {
  const diagrams = checked.reduce((sum, file) => sum + file.diagrams, 0);
  const problems = checked.flatMap((file) => file.problems).filter(isProblem).length;
  if (diagrams === 0) {
    void window.showInformationMessage(l10n.t('There is no diagram in any file of this workspace.'));
  } else if (problems === 0) {
    void window.showInformationMessage(l10n.t('No problems in {0} diagrams of {1} files.', diagrams, checked.length));
  } else {
    const show = l10n.t('Show Problems');
    const said = l10n.t('{0} problems in {1} diagrams of {2} files.', problems, diagrams, checked.length);
    if ((await window.showWarningMessage(said, show)) === show) {
      await commands.executeCommand('workbench.actions.view.problems');
    }
  }
}

/** Hints are no problems. */
export const isProblem = ({ severity }: Diagnostic): boolean => severity !== DiagnosticSeverity.Hint;

const isOpen = (uri: Uri): boolean =>
  workspace.textDocuments.some((document) => document.uri.toString() === uri.toString() && !document.isClosed);
