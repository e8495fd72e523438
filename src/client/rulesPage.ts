import { Uri, workspace, type Disposable, type TextDocumentContentProvider } from 'vscode';

/**
 * The documentation of the rules as a document of its own scheme, so that it opens in an editor on every host (a file of
 * an extension in a browser has no address that an editor opens), and so that its wrong examples are not checked.
 */
export class RulesPage implements TextDocumentContentProvider, Disposable {
  static readonly scheme = 'handshake-docs';
  readonly uri = Uri.from({ scheme: RulesPage.scheme, path: '/rules.md' });
  readonly #file: Uri;
  readonly #registration: Disposable;
  #text: Promise<string> | undefined;

  constructor(extension: Uri) {
    this.#file = Uri.joinPath(extension, 'docs/rules.md');
    this.#registration = workspace.registerTextDocumentContentProvider(RulesPage.scheme, this);
  }

  provideTextDocumentContent(): Promise<string> {
    return (this.#text ??= Promise.resolve(workspace.fs.readFile(this.#file)).then((bytes) =>
      new TextDecoder().decode(bytes),
    ));
  }

  /** Where each rule is described: its code, and the number of its heading's line (from 0). Nowhere, if the page cannot be read. */
  async headings(): Promise<Record<string, number>> {
    const lines = (await this.provideTextDocumentContent().catch(() => '')).split('\n');
    return Object.fromEntries(
      lines.flatMap((line, number) => {
        const code = /^#+ `([a-z0-9-]+)`$/.exec(line)?.[1];
        return code === undefined ? [] : [[code, number]];
      }),
    );
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
